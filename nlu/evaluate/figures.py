"""Precision, recall and F1 over sets; macro F1; AUC-free figures that need no library.

Owns: the formulas. Does not know tasks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence


def set_f1(gold: Iterable[Iterable[Hashable]], predicted: Iterable[Iterable[Hashable]]) -> dict[str, float]:
    """Return micro precision, recall and f1 over the members of each pair of sets."""
    hit = n_gold = n_predicted = 0
    for wanted, found in zip(gold, predicted, strict=True):
        a, b = set(wanted), set(found)
        hit, n_gold, n_predicted = hit + len(a & b), n_gold + len(a), n_predicted + len(b)
    precision = hit / n_predicted if n_predicted else 0.0
    recall = hit / n_gold if n_gold else 0.0
    f1 = 2 * precision * recall / (precision + recall) if hit else 0.0
    return {"f1": f1, "precision": precision, "recall": recall}


def class_figures(gold: Sequence[str], predicted: Sequence[str]) -> dict[str, float]:
    """Return accuracy and macro_f1 (mean over the classes of `gold`) of single-label predictions."""
    n, right = Counter(gold), Counter(g for g, p in zip(gold, predicted, strict=True) if g == p)
    said = Counter(predicted)
    scores = [2 * right[c] / (n[c] + said[c]) if right[c] else 0.0 for c in n]
    return {"accuracy": sum(right.values()) / max(1, len(gold)), "macro_f1": sum(scores) / max(1, len(scores))}


def expected_calibration_error(confidences: Sequence[float], right: Sequence[bool], n_bins: int = 10) -> float:
    """Return the expected calibration error, 0..1 (Guo et al. 2017, section 2): mean |confidence - accuracy| by bin."""
    total = 0.0
    for bin_ in range(n_bins):
        inside = [i for i, c in enumerate(confidences) if min(int(c * n_bins), n_bins - 1) == bin_]
        if inside:
            accuracy = sum(right[i] for i in inside) / len(inside)
            total += len(inside) * abs(accuracy - sum(confidences[i] for i in inside) / len(inside))
    return total / max(1, len(confidences))
