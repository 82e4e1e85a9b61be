"""How likely each fitting item is what the shopper wants: one score and one probability per item.

Owns: the score's terms and their weights. Does not know: dialogue moves, which goods are shown, wording. Pure numpy; a
score is comparable within one turn only, higher is better.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.columns import Mask, NumberColumn
from knowledge.guide.scope import Scope, stated
from knowledge.types import Preference
from knowledge.view import ShopView

# Weights of the score's terms, each term within 0..1. Measured by `daogou evaluate guide`, not by eye: words and soft
# wishes are what this shopper said, so they outweigh what other shoppers did.
SOFT_WISH = 1.2
WORDS = 1.5
POPULARITY = 1.0
RATING = 0.4
NEAR_BUDGET = 0.4
LIKENESS = 2.0
SEEN = 0.8
#: How sharply the score turns into probability: two points of popularity weigh e^(2*0.1*...) - a flat prior on purpose.
SHARPNESS = 2.0
#: Reviews that the shop's mean rating counts for, so that one five-star review does not win.
PRIOR_REVIEWS = 8.0


@dataclass(frozen=True)
class Ranking:
    """`positions`: int (n,) of fitting goods, best first. `scores`, `probabilities`: float (n,) beside them; the latter
    sum to 1 (empty where nothing fits).
    """

    positions: NDArray[np.intp]
    scores: NDArray[np.float64]
    probabilities: NDArray[np.float64]


def rank(
    view: ShopView,
    scope: Scope,
    *,
    words: dict[int, float] | None = None,
    seen: Iterable[str] = (),
    like: str = "",
) -> Ranking:
    """Rank the goods that fit.

    `words`: position -> how well it answers the shopper's free words, 0 to 1. `seen`: item ids shown before and not
    taken: evidence against, once for each time. `like`: item id that the goods should resemble, "" = none.
    """
    positions = np.flatnonzero(scope.fits)
    if not len(positions):
        empty = np.zeros(0)
        return Ranking(positions, empty, empty)
    scores = POPULARITY * view.popularity[positions].astype(np.float64)
    scores += RATING * _rating(view)[positions]
    for wish in scope.soft:
        if wish.attribute != "text":
            scores += SOFT_WISH * meets(view, wish, positions)
    for wish in scope.hard:
        if wish.attribute == "price" and wish.operator in ("<", "<=") and float(wish.value) > 0:  # type: ignore[arg-type]
            scores += NEAR_BUDGET * _near_budget(view, float(wish.value), positions)  # type: ignore[arg-type]
        elif wish.operator == "~":
            scores += NEAR_BUDGET * _near(view, wish, positions)
    extra = np.zeros(view.n_items)
    for position, score in (words or {}).items():
        extra[position] += WORDS * score
    for item_id in seen:
        if (position := view.position(item_id)) is not None:  # type: ignore[assignment]
            extra[position] -= SEEN
    scores += extra[positions]
    if like and (anchor := view.position(like)) is not None:
        scores += LIKENESS * likeness(view, anchor, positions)
    order = np.argsort(-scores, kind="stable")
    positions, scores = positions[order], scores[order]
    weights = np.exp(SHARPNESS * (scores - scores[0]))
    return Ranking(positions, scores, weights / weights.sum())


def meets(view: ShopView, wish: Preference, positions: NDArray[np.intp]) -> NDArray[np.float64]:
    """Say how far items meet a soft wish, 0 to 1. A missed number bound counts for less the farther it is missed."""
    exact = view.mask(wish)[positions].astype(np.float64)
    column = view.column(wish.attribute)
    if not isinstance(column, NumberColumn) or wish.polarity == "against" or isinstance(wish.value, (list, bool)):
        return exact
    bound = float(wish.value)
    gap = np.abs(column.values[positions] - bound) / max(abs(bound), 1e-9)
    return np.where(exact > 0, 1.0, np.nan_to_num(np.clip(1 - 2 * gap, 0, 0.8), nan=0.0))


def likeness(view: ShopView, anchor: int, positions: NDArray[np.intp]) -> NDArray[np.float64]:
    """Say how alike items are to the one at `anchor`, 0 to 1: the mean over the attributes that it states."""
    total = np.zeros(len(positions))
    n = 0
    for key, column in view.columns.items():
        if key in ("title", "stock", "rating") or not stated(column)[anchor]:
            continue
        n += 1
        if isinstance(column, NumberColumn):
            own = column.values[anchor]
            gap = np.abs(column.values[positions] - own) / max(abs(own), 1e-9)
            total += np.nan_to_num(np.clip(1 - gap, 0, 1), nan=0.0)
        else:
            value = column.value(anchor)
            wish = Preference(key, "in" if isinstance(value, list) else "=", value)  # type: ignore[arg-type]
            total += view.mask(wish)[positions]
    return total / max(n, 1)


def _rating(view: ShopView) -> NDArray[np.float64]:
    """Ratings drawn toward the shop's mean where reviews are few (Bayesian average), scaled to 0..1."""
    rating = view.rating.astype(np.float64)
    known = ~np.isnan(rating)
    mean = float(rating[known].mean()) if known.any() else 3.0
    n = view.n_reviews.astype(np.float64)
    drawn = (np.where(known, rating, mean) * n + mean * PRIOR_REVIEWS) / (n + PRIOR_REVIEWS)
    return np.clip((drawn - 1) / 4, 0, 1)


def _near_budget(view: ShopView, limit: float, positions: NDArray[np.intp]) -> NDArray[np.float64]:
    """Who names a limit wants to spend a good part of it: rises to 1 at 60 % of the limit."""
    column = view.column("price")
    if not isinstance(column, NumberColumn):
        return np.zeros(len(positions))
    return np.nan_to_num(np.clip(column.values[positions] / (0.6 * limit), 0, 1), nan=0.0)


def _near(view: ShopView, wish: Preference, positions: NDArray[np.intp]) -> NDArray[np.float64]:
    column = view.column(wish.attribute)
    if not isinstance(column, NumberColumn):
        return np.ones(len(positions))
    centre = float(wish.value)  # type: ignore[arg-type]
    gap = np.abs(column.values[positions] - centre) / max(abs(centre) * view.about_width, 1e-9)
    return np.nan_to_num(np.clip(1 - gap, 0, 1), nan=0.0)


def diverse(
    view: ShopView,
    ranking: Ranking,
    k: int,
    allowed: Mask | None = None,
    *,
    pool: int = 60,
    spread: Sequence[str] = ("brand",),
) -> list[int]:
    """Pick up to `k` positions: the best, then the best that bring another value of `spread` or another price.

    `allowed`: which positions may be picked, None = all. Greedy marginal relevance (Carbonell & Goldstein 1998) over
    the first `pool`; an item costs 0.25 for each value it shares and 0.15 for a price within 5 % of one picked.
    """
    order = ranking.positions if allowed is None else ranking.positions[allowed[ranking.positions]]
    scores = ranking.scores if allowed is None else ranking.scores[allowed[ranking.positions]]
    order, scores = order[:pool], scores[:pool].copy()
    picked: list[int] = []
    left = np.ones(len(order), dtype=bool)
    price = view.column("price")
    while len(picked) < k and left.any():
        at = int(np.argmax(np.where(left, scores, -np.inf)))
        picked.append(int(order[at]))
        left[at] = False
        for key in spread:
            value = view.column(key).value(picked[-1])
            if value is not None and not isinstance(value, list):
                scores[view.mask(Preference(key, "=", value))[order]] -= 0.25
        if isinstance(price, NumberColumn) and not np.isnan(own := price.values[picked[-1]]):
            scores[np.abs(price.values[order] - own) <= 0.05 * own] -= 0.15
    # Best first again: diversity decides who is shown, not who leads.
    place = {int(p): i for i, p in enumerate(order)}
    return sorted(picked, key=lambda p: place[p])
