"""Starts one gateway process: `python -m bot.gateway [--port N]`."""

from __future__ import annotations

import logging
import sys

import click
import uvicorn

from bot.gateway.app import create_app
from bot.settings import SettingsError, load


@click.command()
@click.option("--port", type=int, help="Port to listen on; default: the setting.")
@click.option("--host", help="Address to listen on; default: the setting.")
def main(port: int | None, host: str | None) -> None:
    """Serve the gateway until stopped."""
    given = {key: value for key, value in {"port": port, "host": host}.items() if value is not None}
    try:
        settings = load(**given)
    except SettingsError as error:
        print(f"gateway: {error}", file=sys.stderr)
        sys.exit(1)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("httpx").setLevel(logging.WARNING)
    logging.getLogger("alembic").setLevel(logging.WARNING)
    uvicorn.run(
        create_app(settings), host=settings.host, port=settings.port, access_log=False, log_config=None,
        timeout_graceful_shutdown=3, proxy_headers=False, server_header=False,
    )  # fmt: skip


if __name__ == "__main__":
    main()
