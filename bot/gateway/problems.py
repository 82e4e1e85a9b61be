"""Errors as RFC 9457 problem details. Owns: their form and the handlers. Does not know: why a route refuses."""

from __future__ import annotations

import json
import logging
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from bot.security.headers import HEADERS

log = logging.getLogger(__name__)


class ProblemError(Exception):
    """A refusal that the caller is told about. `slug` names its kind for programs, `detail` tells people what to do."""

    def __init__(self, status: int, slug: str, detail: str, headers: dict[str, str] | None = None, **more: Any) -> None:
        super().__init__(detail)
        self.status, self.slug, self.detail, self.headers, self.more = status, slug, detail, headers, more


def problem(status: int, slug: str, detail: str, headers: dict[str, str] | None = None, **more: Any) -> Response:
    """Return the response that carries a problem."""
    body = {
        "type": f"urn:daogou:problem:{slug}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
    }
    # Plain ASCII: what is quoted may hold characters that UTF-8 cannot carry.
    content = json.dumps(body | more, ensure_ascii=True).encode("ascii")
    return Response(content, status, headers, media_type="application/problem+json")


def install(app: FastAPI) -> None:
    """Make every error of `app` a problem."""

    @app.exception_handler(ProblemError)
    async def _refused(_request: Request, error: ProblemError) -> Response:
        return problem(error.status, error.slug, error.detail, error.headers, **error.more)

    @app.exception_handler(RequestValidationError)
    async def _invalid(_request: Request, error: RequestValidationError) -> Response:
        # The input itself is not repeated: it may be long, secret or hostile.
        errors = [{"at": [str(part)[:100] for part in e["loc"]], "message": e["msg"]} for e in error.errors()[:20]]
        detail = "; ".join(f"{'.'.join(e['at'])}: {e['message']}" for e in errors[:3])
        if any(e["type"] == "json_invalid" for e in error.errors()):
            return problem(400, "not-json", f"the body is not valid JSON ({detail})", errors=errors)
        return problem(422, "invalid", detail, errors=errors)

    @app.exception_handler(HTTPException)
    async def _http(request: Request, error: HTTPException) -> Response:
        details = {
            404: f"there is nothing at {request.url.path[:200]}; the API is described at /docs",
            405: f"{request.method} is not possible here; the API is described at /docs",
        }
        slug = HTTPStatus(error.status_code).phrase.lower().replace(" ", "-")
        return problem(error.status_code, slug, details.get(error.status_code, str(error.detail)), error.headers)  # type: ignore[arg-type]

    @app.exception_handler(Exception)
    async def _broken(request: Request, error: Exception) -> Response:
        # This handler runs outside of the middleware that adds the security headers.
        # The broad catch of this door: the caller learns that it is our fault, the log learns what it is.
        log.error("%s %s failed", request.method, request.url.path, exc_info=error)
        return problem(500, "internal", "something broke inside; it is logged, please try again", dict(HEADERS))
