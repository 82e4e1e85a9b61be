"""Lay a shop's vectors over the positions of one view, and score them.

Owns: the map between positions, item keys and rows of the matrix; dense scoring inside a set.
Does not know: texts, fusion.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.derived import Opened, OpenVectors
from knowledge.item_text import item_keys

Positions = NDArray[np.int64]
Keys = NDArray[np.int64]
Vector = NDArray[np.float32]

#: From this share of all items on, one product over the whole matrix is faster than gathering the rows first.
#: Measured with `python -m knowledge.bench` at 10,000 x 256.
WHOLE_SHARE = 0.3


class Aligned:
    """One view with one generation of vectors (None = there is none now). Immutable; made again when either changes.

    `keys`: int64 (n_items,), key of each position. An item that the vectors lack (imported since) is just not found by
    them, and a vector whose item is gone from the view is never returned.
    """

    def __init__(self, view: Any, vectors: Opened[OpenVectors] | None) -> None:
        self.view, self.vectors = view, vectors
        self.keys: Keys = item_keys(view.ids) if view.n_items else np.zeros(0, np.int64)
        self._order = np.argsort(self.keys)
        self._sorted = self.keys[self._order]
        self._row_of = vectors.store.exact.find(self.keys) if vectors else np.full(view.n_items, -1, np.int64)
        self.has_rows = vectors is not None and bool((self._row_of >= 0).any())
        self.made_with = vectors.stamp.made_with if vectors else ""

    def positions(self, keys: Keys) -> Positions:
        """Return the position of each key, -1 where the view has no such item."""
        if not len(self._sorted):
            return np.full(len(keys), -1, np.int64)
        at = np.minimum(np.searchsorted(self._sorted, keys), len(self._sorted) - 1)
        return np.where(self._sorted[at] == keys, self._order[at], -1)

    def rows(self, positions: Positions) -> NDArray[np.float32]:
        """Return float32 (n, dim), the vector of each position; zeros where there is none."""
        if self.vectors is None:
            return np.zeros((len(positions), 1), np.float32)
        rows = self._row_of[positions]
        out = np.zeros((len(positions), self.vectors.store.exact.rows.shape[1]), np.float32)
        out[rows >= 0] = self.vectors.store.exact.rows[rows[rows >= 0]]
        return out

    def cosines(self, vector: Vector, positions: Positions) -> NDArray[np.float64]:
        """Return the cosine of each position to `vector`, -1..1; -1 where there is no vector."""
        if self.vectors is None:
            return np.full(len(positions), -1.0)
        rows = self._row_of[positions]
        out = np.full(len(positions), -1.0)
        out[rows >= 0] = self.vectors.store.exact.rows[rows[rows >= 0]] @ vector
        return out

    def nearest(self, vector: Vector, inside: Positions, k: int) -> Positions:
        """Return the at most `k` positions of `inside` nearest to `vector`, by exact cosine, ties by position."""
        if self.vectors is None:
            return np.zeros(0, np.int64)
        matrix = self.vectors.store.exact.rows
        rows = self._row_of[inside]
        known = rows >= 0
        inside, rows = inside[known], rows[known]
        scores = (matrix @ vector)[rows] if len(rows) > WHOLE_SHARE * len(matrix) else matrix[rows] @ vector
        if len(scores) > k:
            top = np.argpartition(-scores, k)[:k]
            inside, scores = inside[top], scores[top]
        return inside[np.lexsort((inside, -scores))]

    def nearest_by_graph(self, vector: Vector, allowed: NDArray[np.bool_], n_allowed: int, k: int) -> Positions | None:
        """Return the about `k` nearest allowed positions by Chroma's graph, or None where it found too few of them."""
        if self.vectors is None:
            return None
        wanted = min(len(self.view.ids), int(k * 2 * len(self.view.ids) / n_allowed))
        found = self.vectors.store.near.query(vector, wanted)
        positions = np.asarray([p for i, _ in found if (p := self.view.position(i)) is not None], dtype=np.int64)
        positions = positions[allowed[positions]] if len(positions) else positions
        return positions[:k] if len(positions) >= min(k, n_allowed) else None
