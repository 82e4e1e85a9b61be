"""What to show somebody of whom nothing is known: what is popular, now and in each category, and for whom.

Owns: the choice and its reasons. Does not know: dialogue, queries, how popular an item is (`popularity`), one person's
tastes. Every function reads one view, so goods count from the minute that their import is done.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.columns import CodesColumn, Mask, TagsColumn
from knowledge.errors import BadPreference, UnknownAttribute
from knowledge.neighbours import Neighbour, beside
from knowledge.retrieve import Retriever
from knowledge.seasons import Season, in_season
from knowledge.types import Preference, Shop
from knowledge.words import fold

#: Added to a popularity of 0..1 of goods for the season: as much as separates a good from a middling item.
SEASON_BONUS = 0.25
#: Names of attributes that say for whom goods are, folded.
_AUDIENCE_NAMES = frozenset(
    [
        *("audience", "suitable for", "for whom", "gender", "age group"),
        *("人群", "适合人群", "适用人群", "适用对象", "适合对象", "适用性别", "性别", "年龄段", "适用年龄"),
    ]
)


@dataclass(frozen=True)
class Displayed:
    """An item on display. `score`: popularity 0..1 with what the season adds; `seasonal`: it is for the season."""

    position: int
    score: float
    seasonal: bool = False


def popular(
    view: Any, k: int = 10, *, category: str | None = None, season: Season | None = None, mask: Mask | None = None
) -> list[Displayed]:
    """Return the `k` most popular goods that can be bought, of a category and those below it where one is named.

    `season`: goods said to be for it come forward. `mask`: only among these. Raises BadPreference for an unknown
    category only where the catalogue cannot check it; one that no item has gives an empty list.
    """
    allowed = view.in_stock.copy() if mask is None else view.in_stock & mask
    if category is not None:
        allowed &= view.mask(Preference("category", "=", category))
    seasonal = in_season(view, season) if season else np.zeros(view.n_items, dtype=bool)
    scores = view.popularity + SEASON_BONUS * seasonal
    return [Displayed(p, float(scores[p]), bool(seasonal[p])) for p in _best(scores, allowed, k)]


def popular_by_category(
    view: Any, k: int = 3, *, season: Season | None = None, n_categories: int = 8
) -> dict[str, list[Displayed]]:
    """Return the `k` most popular goods of each of the categories with the most goods that can be bought."""
    fullest = [str(name) for name, _ in view.facet("category", view.in_stock)][:n_categories]
    column = view.columns["category"]
    seasonal = in_season(view, season) if season else np.zeros(view.n_items, dtype=bool)
    scores = view.popularity + SEASON_BONUS * seasonal
    shown = {}
    for name in fullest:
        own = column.mask("=", name) & view.in_stock
        shown[name] = [Displayed(p, float(scores[p]), bool(seasonal[p])) for p in _best(scores, own, k)]
    return shown


def for_audience(view: Any, audience: str, k: int = 10, *, season: Season | None = None) -> list[Displayed]:
    """Return the most popular goods that the catalogue says are for these people (学生, 长辈, women …).

    By the attributes that name an audience, in any of a value's spellings; where the shop has none, by the words
    "适合<audience>" or "for <audience>" in descriptions. Empty where the catalogue says it of no item.
    """
    keys = audience_attributes(view.shop)
    mask: Mask = np.zeros(view.n_items, dtype=bool)
    for key in keys:
        try:
            mask |= view.mask(Preference(key, "~", audience))
        except (BadPreference, UnknownAttribute):
            continue  # a yes-no attribute has no audience for its value
    if not keys:
        said = (f"适合{fold(audience)}", f"for {fold(audience)}")
        mask = np.array([any(s in fold(text) for s in said) for text in view.descriptions], dtype=bool)
    return popular(view, k, season=season, mask=mask)


def audiences(view: Any) -> list[tuple[str, int]]:
    """Return for whom goods are, with how many that can be bought, most first."""
    counts: dict[str, int] = {}
    for key in audience_attributes(view.shop):
        if isinstance(view.columns.get(key), CodesColumn | TagsColumn):
            for value, n in view.facet(key, view.in_stock):
                counts[str(value)] = counts.get(str(value), 0) + n
    return sorted(counts.items(), key=lambda vn: (-vn[1], vn[0]))


def similar(retriever: Retriever, view: Any, item_id: str, k: int = 10) -> list[Neighbour]:
    """Return goods of the same category that can be bought and are like an item, most alike first.

    Empty where the shop has no such item.
    """
    item = view.item(item_id)
    if item is None:
        return []
    mask = view.in_stock & view.columns["category"].mask("=", item.category)
    mask[view.position(item_id)] = False
    return beside(retriever, view, item_id, mask, k)[:k]


def audience_attributes(shop: Shop) -> list[str]:
    """Return the keys of the attributes that say for whom goods are."""
    named = {a.key: [a.key.replace("_", " "), *(n for ns in a.names.values() for n in ns)] for a in shop.attributes}
    return [key for key, names in named.items() if any(fold(n) in _AUDIENCE_NAMES for n in names)]


def _best(scores: NDArray[np.float32], allowed: Mask, k: int) -> Sequence[int]:
    inside = np.flatnonzero(allowed)
    order = np.lexsort((inside, -scores[inside]))[:k]
    return [int(p) for p in inside[order]]
