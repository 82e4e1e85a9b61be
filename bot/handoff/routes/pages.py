"""The desk's pages. Owns: which file is served where, with which policy. The scripts get all else from the API."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter, Response
from fastapi.responses import FileResponse

from bot.gateway.routes.house import PAGE_POLICY

DESK_PAGE = Path(__file__).resolve().parents[1] / "static"

router = APIRouter(include_in_schema=False)


def _page(name: str) -> Response:
    headers = {"Content-Security-Policy": PAGE_POLICY, "Cache-Control": "no-cache"}
    return FileResponse(DESK_PAGE / name, headers=headers)


@router.get("/desk")
async def desk() -> Response:
    """Return the desk."""
    return _page("desk.html")


@router.get("/desk/report")
async def report() -> Response:
    """Return the report's page."""
    return _page("report.html")
