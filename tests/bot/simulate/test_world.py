"""Whether a good meets a wish, as the exam sees it."""

from __future__ import annotations

import pytest

from bot.simulate.world import World
from knowledge.types import Category, Item, Preference, Shop
from tests.bot.simulate.worlds import SHOP, WORLD


@pytest.mark.parametrize(
    ("item", "wish", "met"),
    [
        ("a", Preference("category", "=", "跑鞋"), True),
        ("a", Preference("category", "=", "鞋"), True),
        ("a", Preference("category", "=", "服饰"), True),
        ("c", Preference("category", "=", "跑鞋"), False),
        ("d", Preference("category", "=", "鞋"), False),
        ("d", Preference("category", "=", ["鞋", "包"]), True),
        ("a", Preference("category", "=", "鞋", "against"), False),
        ("d", Preference("category", "=", "鞋", "against"), True),
        ("a", Preference("price", "<=", 399.0), True),
        ("a", Preference("price", "<", 399.0), False),
        ("a", Preference("brand", "=", "云雀", "against"), False),
        ("a", Preference("washable", "=", True), False),  # not stated meets no wish for …
        ("a", Preference("washable", "=", True, "against"), True),  # … and every wish against
        ("c", Preference("weight", "<=", 300.0), False),
        ("a", Preference("color", "in", ["白色", "黑色"]), True),
        ("a", Preference("title", "contains", "轻跑"), True),
    ],
)
def test_meets(item: str, wish: Preference, met: bool) -> None:
    assert WORLD.meets(WORLD.items[item], wish) is met


def test_parents_that_run_in_a_circle_end() -> None:
    circle = [Category("甲", parent="乙"), Category("乙", parent="甲")]
    world = World(Shop("s", {}, "zh", "CNY", circle, []), {})
    assert world.meets(Item("x", "x", "甲"), Preference("category", "=", "乙"))
    assert not world.meets(Item("x", "x", "甲"), Preference("category", "=", "丙"))


def test_attributes_of_are_those_stated() -> None:
    assert [a.key for a in WORLD.attributes_of(WORLD.items["c"])] == ["color", "washable"]
    assert SHOP.attribute("weight") not in WORLD.attributes_of(WORLD.items["d"])
