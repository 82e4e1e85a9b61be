"""The pages for shoppers and the widget's script. Owns: which file is served where, with which policy and caching.

Does not know: what the files do; the scripts get all else from the API.
"""

from __future__ import annotations

import gzip
import hashlib
from functools import cache
from pathlib import Path

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse

from bot.gateway.routes.house import PAGE, PAGE_POLICY

#: Built from bot/widget/src by `npm run build`; a test keeps both together.
WIDGET = Path(__file__).resolve().parents[1] / "widget" / "dist" / "widget.js"

router = APIRouter(include_in_schema=False)


def _page(name: str) -> Response:
    headers = {"Content-Security-Policy": PAGE_POLICY, "Cache-Control": "no-cache"}
    return FileResponse(PAGE / name, headers=headers)


@router.get("/")
async def shop() -> Response:
    """Return the demo shop, which embeds the widget."""
    return _page("index.html")


@router.get("/chat")
async def chat() -> Response:
    """Return the chat as a page of its own."""
    return _page("chat.html")


@cache
def _widget() -> tuple[bytes, bytes, str]:
    """Return the script, the same compressed, and its entity tag."""
    script = WIDGET.read_bytes()
    return script, gzip.compress(script, mtime=0), f'"{hashlib.sha256(script).hexdigest()[:20]}"'


@router.get("/widget.js")
async def widget(request: Request) -> Response:
    """Return the script that shops put on their pages; any site may load it."""
    plain, compressed, tag = _widget()
    headers = {
        "Cache-Control": "public, max-age=300, stale-while-revalidate=86400",
        "ETag": tag,
        "Vary": "Accept-Encoding",
        "Cross-Origin-Resource-Policy": "cross-origin",
        "Access-Control-Allow-Origin": "*",
    }
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(compressed, headers=headers | {"Content-Encoding": "gzip"}, media_type="text/javascript")
    return Response(plain, headers=headers, media_type="text/javascript")
