"""The security headers of every answer. Owns: what is sent where a route says nothing. Does not know: pages.

A page sends its own content security policy; everything else gets one under which nothing runs, so that an answer that
a browser takes for a document by mistake does no harm.
"""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.security.cookies import over_https

#: Of what is no page: JSON, pictures' errors, scripts.
NO_PAGE = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Content-Security-Policy": NO_PAGE,
}

#: Browsers then come back over HTTPS only, for a year (OWASP ASVS 14.4.5).
HSTS = "max-age=31536000; includeSubDomains"

#: What answers about people: never kept by a browser or a proxy.
_PRIVATE = ("/api/", "/desk/api/", "/admin/api/")
#: What other sites' pages may show or run: pictures of goods and the widget.
_PUBLIC = ("/media/", "/widget.js")


class SecurityHeaders:
    """Adds the headers; plain ASGI, since a wrapped response would buffer streams."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path: str = scope["path"]
        https = over_https(HTTPConnection(scope))

        async def added(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault(
                    "Cross-Origin-Resource-Policy", "cross-origin" if path.startswith(_PUBLIC) else "same-origin"
                )
                if https:
                    headers.setdefault("Strict-Transport-Security", HSTS)
                if path.startswith(_PRIVATE):
                    headers.setdefault("Cache-Control", "no-store")
                    if "json" in headers.get("content-type", ""):
                        # An answer that is opened by its address is saved, never shown (reflected file download).
                        headers.setdefault("Content-Disposition", 'attachment; filename="api.json"')
            await send(message)

        await self._app(scope, receive, added)
