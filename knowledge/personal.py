"""Order what was found by what is known of the person, and say for each good why it moved.

Owns: how much wishes and liked goods add to a score. Does not know: queries, where the person's data come from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import exp
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.neighbours import cosines
from knowledge.retrieve import Candidate, Retriever
from knowledge.shopper import Shopper
from knowledge.types import Preference

#: What all that is known of a person can add to a score of 0..1: enough to order equals, not to bury the query. It is
#: approached as evidence grows: a single fresh wish gives 63 % of it, an old one little.
PERSONAL_WEIGHT = 0.2
#: Share of that for goods like those that the person liked; the rest is for wishes.
LIKENESS_SHARE = 0.3


@dataclass(frozen=True)
class Moved:
    """What a person's data did to a list.

    `places`: item_id -> places moved up (negative: down). `wishes`: item_id -> the person's wishes that it meets, for
    those whose score they raised. `like`: item_id -> the liked good that it is most like, where that raised it.
    """

    candidates: list[Candidate]
    places: dict[str, int] = field(default_factory=dict)
    wishes: dict[str, list[Preference]] = field(default_factory=dict)
    like: dict[str, str] = field(default_factory=dict)


def personal(retriever: Retriever, view: Any, found: list[Candidate], shopper: Shopper, k: int) -> Moved:
    """Return the `k` best for this person; wishes that the shop cannot check are left out.

    The part of the wishes stands among a candidate's sources as "profile", the part of liked goods as "liked". Goods
    that the person refused come after all others.
    """
    wishes = [(w, n) for w, n in shopper.wishes if view.can_check(w)]
    liked = {i: n for i, n in shopper.goods.items() if n > 0 and view.position(i) is not None}
    refused = {p for i, n in shopper.goods.items() if n < 0 and (p := view.position(i)) is not None}
    if not found or not (wishes or liked or refused):
        return Moved(found[:k])
    positions = np.array([c.position for c in found], dtype=np.int64)
    for_wishes, met = _met(view, positions, wishes)
    for_likeness, like = _likeness(retriever, view, positions, liked)
    scored = []
    for n, c in enumerate(found):
        bonus = {"profile": float(for_wishes[n]), "liked": float(for_likeness[n])}
        bonus = {source: part for source, part in bonus.items() if part > 0}
        kept = 1.0 - PERSONAL_WEIGHT
        sources = {s: share * kept for s, share in c.sources.items()} | bonus
        scored.append(Candidate(c.position, c.score * kept + sum(bonus.values()), sources, c.relations))
    ordered = sorted(scored, key=lambda c: (c.position in refused, -c.score))[:k]
    before = {c.position: rank for rank, c in enumerate(found)}
    at = {c.position: n for n, c in enumerate(found)}
    moved = Moved(ordered)
    for rank, c in enumerate(ordered):
        item_id, n = view.ids[c.position], at[c.position]
        if before[c.position] != rank:
            moved.places[item_id] = before[c.position] - rank
        if "profile" in c.sources:
            moved.wishes[item_id] = [wishes[w][0] for w in np.flatnonzero(met[:, n])]
        if "liked" in c.sources:
            moved.like[item_id] = like[n]
    return moved


def _met(
    view: Any, positions: NDArray[np.int64], wishes: Sequence[tuple[Preference, float]]
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return what the wishes add to each position, and which wish each one meets, (n_wishes, n)."""
    if not wishes:
        return np.zeros(len(positions)), np.zeros((0, len(positions)), dtype=bool)
    weights = np.array([n for _, n in wishes])
    met = np.stack([view.mask(w)[positions] for w, _ in wishes])
    share = (1.0 - LIKENESS_SHARE) * PERSONAL_WEIGHT * (1.0 - exp(-float(weights.sum())))
    return share * (weights @ met) / weights.sum(), met


def _likeness(
    retriever: Retriever, view: Any, positions: NDArray[np.int64], liked: dict[str, float]
) -> tuple[NDArray[np.float64], list[str]]:
    """Return what liked goods add to each position, and which of them each is most like."""
    if not liked:
        return np.zeros(len(positions)), [""] * len(positions)
    ids = list(liked)
    weights = np.array([liked[i] for i in ids])
    alike = np.clip(cosines(retriever, view, positions, ids), 0.0, 1.0)
    strongest = alike * np.minimum(1.0, weights)
    share = LIKENESS_SHARE * PERSONAL_WEIGHT * (1.0 - exp(-float(weights.sum())))
    # What all are alike in tells nothing: only what is above the least counts.
    best = strongest.max(axis=1)
    spread = best - best.min()
    return share * spread / max(float(spread.max()), 1e-9), [ids[i] for i in strongest.argmax(axis=1)]
