"""Search, suggestions and showcase as JSON: what `knowledge` found, as cards, with all that was done to query and list.

Owns: reading of parameters and the form of the answers. Does not know: how goods are found, HTTP. Dates come from a
clock that is given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, cast

from actions.message import card
from actions.runtime import Runtime
from knowledge import showcase
from knowledge.search import SearchResult, search
from knowledge.seasons import SEASONS, Season, season_of
from knowledge.shopper import Shopper, shopper_of
from knowledge.suggest import suggest
from knowledge.types import DialogueState, Preference, Shown, from_json, to_json

MAX_RESULTS = 50
_N_QUERY_CHARS = 400


class BadRequest(ValueError):
    """A parameter is missing or out of range."""


def find(runtime: Runtime, asked: Mapping[str, Any], today: Callable[[], date] = date.today) -> dict[str, Any]:
    """Search a shop.

    Args:
        asked: `shop`, `q`; `k` 1 to 50 (10); `locale` of titles; `personal` "0" or false = as for anybody; `visitor`
            and `state` (a DialogueState as JSON) are what is known of the person; `wide` "0" or false = the words
            alone; `wishes` (Preferences as JSON) what understanding read out of `q`.

    Returns:
        cards with score and sources, and under "personal" what the person's data changed, None where they did not
        count. Raises BadRequest, UnknownShop.
    """
    shop, q = asked.get("shop"), asked.get("q")
    if not shop or not q:
        raise BadRequest("expected the parameters shop and q, found " + ("no q" if shop else "no shop"))
    n = _number(asked.get("k"))
    view = runtime.catalogue.view(shop)
    who = _shopper(runtime, str(shop), asked, today()) if _flag(asked.get("personal")) else None
    try:
        wishes = [from_json(Preference, wish) for wish in asked.get("wishes") or ()]
    except (TypeError, ValueError) as error:
        raise BadRequest(f"wishes: {error}") from error
    text, wide = str(q)[:_N_QUERY_CHARS], _flag(asked.get("wide"))
    found = search(runtime.retriever, view, text, n, who, wide=wide, wishes=wishes)
    language = _language(asked, view)
    return {
        "query": q,
        "understood": found.understood,
        "corrected": found.corrected,
        "near_words": found.near_words,
        "suggestions": found.suggestions,
        "filters": [to_json(wish) for wish in found.filters],
        "unmet": [to_json(wish) for wish in found.unmet],
        "personal": _what_personal_did(found, view) if found.personal else None,
        "items": [
            card(Shown(view.item_at(c.position)), view.shop, language)
            | {"score": c.score, "sources": c.sources}
            | _widened(found, view.ids[c.position])
            for c in found.candidates
        ],
    }


def complete(runtime: Runtime, asked: Mapping[str, Any]) -> dict[str, Any]:
    """Offer queries for what is typed so far (`shop`, `q` may be empty, `k`). Raises BadRequest, UnknownShop."""
    shop = asked.get("shop")
    if not shop:
        raise BadRequest("expected the parameter shop")
    view = runtime.catalogue.view(shop)
    typed = str(asked.get("q") or "")[:_N_QUERY_CHARS]
    return {"suggestions": suggest(typed, view, runtime.retriever.vocabulary(view), _number(asked.get("k"), 5))}


def display(runtime: Runtime, shop: str, asked: Mapping[str, Any], today: Callable[[], date] = date.today) -> Any:
    """Return what to show somebody of whom nothing is known: popular goods and audiences, by category or for one.

    `season`: "now" (default), a season's name, or "none"; `category`, `audience`, `like` (an item_id): goods of one
    kind, for these people, or like that item. Raises BadRequest, UnknownShop.
    """
    view = runtime.catalogue.view(shop)
    n, language = _number(asked.get("k")), _language(asked, view)
    wanted = str(asked.get("season") or "now")
    if wanted not in ("now", "none", *SEASONS):
        raise BadRequest(f"season: expected now, none, {', '.join(SEASONS)}; found {wanted!r}")
    season = season_of(today()) if wanted == "now" else None if wanted == "none" else cast(Season, wanted)

    def cards(positions: Iterable[int]) -> list[dict[str, Any]]:
        return [card(Shown(view.item_at(p)), view.shop, language) for p in positions]

    if like := asked.get("like"):
        near = showcase.similar(runtime.retriever, view, str(like), n)
        return {
            "items": [c | {"relation": b.relation} for c, b in zip(cards(b.position for b in near), near, strict=True)]
        }
    if asked.get("audience") or asked.get("category"):
        if audience := asked.get("audience"):
            shown = showcase.for_audience(view, str(audience), n, season=season)
        else:
            shown = showcase.popular(view, n, category=str(asked["category"]), season=season)
        return {"season": season, "items": cards(d.position for d in shown)}
    by_category = showcase.popular_by_category(view, min(n, 5), season=season)
    return {
        "season": season,
        "items": cards(d.position for d in showcase.popular(view, n, season=season)),
        "categories": {name: cards(d.position for d in shown) for name, shown in by_category.items()},
        "audiences": [{"audience": a, "n_items": count} for a, count in showcase.audiences(view)],
    }


def _shopper(runtime: Runtime, shop: str, asked: Mapping[str, Any], today: date) -> Shopper | None:
    visitor, said = asked.get("visitor"), asked.get("state")
    profile = runtime.profiles.read(str(visitor), shop) if visitor else None
    try:
        state = from_json(DialogueState, said) if said else None
    except ValueError as error:
        raise BadRequest(f"state: {error}") from error
    return shopper_of(state, profile, today) or None


def _what_personal_did(found: SearchResult, view: Any) -> dict[str, Any]:
    """Say for each item that moved or was raised: places up, the wishes that it meets, the liked good it is like."""
    touched = {view.ids[c.position] for c in found.candidates} & {*found.moved, *found.met, *found.like}
    return {
        item_id: {
            "moved": found.moved.get(item_id, 0),
            "meets": [to_json(wish) for wish in found.met.get(item_id, ())],
            "like": found.like.get(item_id),
        }
        for item_id in (view.ids[c.position] for c in found.candidates)
        if item_id in touched
    }


def _widened(found: SearchResult, item_id: str) -> dict[str, Any]:
    because = found.widened.get(item_id)
    return {} if because is None else {"beside": {"relation": because[0], "item_id": because[1]}}


def _number(value: Any, otherwise: int = 10) -> int:
    try:
        n = int(value or otherwise)
    except (TypeError, ValueError):
        raise BadRequest(f"k: expected a whole number, found {value!r}") from None
    if not 1 <= n <= MAX_RESULTS:
        raise BadRequest(f"k: expected 1 to {MAX_RESULTS}, found {n}")
    return n


def _flag(value: Any) -> bool:
    return value not in (False, "0", "false", "no")


def _language(asked: Mapping[str, Any], view: Any) -> str:
    locale = asked.get("locale")
    return locale if locale in ("zh", "en") else view.shop.language
