"""Numbers, values, names and tones as text."""

from __future__ import annotations

import pytest

from finetune import units
from finetune.cards import card_lines
from finetune.naming import short_names
from finetune.tone import has_emoji, tone_of
from finetune.values import Values, clean
from knowledge.types import Attribute, Item, Reason, Shop, Shown
from tests.finetune.world import AIR, L9, NOTE8, PHONES, SHOP, X2


@pytest.mark.parametrize(
    ("value", "currency", "locale", "plain", "shown"),
    [
        (1599.0, "CNY", "zh", False, "1,599元"), (1599.0, "CNY", "en", False, "¥1,599"), (2000.0, "CNY", "zh",
        True, "2000元"),
        (49.9, "CNY", "zh", False, "49.9元"), (49.9, "CNY", "en", False, "¥49.90"), (12000.0, "CNY", "zh",
        True, "12,000元"),
        (5.0, "USD", "en", False, "$5"), (5.0, "XTS", "en", False, "XTS 5"),
    ],
)  # fmt: skip
def test_money(value: float, currency: str, locale: str, plain: bool, shown: str) -> None:
    assert units.money(value, currency, locale, plain=plain) == shown


@pytest.mark.parametrize(
    ("value", "unit", "locale", "shown"),
    [
        (6.9, "英寸", "zh", "6.9英寸"), (6.9, "英寸", "en", "6.9 in"), (6000, "mAh", "zh", "6000mAh"), (14, "小时",
        "en", "14 hours"),
        (1, "人", "en", "1 person"), (3, "hours", "zh", "3小时"), (-15, "℃", "en", "-15 °C"), (5, "转/分", "en",
        "5 转/分"), (3, None, "zh", "3"), (2025, "年", "en", "2025"), (2, "年", "en", "2 years"),
        (2025, "年", "zh", "2025年"),
    ],
)  # fmt: skip
def test_quantities(value: float, unit: str | None, locale: str, shown: str) -> None:
    assert units.quantity(value, unit, locale) == shown


def test_a_small_difference_of_kilograms_is_said_in_grams() -> None:
    assert units.difference(1.35 - 1.2, "kg", "zh") == "150克"
    assert units.difference(1.95, "kg", "zh") == "1.95kg"


def test_numbers_that_are_none_are_refused() -> None:
    with pytest.raises(ValueError, match="finite"):
        units.number(float("nan"))


@pytest.mark.parametrize(
    ("name", "holds", "shown"),
    [
        ("无线充电", True, "支持无线充电"), ("无线充电", False, "不支持无线充电"), ("防水", False, "不防水"),
        ("放大字体模式", True, "有放大字体模式"),
        ("停车位", False, "没有停车位"), ("可折叠", False, "不可折叠"), ("是否含早餐", True, "含早餐"), ("无糖",
        False, "不是无糖"),
    ],
)  # fmt: skip
def test_flags_of_unseen_shops_read_naturally(name: str, holds: bool, shown: str) -> None:
    shop = Shop("s", {}, "zh", "CNY", [], [Attribute("x", "bool", {"zh": [name]})])
    assert Values(shop, "zh").flag("x", holds) == shown


def test_an_undeclared_attribute_is_named_by_its_key() -> None:
    assert Values(SHOP, "zh").line("grip", "软木") == "软木"
    assert Values(SHOP, "zh").name("grip") == "grip"


def test_short_names_are_unmistakable_parts_of_titles() -> None:
    names = short_names(PHONES, Values(SHOP, "zh"))
    assert names == {"p1": "松果X2", "p2": "云雀L9", "p3": "凌峰Note 8"}
    twins = [Item("a", "松果 X2 黑色", "手机", brand="松果"), Item("b", "松果 X2 白色", "手机", brand="松果")]
    assert short_names(twins, Values(SHOP, "zh")) == {"a": "松果X2黑色", "b": "松果X2白色"}


def test_a_name_is_not_cut_within_quotes() -> None:
    titles = ("“Cooking for One Soup Pot” by Su Wanqiao, paperback", "“Grandma's Soup Pot” by Gu Qingwa, large print")
    books = [Item(str(n), title, "图书") for n, title in enumerate(titles)]
    found = short_names(books, Values(SHOP, "en"))
    assert list(found.values()) == ["“Cooking for One Soup Pot”", "“Grandma's Soup Pot”"]


def test_what_an_accessory_fits_is_not_its_name() -> None:
    case = Item("c", "指屿 皮纹手机壳 适用墨格 M13 Pro 黑色", "手机壳", brand="指屿")
    assert short_names([case, AIR], Values(SHOP, "zh"))["c"] == "指屿皮纹手机壳"


def test_english_titles_are_used_in_english() -> None:
    assert short_names([L9], Values(SHOP, "en")) == {"p2": "Lark L9"}


def test_markup_and_control_characters_do_not_survive() -> None:
    assert clean("a<script>b</script>|c\n*d*\u202e") == "a b c d"


def test_card_lines_begin_with_the_reasons_and_leave_out_what_the_card_shows() -> None:
    shown = Shown(X2, [Reason("fact", "big_font", True), Reason("extreme", "price", 1599.0, -1)])
    assert card_lines(shown, SHOP, "zh") == ["有放大字体模式", "屏幕6.9英寸", "电池6000mAh", "黑色"]
    assert card_lines(Shown(NOTE8), SHOP, "en")[0] == "screen 6.7 in"


@pytest.mark.parametrize(
    ("text", "locale", "tone"),
    [
        ("你们什么破店！！", "zh", "angry"), ("请问有没有轻一点的笔记本电脑推荐", "zh", "formal"),
        ("哈哈随便整个便宜的呗", "zh", "casual"),
        ("便宜点", "zh", "terse"), ("我想给家里换一台大一点的电视", "zh", "neutral"),
        ("could you please show me laptops", "en", "formal"),
        ("hey wanna see some phones", "en", "casual"), ("cheaper", "en", "terse"),
    ],
)  # fmt: skip
def test_tones(text: str, locale: str, tone: str) -> None:
    assert tone_of(text, locale) == tone


def test_emoji_are_seen() -> None:
    assert has_emoji("好的😀")
    assert not has_emoji("好的：）")
