"""How likely each fitting item is what the shopper wants: one score and one probability per item.

Owns: the score's terms and their weights. Does not know: dialogue moves, which goods are shown, wording. Pure numpy; a
score is comparable within one turn only, higher is better.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.columns import Mask, NumberColumn
from knowledge.guide.meeting import about_width, meets, stated
from knowledge.guide.scope import Scope
from knowledge.types import Preference
from knowledge.view import ShopView

# Weights of the score's terms, each term within 0..1. Measured by `daogou evaluate guide`, not by eye: words and soft
# wishes are what this shopper said, so they outweigh what other shoppers did.
SOFT_WISH = 1.2
WORDS = 1.5
POPULARITY = 1.0
RATING = 0.4
NEAR_BUDGET = 0.4
NEAR_ABOUT = 0.8
LIKENESS = 2.0
#: Of the likeness to an item that was liked in an earlier turn.
LIKED = 0.5
#: What the shopper leans to without saying so: their taste of earlier talks, the season.
LEANING = 0.6
#: Of what others chose for the same audience.
PEERS = 0.8
SEEN = 0.8
#: Of the likeness in colour to a shopper's picture.
PICTURE = 1.0
#: What the best of those that miss a soft bound counts for by its place among the goods.
NEAR_MISS = 0.7
#: Share of a budget from which on a price counts as near it.
GOOD_PART = 0.6
#: How sharply scores turn into probabilities: one point makes an item e^2 times as likely. Flat on purpose: popularity
#: alone should hardly decide what a question is worth.
SHARPNESS = 2.0
#: Reviews that the shop's mean rating counts for, so that one five-star review does not win.
PRIOR_REVIEWS = 8.0


@dataclass(frozen=True)
class Ranking:
    """`positions`: int (n,) of fitting goods, ascending. `scores`, `probabilities`: float (n,) beside them, higher is
    better; the latter sum to 1 (empty where nothing fits).
    """

    positions: NDArray[np.intp]
    scores: NDArray[np.float64]
    probabilities: NDArray[np.float64]

    def best(self, k: int, allowed: Mask | None = None) -> NDArray[np.intp]:
        """Return places (into the arrays) of the best `k`, best first; `allowed` (n_items,) narrows which."""
        places = np.arange(len(self.positions)) if allowed is None else np.flatnonzero(allowed[self.positions])
        scores = self.scores[places]
        if len(places) > k:
            top = np.argpartition(-scores, k - 1)[:k]
            places, scores = places[top], scores[top]
        # Equal scores keep the catalogue's order, so that the same state gives the same list.
        return places[np.lexsort((places, -scores))]

    def sample(self, n: int) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
        """Return about `n` (positions, weights summing to 1) that stand for all: the likeliest half exactly, the rest
        thinned evenly, each with the weight of those it stands for.
        """
        if len(self.positions) <= n:
            return self.positions, self.probabilities
        head = self.best(n // 2)
        rest = np.ones(len(self.positions), dtype=bool)
        rest[head] = False
        others = np.flatnonzero(rest)
        step = max(1, len(others) // (n // 2))
        tail = others[::step]
        weights = self.probabilities[tail]
        mass = float(self.probabilities[others].sum())
        weights = weights * (mass / weights.sum()) if weights.sum() > 0 else weights
        places = np.concatenate([head, tail])
        weights = np.concatenate([self.probabilities[head], weights])
        return self.positions[places], weights / weights.sum()

    def probability(self, position: int) -> float:
        """Return the probability of one item, 0 where it does not fit."""
        place = int(np.searchsorted(self.positions, position))
        found = place < len(self.positions) and self.positions[place] == position
        return float(self.probabilities[place]) if found else 0.0

    def raised(self, terms: Mapping[int, float], weight: float) -> Ranking:
        """Return the ranking with a further term, position -> 0 to 1, in the scores; positions not named get 0."""
        scores = self.scores.copy()
        for position, term in terms.items():
            scores[_places(self.positions, [position])] += weight * term
        weights = np.exp(SHARPNESS * (scores - scores.max(initial=0.0)))
        return Ranking(self.positions, scores, weights / max(weights.sum(), 1e-12))


def rank(
    view: ShopView,
    scope: Scope,
    *,
    words: dict[int, float] | None = None,
    seen: Iterable[str] = (),
    like: str = "",
    liked: Sequence[str] = (),
    leanings: Sequence[tuple[Preference, float]] = (),
    peers: Mapping[str, int] | None = None,
) -> Ranking:
    """Rank the goods that fit.

    `words`: position -> how well it answers the shopper's free words, 0 to 1. `seen`: item ids shown before and not
    taken: evidence against, once for each time. `like`: item id that the goods should resemble, "" = none; `liked`:
    those of earlier turns, the latest last. `leanings`: (value, weight 0 to 1) that the shopper leans to;
    `peers`: item_id -> how many others chose it for the same audience.
    """
    positions = np.flatnonzero(scope.fits)
    if not len(positions):
        empty = np.zeros(0)
        return Ranking(positions, empty, empty)
    scores = POPULARITY * view.popularity[positions].astype(np.float64)
    scores += RATING * _rating(view, positions)
    met: list[NDArray[np.float64]] = []
    for wish in scope.soft:
        if wish.attribute != "text":
            met.append(nearness(view, wish, positions))
            scores += SOFT_WISH * met[-1]
    if len(met) > 1:
        # A good camera and a small budget: what is fair in both beats what is perfect in one and hopeless in the other.
        scores += SOFT_WISH * np.min(met, axis=0)
    for wish in scope.hard:
        if wish.attribute == "price" and wish.operator in ("<", "<=") and float(wish.value) > 0:  # type: ignore[arg-type]
            scores += NEAR_BUDGET * _near_budget(view, float(wish.value), positions)  # type: ignore[arg-type]
        elif wish.operator == "~":
            scores += NEAR_ABOUT * _near(view, wish, positions)
    for position, score in (words or {}).items():
        scores[_places(positions, [position])] += WORDS * score
    for item_id in seen:
        if (position_seen := view.position(item_id)) is not None:
            scores[_places(positions, [position_seen])] -= SEEN
    if like and (anchor := view.position(like)) is not None:
        scores += LIKENESS * likeness(view, anchor, positions)
    elif liked and (anchor := view.position(liked[-1])) is not None:
        scores += LIKED * likeness(view, anchor, positions)
    if leanings:
        total = sum(weight for _, weight in leanings)
        for wish, weight in leanings:
            scores += LEANING * weight / total * meets(view, wish)[positions]
    for item_id, n in (peers or {}).items():
        if (position_chosen := view.position(item_id)) is not None:
            scores[_places(positions, [position_chosen])] += PEERS * n / max((peers or {}).values())
    weights = np.exp(SHARPNESS * (scores - scores.max()))
    return Ranking(positions, scores, weights / weights.sum())


def rank_by_popularity(view: ShopView, scope: Scope, seen: Iterable[str] = ()) -> Ranking:
    """Rank the goods that fit by popularity alone, what was shown before behind: the baseline of `strategies`."""
    positions = np.flatnonzero(scope.fits)
    scores = POPULARITY * view.popularity[positions].astype(np.float64)
    for item_id in seen:
        if (position := view.position(item_id)) is not None:
            scores[_places(positions, [position])] -= SEEN
    weights = np.exp(SHARPNESS * (scores - scores.max(initial=0.0)))
    return Ranking(positions, scores, weights / max(weights.sum(), 1e-12))


def _places(positions: NDArray[np.intp], wanted: list[int]) -> NDArray[np.intp]:
    """Return the places of `wanted` in the ascending `positions`; those that are not there are left out."""
    places = np.searchsorted(positions, wanted)
    inside = places < len(positions)
    places = places[inside]
    return places[positions[places] == np.asarray(wanted)[inside]]


def nearness(view: ShopView, wish: Preference, positions: NDArray[np.intp]) -> NDArray[np.float64]:
    """Say how far items meet a soft wish, 0 to 1. A missed number bound counts for less the farther it is missed, but
    the better of two that miss it counts for more, however far.
    """
    exact = meets(view, wish)[positions].astype(np.float64)
    column = view.columns.get(wish.attribute)
    if not isinstance(column, NumberColumn) or wish.polarity == "against" or isinstance(wish.value, (list, bool)):
        return exact
    bound = float(wish.value)
    gap = np.abs(column.values[positions] - bound) / max(abs(bound), 1e-9)
    close = np.nan_to_num(np.clip(1 - 2 * gap, 0, 0.8), nan=0.0)
    if wish.operator in ("<", "<=", ">", ">="):
        toward = column.values[positions] * (1 if wish.operator in (">", ">=") else -1)
        order = np.argsort(np.argsort(np.nan_to_num(toward, nan=-np.inf)))
        close = np.maximum(close, np.where(np.isnan(toward), 0.0, NEAR_MISS * order / max(len(order) - 1, 1)))
    return np.where(exact > 0, 1.0, close)


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


def _rating(view: ShopView, positions: NDArray[np.intp]) -> NDArray[np.float64]:
    """Ratings drawn toward the shop's mean where reviews are few (Bayesian average), scaled to 0..1."""
    known = ~np.isnan(view.rating)
    mean = float(view.rating[known].mean()) if known.any() else 3.0
    rating = np.where(known[positions], view.rating[positions], mean)
    n = view.n_reviews[positions]
    drawn = (rating * n + mean * PRIOR_REVIEWS) / (n + PRIOR_REVIEWS)
    return np.clip((drawn - 1) / 4, 0, 1)


def _near_budget(view: ShopView, limit: float, positions: NDArray[np.intp]) -> NDArray[np.float64]:
    """Who names a limit wants to spend a good part of it: rises to 1 at GOOD_PART of the limit."""
    column = view.column("price")
    if not isinstance(column, NumberColumn):
        return np.zeros(len(positions))
    return np.nan_to_num(np.clip(column.values[positions] / (GOOD_PART * limit), 0, 1), nan=0.0)


def _near(view: ShopView, wish: Preference, positions: NDArray[np.intp]) -> NDArray[np.float64]:
    column = view.column(wish.attribute)
    if not isinstance(column, NumberColumn):
        return np.ones(len(positions))
    centre = float(wish.value)  # type: ignore[arg-type]
    gap = np.abs(column.values[positions] - centre) / max(abs(centre) * about_width(view, wish.attribute), 1e-9)
    return np.nan_to_num(np.clip(1 - gap, 0, 1), nan=0.0)
