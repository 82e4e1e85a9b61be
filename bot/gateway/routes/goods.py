"""Routes about goods, passed on to the action server. Does not know: goods."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from urllib.parse import quote

from fastapi import APIRouter, Path, Query

from bot.gateway.parts import PartsOf
from bot.gateway.shapes import Problem

#: What the catalogue may answer besides.
ANSWERS: dict[int | str, dict[str, Any]] = {
    code: {"model": Problem, "description": text}
    for code, text in {
        400: "A parameter is refused.",
        404: "No such shop or item.",
        422: "A parameter is wrong.",
        503: "The catalogue is away.",
    }.items()
}

Locale = Annotated[Literal["zh", "en"] | None, Query(description="language of titles; default: the shop's")]

router = APIRouter(prefix="/api", tags=["goods"])


@router.get("/shops", responses=ANSWERS)
async def shops(parts: PartsOf) -> dict[str, list[dict[str, Any]]]:
    """List the shops that can be talked to."""
    return {"shops": await parts.actions.shops()}


@router.get("/shops/{shop}", responses=ANSWERS)
async def shop(shop: Annotated[str, Path(max_length=100)], parts: PartsOf) -> Any:
    """Describe a shop: title, language, categories with counts."""
    return await parts.actions.get(f"/shops/{quote(shop, safe='')}")


@router.get("/shops/{shop}/items/{item_id}", responses=ANSWERS)
async def item(
    shop: Annotated[str, Path(max_length=100)],
    item_id: Annotated[str, Path(max_length=200)],
    parts: PartsOf,
    locale: Annotated[
        Literal["zh", "en"] | None, Query(description="language of the title; default: the shop's")
    ] = None,
) -> Any:
    """Return an item as a card, with its description and stock."""
    path = f"/shops/{quote(shop, safe='')}/items/{quote(item_id, safe='')}"
    return await parts.actions.get(path, {"locale": locale} if locale else None)
