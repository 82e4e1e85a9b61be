"""Mix the candidates of several sources into one list, and keep it varied. Pure arithmetic on arrays.

Owns: the fusion and MMR. Does not know: where candidates come from, items.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

#: Damps the lead of the first ranks (Cormack, Clarke and Büttcher, SIGIR 2009, use 60).
RANK_OFFSET = 60

Positions = NDArray[np.int64]
Scores = NDArray[np.float64]


def fuse(ranked: Mapping[str, Positions], weights: Mapping[str, float]) -> tuple[Positions, dict[str, Scores]]:
    """Fuse ranked lists by weighted reciprocal ranks.

    Args:
        ranked: source -> positions, best first, none twice.
        weights: source -> weight, 0 or more.

    Returns:
        positions (n,), best first (ties by position), and each source's share of the score, (n,) each. The shares of an item
        sum to its score, 0..1: 1 would be first in every source.
    """
    used = {s: p for s, p in ranked.items() if len(p) and weights.get(s, 0.0) > 0}
    if not used:
        return np.zeros(0, np.int64), {}
    everything = np.unique(np.concatenate(list(used.values())))
    best = sum(weights[s] for s in used) / (RANK_OFFSET + 1)
    shares = {}
    for source, positions in used.items():
        share = np.zeros(len(everything))
        ranks = np.arange(1, len(positions) + 1)
        share[np.searchsorted(everything, positions)] = weights[source] / (RANK_OFFSET + ranks) / best
        shares[source] = share
    total = np.sum(list(shares.values()), axis=0)
    order = np.lexsort((everything, -total))
    return everything[order], {s: share[order] for s, share in shares.items()}


def diversify(relevance: Scores, rows: NDArray[np.float32], k: int, diversity: float) -> NDArray[np.int64]:
    """Choose `k` of n by maximal marginal relevance (Carbonell and Goldstein, SIGIR 1998).

    Each next one has the greatest (1 - diversity) * relevance - diversity * (greatest cosine to those chosen before).

    Args:
        relevance: (n,), scaled here so that the greatest is 1.
        rows: float32 (n, dim), each of length 1; a row of zeros is like nothing.
        k: how many to choose.
        diversity: 0 = by relevance alone.

    Returns:
        indexes into the n, in the order chosen.
    """
    n = len(relevance)
    if diversity <= 0 or n <= 1:
        return np.argsort(-relevance, kind="stable")[:k]
    scaled = (1.0 - diversity) * relevance / max(float(relevance.max()), 1e-12)
    likeness = np.zeros(n)
    open_ = np.ones(n, dtype=bool)
    chosen = []
    for _ in range(min(k, n)):
        best = int(np.argmax(np.where(open_, scaled - diversity * likeness, -np.inf)))
        chosen.append(best)
        open_[best] = False
        np.maximum(likeness, rows @ rows[best], out=likeness)
    return np.asarray(chosen, dtype=np.int64)
