"""Puts the gateway together. Owns: what one app consists of, its start and end. Does not know: what routes do."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.datastructures import MutableHeaders
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.gateway import problems
from bot.gateway.limits import BodyLimit
from bot.gateway.parts import Parts
from bot.gateway.routes import continuing, goods, house, sessions
from bot.handoff.routes import DESK_PAGE, routers
from bot.handoff.rules import DeskSettings, load_desk
from bot.settings import Settings
from bot.store import migrate, open_engine

#: Sent with everything; a page's own policy is set by its route.
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


def create_app(settings: Settings, rules: DeskSettings | None = None) -> FastAPI:
    """Return the gateway's ASGI app; its database is opened and brought up to date when it starts.

    `rules`: of the agents' desk; None = read from the environment.
    """
    rules = rules or load_desk()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        engine = open_engine(settings.store_url)
        migrate(engine)
        parts = Parts.build(settings, rules, engine)
        app.state.parts = parts
        await parts.turns.recover()
        parts.desk.start()
        try:
            yield
        finally:
            parts.hub.close()
            await parts.desk.stop()
            await parts.turns.stop()
            await parts.rasa.close()
            await parts.actions.close()
            parts.blocking.close()
            parts.trackers.close()
            engine.dispose()

    app = FastAPI(
        title="Daogou 导购",
        version="0.1.0",
        description="Talk to a shop's guide. Errors are problem details (RFC 9457).",
        lifespan=lifespan,
    )
    problems.install(app)
    for router in (sessions.router, continuing.router, goods.router, house.router, *routers):
        app.include_router(router)
    app.mount("/page", StaticFiles(directory=house.PAGE), name="page")
    app.mount("/desk/static", StaticFiles(directory=DESK_PAGE), name="desk")

    def limit_of(path: str) -> int:
        # A picture travels as base64 (4/3) inside the message's JSON.
        picture = settings.picture_bytes * 3 // 2 if path.endswith("/messages") else 0
        return settings.body_bytes + picture

    app.add_middleware(BodyLimit, limit_of=limit_of)
    app.add_middleware(_Headers)
    return app


class _Headers:
    """ASGI middleware that adds the security headers; plain ASGI, since a wrapped response would buffer streams."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def added(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                if scope["path"].startswith(("/api/", "/desk/api/")):
                    headers.setdefault("Cache-Control", "no-store")
            await send(message)

        await self._app(scope, receive, added)
