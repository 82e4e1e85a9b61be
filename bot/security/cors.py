"""Which other sites' pages may talk to the API: those of the setting `allowed_origins`. Knows no routes.

Only /api/ is opened, and without cookies: a shopper's page speaks with its own token. The desk and the operator's page
are never opened, whatever the setting says.
"""

from __future__ import annotations

import re

from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

PREFIX = "/api/"
_ORIGIN = re.compile(r"https?://[A-Za-z0-9.-]+(:\d{1,5})?")


def origins_of(setting: str) -> list[str]:
    """Return the origins of a setting, parted by spaces or commas. Raises ValueError that names what is no origin."""
    found = [origin for origin in re.split(r"[\s,]+", setting.strip()) if origin]
    for origin in found:
        if origin != "*" and not _ORIGIN.fullmatch(origin):
            raise ValueError(f"expected origins such as https://shop.example, without a path; found {origin!r}")
    return found


class Cors:
    """Answers preflights and marks answers below /api/ for allowed origins; all else passes through unmarked."""

    def __init__(self, app: ASGIApp, origins: list[str]) -> None:
        self._app = app
        self._marked = CORSMiddleware(
            app, allow_origins=origins, allow_credentials=False, allow_methods=["GET", "POST", "PATCH", "DELETE"],
            allow_headers=["Authorization", "Content-Type", "Last-Event-ID"], expose_headers=["Retry-After"],
            max_age=3600,
        )  # fmt: skip

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        opened = scope["type"] == "http" and scope["path"].startswith(PREFIX)
        await (self._marked if opened else self._app)(scope, receive, send)
