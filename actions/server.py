"""The action server: rasa-sdk's webhook and our JSON routes on one Sanic app.

    python -m actions.server --port 5055 [--host 127.0.0.1] [--data DIR]

Owns: the process. Does not know: what an action does. One process, one event loop, work in threads.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import signal
import socket
import sys

import uvloop
from sanic import Request, Sanic
from sanic.response import HTTPResponse
from sanic.response import json as json_response

from actions.ads import add_ads
from actions.browse import add_routes
from actions.imports import add_imports
from actions.pictures import add_pictures
from actions.rewording import add_rewording
from actions.runtime import Runtime, load
from actions.settings import ActionSettings
from actions.webhook import MAX_BODY_BYTES, add_webhook
from finetune.settings import WriterSettings

logger = logging.getLogger("actions")
KEEP_ALIVE_S = 120
RESPONSE_S = 60


def build(runtime: Runtime, settings: ActionSettings) -> Sanic:
    """Return the app with the webhook of all actions and the JSON routes."""
    app = Sanic("actions", configure_logging=False)
    app.config.KEEP_ALIVE_TIMEOUT = KEEP_ALIVE_S
    app.config.RESPONSE_TIMEOUT = RESPONSE_S
    app.config.REQUEST_MAX_SIZE = MAX_BODY_BYTES
    add_webhook(app, runtime)
    add_routes(app, runtime)
    add_ads(app, runtime)
    add_rewording(app, runtime)
    add_pictures(app, runtime)
    add_imports(app, runtime, settings)

    @app.get("/health")
    async def health(_: Request) -> HTTPResponse:
        return json_response({"status": "ok"})

    return app


async def serve(app: Sanic, sock: socket.socket) -> None:
    """Serve until SIGINT or SIGTERM."""
    server = await app.create_server(sock=sock, return_asyncio_server=True, access_log=False)
    if server is None:
        raise RuntimeError("sanic gave no server")
    await server.startup()
    await server.start_serving()
    stop = asyncio.Event()
    for signum in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(signum, stop.set)
    host, port = sock.getsockname()[:2]
    print(f"actions ready on http://{host}:{port}", flush=True)
    await stop.wait()
    server.close()
    await server.wait_closed()


def main(argv: list[str] | None = None) -> int:
    """Run the server; return the exit code: 0 stopped, 1 could not start (the reason on standard error)."""
    parser = argparse.ArgumentParser(prog="python -m actions.server", description="Daogou's action server.")
    parser.add_argument("--port", type=int, required=True, help="port to listen on; 0 = any free one")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: loopback only)")
    parser.add_argument("--data", default=None, help="data folder (default: DAOGOU_DATA or var/ in the checkout)")
    args = parser.parse_args(argv)
    if args.data:
        os.environ["DAOGOU_DATA"] = args.data
    from knowledge import settings as knowledge_settings
    from knowledge.errors import KnowledgeError

    try:
        settings = knowledge_settings.load()
        logging.basicConfig(level=settings.log_level.upper(), format="%(asctime)s %(levelname)s %(name)s: %(message)s")
        for noisy in ("sanic.root", "alembic", "chromadb", "httpx"):
            logging.getLogger(noisy).setLevel(logging.WARNING)
        own = ActionSettings()
        runtime = load(settings, own, WriterSettings())
        runtime.warm_up()
        sock = socket.create_server((args.host, args.port), backlog=512)
    except (KnowledgeError, ValueError, OSError) as error:
        print(f"action server: {error}", file=sys.stderr)
        return 1
    try:
        uvloop.run(serve(build(runtime, own), sock))  # asyncio's own loop took a third of a turn here
    finally:
        runtime.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
