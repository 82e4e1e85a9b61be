from __future__ import annotations

from pathlib import Path

import pytest

from nlu.training import tokenizer as pieces
from tests.nlu.training.conftest import TEXTS


def test_han_characters_stand_alone_and_offsets_lead_back() -> None:
    tokenizer = pieces.train(TEXTS, vocab_size=300)
    text = "推荐一款phone 2000元"
    encoding = tokenizer.encode(text, add_special_tokens=False)
    found = [text[start:end] for start, end in encoding.offsets]
    assert found[:4] == ["推", "荐", "一", "款"]
    assert "".join(found) == text.replace(" ", "")
    assert [w for w in found if w.isdigit()] == ["2", "0", "0", "0"]


def test_a_missing_tokenizer_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"tokenizer\.json"):
        pieces.load(tmp_path / "tokenizer.json")


def test_an_unknown_piece_is_refused() -> None:
    with pytest.raises(ValueError, match="NOPE"):
        pieces.id_of(pieces.train(TEXTS, 300), "[NOPE]")
