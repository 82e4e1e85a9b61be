"""Titles in another language: found by search, corrected, suggested, and known to understanding."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge import derive
from knowledge.item_text import ItemText
from knowledge.lexicon import lexicon_of
from knowledge.memory import MemoryCatalogue
from knowledge.other_titles import title_attributes
from knowledge.retrieve import Retriever
from knowledge.search import search
from knowledge.settings import Settings
from knowledge.suggest import suggest
from knowledge.types import Attribute, Item
from knowledge.view import ShopView
from nlu.lexicon import Lexicon
from tests.knowledge.tiny import ITEMS, SHOP

ENGLISH = {"p1": "Pinecone Elder X2 phone", "e1": "Pinecone Aria 1 wireless earbuds", "e2": "Lark Stride 3 headset"}
SHOP_WITH = replace(SHOP, attributes=[*SHOP.attributes, Attribute("title_en", "text", {"en": ["English title"]})])


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> tuple[Retriever, ShopView]:
    catalogue = MemoryCatalogue(Settings(data=tmp_path_factory.mktemp("data"), embedder="hashing"))
    items = [
        replace(i, attributes=i.attributes | ({"title_en": ENGLISH[i.item_id]} if i.item_id in ENGLISH else {}))
        for i in ITEMS
    ]
    view = catalogue.put(SHOP_WITH, items)
    derive.rebuild(catalogue, SHOP.name)
    return Retriever(catalogue, catalogue.settings), view


@pytest.mark.parametrize("typed", ["Lark Stride 3", "lark strdie", "stride headset", "Lark Stride 3 headset"])
def test_goods_are_found_by_their_english_title(world: tuple[Retriever, ShopView], typed: str) -> None:
    retriever, view = world
    assert view.ids[search(retriever, view, typed, 3).candidates[0].position] == "e2"


def test_english_words_are_suggested(world: tuple[Retriever, ShopView]) -> None:
    retriever, view = world
    assert "stride" in suggest("str", view, retriever.vocabulary(view))


def test_understanding_knows_an_item_by_it_and_shows_the_shops_own_title(
    world: tuple[Retriever, ShopView],
) -> None:
    lexicon = Lexicon(lexicon_of(world[1]))
    named = {e.value for m in lexicon.find("how much is the aria 1") for e in m.entries if e.label == "item"}
    assert named == {"e1"}
    assert "title_en" not in lexicon_of(world[1])["values"]


def test_a_title_names_the_item_and_is_no_value_of_it() -> None:
    text = ItemText(SHOP_WITH)
    item = Item("x", "松果 手机", "手机", brand="松果", attributes={"title_en": "Pinecone phone", "color": "黑"})
    assert text.fields(item) == ("松果 手机 Pinecone phone 手机 松果", "黑 ")
    assert text.to_embed(item) == "松果 手机 Pinecone phone 黑"  # what the title says is not said again


@pytest.mark.parametrize(
    ("key", "names", "is_title"),
    [
        ("title_en", {}, True),
        ("name_ja", {}, True),
        ("x1", {"zh": ["英文名"]}, True),
        ("x2", {"en": ["English name"]}, True),
        ("title_page", {}, False),
        ("color", {"zh": ["颜色"]}, False),
    ],
)
def test_which_attributes_are_titles(key: str, names: dict[str, list[str]], is_title: bool) -> None:
    shop = replace(SHOP, attributes=[Attribute(key, "text", names)])
    assert title_attributes(shop) == ([key] if is_title else [])
