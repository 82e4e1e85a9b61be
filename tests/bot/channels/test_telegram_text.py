"""Lengths in UTF-16, pieces, marks, tables and cards, each checked by the rules of the test's own server."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.telegram.cards import card
from bot.channels.telegram.keyboards import markup, read, rows
from bot.channels.telegram.render import Button, as_texts, steps
from bot.channels.telegram.tables import NARROW, blocks, width
from bot.channels.telegram.text import bold, cut, head, link, marked, packed, split, units
from tests.bot.channels.rules import check_caption, check_text, utf16, words
from tests.bot.channels.toy_gateway import item, message

#: All that people and catalogues write: markup, emoji of two units, line feeds, joined emoji.
TEXTS = st.text(st.sampled_from("ab <>&\"'*|_`#\n\n。，. 中文👍🏽👨\u200d👩é\u0301￥"), max_size=300)


@given(TEXTS)
def test_units_are_utf_16(text):
    assert units(text) == utf16(text) == len(text.encode("utf-16-le")) // 2


@given(TEXTS, st.integers(1, 50))
def test_a_head_fits_and_cuts_no_character(text, limit):
    begun = head(text, limit)
    assert text.startswith(begun)
    assert utf16(begun) <= limit
    assert begun == text or utf16(begun) >= limit - 1
    assert utf16(cut(text, limit)) <= limit


@given(TEXTS, st.integers(4, 60))
def test_pieces_fit_and_lose_only_space(text, limit):
    pieces = split(text, limit)
    assert all(0 < utf16(piece) <= limit for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())


def test_pieces_end_where_one_would_pause():
    sentences = "这是第一句话。" * 8
    assert all(piece.endswith("。") for piece in split(sentences, 20))
    assert split("one two three four", 10) == ["one two", "three four"]
    paragraphs = "a" * 30 + "\n\n" + "b" * 30
    assert split(paragraphs, 40) == ["a" * 30, "b" * 30]


@given(TEXTS)
def test_marked_text_is_read_as_its_plain_words(text):
    found = marked(text)
    assert words(found.html, "HTML") == found.plain


@given(TEXTS, TEXTS)
def test_links_and_bold_are_escaped(title, rest):
    for found in (bold(title), link(title, "https://shop.example/?a=1&b=" + rest), link(title, "javascript:" + rest)):
        assert words(found.html, "HTML") == title
        assert "javascript" not in found.html


@settings(max_examples=60)
@given(st.lists(TEXTS.filter(str.strip), min_size=1, max_size=6), st.integers(30, 400))
def test_packed_texts_fit(texts, limit):
    for text in packed([marked(one) for one in texts], limit):
        assert text.units <= limit
        assert words(text.html, "HTML") == text.plain


TABLE = """比一比：
| | 墨格 Air 14 | 星禾 S14 |
|---|---|---|
| 价格 | {a} | 4,999元 |
| 重量 | 1.20kg | 1.35kg |
轻的选墨格。"""


def test_a_narrow_table_stands_in_columns():
    before, table, after = blocks("轻重：\n| |A|B|\n|-|-|-|\n|重量|1.2kg|**1.35kg**|\n|价|1|2|\n就这样")
    assert before.plain == "轻重："
    assert after.plain == "就这样"
    assert table.html.startswith("<pre>")
    lines = table.plain.split("\n")
    assert lines == ["      A      B", "重量  1.2kg  1.35kg", "价    1      2"]
    assert all(width(line) <= NARROW for line in lines)


def test_a_wide_table_becomes_lines_that_name_their_column():
    table = blocks(TABLE.format(a="5,799元（含税含运费）"))[1]
    assert "<pre>" not in table.html
    assert table.plain.split("\n") == [
        "价格", "· 墨格 Air 14：5,799元（含税含运费）", "· 星禾 S14：4,999元",
        "重量", "· 墨格 Air 14：1.20kg", "· 星禾 S14：1.35kg",
    ]  # fmt: skip


@given(TEXTS)
def test_any_text_with_bars_can_be_shown(text):
    for found in blocks(text.replace("a", "|")):
        assert words(found.html, "HTML") == found.plain


@given(st.builds(lambda t, r, u: item(t or "x", reasons=r, url=u), TEXTS, st.lists(TEXTS, max_size=6), TEXTS),
       st.integers(20, 1024))  # fmt: skip
def test_a_card_fits_its_limit(card_of, limit):
    shown = card(card_of, 3, limit)
    assert utf16(shown.plain) <= limit
    assert words(shown.html, "HTML") == shown.plain


def test_prices_as_people_write_them():
    assert "¥1,599\n" in card(item("X", brand=None)).plain + "\n"
    assert "$9.90" in card(item("X", price=9.9, currency="USD")).plain
    assert "CHF 9" in card(item("X", price=9, currency="CHF")).plain
    assert "None" not in card(item("X", price=None, brand=None)).plain


LONG = "很长的说明。" * 400


@pytest.mark.parametrize("n_items", [0, 1, 2, 5, 12])
@pytest.mark.parametrize("text", ["短句", LONG])
@pytest.mark.parametrize("images", [True, False])
def test_every_answer_fits_telegrams_forms(n_items, text, images):
    items = [item(f"货 {n}", reasons=["<好>" * 200] * 9) for n in range(n_items)]
    said = {**message(text, "recommend"), "items": items, "quick_replies": [{"title": "便宜点" * 40, "payload": ""}]}
    urls = frozenset(one["image_url"] for one in items) if images else frozenset()
    made = steps([said], True, urls)
    shown = "".join(s.text.plain if s.text else "".join(p.caption.plain for p in s.pictures) for s in made)
    assert all(f"货 {n}" in shown for n in range(n_items)), "every card is there"
    assert [bool(step.buttons) for step in made] == [False] * (len(made) - 1) + [True], "buttons hang on the last one"
    for step in made + [text for pictured in made if pictured.pictures for text in as_texts(pictured)]:
        if step.text is not None:
            check_text(step.text.html, "HTML")
        else:
            assert len(step.pictures) <= 10
            assert not (step.kind == "album" and step.buttons)
            for picture in step.pictures:
                check_caption(picture.caption.html, "HTML")
        assert all(utf16(button.title) <= 64 for button in step.buttons)


def test_an_answer_shows_no_pictures_again():
    said = message("防水。", "answer", ["松果 X2"])
    assert [step.kind for step in steps([said], True, frozenset({"/media/toy/松果-X2.svg"}))] == ["text"]


def test_callback_data_has_64_bytes_whatever_the_payload_and_never_the_payload():
    buttons = [Button("便宜点", '{"acts": ["critique"]}' * 100)] * 12
    made = markup(f"{2**63:x}.99", buttons)
    for row in made.inline_keyboard:
        for button in row:
            assert len(button.callback_data.encode()) <= 64
            assert "critique" not in button.callback_data
            assert re.fullmatch(r"q:[0-9a-f]+\.\d+:\d+", button.callback_data)
    assert read("q:1f.0:3") == ("1f.0", 3)


@given(st.text(max_size=80))
def test_any_callback_data_can_be_read(data):
    found = read(data)
    assert found is None or found[1] >= 0


def test_rows_of_buttons_are_as_wide_as_a_phone():
    titles = ("短", "都行", "三个", "四", "很长很长很长很长很长很长的一个")
    made = markup("1.0", [Button(title, "") for title in titles])
    assert [len(row) for row in rows([button for row in made.inline_keyboard for button in row])] == [3, 1, 1]
