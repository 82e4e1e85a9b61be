"""How likely each fitting item is what the shopper wants: one score and one probability per item.

Owns: the score's terms and their weights. Does not know: dialogue moves, which goods are shown, wording. Pure numpy; a
score is comparable within one turn only, higher is better.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from knowledge.columns import Mask, NumberColumn
from knowledge.guide.meeting import about_width, meets, stated
from knowledge.guide.scope import Scope
from knowledge.guide.vague import is_extreme
from knowledge.guide.whom import for_others, is_whom
from knowledge.types import Preference
from knowledge.view import ShopView

# Weights of the score's terms, each term within 0..1. Measured by `daogou evaluate guide`, not by eye: words and soft
# wishes are what this shopper said, so they outweigh what other shoppers did.
SOFT_WISH = 1.2
WORDS = 1.5
POPULARITY = 1.0
RATING = 0.6
#: Against goods that few would be content with: two reviews of one star say more against a good than for it.
BADLY_RATED = 0.8
NEAR_BUDGET = 0.4
NEAR_ABOUT = 0.8
LIKENESS = 2.0
#: Of the likeness to an item that was liked in an earlier turn.
LIKED = 0.5
#: What the shopper leans to without saying so: their taste of earlier talks.
TASTE = 0.6
#: Of goods that say they are for this time of the year: less than any word of the shopper.
SEASON = 0.4
#: Of lying in the same district as what was spoken of: once something is settled on, the way there counts.
PLACE = 0.8
#: Of what others chose for the same audience.
PEERS = 0.8
SEEN = 0.8
#: Of the likeness in colour to a shopper's picture.
PICTURE = 1.0
#: Against goods that say whom they are for where it is somebody else: men's shoes for a girlfriend.
FOR_OTHERS = 0.8
#: What the best of those that miss a soft bound counts for by its place among the goods.
NEAR_MISS = 0.7
#: Share of a budget from which on a price counts as near it.
GOOD_PART = 0.6
#: Of having most of what was asked to be most; falls to nothing over as many steps of the value. A step outweighs what
#: others did.
MOST = 10.0
N_MOST = 20
#: How sharply scores turn into probabilities: one point makes an item e^2 times as likely. Flat on purpose: popularity
#: alone should hardly decide what a question is worth.
SHARPNESS = 2.0
#: Reviews that the shop's mean rating counts for, so that one five-star review does not win.
PRIOR_REVIEWS = 8.0
#: The same for telling poor goods; a mean below `POOR` is poor.
PRIOR_OF_POOR = 2.0
POOR = 3.5


@dataclass(frozen=True)
class Ranking:
    """`positions`: int (n,) of fitting goods, ascending. `scores`, `probabilities`: float (n,) beside them, higher is
    better; the latter sum to 1 (empty where nothing fits). `terms`: name -> float (n,), what each term adds to the
    scores; a term that adds nothing anywhere is left out.
    """

    positions: NDArray[np.intp]
    scores: NDArray[np.float64]
    probabilities: NDArray[np.float64]
    terms: Mapping[str, NDArray[np.float64]] = field(default_factory=dict)

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

    def place(self, position: int) -> int:
        """Return how many fitting items have a higher score, plus one; 0 for an item that does not fit."""
        own = _places(self.positions, [position])
        return int(np.count_nonzero(self.scores > self.scores[own[0]])) + 1 if len(own) else 0

    def terms_of(self, position: int) -> dict[str, float]:
        """Return what each term adds to the score of one item, largest first; empty where it does not fit."""
        own = _places(self.positions, [position])
        found = {name: float(term[own[0]]) for name, term in self.terms.items()} if len(own) else {}
        return dict(sorted(((n, v) for n, v in found.items() if v), key=lambda nv: -abs(nv[1])))

    def raised(self, name: str, terms: Mapping[int, float], weight: float) -> Ranking:
        """Return the ranking with a further term, position -> 0 to 1, in the scores; positions not named get 0."""
        added = np.zeros(len(self.positions))
        for position, term in terms.items():
            added[_places(self.positions, [position])] += weight * term
        return _ranking(self.positions, {**self.terms, name: added})


def rank(
    view: ShopView,
    scope: Scope,
    *,
    words: dict[int, float] | None = None,
    seen: Iterable[str] = (),
    like: str = "",
    liked: Sequence[str] = (),
    taste: Sequence[tuple[Preference, float]] = (),
    season: Sequence[Preference] = (),
    place: Sequence[Preference] = (),
    peers: Mapping[str, int] | None = None,
) -> Ranking:
    """Rank the goods that fit.

    `words`: position -> how well it answers the shopper's free words, 0 to 1. `seen`: item ids shown before and not
    taken: evidence against, once for each time. `like`: item id that the goods should resemble, "" = none; `liked`:
    those of earlier turns, the latest last. `taste`: (value, weight 0 to 1) that the shopper leans to; `season`,
    `place`: values that speak for this time of the year, for where the talk is; `peers`: item_id -> how many others
    chose it for the same audience.
    """
    positions = np.flatnonzero(scope.fits)
    terms: dict[str, NDArray[np.float64]] = {
        "popularity": POPULARITY * view.popularity[positions].astype(np.float64),
        "rating": RATING * np.clip((_drawn(view, positions, PRIOR_REVIEWS) - 1) / 4, 0, 1),
        "badly rated": -BADLY_RATED * np.clip((POOR - _drawn(view, positions, PRIOR_OF_POOR)) / (POOR - 1), 0, 1),
    }

    def add(name: str, term: NDArray[np.float64]) -> None:
        terms[name] = terms[name] + term if name in terms else term

    met: list[NDArray[np.float64]] = []
    for wish in [w for w in scope.soft if is_extreme(w)]:
        add(f"most, {wish.attribute}", MOST * _from_most(view, wish, positions))
    for wish in [w for w in scope.soft if not is_extreme(w)]:
        if wish.attribute != "text":
            if is_whom(view, wish):
                add("for others", -FOR_OTHERS * for_others(view, wish, positions))
            met.append(nearness(view, wish, positions))
            add(f"wish, {wish.attribute}", SOFT_WISH * met[-1])
    if len(met) > 1:
        # A good camera and a small budget: what is fair in both beats what is perfect in one and hopeless in the other.
        add("worst wish", SOFT_WISH * np.asarray(np.min(met, axis=0), dtype=np.float64))
    for wish in scope.hard:
        if wish.attribute == "price" and wish.operator in ("<", "<=") and float(wish.value) > 0:  # type: ignore[arg-type]
            add("near budget", NEAR_BUDGET * _near_budget(view, float(wish.value), positions))  # type: ignore[arg-type]
        elif wish.operator == "~":
            add(f"near, {wish.attribute}", NEAR_ABOUT * _near(view, wish, positions))
    add("words", WORDS * _spread(positions, words or {}))
    times = Counter(p for item_id in seen if (p := view.position(item_id)) is not None)
    add("seen", -SEEN * _spread(positions, times))
    if like and (anchor := view.position(like)) is not None:
        add("like", LIKENESS * likeness(view, anchor, positions))
    picked = [p for item_id in liked if (p := view.position(item_id)) is not None] if not like else []
    for age, anchor in enumerate(reversed(picked)):  # each counts twice as much as the one picked before it
        add("liked", LIKED * 0.5**age / (2 - 0.5 ** (len(picked) - 1)) * likeness(view, anchor, positions))
    total = sum(weight for _, weight in taste)
    for wish, weight in taste:
        add("taste", TASTE * weight / total * meets(view, wish)[positions].astype(np.float64))
    for name, weight, speaks in (("season", SEASON, season), ("place", PLACE, place)):
        if speaks:
            spoken_for = np.logical_or.reduce([meets(view, wish)[positions] for wish in speaks])
            add(name, weight * spoken_for.astype(np.float64))
    if peers:
        most = max(peers.values())
        chosen = {p: n / most for item_id, n in peers.items() if (p := view.position(item_id)) is not None}
        add("peers", PEERS * _spread(positions, chosen))
    return _ranking(positions, terms)


def rank_by_popularity(view: ShopView, scope: Scope, seen: Iterable[str] = ()) -> Ranking:
    """Rank the goods that fit by popularity alone, what was shown before behind: the baseline of `strategies`."""
    positions = np.flatnonzero(scope.fits)
    before = Counter(p for item_id in seen if (p := view.position(item_id)) is not None)
    popularity = POPULARITY * view.popularity[positions].astype(np.float64)
    return _ranking(positions, {"popularity": popularity, "seen": -SEEN * _spread(positions, before)})


def _ranking(positions: NDArray[np.intp], terms: Mapping[str, NDArray[np.float64]]) -> Ranking:
    """Add the terms up and turn the sums into probabilities."""
    scores = np.zeros(len(positions))
    for term in terms.values():
        scores += term
    weights = np.exp(SHARPNESS * (scores - scores.max(initial=-np.inf)))
    kept = {name: term for name, term in terms.items() if np.any(term)}
    return Ranking(positions, scores, weights / max(weights.sum(), 1e-12), kept)


def _from_most(view: ShopView, wish: Preference, positions: NDArray[np.intp]) -> NDArray[np.float64]:
    """Say how near items come to having most (or least) of a number, 1 for those that do; equal ones alike."""
    column = view.columns.get(wish.attribute)
    if not isinstance(column, NumberColumn):
        return np.zeros(len(positions))
    toward = column.values[positions] * (-1 if wish.operator in (">", ">=") else 1)
    known = ~np.isnan(toward)
    place = np.full(len(positions), float(N_MOST))
    place[known] = np.unique(toward[known], return_inverse=True)[1]
    near: NDArray[np.float64] = np.clip(1 - place / N_MOST, 0, 1)
    return near


def _spread(positions: NDArray[np.intp], terms: Mapping[int, float]) -> NDArray[np.float64]:
    """Return the term of each of the ascending `positions`, 0 where it has none."""
    spread = np.zeros(len(positions))
    for position, term in terms.items():
        spread[_places(positions, [position])] += term
    return spread


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


def _drawn(view: ShopView, positions: NDArray[np.intp], prior: float) -> NDArray[np.float64]:
    """Ratings drawn toward the shop's mean where reviews are few (Bayesian average), 1 to 5. The mean counts for
    `prior` reviews; a rating of the catalogue's own, without reviews, stands as it is.
    """
    known = ~np.isnan(view.rating)
    mean = float(view.rating[known].mean()) if known.any() else 3.0
    rating = np.where(known[positions], view.rating[positions], mean)
    n = view.n_reviews[positions]
    drawn = (rating * n + mean * prior) / (n + prior)
    return np.where(n == 0, rating, drawn).astype(np.float64)


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
