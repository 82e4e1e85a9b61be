"""Search, suggestions and the showcase, passed on to the action server with what is known of the person.

Owns: whose data go along, and only with that session's token. Does not know: goods, how data change a list.
"""

from __future__ import annotations

import logging
from typing import Annotated, Any, Literal
from urllib.parse import quote

from fastapi import APIRouter, Path, Query, Request

from bot.gateway.parts import Parts, PartsOf, session_of
from bot.gateway.rasa import NotReached
from bot.gateway.routes.goods import ANSWERS, Locale
from bot.gateway.shapes import Problem
from nlu.names import META_LOCALE, META_SHOP, SLOT_STATE

logger = logging.getLogger(__name__)

router = APIRouter(prefix="/api", tags=["goods"])

#: Seconds to read a query in; it takes some ten milliseconds.
_READ_WITHIN_S = 1.0

Count = Annotated[int, Query(ge=1, le=50, description="how many at most")]
ShopName = Annotated[str | None, Query(max_length=100, description="default: the gateway's default shop")]


@router.get("/search", responses=ANSWERS | {401: {"model": Problem, "description": "The session's token is wrong."}})
async def search(
    request: Request,
    parts: PartsOf,
    q: Annotated[str, Query(max_length=500)],
    shop: ShopName = None,
    k: Count = 10,
    locale: Locale = None,
    session_id: Annotated[
        str | None, Query(max_length=64, description="search as this session's shopper; needs its bearer token")
    ] = None,
    personal: Annotated[bool, Query(description="false: the list that anybody would get")] = True,
    wide: Annotated[bool, Query(description="false: no words of near meaning, no goods beside the best hits")] = True,
) -> Any:
    """Search a shop's goods by words, as a shopper would say them to the guide: 500以内的耳机，不要入耳的.

    `filters` in the answer are the wishes that were read out of the query and that every item meets; `unmet` those that
    nothing in the shop meets together, so that words alone chose; `filters` is null where the query was not read, since
    understanding was not reached in time. With a session, wishes said in it and what is remembered of the visitor order
    the list; `personal` says for each item what they changed, and is null where they did not count.
    """
    asked: dict[str, Any] = {"q": q, "k": k, "locale": locale, "personal": personal, "wide": wide}
    if session_id is not None:
        session = await session_of(request, session_id, parts)
        shop = shop or session.shop
        if personal and shop == session.shop:
            asked |= {"visitor": session.visitor, "state": await _state(parts, session.id)}
    asked["shop"] = shop or await _default_shop(parts)
    wishes = await _wishes(parts, q, asked["shop"], locale)
    asked = {name: value for name, value in {**asked, "wishes": wishes}.items() if value is not None}
    found = await parts.actions.post("/search", asked)
    return found if wishes is not None else {**found, "filters": None}


@router.get("/suggest", responses=ANSWERS)
async def suggest(
    parts: PartsOf, q: Annotated[str, Query(max_length=500)] = "", shop: ShopName = None, k: Count = 5
) -> Any:
    """Offer whole queries for what is typed so far, half-typed pinyin too; without `q` the fullest categories."""
    return await parts.actions.get("/suggest", {"shop": shop or await _default_shop(parts), "q": q, "k": k})


@router.get("/shops/{shop}/showcase", responses=ANSWERS)
async def showcase(
    shop: Annotated[str, Path(max_length=100)],
    parts: PartsOf,
    category: Annotated[str | None, Query(max_length=100)] = None,
    audience: Annotated[str | None, Query(max_length=100, description="for whom: 学生, women …")] = None,
    like: Annotated[str | None, Query(max_length=200, description="item_id: goods like this one")] = None,
    season: Literal["now", "none", "spring", "summer", "autumn", "winter"] = "now",
    k: Count = 10,
    locale: Locale = None,
) -> Any:
    """Return what to show somebody of whom nothing is known: popular goods, in season, by category, for an audience."""
    asked = {"category": category, "audience": audience, "like": like, "season": season, "k": k, "locale": locale}
    path = f"/shops/{quote(shop, safe='')}/showcase"
    return await parts.actions.get(path, {name: value for name, value in asked.items() if value is not None})


async def _wishes(parts: Parts, q: str, shop: str, locale: str | None) -> list[Any] | None:
    """Return the wishes that a query states, None where understanding was not reached in time."""
    metadata = {META_SHOP: shop, META_LOCALE: locale} if locale else {META_SHOP: shop}
    try:
        understood = await parts.rasa.understand(q, metadata, _READ_WITHIN_S)
    except NotReached as error:
        logger.warning("a search goes by its words alone: %s", error)
        return None
    return list(understood.get("wishes") or [])


async def _default_shop(parts: Parts) -> str:
    known = await parts.actions.shops()
    return parts.settings.default_shop or (known[0]["name"] if known else "")


async def _state(parts: Parts, session_id: str) -> Any:
    """Return where the conversation stands, as the dialogue engine has it last; None before the first turn."""
    events = await parts.blocking.read(parts.trackers.events, session_id)
    states = [e.get("value") for e in events if e.get("event") == "slot" and e.get("name") == SLOT_STATE]
    return states[-1] if states else None
