"""Any text goes into pieces and comes back; digits and special pieces stand alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from transformers import AutoTokenizer

from finetune.pretrain import pieces
from finetune.requests import SPECIAL, WRITE, request
from tests.finetune.own import TEXTS

TOKENIZER = pieces.train(TEXTS * 3, 500)


@given(st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc")), max_size=40))
@settings(max_examples=80, deadline=None)
def test_every_text_comes_back(text: str) -> None:
    import unicodedata

    text = unicodedata.normalize("NFC", text).replace("▁", " ")
    if any(piece in text for piece in SPECIAL):
        return
    ids = TOKENIZER.encode(text, add_special_tokens=False).ids
    assert TOKENIZER.decode(ids) == text


@pytest.mark.parametrize("text", ["龘靐😀", "𠮷野家", "价格1599.50元", "a  b", "Größe"])
def test_rare_signs_are_spelt_in_bytes(text: str) -> None:
    assert TOKENIZER.decode(TOKENIZER.encode(text, add_special_tokens=False).ids) == text


def test_digits_and_special_pieces_stand_alone() -> None:
    assert TOKENIZER.encode("1599元", add_special_tokens=False).tokens[:4] == list("1599")
    assert TOKENIZER.encode("<s10>红色<write>", add_special_tokens=False).tokens[0] == "<s10>"
    assert TOKENIZER.encode("<write>", add_special_tokens=False).tokens == [WRITE]


def test_transformers_renders_a_request_as_serving_does(tmp_path: Path) -> None:
    pieces.save(TOKENIZER, tmp_path)
    known = AutoTokenizer.from_pretrained(tmp_path)
    asked = request("reply", [("draft", "推荐<s0>。")])
    shown = known.apply_chat_template([{"role": "user", "content": asked}], tokenize=False, add_generation_prompt=True)
    assert shown == asked + WRITE
    own = pieces.load(tmp_path).encode(shown, add_special_tokens=False).ids
    assert known(shown, add_special_tokens=False)["input_ids"] == own


def test_too_few_pieces_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="n_pieces"):
        pieces.train(TEXTS, 100)
    with pytest.raises(FileNotFoundError, match=r"tokenizer\.json"):
        pieces.load(tmp_path)
