"""Search as typed: corrections, synonyms, suggestions, soft wishes of a person."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge import derive
from knowledge.correct import correct
from knowledge.known_items import read_known_items
from knowledge.memory import MemoryCatalogue
from knowledge.retrieve import Retriever
from knowledge.search import SearchResult, search
from knowledge.settings import Settings
from knowledge.types import Preference
from knowledge.view import ShopView
from knowledge.vocabulary import Vocabulary, aliases_of
from tests.knowledge.tiny import ITEMS, LINKS, SHOP

WORDS = {
    "手机": 9,
    "耳机": 8,
    "蓝牙": 5,
    "蓝牙耳机": 4,
    "洗衣机": 3,
    "骨传导": 2,
    "iphone": 4,
    "bluetooth": 3,
    "松果": 5,
    "收集": 1,
}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> tuple[Retriever, ShopView]:
    catalogue = MemoryCatalogue(Settings(data=tmp_path_factory.mktemp("data"), embedder="hashing"))
    view = catalogue.put(SHOP, ITEMS, LINKS)
    derive.rebuild(catalogue, SHOP.name)
    return Retriever(catalogue, catalogue.settings), view


def ids(view: ShopView, result: SearchResult) -> list[str]:
    return [view.ids[c.position] for c in result.candidates]


@pytest.mark.parametrize("typed", ["便宜的耳机", "的蓝牙耳机", "剃须刀", "附近的洗衣机"])
def test_what_stands_beside_a_word_is_no_part_of_a_slip(typed: str) -> None:
    words = {**WORDS, "大耳机": 3, "体恤": 9, "头戴耳机": 2}
    assert correct(typed, Vocabulary(words)).changes == {}


def test_of_words_that_sound_alike_the_one_written_alike_wins_then_kinds_of_goods() -> None:
    words = {**WORDS, "二级": 60}
    assert correct("而机", Vocabulary(words)).text == "耳机"
    assert correct("erji", Vocabulary(words)).text == "二级"
    assert correct("erji", Vocabulary(words, kinds=frozenset({"耳机"}))).text == "耳机"


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("蓝牙耳机", "蓝牙耳机"),
        ("手几", "手机"),  # another character of the same sound
        ("蓝丫耳机", "蓝牙耳机"),
        ("shouji", "手机"),  # the most frequent of those that sound so
        ("lanya erji", "蓝牙 耳机"),
        ("lanyaerji", "蓝牙耳机"),
        ("ihpone", "iphone"),  # a swap is one slip
        ("bluetoth", "bluetooth"),
        ("iPhone", "iphone"),
        ("洗农机", "洗衣机"),  # a look-alike of another sound
        ("耳机怎么样", "耳机怎么样"),  # unknown words stay
        ("15", "15"),
        ("qwzx", "qwzx"),
        ("", ""),
    ],
)
def test_corrections(typed: str, understood: str) -> None:
    assert correct(typed, Vocabulary(WORDS)).text == understood


def test_what_was_changed_is_told() -> None:
    assert correct("蓝丫 shouji 松果", Vocabulary(WORDS)).changes == {"蓝丫": "蓝牙", "shouji": "手机"}


@given(st.text(max_size=30))
@settings(max_examples=150, deadline=None)
def test_any_text_is_taken(text: str) -> None:
    corrected = correct(text, Vocabulary(WORDS))
    for before, after in corrected.changes.items():
        assert before != after
        assert after in corrected.text


@given(st.lists(st.sampled_from(sorted(WORDS)), min_size=1, max_size=4))
def test_right_words_are_never_touched(words: list[str]) -> None:
    assert correct(" ".join(words), Vocabulary(WORDS)).changes == {}


def test_aliases_of_a_schema() -> None:
    aliases = aliases_of(SHOP)
    assert aliases["cell phone"] == "手机"
    assert aliases["pinecone"] == "松果"
    assert "手机" not in aliases


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("cell phone 松果", "p1"),
        ("Pinecone earphones", "e1"),
        ("yundongerji", "e2"),
        ("无线尔机", "e1"),
        ("保护壳", "c1"),
    ],
)
def test_finds_what_was_meant(world: tuple[Retriever, ShopView], typed: str, first: str) -> None:
    retriever, view = world
    assert ids(view, search(retriever, view, typed, 3))[0] == first


def test_popular_goods_are_no_substitute_for_a_match(world: tuple[Retriever, ShopView]) -> None:
    retriever, view = world
    for typed in ("zzqx", "", "😀", "???"):
        result = search(retriever, view, typed, 3)
        assert result.candidates == []
    assert set(search(retriever, view, "zzqx", 3).suggestions) == {"手机", "耳机", "手机壳"}


def test_suggestions_complete_the_last_word_and_lead_somewhere(world: tuple[Retriever, ShopView]) -> None:
    retriever, view = world
    result = search(retriever, view, "手机", 3)
    assert "手机壳" in result.suggestions
    assert "手机" not in result.suggestions
    for suggestion in result.suggestions:
        assert search(retriever, view, suggestion, 3).candidates


def test_soft_wishes_move_goods_and_it_is_said(world: tuple[Retriever, ShopView]) -> None:
    retriever, view = world
    plain = search(retriever, view, "耳机", 3)
    wish = Preference("brand", "=", "云雀", strength="soft")
    personal = search(retriever, view, "耳机", 3, [wish, Preference("nothing here", "=", "x", strength="soft")])
    assert plain.moved == {}
    assert ids(view, plain)[0] != "e2"
    assert ids(view, personal)[0] == "e2"
    assert personal.moved["e2"] > 0
    assert set(ids(view, personal)) == set(ids(view, plain))
    for candidate in personal.candidates:
        assert sum(candidate.sources.values()) == pytest.approx(candidate.score)


def test_known_items_never_hold_the_sentence_that_asks(tmp_path: Path) -> None:
    rows = [
        {"title": f"商品{n}", "description": f"这是第{n}种说法{v}，写得足够长才会被问到。再来一句也足够长的话{n}{v}。"}
        for n in range(40)
        for v in "甲乙"
    ]
    file = tmp_path / "pairs.jsonl"
    file.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows))
    dev, test = read_known_items(file, "dev"), read_known_items(file, "test")
    assert dev.items == test.items
    assert {i for _, i in dev.queries}.isdisjoint({i for _, i in test.queries})
    assert len(dev.queries) + len(test.queries) == 40
    for query, item_id in [*dev.queries, *test.queries]:
        item = next(i for i in dev.items if i.item_id == item_id)
        assert query not in item.description
        assert item.description


def test_wishes_filter_exactly_and_leave_sold_out_goods_as_they_are(world: tuple[Retriever, ShopView]) -> None:
    retriever, view = world
    kind = Preference("category", "=", "手机")
    with_wish = set(ids(view, search(retriever, view, "手机", 50, wishes=[kind])))
    assert with_wish == {item.item_id for item in ITEMS if item.category == "手机"}
    assert any(view.item(i).stock == 0 for i in with_wish)
