"""Masks of wishes: exact, for every type and operator, held against a plain loop over the items."""

from __future__ import annotations

import random
import time
import unicodedata
from typing import Any

import numpy as np
import pytest

from knowledge.columns import BoolColumn, CodesColumn, NumberColumn, TagsColumn
from knowledge.errors import BadPreference, UnknownAttribute
from knowledge.popularity import popularity
from knowledge.snapshot import _columns
from knowledge.types import Attribute, Category, Item, Preference, Shop
from knowledge.view import ShopView
from knowledge.words import Vocabulary

WORDS = ["黑色", "白色", "ＢＬＵＥ", "blue", "Red", "深 红", "无线", "wireless", "含早餐", "不含早餐"]
CATEGORIES = [
    Category("数码", {"en": ["digital"]}),
    Category("手机", {"zh": ["手机", "智能机"], "en": ["phone"]}, "数码"),
    Category("折叠屏", {}, "手机"),
    Category("鞋", {"en": ["Shoes"]}),
    Category("环a", {}, "环b"),
    Category("环b", {}, "环a"),
]
ATTRIBUTES = [
    Attribute("screen", "number", unit="英寸"),
    Attribute("nfc", "bool"),
    Attribute("color", "category", values={"黑色": ["black", "黑"]}, shown={"白色": {"en": "White"}}),
    Attribute("notes", "text"),
    Attribute("tags", "tags", values={"无线": ["cordless"]}),
]
SHOP = Shop("t", {"zh": "试"}, "zh", "CNY", CATEGORIES, ATTRIBUTES, brands={"松果": ["Pinecone"], "云雀": []})


def make_items(n: int, seed: int) -> list[Item]:
    rng = random.Random(seed)

    def maybe(value: Any, share: float = 0.8) -> Any:
        return value if rng.random() < share else None

    items = []
    for i in range(n):
        attributes = {
            "screen": maybe(rng.choice([5.0, 5.5, 6.0, 6.1, 6.6, 7.0])),
            "nfc": maybe(rng.random() < 0.5),
            "color": maybe(rng.choice(WORDS[:6])),
            "notes": maybe(f"{rng.choice(WORDS)} 与 {rng.choice(WORDS)} {rng.randint(0, 9)}"),
            "tags": maybe(rng.sample(WORDS, rng.randint(1, 3))),
            "rating": maybe(rng.choice([3.5, 4.0, 4.5])),
        }
        items.append(
            Item(
                f"i{i}",
                f"{rng.choice(WORDS)} {i}",
                rng.choice(["数码", "手机", "折叠屏", "鞋", "环a", "环b"]),
                brand=maybe(rng.choice(["松果", "云雀", "凌峰"])),
                price=maybe(float(rng.randint(1, 40) * 100)),
                stock=maybe(rng.randint(0, 3)),
                attributes={k: v for k, v in attributes.items() if v is not None},
            )
        )
    return items


def make_view(items: list[Item]) -> ShopView:
    fields = {f: [getattr(i, f) for i in items] for f in ("title", "category", "brand", "price", "stock")}
    columns = _columns(SHOP, fields, [dict(i.attributes) for i in items])
    columns["rating"] = NumberColumn(
        "rating", np.array([i.attributes.get("rating", np.nan) for i in items], dtype=float)
    )
    n = len(items)
    zeros = np.zeros(n, np.float32)
    return ShopView(
        SHOP,
        1,
        [i.item_id for i in items],
        columns,
        [""] * n,
        [None] * n,
        [None] * n,
        zeros,
        zeros.astype(np.int32),
        zeros,
        np.ones(n, bool),
    )


# ------------------------------------------------------------ the plain loop


def plain(text: Any) -> str:
    if isinstance(text, float):
        text = str(int(text)) if text.is_integer() else str(text)
    return " ".join(unicodedata.normalize("NFKC", str(text)).casefold().split())


def spellings(key: str, value: str) -> set[str]:
    aliases = {
        "category": {c.name: [n for names in c.names.values() for n in names] for c in CATEGORIES},
        "brand": SHOP.brands,
        "color": {"黑色": ["black", "黑"], "白色": ["White"]},
        "tags": {"无线": ["cordless"]},
    }.get(key, {})
    return {plain(value), *(plain(a) for a in aliases.get(value, []))}


def above(category: str) -> list[str]:
    """The category and those above it."""
    parents = {c.name: c.parent for c in CATEGORIES}
    found: list[str] = []
    name: str | None = category
    while name is not None and name not in found:
        found.append(name)
        name = parents[name]
    return found


def satisfies(item: Item, wish: Preference) -> bool:
    value = item.value(wish.attribute)
    if value is None:
        return False
    wanted = wish.value if isinstance(wish.value, list) else [wish.value]
    if wish.attribute in ("price", "stock", "rating", "screen"):
        numbers = [float(w) for w in wanted]
        compare = {
            "=": lambda v, w: v == w,
            "in": lambda v, w: v == w,
            "<": lambda v, w: v < w,
            "<=": lambda v, w: v <= w,
            ">": lambda v, w: v > w,
            ">=": lambda v, w: v >= w,
            "~": lambda v, w: w - abs(w) * 0.1 <= v <= w + abs(w) * 0.1,
        }[wish.operator]
        return any(compare(value, n) for n in numbers)
    if wish.attribute == "nfc":
        return value in wanted
    values = value if isinstance(value, list) else [value]
    if wish.attribute == "category":
        values = above(str(value))
    exact = wish.operator in ("=", "in") or (wish.attribute == "tags" and wish.operator == "contains")
    for v in values:
        for w in map(plain, wanted):
            if w in spellings(wish.attribute, v) or (not exact and w and w in plain(v)):
                return True
    return False


def meets(item: Item, wish: Preference) -> bool:
    return satisfies(item, wish) != (wish.polarity == "against")


def random_wish(rng: random.Random) -> Preference:
    key = rng.choice(
        ["price", "stock", "rating", "screen", "nfc", "color", "notes", "tags", "category", "brand", "title"]
    )
    value: Any
    if key in ("price", "stock", "rating", "screen"):
        operator = rng.choice(["=", "<", "<=", ">", ">=", "~", "in"])
        pick = {"price": [300.0, 1000, 2500.0, 4000], "stock": [0, 1.0], "rating": [4.0, 4.2], "screen": [6, 6.1, 5.5]}[
            key
        ]
        value = [str(p) for p in rng.sample(pick, 2)] if operator == "in" else rng.choice(pick)
    elif key == "nfc":
        operator, value = "=", rng.random() < 0.5
    else:
        operator = rng.choice(["=", "in", "contains", "~"])
        pool = {
            "color": [*WORDS, "black", "WHITE"],
            "notes": [*WORDS, "3", "色 与"],
            "tags": [*WORDS, "Cordless", "早餐"],
            "category": ["数码", "手机", "PHONE", "智能机", "shoes", "环a", "没有", "机"],
            "title": [*WORDS, "1", "色 2"],
            "brand": ["松果", "pinecone", "云雀", "没有"],
        }[key]
        value = rng.sample(pool, 2) if operator == "in" or rng.random() < 0.2 else rng.choice(pool)
    polarity = "against" if rng.random() < 0.3 else "for"
    return Preference(key, operator, value, polarity, "soft" if rng.random() < 0.1 else "hard")


@pytest.fixture(scope="module")
def world() -> tuple[list[Item], ShopView]:
    items = make_items(120, seed=3)
    return items, make_view(items)


class TestBruteForce:
    def test_two_thousand_conjunctions_equal_the_plain_loop(self, world: tuple[list[Item], ShopView]) -> None:
        items, view = world
        rng = random.Random(11)
        n_some = 0
        for _ in range(2000):
            wishes = [random_wish(rng) for _ in range(rng.randint(1, 4))]
            found = view.matching(wishes).tolist()
            expected = [all(meets(i, w) for w in wishes if w.strength == "hard") for i in items]
            assert found == expected, wishes
            n_some += 0 < sum(found) < len(items)
        assert n_some > 500, "most queries would be empty or trivial, and the test would say little"

    def test_items_come_back_from_the_columns(self, world: tuple[list[Item], ShopView]) -> None:
        items, view = world
        assert [view.item(i.item_id) for i in items] == items

    def test_facets_count_what_the_loop_counts(self, world: tuple[list[Item], ShopView]) -> None:
        items, view = world
        mask = view.mask(Preference("price", "<", 2000.0))
        chosen = [i for i, m in zip(items, mask, strict=True) if m]
        for key in ("color", "nfc", "screen", "tags", "brand", "category"):
            values = [v for i in chosen if (v := i.value(key)) is not None]
            flat = [x for v in values for x in (v if isinstance(v, list) else [v])]
            counted = view.facet(key, mask)
            assert dict(counted) == {v: flat.count(v) for v in flat}
            assert [c for _, c in counted] == sorted((c for _, c in counted), reverse=True)
            assert view.coverage(key, mask) == len(values)


class TestMeaning:
    view = make_view(
        [
            Item("a", "A", "折叠屏", attributes={"tags": ["含早餐"], "screen": 6.0}),
            Item("b", "B", "鞋", attributes={"tags": ["不含早餐"], "nfc": False}),
            Item("c", "C", "数码"),
        ]
    )

    def mask(self, *wish: Any) -> list[bool]:
        return self.view.mask(Preference(*wish)).tolist()

    def test_a_category_means_those_below_it_too(self) -> None:
        assert self.mask("category", "=", "数码") == [True, False, True]
        assert self.mask("category", "=", "手机") == [True, False, False]
        assert self.mask("category", "=", "数码", "against") == [False, True, False]

    def test_a_missing_value_meets_no_wish_for_and_every_wish_against(self) -> None:
        assert self.mask("nfc", "=", False) == [False, True, False]
        assert self.mask("nfc", "=", False, "against") == [True, False, True]
        assert self.mask("screen", "<", 100.0, "against") == [False, True, True]

    def test_contains_of_tags_is_membership(self) -> None:
        assert self.mask("tags", "contains", "含早餐") == [True, False, False]
        assert self.mask("tags", "~", "含早餐") == [True, True, False]

    def test_about_is_ten_per_cent_ends_included(self) -> None:
        assert self.mask("screen", "~", 6.6) == [True, False, False]
        assert self.mask("screen", "~", 6.7) == [False, False, False]

    def test_an_unknown_attribute_names_the_nearest(self) -> None:
        with pytest.raises(UnknownAttribute, match="did you mean screen"):
            self.mask("scren", "=", 1.0)

    @pytest.mark.parametrize(
        "wish",
        [
            ("screen", "=", "大"),
            ("screen", "contains", 6.0),
            ("screen", "<", True),
            ("color", "<", "黑"),
            ("nfc", ">", True),
            ("nfc", "=", "也许"),
            ("screen", "<", ["1", "2"]),
            ("tags", ">=", "x"),
            ("category", "<", "手机"),
            ("text", "=", "x"),
        ],
    )
    def test_a_wish_that_cannot_be_checked_is_refused(self, wish: tuple[Any, ...]) -> None:
        assert not self.view.can_check(Preference(*wish))
        with pytest.raises((BadPreference, UnknownAttribute)):
            self.mask(*wish)

    def test_masks_may_be_written_to_and_columns_may_not(self) -> None:
        mask = self.view.mask(Preference("screen", "=", 6.0))
        mask[:] = True
        assert self.mask("screen", "=", 6.0) == [True, False, False]


def test_masks_of_a_hundred_thousand_items_take_under_a_millisecond() -> None:
    n = 100_000
    rng = np.random.default_rng(0)
    words = [f"词{i}" for i in range(200)]
    columns = [
        (NumberColumn("n", rng.random(n)), "<", 0.5),
        (BoolColumn("b", rng.integers(-1, 2, n).astype(np.int8)), "=", True),
        (CodesColumn("c", rng.integers(-1, 200, n).astype(np.int32), Vocabulary(words)), "in", ["词1", "词2", "词3"]),
        (
            TagsColumn("t", np.arange(n + 1) * 3, rng.integers(0, 200, 3 * n).astype(np.int32), Vocabulary(words)),
            "=",
            "词7",
        ),
    ]
    for column, operator, value in columns:
        column.mask(operator, value)
        took = []
        for _ in range(20):
            start = time.perf_counter()
            column.mask(operator, value)
            took.append(time.perf_counter() - start)
        assert min(took) < 0.001, (column.key, min(took))


class TestPopularity:
    none = np.zeros(3, np.int32)
    stocked = np.ones(3, bool)

    def test_more_and_better_reviews_are_more_popular(self) -> None:
        n_reviews = np.array([1, 200, 200], np.int32)
        found = popularity(np.array([5.0, 4.8, 2.0]), n_reviews, self.stocked)
        assert found[1] > found[0] > found[2] * 0.5
        assert found[1] > found[2]

    def test_sales_count_where_they_are_stated(self) -> None:
        rating = np.full(3, np.nan)
        found = popularity(rating, self.none, self.stocked, np.array([10.0, 1000.0, np.nan]))
        assert found[1] > found[0] > found[2]

    def test_what_cannot_be_bought_is_less_popular(self) -> None:
        found = popularity(np.full(3, 4.0), self.none, np.array([True, False, True]))
        assert found[1] == pytest.approx(found[0] / 2)

    def test_a_shop_that_says_nothing_has_equals_between_zero_and_one(self) -> None:
        found = popularity(np.full(3, np.nan), self.none, self.stocked)
        assert len(set(found.tolist())) == 1
        assert 0 <= found[0] <= 1
        assert popularity(np.zeros(0), np.zeros(0, np.int32), np.zeros(0, bool)).shape == (0,)
