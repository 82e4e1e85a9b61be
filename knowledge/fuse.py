"""Mix the candidates of several sources into one list, and keep it varied. Pure arithmetic on arrays.

Owns: the fusion and MMR. Does not know: where candidates come from, items.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

Positions = NDArray[np.int64]
Scores = NDArray[np.float64]


def fuse(strengths: Mapping[str, Scores], weights: Mapping[str, float]) -> tuple[Scores, dict[str, Scores]]:
    """Mix what each source says of the same n candidates into one score.

    A weighted sum of strengths, not reciprocal ranks: on known items (`daogou evaluate search`, development half)
    ranks lose to BM25 alone as soon as one source is weak, because they hide how sure a source is.

    Args:
        strengths: source -> (n,), 0..1, 0 = the source does not know the candidate.
        weights: source -> weight, 0 or more. Sources that know none of the candidates count nothing.

    Returns:
        scores (n,), 0..1, and each source's share of them, (n,) each; the shares of a candidate sum to its score.
    """
    used = {s: x for s, x in strengths.items() if weights.get(s, 0.0) > 0 and x.any()}
    if not used:
        n = len(next(iter(strengths.values()))) if strengths else 0
        return np.zeros(n), {}
    whole = sum(weights[s] for s in used)
    shares = {s: weights[s] / whole * strength for s, strength in used.items()}
    return np.sum(list(shares.values()), axis=0), shares


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
