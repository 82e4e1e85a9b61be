"""Goods beside a good: tied to it in the graph, or near it in the embedder's space.

Owns: putting both kinds on one scale. Does not know: queries, persons, what neighbours are used for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.derive import embedder_for
from knowledge.retrieve import Mask, Retriever

NEAR = "near_in_meaning"


@dataclass(frozen=True)
class Neighbour:
    """An item beside another one. `strength` 0..1: a stated link 1, shared values and cosines less."""

    position: int
    relation: str
    strength: float


def cosines(retriever: Retriever, view: Any, positions: NDArray[np.int64], item_ids: Sequence[str]) -> NDArray[Any]:
    """Return float32 (n_positions, n_ids), the cosine of each to each; 0 where either has no vector."""
    aligned = retriever.aligned(view)
    others = np.array([view.position(i) for i in item_ids], dtype=np.int64)
    return np.asarray(aligned.rows(positions) @ aligned.rows(others).T)


def beside(retriever: Retriever, view: Any, item_id: str, mask: Mask, k: int) -> list[Neighbour]:
    """Return about `k` neighbours inside `mask` by the graph and as many by meaning, strongest first.

    An item reached in both ways stands once, by the stronger. Empty where the view has no such item.
    """
    position = view.position(item_id)
    if position is None:
        return []
    found: dict[int, Neighbour] = {}
    for path in retriever.paths(view, [item_id], mask)[:k]:
        where = view.position(path.item_id)
        found[where] = Neighbour(where, path.relation, min(1.0, path.weight))
    aligned = retriever.aligned(view)
    own = aligned.rows(np.array([position]))[0]
    if own.any():
        floor = embedder_for(retriever.settings).floor
        inside = np.flatnonzero(mask)
        near = aligned.nearest(own, inside[inside != position], k)
        for where, cosine in zip(near.tolist(), aligned.cosines(own, near).tolist(), strict=True):
            strength = (cosine - floor) / (1.0 - floor)
            if strength > 0 and (where not in found or strength > found[where].strength):
                found[where] = Neighbour(where, NEAR, strength)
    return sorted(found.values(), key=lambda n: (-n.strength, n.position))
