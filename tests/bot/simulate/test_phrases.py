"""How wishes are said."""

from __future__ import annotations

import random

import pytest

from bot.simulate import phrases
from knowledge.types import Preference
from tests.bot.simulate.worlds import SHOP


def said(wish: Preference, locale: str) -> set[str]:
    """Return all wordings that come up."""
    return {phrases.say_wish(SHOP, wish, locale, random.Random(n)) for n in range(60)}


@pytest.mark.parametrize(
    ("wish", "locale", "wordings"),
    [
        (Preference("price", "<=", 400.0), "zh", {"400元以内", "预算400", "不超过400块", "400以下"}),
        (Preference("price", ">=", 400.0), "en", {"over 400 yuan", "at least 400 yuan"}),
        (Preference("weight", "<=", 240.5), "zh", {"重量240.5g以内", "重量不超过240.5g"}),
        (Preference("weight", ">=", 240.0), "en", {"weight at least 240 g"}),
        (Preference("washable", "=", True), "en", {"with machine wash"}),
        (Preference("color", "=", "黑色"), "en", {"black"}),
        (Preference("color", "=", "白色"), "en", {"white"}),
        (Preference("brand", "=", "云雀", "against"), "en", {"not Skylark", "no Skylark", "anything but Skylark"}),
        (Preference("brand", "=", "云雀", "against"), "zh", {"不要云雀的", "别给我云雀的", "云雀的不要"}),
        (Preference("color", "in", ["黑色", "白色"]), "zh", {"要黑色或者白色的", "黑色或者白色的"}),
    ],
)
def test_wish_is_said(wish: Preference, locale: str, wordings: set[str]) -> None:
    assert said(wish, locale) == wordings


def test_names_are_in_the_shoppers_language() -> None:
    assert phrases.category_name(SHOP, "跑鞋", "zh") == "跑鞋"
    assert phrases.category_name(SHOP, "跑鞋", "en") == "running shoes"
    assert phrases.category_name(SHOP, "没有这类", "en") == "没有这类"


@pytest.mark.parametrize("position", [1, 5])
def test_taking_names_the_position(position: int) -> None:
    wordings = {phrases.take(position, "en", random.Random(n)) for n in range(30)}
    assert wordings == {f"I'll take number {position}", f"the {['first', 'fifth'][position == 5]} one please"}
