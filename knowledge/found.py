"""What the sources of one retrieval found, and how strongly each speaks for a candidate.

Owns: bringing cosines, BM25 scores, paths and popularity to one scale. Does not know: stores, weights.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from knowledge.align import Aligned
from knowledge.graph_walk import Path

Positions = NDArray[np.int64]
Strengths = NDArray[np.float64]
_NONE: Positions = np.zeros(0, np.int64)


@dataclass
class Found:
    """What each source found in one call. `bm25` goes with `lexical`; `extra` are positions that no source found."""

    paths: dict[int, Path]
    dense: Positions = field(default_factory=lambda: _NONE)
    lexical: Positions = field(default_factory=lambda: _NONE)
    bm25: NDArray[np.float64] = field(default_factory=lambda: np.zeros(0))
    vector: NDArray[np.float32] | None = None
    floor: float = -1.0
    extra: list[Positions] = field(default_factory=list)

    def lists(self) -> list[Positions]:
        """Return the positions of each source, paths included, `extra` not."""
        return [self.dense, self.lexical, np.fromiter(self.paths, dtype=np.int64, count=len(self.paths))]

    @property
    def count(self) -> int:
        """Return how many positions the sources found together."""
        return len(np.unique(np.concatenate(self.lists())))

    def strengths(
        self, positions: Positions, aligned: Aligned, popularity: NDArray[np.float32]
    ) -> dict[str, Strengths]:
        """Bring what each source says of these positions (ascending) to 0..1.

        BM25 as a share of the best match; the cosine from the embedder's floor (0) to the nearest candidate (1), as raw
        cosines of one model crowd together; the weight of a path, at most 1; popularity as it is.
        """
        lexical, graph, dense = np.zeros(len(positions)), np.zeros(len(positions)), np.zeros(len(positions))
        if len(self.lexical):
            lexical[np.searchsorted(positions, self.lexical)] = self.bm25 / self.bm25.max()
        for position, path in self.paths.items():
            graph[np.searchsorted(positions, position)] = min(1.0, path.weight)
        if self.vector is not None and len(positions):
            above = aligned.cosines(self.vector, positions) - self.floor
            if above.max() > 0:
                dense = np.clip(above / above.max(), 0.0, 1.0)
        return {"dense": dense, "lexical": lexical, "graph": graph, "popular": popularity[positions].astype(np.float64)}
