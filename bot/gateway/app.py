"""Puts the gateway together. Owns: what one app consists of, its start and end. Does not know: what routes do."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from bot import admin
from bot.admin.routes import ADMIN_PAGE
from bot.admin.routes import routers as OPERATOR
from bot.gateway import openapi, problems
from bot.gateway.limits import BodyLimit
from bot.gateway.parts import Parts
from bot.gateway.routes import ads, continuing, goods, house, search, sessions
from bot.handoff import outside
from bot.handoff.routes import DESK_PAGE, routers
from bot.handoff.rules import DeskSettings, load_desk
from bot.page.routes import router as pages
from bot.security import api_docs
from bot.security.cors import Cors, origins_of
from bot.security.headers import SecurityHeaders
from bot.settings import Settings
from bot.store import migrate, open_engine


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
        app.state.health, app.state.importing = admin.health_of(parts), admin.importing_of(parts)
        app.state.labels = admin.labels_of(parts)
        app.state.health.start()
        app.state.relay = outside.relay_of(parts, engine)
        if app.state.relay:
            app.state.relay.start()
        try:
            yield
        finally:
            parts.hub.close()
            if app.state.relay:
                await app.state.relay.stop()
            await app.state.health.stop()
            await app.state.importing.stop()
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
        docs_url=None,  # ours needs nobody's network, see bot.security.api_docs
        redoc_url=None,
    )
    problems.install(app)
    openapi.install(app)
    for router in (
        sessions.router,
        continuing.router,
        goods.router,
        search.router,
        ads.router,
        house.router,
        pages,
        *routers,
        outside.router,
        *OPERATOR,
    ):
        app.include_router(router)
    app.include_router(api_docs.router)
    app.mount("/page", StaticFiles(directory=house.PAGE), name="page")
    app.mount("/desk/static", StaticFiles(directory=DESK_PAGE), name="desk")
    app.mount("/admin/static", StaticFiles(directory=ADMIN_PAGE), name="admin")

    def limit_of(path: str) -> int:
        if path == "/admin/api/imports":
            return settings.catalogue_bytes
        # A picture travels as base64 (4/3) inside the message's JSON.
        picture = settings.picture_bytes * 3 // 2 if path.endswith("/messages") else 0
        return settings.body_bytes + picture

    app.add_middleware(BodyLimit, limit_of=limit_of)
    app.add_middleware(Cors, origins=origins_of(settings.allowed_origins))
    app.add_middleware(SecurityHeaders)
    return app
