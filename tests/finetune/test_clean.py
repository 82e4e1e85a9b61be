"""Catalogue text made safe: sizes keep their sign, and nothing is cut within a number."""

from __future__ import annotations

import pytest

from finetune.values import clean


@pytest.mark.parametrize(
    ("text", "n", "cleaned"),
    [
        ("150*200*25cm", None, "150×200×25cm"),
        ("150 x 200 cm", None, "150×200 cm"),
        ("**bold** a*b", None, "bold a b"),
        ("150*200*25cm/180*200*25cm", 16, "150×200×25cm/…"),
        ("全棉四件套床笠被套枕套", 8, "全棉四件套床笠…"),
        ("12345678901234", 8, "1234567…"),
    ],
)
def test_clean(text: str, n: int | None, cleaned: str) -> None:
    assert clean(text, n) == cleaned
