"""Routes about the house itself: health, metrics, pictures of goods."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Response
from fastapi.responses import FileResponse, JSONResponse, PlainTextResponse
from prometheus_client import CONTENT_TYPE_LATEST

from bot.gateway.parts import PartsOf
from bot.gateway.problems import ProblemError
from bot.store import StoreError

PAGE = Path(__file__).resolve().parents[2] / "page" / "static"

#: Nothing from elsewhere runs on the page; pictures may come from a shop's own https address.
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: https:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
#: A drawn picture (SVG) may hold scripts; as a document of its own it gets to run none.
MEDIA_POLICY = "default-src 'none'; sandbox"
_MEDIA_TYPES = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg",
                ".webp": "image/webp", ".gif": "image/gif"}  # fmt: skip

_UNWELL: dict[int | str, dict[str, Any]] = {
    503: {"description": "A process is away; the body says which.", "content": {"application/json": {}}}
}

router = APIRouter(tags=["house"])


@router.get("/healthz", responses=_UNWELL)
async def health(parts: PartsOf) -> Response:
    """Say which processes answer."""

    async def database() -> bool:
        try:
            await parts.blocking.read(parts.store.ping)
        except StoreError:
            return False
        return True

    names = ("rasa", "actions", "database")
    alive = await asyncio.gather(parts.rasa.alive(), parts.actions.alive(), database())
    states: dict[str, Any] = {"gateway": "up"} | {
        name: "up" if up else "down" for name, up in zip(names, alive, strict=True)
    }
    ok = all(alive)
    return JSONResponse({"status": "ok" if ok else "degraded", "processes": states}, 200 if ok else 503)


@router.get("/metrics", response_class=PlainTextResponse)
async def metrics(parts: PartsOf) -> Response:
    """Return counters and times for Prometheus."""
    return Response(parts.metrics.text(), media_type=CONTENT_TYPE_LATEST)


@router.get("/media/{path:path}", response_class=FileResponse, responses={404: {"description": "No such picture."}})
async def media(path: str, parts: PartsOf) -> Response:
    """Return a picture of a shop's goods."""
    root = (parts.settings.data / "media").resolve()
    missing = ProblemError(404, "no-picture", "there is no such picture")
    try:
        file = (root / path).resolve()
        inside = file.is_relative_to(root) and file.is_file()
    except (OSError, ValueError) as error:
        raise missing from error
    media_type = _MEDIA_TYPES.get(file.suffix.lower())
    if not inside or media_type is None:
        raise missing
    headers = {"Cache-Control": "public, max-age=3600", "Content-Security-Policy": MEDIA_POLICY}
    return FileResponse(file, media_type=media_type, headers=headers)
