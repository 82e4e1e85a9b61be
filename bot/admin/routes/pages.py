"""The operator's page. Owns: its file and its policy. The scripts get all else from the API."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter, Response
from fastapi.responses import FileResponse

PAGE = Path(__file__).resolve().parents[1] / "static"

#: Nothing from elsewhere, nothing inline, and no script may turn a text into markup.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; "
    "trusted-types 'none'"
)

router = APIRouter(include_in_schema=False)


@router.get("/admin")
async def admin() -> Response:
    """Return the page."""
    return FileResponse(PAGE / "admin.html", headers={"Content-Security-Policy": POLICY, "Cache-Control": "no-cache"})
