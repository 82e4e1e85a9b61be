"""Comparisons name what differs and matters: no three grams, no tenth of a point."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.guide.comparing import is_trifle, rows
from knowledge.types import Attribute
from tests.knowledge.guide.world import ITEMS, SHOP, want


def _number(key: str) -> Attribute:
    return Attribute(key, "number", {"zh": [key]}, None, True, {}, "higher")


@pytest.mark.parametrize(
    ("key", "values", "spread", "trifle"),
    [
        ("weight", [191.0, 188.0], 30.0, True),
        ("weight", [1.2, 1.35], 1.3, False),  # little beside heavy laptops, yet a tenth of its weight
        ("year", [2023.0, 2024.0], 3.0, False),  # little of 2024, yet a model more
        ("screen", [6.9, 6.8], 0.8, True),
        ("screen", [6.9, 6.8], None, False),
        ("rating", [4.7, 4.6], None, True),
        ("rating", [4.9, 4.4], None, False),
        ("price", [1599.0, 1598.0], 4000.0, False),
    ],
)
def test_what_nobody_chooses_by_is_a_trifle(key, values, spread, trifle):
    assert is_trifle(_number(key), values, {} if spread is None else {key: spread}) == trifle


def test_a_trifle_is_a_row_only_where_it_was_asked_for():
    two = ITEMS[:2]  # screens of 6.9 and 6.8 inches
    spread = {"screen": 0.8, "battery": 1500.0}
    assert "screen" not in [r.attribute for r in rows(SHOP, two, [want("screen", 6.7, ">=")], (), spread)]
    assert "screen" in [r.attribute for r in rows(SHOP, two, [], ["screen"], spread)]


def test_a_handful_of_reviews_weighs_nothing():
    items = [replace(ITEMS[n], attributes={**ITEMS[n].attributes, "rating": r}) for n, r in ((1, 4.4), (2, 3.0))]
    assert "rating" in [r.attribute for r in rows(SHOP, items, [], (), {"rating": 0.2})]
    assert "rating" not in [r.attribute for r in rows(SHOP, items, [], (), {"rating": float("inf")})]
    assert "rating" in [r.attribute for r in rows(SHOP, items, [], ["rating"], {"rating": float("inf")})]


def test_what_one_does_not_say_is_left_out_where_enough_is_said():
    one, other = ITEMS[0], ITEMS[3]  # the latter states no waterproofing
    assert "waterproof" not in [r.attribute for r in rows(SHOP, [one, other], [])]
    assert "waterproof" in [r.attribute for r in rows(SHOP, [one, other], [], ["waterproof"])]
