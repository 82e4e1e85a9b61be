"""Widen a search beyond its words: goods tied to the best hits in the graph, and goods near them in meaning.

Owns: which hits are sure enough to widen from, and the place of what is added. Does not know: words, persons.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from knowledge.neighbours import NEAR, beside
from knowledge.retrieve import Candidate, Retriever

#: Hits from this share of the best score on are widened from, at most N_SEEDS.
SURE, N_SEEDS = 0.8, 3
#: What a widening counts beside the hit it starts from: it may pass weak hits, never a good one. Where words find ten
#: goods it changes nothing (development half of taodescribe: 0 of 457 lists), where they find few it fills the list.
SHARE = 0.3
_KEPT_RELATIONS = (NEAR, "same_series", "newer_model_of", "inverse:newer_model_of", "similar", "shared_attributes")


@dataclass(frozen=True)
class Widened:
    """`candidates`: hits and what was added, best first; `because`: item_id added -> (relation, id of the hit)."""

    candidates: list[Candidate]
    because: dict[str, tuple[str, str]]


def widen(retriever: Retriever, view: Any, found: Sequence[Candidate], k: int) -> Widened:
    """Return up to `k` of the hits and of what is near the surest of them.

    An item that was found keeps its score. Relations are the graph's, or `neighbours.NEAR`. Accessories and things
    bought together are no answers to a query and stay out.
    """
    if not found:
        return Widened([], {})
    seeds = [c for c in found[:N_SEEDS] if c.score >= SURE * found[0].score]
    outside = np.ones(view.n_items, dtype=bool)
    outside[[c.position for c in found]] = False
    because: dict[str, tuple[str, str]] = {}
    scores: dict[int, Candidate] = {}
    for seed in seeds:
        seed_id = view.ids[seed.position]
        for other in beside(retriever, view, seed_id, outside, k):
            score = SHARE * seed.score * other.strength
            best = scores.get(other.position)
            if other.relation in _KEPT_RELATIONS and (best is None or score > best.score):
                source = "near" if other.relation == NEAR else "graph"
                scores[other.position] = Candidate(other.position, score, {source: score}, {other.relation: seed_id})
                because[view.ids[other.position]] = (other.relation, seed_id)
    everything = sorted([*found, *scores.values()], key=lambda c: -c.score)[:k]
    kept = {view.ids[c.position] for c in everything}
    return Widened(everything, {i: why for i, why in because.items() if i in kept})
