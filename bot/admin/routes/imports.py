"""Shops and their imports. Owns: what an operator may upload and see of it. Does not know: importing."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request
from pydantic import BaseModel

from bot.admin.importing import SILENT_S
from bot.admin.routes.parts import ImportingOf, Operating, Supervising
from bot.gateway.parts import PartsOf
from bot.gateway.problems import ProblemError
from bot.gateway.shapes import Problem
from bot.handoff.routes.who import errors
from bot.security.uploads import safe_name

router = APIRouter(prefix="/admin/api", tags=["operator"])

_TYPE: dict[int | str, dict[str, Any]] = {
    415: {
        "model": Problem, "content": {"application/problem+json": {}},
        "description": "The content is not what the name's ending says.",
    }
}  # fmt: skip
_BODY = {
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}


class Begun(BaseModel):
    """The import that has begun; see GET /admin/api/imports/{id}."""

    id: str


@router.get("/shops", responses=errors(401, 403, 503))
async def shops(_login: Supervising, parts: PartsOf) -> dict[str, Any]:
    """Return the shops with their counts."""
    return {"shops": await parts.actions.shops()}


@router.post(
    "/imports", status_code=202, response_model=Begun, openapi_extra=_BODY,
    responses=errors(401, 403, 409, 413, 422, 503) | _TYPE,
)  # fmt: skip
async def begin(
    request: Request,
    login: Operating,
    importing: ImportingOf,
    shop: Annotated[str, Query(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$", description="small letters, digits, - and _")],
    file: Annotated[
        str, Query(min_length=1, max_length=200, description="the file's name; its ending tells the format")
    ],
    role: Annotated[
        Literal["", "items", "reviews", "links"], Query(description="what its rows are; empty = find out")
    ] = "",
    dry_run: Annotated[bool, Query(description="check everything, change nothing")] = False,
    replace: Annotated[bool, Query(description="remove the shop's items that are not in the file")] = False,
) -> Begun:
    """Begin to import a catalogue file, the request's body. Its kind is checked by content before anything is read."""
    options = {"role": role, "dry_run": "1" if dry_run else "0", "replace": "1" if replace else "0"}
    name = safe_name(file)
    return Begun(id=await importing.begin(request.stream(), name, shop, login.agent.name, options))


@router.get("/imports", responses=errors(401, 403))
async def all_imports(_login: Supervising, parts: PartsOf) -> dict[str, Any]:
    """Return the newest imports and how far each is."""
    now = parts.desk.clock()
    return {"imports": [_shown(one, now) for one in await parts.blocking.read(parts.operator.imports)]}


@router.get("/imports/{import_id}", responses=errors(401, 403, 404, 422))
async def one_import(
    import_id: Annotated[str, Path(max_length=64)], _login: Supervising, parts: PartsOf
) -> dict[str, Any]:
    """Return an import with every refused row: its line, the reason and what to do."""
    found = await parts.blocking.read(parts.operator.one_import, import_id)
    if found is None:
        raise ProblemError(404, "no-import", "there is no such import")
    return _shown(found, parts.desk.clock())


def _shown(one: dict[str, Any], now: float) -> dict[str, Any]:
    lost = one["state"] == "running" and now - one["heard_at"] > SILENT_S
    return one | ({"state": "lost"} if lost else {})
