"""Starts the channel: `python -m bot.channels.telegram [--port N]`."""

from __future__ import annotations

import logging
import sys

import click
import uvicorn

from bot.channels.telegram.channel import Channel
from bot.channels.telegram.web import create_app
from bot.settings import SettingsError, load


@click.command()
@click.option("--port", type=int, help="Port for health and webhook; default: the setting.")
def main(port: int | None) -> None:
    """Talk in Telegram until stopped."""
    given = {} if port is None else {"telegram_port": port}
    try:
        settings = load(**given)
        channel = Channel(settings)
    except (SettingsError, ValueError) as error:
        print(f"telegram: {error}", file=sys.stderr)
        sys.exit(1)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    for library in ("httpx", "alembic"):  # the Bot API's addresses hold the token
        logging.getLogger(library).setLevel(logging.WARNING)
    config = uvicorn.Config(
        create_app(channel, lambda: setattr(server, "should_exit", True)),
        host=settings.telegram_host, port=settings.telegram_port, access_log=False, log_config=None,
        timeout_graceful_shutdown=3, server_header=False,
    )  # fmt: skip
    server = uvicorn.Server(config)
    server.run()
    if channel.failure:
        print(f"telegram: {channel.failure}", file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
