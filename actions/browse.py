"""JSON routes beside the webhook, for the gateway: shops, one item, search, profiles.

Owns: these views of the catalogue, and giving out and erasing what is remembered of a
visitor. Does not know: dialogue. Errors are {"error": ..., "remedy": ...}.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from sanic import Request, Sanic
from sanic.response import HTTPResponse
from sanic.response import json as json_response

from actions.finding import BadRequest, complete, display, find
from actions.message import card
from actions.runtime import Runtime
from knowledge.errors import UnknownShop
from knowledge.types import Item, Shown, to_json

MAX_PAGE = 2000


class NoSuchItem(LookupError):
    """The shop has no such item."""


def add_routes(app: Sanic, runtime: Runtime) -> None:
    """Add the routes to the app."""

    async def answer(work: Callable[[], Any]) -> HTTPResponse:
        loop = asyncio.get_running_loop()
        try:
            return json_response(await loop.run_in_executor(runtime.pool, work))
        except (UnknownShop, NoSuchItem) as error:
            return json_response({"error": str(error)}, status=404)
        except BadRequest as error:
            return json_response({"error": str(error)}, status=400)

    @app.get("/shops")
    async def shops(_: Request) -> HTTPResponse:
        return await answer(lambda: [listing(info) for info in runtime.catalogue.shops()])

    @app.get("/shops/<name:str>")
    async def shop(_: Request, name: str) -> HTTPResponse:
        return await answer(lambda: describe(runtime, name))

    @app.get("/shops/<name:str>/items/<item_id:str>")
    async def item(request: Request, name: str, item_id: str) -> HTTPResponse:
        return await answer(lambda: one_item(runtime, name, item_id, request.args.get("locale")))

    @app.get("/shops/<name:str>/schema")
    async def schema(_: Request, name: str) -> HTTPResponse:
        return await answer(lambda: to_json(runtime.catalogue.view(name).shop))

    @app.get("/shops/<name:str>/items")
    async def items(request: Request, name: str) -> HTTPResponse:
        return await answer(lambda: page_of_items(runtime, name, request.args.get("offset"), request.args.get("limit")))

    @app.get("/profiles/<visitor:str>/<name:str>")
    async def profile(_: Request, visitor: str, name: str) -> HTTPResponse:
        return await answer(lambda: to_json(runtime.profiles.read(visitor, name)))

    @app.delete("/profiles/<visitor:str>")
    async def forget(_: Request, visitor: str) -> HTTPResponse:
        return await answer(lambda: {"erased": runtime.profiles.erase(visitor)})

    @app.get("/search")
    async def search(request: Request) -> HTTPResponse:
        asked = {name: request.args.get(name) for name in request.args}
        return await answer(lambda: find(runtime, asked))

    @app.post("/search")
    async def search_for(request: Request) -> HTTPResponse:
        asked = request.json
        return await answer(lambda: find(runtime, asked if isinstance(asked, dict) else {}))

    @app.get("/suggest")
    async def suggestions(request: Request) -> HTTPResponse:
        asked = {name: request.args.get(name) for name in request.args}
        return await answer(lambda: complete(runtime, asked))

    @app.get("/shops/<name:str>/showcase")
    async def showcase(request: Request, name: str) -> HTTPResponse:
        asked = {parameter: request.args.get(parameter) for parameter in request.args}
        return await answer(lambda: display(runtime, name, asked))


def listing(info: Any) -> dict[str, Any]:
    """One line of the list of shops."""
    return {
        "name": info.name, "title": info.title, "language": info.language, "currency": info.currency,
        "version": info.version, "n_items": info.n_items, "n_reviews": info.n_reviews,
    }  # fmt: skip


def describe(runtime: Runtime, name: str) -> dict[str, Any]:
    """A shop with its categories, each with the number of its items, most first. Raises UnknownShop."""
    view = runtime.catalogue.view(name)
    import numpy as np

    counts = dict(view.facet("category", np.ones(view.n_items, dtype=bool)))
    categories = [
        {"name": c.name, "names": c.names, "parent": c.parent, "n_items": counts.get(c.name, 0)}
        for c in view.shop.categories
    ]
    return {
        "name": view.shop.name,
        "title": view.shop.title,
        "language": view.shop.language,
        "currency": view.shop.currency,
        "version": view.version,
        "n_items": view.n_items,
        "categories": sorted(categories, key=lambda c: -c["n_items"]),
    }


def one_item(runtime: Runtime, name: str, item_id: str, locale: str | None) -> dict[str, Any]:
    """An item as a card, with its description and stock. Raises UnknownShop, NoSuchItem."""
    view = runtime.catalogue.view(name)
    item: Item | None = view.item(item_id)
    if item is None:
        raise NoSuchItem(f"shop {name}: no item {item_id!r}")
    shown = card(Shown(item), view.shop, locale if locale in ("zh", "en") else view.shop.language)
    return shown | {"description": item.description, "stock": item.stock, "n_reviews": len(view.reviews(item_id))}


def page_of_items(runtime: Runtime, name: str, offset: str | None, limit: str | None) -> dict[str, Any]:
    """Return whole items as the record has them, in a stable order. Raises BadRequest, UnknownShop."""
    view = runtime.catalogue.view(name)
    try:
        begin, n = int(offset or 0), int(limit or 100)
    except ValueError:
        raise BadRequest(f"offset, limit: expected whole numbers, found {offset!r}, {limit!r}") from None
    if begin < 0 or not 1 <= n <= MAX_PAGE:
        raise BadRequest(f"offset: expected 0 or more, limit: 1 to {MAX_PAGE}; found {begin}, {n}")
    chosen = view.ids[begin : begin + n]
    return {"total": view.n_items, "items": [to_json(item) for item in view.items(list(chosen))]}
