"""The API's description at /docs: Swagger UI, served from here and not from anybody's network.

Its files come with the package fastapi-offline, of which nothing else is used. Owns: the page and its policy. The
page's own script is a file too, so that nothing inline runs.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from fastapi import APIRouter, Response
from fastapi.responses import FileResponse

#: Swagger UI draws its arrows with data: pictures. Its styles are set by script, which a policy allows.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_OURS = Path(__file__).parent / "static"
_SWAGGER = Path(str(files("fastapi_offline"))) / "static"
_FILES = {
    "swagger-ui-bundle.js": (_SWAGGER, "text/javascript"), "swagger-ui.css": (_SWAGGER, "text/css"),
    "api-docs.js": (_OURS, "text/javascript"),
}  # fmt: skip

router = APIRouter(include_in_schema=False)


@router.get("/docs")
async def page() -> Response:
    """Return the page."""
    return FileResponse(
        _OURS / "api-docs.html", headers={"Content-Security-Policy": POLICY, "Cache-Control": "no-cache"}
    )


@router.get("/docs/{name}")
async def file(name: str) -> Response:
    """Return one of the page's files."""
    folder, media_type = _FILES.get(name, (None, ""))
    if folder is None:
        return Response(status_code=404)
    return FileResponse(folder / name, media_type=media_type, headers={"Cache-Control": "public, max-age=3600"})
