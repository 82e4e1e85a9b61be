"""Why goods suit somebody is found in a tiny world where the answer is known."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.suiting import reasons
from knowledge.types import Attribute, Item, Shop

SHOP = Shop(
    name="tiny", title={"zh": "小店"}, language="zh", currency="CNY", categories=[],
    attributes=[
        Attribute("audience", "tags", {"zh": ["适合人群"]}),
        Attribute("big_font", "bool", {"zh": ["大字体"]}),
        Attribute("screen", "number", {"zh": ["屏幕"]}, better="higher"),
        Attribute("weight", "number", {"zh": ["重量"]}, better="lower"),
        Attribute("year", "number", {"zh": ["年份"]}),
        Attribute("color", "category", {"zh": ["颜色"]}),
    ],
)  # fmt: skip


def phone(n: int, old: bool) -> Item:
    """Phones for the old have large letters and screens, and are heavier; years and colours tell nothing."""
    attributes = {
        "audience": ["老人"] if old else ["学生"], "big_font": old or n == 0, "screen": 6.9 if old else 6.1 + n / 100,
        "weight": 0.25 if old else 0.18, "year": 2025 if old else 2020, "color": "黑" if n % 2 else "白",
    }  # fmt: skip
    return Item(f"{old}{n}", f"手机{n}", "手机", attributes=attributes)


GOODS = [phone(n, old) for n in range(8) for old in (True, False)]
ONE = phone(0, True)


def test_what_they_have_more_often_or_more_of_speaks_for_it() -> None:
    assert set(reasons(SHOP, GOODS, ONE, "audience", "老人")) == {"big_font", "screen"}


def test_a_weakness_and_what_has_no_better_side_speak_for_nothing() -> None:
    found = reasons(SHOP, GOODS, phone(1, False), "audience", "学生")
    assert "weight" in found, "lighter, as those for students are"
    assert "year" not in found
    assert "weight" not in reasons(SHOP, GOODS, ONE, "audience", "老人")


def test_an_item_without_the_property_has_no_such_reason() -> None:
    small = replace(ONE, attributes={**ONE.attributes, "big_font": False, "screen": 5.0})
    assert reasons(SHOP, GOODS, small, "audience", "老人") == []


@pytest.mark.parametrize("goods", [[], GOODS[:6], [replace(g, category="耳机") for g in GOODS]])
def test_too_few_goods_tell_nothing(goods: list[Item]) -> None:
    assert reasons(SHOP, goods, ONE, "audience", "老人") == []
