"""The lexicon file: loading, reloading, what its words mean, misspellings, and what a shop lacks."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from knowledge.types import Unknown
from nlu import lexicon as lexicon_module
from nlu.lexicon import Entry, Lexicon, LexiconError, Lexicons
from nlu.linker import Linker
from nlu.spelling import Spelling, distance
from nlu.titles import distinctive
from tests.nlu import shops


@pytest.fixture(scope="module")
def digital() -> Lexicon:
    return Lexicon(shops.lexicon("digital"))


def meanings(lexicon: Lexicon, text: str) -> dict[str, tuple[str, str]]:
    return {text[k.start : k.end]: (k.entry.attribute, k.entry.value) for k in Linker(lexicon).link(text).links}


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    shops.write(tmp_path)
    lexicons = Lexicons(tmp_path)
    before = lexicons.get("home")
    assert lexicons.get("home") is before
    changed = shops.lexicon("home", version=2)
    changed["shop"]["categories"].append({"name": "自行车", "names": {}})
    path = tmp_path / "home.json"
    path.write_text(json.dumps(changed, ensure_ascii=False), "utf-8")
    os.utime(path, ns=(1, path.stat().st_mtime_ns + 1_000_000))
    assert lexicons.get("home").version == 2
    assert meanings(lexicons.get("home"), "有自行车吗") == {"自行车": ("category", "自行车")}


@pytest.mark.parametrize("name", ["digitl", "../digital", "", "a/b"])
def test_a_missing_shop_is_an_error_that_helps(tmp_path: Path, name: str) -> None:
    shops.write(tmp_path)
    with pytest.raises(LexiconError, match="daogou import"):
        Lexicons(tmp_path).get(name)


@pytest.mark.parametrize("content", ["{", "[]", "{}", '{"version": 1, "shop": {"name": 3}}'])
def test_a_broken_file_is_an_error_that_helps(tmp_path: Path, content: str) -> None:
    (tmp_path / "bad.json").write_text(content)
    with pytest.raises(LexiconError, match="--rebuild"):
        Lexicons(tmp_path).get("bad")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("红裙子", {"红": ("color", "红色"), "裙子": ("category", "连衣裙")}),
        ("网红零食", {"零食": ("category", "零食")}),
        ("in ear headphones", {"in ear": ("fit", "入耳式"), "headphones": ("category", "蓝牙耳机")}),
        ("墨格air14", {"墨格air14": ("title", "n1")}),
        ("smartphones", {"smartphones": ("category", "手机")}),
        ("续航久的笔记本", {"续航": ("battery_life", ""), "笔记本": ("category", "笔记本电脑")}),
        ("续航久的手机", {"续航": ("battery", ""), "手机": ("category", "手机")}),
        ("无线充电", {"无线充电": ("wireless_charging", "")}),
    ],
)
def test_words_mean_what_they_mean_in_the_shop(
    digital: Lexicon, text: str, expected: dict[str, tuple[str, str]]
) -> None:
    assert meanings(digital, text) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("手及", "手机"),
        ("送果", "松果"),
        ("笔计本", "笔记本"),
        ("笔记本店脑", "笔记本电脑"),
        ("shouji", "手机"),
        ("songguo", "松果"),
        ("earphnoes", "earphones"),
        ("laptp", "laptop"),
        ("运动邪", "运动鞋"),
    ],
)
def test_misspellings_are_mended(digital: Lexicon, word: str, expected: str) -> None:
    assert digital.near(word)[0].surface == expected


@pytest.mark.parametrize("word", ["手机", "评价怎", "我们", "大家", "weather", "would", "好的", "怎么"])
def test_words_of_their_own_are_not_mended(digital: Lexicon, word: str) -> None:
    assert digital.near(word) == []


@pytest.mark.parametrize(
    ("text", "label", "words"),
    [
        ("有苹果手机吗", "brand", "苹果"),
        ("有自行车吗", "category", "自行车"),
        ("do you have iphones", "brand", "iphones"),
        ("华为的", "brand", "华为"),
        ("iphone 15 pro", "brand", "iphone 15 pro"),
    ],
)
def test_what_the_shop_lacks_is_named(digital: Lexicon, text: str, label: str, words: str) -> None:
    assert [u for _, _, u in Linker(digital).link(text).unknown] == [Unknown(label, words)]


def test_general_words_join_the_shops_own(digital: Lexicon) -> None:
    assert meanings(Lexicon(shops.lexicon("outfitter")), "rucksack") == {"rucksack": ("category", "Backpacks")}
    assert meanings(digital, "给姥姥买") == {"姥姥": ("audience", "老人")}


def test_a_name_that_many_items_bear_names_none() -> None:
    rows = [(f"i{n}", f"云雀 X{n} 快充版", "手机", "云雀") for n in range(9)]
    names = distinctive(rows, set())
    assert names["x3"] == ["i3"]
    assert "快充版" not in names


def test_many_items_are_read_in_the_background(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lexicon_module, "MANY_ITEMS", 2)
    started = []
    monkeypatch.setattr(lexicon_module.Thread, "start", lambda thread: started.append(thread))
    lexicon = Lexicon(shops.lexicon("digital"))
    assert not [m for m in lexicon.find("云雀l9") if m.entries[0].label == "item"]
    started[0].run()
    assert Entry("item", "title", "p2") in [e for m in lexicon.find("云雀l9") for e in m.entries]


def test_ranges_are_those_of_the_category(digital: Lexicon) -> None:
    assert digital.range("price", ["手机"]) == (699, 6999)
    assert digital.range("screen_size", ["电视", "手机"]) == (5.4, 85)
    assert digital.occurs("nfc", ["手机"])
    assert not digital.occurs("nfc", ["零食"])


def test_distance_counts_a_swap_as_one() -> None:
    assert [distance("tnet", "tent"), distance("abc", "abc"), distance("kitten", "sitting")] == [1, 0, 3]


def test_short_words_have_no_near_ones() -> None:
    assert Spelling(["tv", "手"]).near("tx") == []
