"""One form for every text, and the way back to the shopper's own characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.language import language
from nlu.normalise import MAX_CHARACTERS, fold, normalise


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("ＡＢＣ１２３，手機", "abc123,手机"),
        ("好 用！！！！", "好 用!"),
        ("手 机 推 荐", "手机推荐"),
        ("轻的 便宜的", "轻的 便宜的"),
        ("３千５", "3千5"),
        ("Café", "cafe"),
        ("①㎏", "1kg"),
        ("乾坤 乾燥", "乾坤 干燥"),
        ("螢幕大點", "屏幕大点"),
        ("藍牙滑鼠", "蓝牙鼠标"),
        ("a\u200bb\x00c", "abc"),
        ("便宜点😂吧", "便宜点 吧"),
        ("￥２，９９９", "¥2,999"),
        ("“大屏”", '"大屏"'),
        ("1000", "1000"),
        ("Nike AIR", "nike air"),
        ("😀", ""),
        ("\ud83d", ""),
    ],
)
def test_texts_get_one_form(typed: str, expected: str) -> None:
    assert normalise(typed).text == expected


@given(st.text(max_size=60))
def test_every_character_knows_where_it_came_from(typed: str) -> None:
    note = normalise(typed)
    assert len(note.offsets) == len(note.text) + 1
    assert list(note.offsets) == sorted(note.offsets)
    assert note.offsets[-1] == len(note.original)


@given(st.text(max_size=60))
def test_a_normalised_text_stays_as_it_is(typed: str) -> None:
    once = normalise(typed).text
    assert normalise(once).text == once


def test_the_source_of_a_span_is_what_was_typed() -> None:
    note = normalise("想買　ＩＰＨＯＮＥ😂手機")
    start = note.text.index("iphone")
    assert note.source(start, start + 6) == "ＩＰＨＯＮＥ"
    assert note.source(len(note.text) - 2, len(note.text)) == "手機"


def test_a_long_text_is_cut_and_says_so() -> None:
    note = normalise("长" * (MAX_CHARACTERS + 1))
    assert note.truncated
    assert len(note.original) == MAX_CHARACTERS


@pytest.mark.parametrize(
    "name", ["松果 长辈版 X2", "墨格 Air 14", "四季民福烤鸭店（灯市口店）", "智慧型手機", "Café Noir", "100%棉"]
)
def test_names_fold_as_texts_do(name: str) -> None:
    assert fold(name).replace("智慧型", "智能") == normalise(name).text


@pytest.mark.parametrize(
    ("text", "expected"), [("手机", "zh"), ("red tent", "en"), ("air 14 多少钱", "mixed"), ("123!", "none")]
)
def test_scripts_are_told_apart(text: str, expected: str) -> None:
    assert language(text) == expected
