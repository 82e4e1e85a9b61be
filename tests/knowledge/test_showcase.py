"""What is shown to somebody of whom nothing is known: popular, in season, by category, for an audience, alike, new."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from knowledge import derive
from knowledge.memory import MemoryCatalogue
from knowledge.retrieve import Retriever
from knowledge.seasons import in_season, season_of
from knowledge.settings import Settings
from knowledge.showcase import audiences, for_audience, popular, popular_by_category, similar
from knowledge.types import Attribute, Category, Item, Shop
from knowledge.view import ShopView

SHOP = Shop(
    "季",
    {"zh": "季"},
    "zh",
    "CNY",
    [Category("服装"), Category("外套", parent="服装"), Category("裙子", parent="服装"), Category("杯子")],
    [
        Attribute("people", "tags", {"zh": ["适合人群"]}, values={"长辈": ["老人", "elderly"]}),
        Attribute("sold", "number", {"zh": ["销量"]}),
    ],
)


def item(item_id: str, title: str, category: str, sold: float, stock: int = 5, **more: object) -> Item:
    people = more.get("people")
    attributes = {"sold": sold} | ({"people": people} if people else {})
    return Item(item_id, title, category, str(more.get("description", "")), None, 10.0, stock, attributes=attributes)  # type: ignore[arg-type]


ITEMS = [
    item("w", "羽绒外套 冬季加厚", "外套", 900, people=["长辈"]),
    item("s", "雪纺裙", "裙子", 100, description="清凉透气，夏天穿", people=["学生"]),
    item("c", "马克杯", "杯子", 300, people=["长辈", "学生"]),
    item("g", "停产裙 夏季", "裙子", 5000, stock=0, people=["学生"]),
    item("p", "青春版水杯", "杯子", 200),
]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> tuple[MemoryCatalogue, ShopView, Retriever]:
    catalogue = MemoryCatalogue(Settings(data=tmp_path_factory.mktemp("data"), embedder="hashing"))
    view = catalogue.put(SHOP, ITEMS)
    sold = view.columns["sold"].values  # type: ignore[union-attr]
    view = replace(view, popularity=(sold / 1000).clip(0, 1).astype("float32"))
    catalogue.views[SHOP.name] = view
    derive.rebuild(catalogue, SHOP.name)
    return catalogue, view, Retriever(catalogue, catalogue.settings)


@pytest.fixture(scope="module")
def view(world: tuple[MemoryCatalogue, ShopView, Retriever]) -> ShopView:
    return world[1]


def ids(view: ShopView, shown: list) -> list[str]:
    return [view.ids[d.position] for d in shown]


def test_every_month_has_its_season() -> None:
    assert [season_of(date(2026, m, 1)) for m in (1, 3, 5, 6, 8, 9, 11, 12)] == [
        *("winter", "spring", "spring", "summer", "summer", "autumn", "autumn", "winter")
    ]
    assert season_of(date(2026, 1, 1), southern=True) == "summer"
    assert season_of(date(2026, 10, 1), southern=True) == "spring"


def test_seasons_are_read_from_titles_and_descriptions_but_not_from_other_words(view: ShopView) -> None:
    assert [view.ids[i] for i, is_in in enumerate(in_season(view, "summer")) if is_in] == ["s", "g"]
    assert [view.ids[i] for i, is_in in enumerate(in_season(view, "winter")) if is_in] == ["w"]
    assert not in_season(view, "spring").any()  # 青春 is no spring


def test_what_cannot_be_bought_is_not_shown(view: ShopView) -> None:
    assert ids(view, popular(view)) == ["w", "c", "p", "s"]


def test_the_season_brings_its_goods_forward_and_says_so(view: ShopView) -> None:
    summer = popular(view, season="summer")
    assert ids(view, summer) == ["w", "s", "c", "p"]
    assert [d.seasonal for d in summer] == [False, True, False, False]


def test_a_category_means_those_below_it_too(view: ShopView) -> None:
    assert ids(view, popular(view, category="服装")) == ["w", "s"]
    assert ids(view, popular(view, category="没有")) == []


def test_each_category_shows_its_own(view: ShopView) -> None:
    shown = popular_by_category(view, 1)
    assert {name: ids(view, d) for name, d in shown.items()} == {"杯子": ["c"], "外套": ["w"], "裙子": ["s"]}
    assert next(iter(shown)) == "杯子"  # the most goods


@pytest.mark.parametrize("word", ["长辈", "老人", "Elderly"])
def test_goods_for_an_audience_by_any_of_its_names(view: ShopView, word: str) -> None:
    assert ids(view, for_audience(view, word)) == ["w", "c"]


def test_an_audience_that_the_catalogue_does_not_name_has_nothing(view: ShopView) -> None:
    assert for_audience(view, "宇航员") == []
    assert audiences(view) == [("学生", 2), ("长辈", 2)]


def test_without_such_an_attribute_descriptions_tell(tmp_path: Path) -> None:
    catalogue = MemoryCatalogue(Settings(data=tmp_path))
    bare = replace(SHOP, attributes=[])
    view = catalogue.put(bare, [Item("a", "杯", "杯子", "适合学生使用"), Item("b", "碗", "杯子", "适合家用")])
    assert ids(view, for_audience(view, "学生")) == ["a"]
    assert audiences(view) == []


def test_similar_goods_are_of_the_kind_and_can_be_bought(world: tuple[MemoryCatalogue, ShopView, Retriever]) -> None:
    _, view, retriever = world
    assert [view.ids[n.position] for n in similar(retriever, view, "c")] == ["p"]
    assert similar(retriever, view, "s") == []  # the only other one is sold out
    assert similar(retriever, view, "gone") == []


def test_a_new_item_is_shown_from_the_import_on_before_any_index_has_it(
    world: tuple[MemoryCatalogue, ShopView, Retriever],
) -> None:
    catalogue, view, _ = world
    after = catalogue.put(SHOP, [*ITEMS, item("n", "新款夏季凉感裙", "裙子", 400, people=["学生"])])
    try:
        assert "n" in ids(after, popular(after, season="summer"))
        assert ids(after, for_audience(after, "学生", season="summer"))[:1] != []
        assert "n" in ids(after, for_audience(after, "学生"))
        assert "n" in [after.ids[i] for i, is_in in enumerate(in_season(after, "summer")) if is_in]
    finally:
        catalogue.views[SHOP.name] = view
