"""The channel's small HTTP server: its health, and the webhook where that is set. Knows no updates' meaning."""

from __future__ import annotations

import hmac
import json
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.channels.telegram.channel import Channel

log = logging.getLogger(__name__)

PATH = "/telegram"
_SECRET = "X-Telegram-Bot-Api-Secret-Token"
#: Bytes of an update; Telegram's own are far smaller.
MAX_BODY = 1_000_000


def create_app(channel: Channel, failed: Callable[[], None] = lambda: None) -> Starlette:
    """Return the ASGI app that starts and stops the channel; `failed` is called when it cannot go on."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        channel.start().add_done_callback(lambda _: failed() if channel.failure else None)
        try:
            yield
        finally:
            await channel.stop()

    async def health(_: Request) -> Response:
        state = {
            "status": "ok" if channel.connected else "connecting",
            "mode": "webhook" if channel.webhook else "polling",
            "waiting": channel.workers.n_waiting,
        }
        return JSONResponse(state)

    async def webhook(request: Request) -> Response:
        if not hmac.compare_digest(request.headers.get(_SECRET, "").encode(), channel.secret.encode()):
            return JSONResponse({"error": "wrong secret"}, 403)
        if not channel.connected:
            return JSONResponse({"error": "not connected yet"}, 503)  # Telegram sends it again
        body = bytearray()
        async for chunk in request.stream():
            body += chunk
            if len(body) > MAX_BODY:
                return JSONResponse({"error": "too large"}, 413)
        try:
            found = json.loads(body)
            await channel.intake.take_json(found)
        except (ValueError, KeyError, TypeError, AttributeError):
            log.warning("what came to the webhook is no update")
            return JSONResponse({"error": "no update"}, 400)
        return JSONResponse({})

    routes = [Route("/healthz", health)]
    if channel.webhook:
        routes.append(Route(PATH, webhook, methods=["POST"]))
    return Starlette(routes=routes, lifespan=lifespan)
