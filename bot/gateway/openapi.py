"""The API's description, as it truly answers: every error is a problem document (RFC 9457). Does not know: routes.

FastAPI describes errors as plain JSON and its own 422; what `bot.gateway.problems` sends is another media type and
shape, also where a body is no JSON or too large. So the description is completed here, once, and not at each route.
"""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from bot.gateway.shapes import Problem

#: What can go wrong with any body before a route sees it.
_OF_BODIES = {"400": "The body is not valid JSON.", "413": "Too large.", "422": "A field is missing or wrong."}
_REF = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}


def install(app: FastAPI) -> None:
    """Make `app` describe itself so; the description is made when it is first asked for."""

    def described() -> dict[str, Any]:
        if app.openapi_schema is None:
            made = get_openapi(
                title=app.title, version=app.version, description=app.description, routes=app.routes,
                openapi_version=app.openapi_version,
            )  # fmt: skip
            app.openapi_schema = completed(made)
        return app.openapi_schema

    app.openapi = described  # type: ignore[method-assign]


def _usual(answer: dict[str, Any]) -> bool:
    """Say whether an error is described as FastAPI or our routes do it, and not as something of its own."""
    told = str(answer.get("content", ""))
    return not told or "schemas/Problem" in told or "schemas/HTTPValidationError" in told


def completed(document: dict[str, Any]) -> dict[str, Any]:
    """Return the document with every error described as a problem."""
    for operations in document["paths"].values():
        for operation in operations.values():
            answers = operation["responses"]
            if "requestBody" in operation:
                for status, why in _OF_BODIES.items():
                    answers.setdefault(status, {"description": why})
            for status, answer in answers.items():
                if status >= "400" and _usual(answer):
                    answer["content"] = _REF
                    if status == "422" and answer["description"] == "Validation Error":
                        answer["description"] = "A parameter or a field is missing or wrong."
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    schemas.pop("HTTPValidationError", None)
    schemas.pop("ValidationError", None)
    schemas.setdefault("Problem", Problem.model_json_schema())
    return document
