"""Figures and pictures of finished talks."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.simulate.exam import Marks
from bot.simulate.making import make_shopper
from bot.simulate.pictures import draw, success_by_turn
from bot.simulate.run import MAX_TURNS, Talk, figures, mean_turns
from tests.bot.simulate.worlds import WORLD

TALKS = [
    Talk(n, make_shopper(WORLD, n, "zh", manner), found, [], [10.0])
    for n, (manner, found) in enumerate([("plain", 1), ("plain", 6), ("rude", None), ("rude", 11)])
]


def test_a_failure_counts_all_turns() -> None:
    found = figures(TALKS, Marks(turns=33))
    assert [found[f"success_at_{k}"] for k in (5, 10, 15)] == [0.25, 0.5, 0.75]
    assert found["turns"] == pytest.approx((1 + 6 + MAX_TURNS + 11) / 4)
    assert mean_turns(TALKS, lambda s: s.manner) == {"plain": 3.5, "rude": 13.0}


def test_pictures_are_drawn(tmp_path: Path) -> None:
    assert success_by_turn(TALKS)[:6] == [0.25] * 5 + [0.5]
    files = draw({"tiny": TALKS, "tiny popular": TALKS}, tmp_path / "new")
    assert [f.name for f in files] == ["success-by-turn.png", "turns-tiny.png", "turns-tiny-popular.png"]
    assert all(f.read_bytes().startswith(b"\x89PNG") and f.stat().st_size > 5_000 for f in files)
