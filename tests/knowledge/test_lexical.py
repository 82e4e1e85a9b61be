"""The lexical index: what is found, in which order, inside which set."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge import lexical, tokens
from knowledge.errors import StoreError
from knowledge.item_text import item_keys
from knowledge.lexical import Document, TantivyIndex


def documents(texts: list[str]) -> list[Document]:
    keys = item_keys([str(n) for n in range(len(texts))]).tolist()
    return [Document(str(n), key, text, "") for n, (text, key) in enumerate(zip(texts, keys, strict=True))]


def ask(index: TantivyIndex, texts: list[str], query: str, k: int = 10, among: list[int] | None = None) -> list[int]:
    keys = item_keys([str(n) for n in range(len(texts))])
    place = {int(key): n for n, key in enumerate(keys)}
    inside = None if among is None else np.sort(keys[among])
    found, scores = index.query(query, k, inside)
    assert (np.diff(scores) <= 0).all()
    return [place[int(key)] for key in found]


TEXTS = ["蓝牙无线耳机", "有线耳机", "iPhone15 手机壳", "手机 6.1英寸", "耳机 耳机 耳机收纳盒"]


@pytest.fixture
def index(tmp_path: Path) -> TantivyIndex:
    made = TantivyIndex(tmp_path / "x", create=True)
    made.upsert(documents(TEXTS))
    return made


def test_more_and_rarer_words_come_first(index: TantivyIndex) -> None:
    assert ask(index, TEXTS, "蓝牙耳机")[0] == 0
    assert set(ask(index, TEXTS, "耳机")) == {0, 1, 4}


@pytest.mark.parametrize(("query", "first"), [("15 手机壳", 2), ("ＩＰＨＯＮＥ", 2), ("6.1", 3), ("收纳", 4)])
def test_parts_width_and_case_are_found(index: TantivyIndex, query: str, first: int) -> None:
    assert ask(index, TEXTS, query)[0] == first


@pytest.mark.parametrize("query", ["", "  ", "？！", "洗衣机", '" OR title:*', "a" * 10_000])
def test_what_matches_nothing_finds_nothing(index: TantivyIndex, query: str) -> None:
    assert ask(index, TEXTS, query) == []


def test_replacing_and_deleting(index: TantivyIndex, tmp_path: Path) -> None:
    index.upsert([Document("1", int(item_keys(["1"])[0]), "洗衣机", "")])
    index.delete(["0", "nothing"])
    assert index.count() == len(TEXTS) - 1
    assert ask(index, TEXTS, "耳机") == [4]
    assert TantivyIndex(tmp_path / "x").count() == len(TEXTS) - 1


@pytest.mark.parametrize("n_terms", [0, 10_000])  # both ways of keeping to a set
def test_only_the_given_set_and_all_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, n_terms: int) -> None:
    monkeypatch.setattr(lexical, "N_AMONG_TERMS", n_terms)
    texts = ["耳机"] * 300 + ["耳机 收纳盒 很长的名字让它排在最后"] * 5
    index = TantivyIndex(tmp_path / "x", create=True)
    index.upsert(documents(texts))
    assert set(ask(index, texts, "耳机", 5, among=[300, 302, 304])) == {300, 302, 304}
    assert len(ask(index, texts, "耳机", 3, among=list(range(300, 305)))) == 3
    assert ask(index, texts, "耳机", 5, among=[]) == []


def test_hits_outside_the_set_never_push_out_those_inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lexical, "N_AMONG_TERMS", 0)
    texts = ["耳机"] * 300 + ["耳机 收纳盒 很长的名字让它排在最后"] * 5 + ["手机"] * 300
    index = TantivyIndex(tmp_path / "x", create=True)
    index.upsert(documents(texts))
    assert set(ask(index, texts, "耳机", 5, among=list(range(300, 605)))) == set(range(300, 305))


def test_an_empty_folder_is_no_index(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="rebuild"):
        TantivyIndex(tmp_path)


@given(st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_any_text_is_cut_without_blanks(text: str) -> None:
    for token in [*tokens.words(text), *tokens.bigrams(text), *tokens.plain_words(text)]:
        assert token
        assert not any(c.isspace() for c in token)
