"""Stores made at once: both sides run together, and both stop when one fails."""

from __future__ import annotations

import threading

import pytest

from knowledge.side_by_side import Stopped, side_by_side


def test_vectors_run_beside_the_others_which_follow_each_other() -> None:
    both, order = threading.Barrier(2), []

    def make(kind: str, tell: object) -> None:
        if kind in ("vectors", "lexical"):
            both.wait(20)  # neither would get here alone
        order.append(kind)

    side_by_side(("vectors", "lexical", "graph"), make)
    assert sorted(order) == ["graph", "lexical", "vectors"]
    assert order.index("lexical") < order.index("graph")


def test_the_first_failure_is_raised_and_the_other_side_stops() -> None:
    failed = threading.Event()
    stopped: list[str] = []

    def make(kind: str, tell) -> None:  # type: ignore[no-untyped-def]
        if kind == "lexical":
            failed.set()
            raise OSError("the disk is full")
        failed.wait(20)
        try:
            for n in range(100_000):
                tell(kind, n, 100_000)
                threading.Event().wait(0.001)
        except Stopped:
            stopped.append(kind)
            raise

    with pytest.raises(OSError, match="disk is full"):
        side_by_side(("vectors", "lexical", "graph"), make)
    assert stopped == ["vectors"]


def test_progress_is_passed_on() -> None:
    told: list[tuple[str, int, int]] = []
    side_by_side(("graph",), lambda kind, tell: tell(kind, 1, 2), lambda *step: told.append(step))
    assert told == [("graph", 1, 2)]
