"""Fusion and MMR on hand-made numbers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.fuse import diversify, fuse


def test_shares_sum_to_the_score_and_the_best_of_all_sources_scores_one() -> None:
    scores, shares = fuse({"a": np.array([1.0, 0.5, 0.0]), "b": np.array([1.0, 0.0, 0.5])}, {"a": 1.0, "b": 0.25})
    assert scores == pytest.approx([1.0, 0.4, 0.1])
    assert shares["a"] + shares["b"] == pytest.approx(scores)


def test_a_source_that_knows_nothing_or_has_no_weight_takes_nothing_away() -> None:
    scores, shares = fuse(
        {"a": np.array([1.0, 0.5]), "b": np.zeros(2), "c": np.ones(2)}, {"a": 0.5, "b": 10.0, "c": 0.0}
    )
    assert scores == pytest.approx([1.0, 0.5])
    assert set(shares) == {"a"}


def test_nothing_to_fuse() -> None:
    scores, shares = fuse({"a": np.zeros(3)}, {"a": 1.0})
    assert scores.tolist() == [0, 0, 0]
    assert shares == {}


def test_without_diversity_the_order_is_the_score() -> None:
    assert diversify(np.array([0.1, 0.9, 0.5]), np.eye(3, dtype=np.float32), 2, 0.0).tolist() == [1, 2]


def test_a_twin_gives_way_to_something_else() -> None:
    rows = np.array([[1, 0], [1, 0], [0, 1]], dtype=np.float32)
    relevance = np.array([1.0, 0.99, 0.8])
    assert diversify(relevance, rows, 3, 0.0).tolist() == [0, 1, 2]
    assert diversify(relevance, rows, 3, 0.3).tolist() == [0, 2, 1]


@given(st.integers(0, 30), st.integers(0, 40), st.floats(0, 1))
def test_chooses_each_at_most_once_and_as_many_as_there_are(n: int, k: int, diversity: float) -> None:
    draw = np.random.default_rng(n)
    rows = draw.standard_normal((n, 4)).astype(np.float32)
    chosen = diversify(draw.random(n), rows, k, diversity).tolist()
    assert len(chosen) == len(set(chosen)) == min(n, k)
