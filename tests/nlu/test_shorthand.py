"""English as it is typed in a chat."""

from __future__ import annotations

import pytest

from nlu.normalise import normalise


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("what do ppl say", "what do people say"),
        ("r u open", "are you open"),
        ("parks that r free", "parks that are free"),
        ("cream w/ retinol, w/o perfume", "cream with retinol, without perfume"),
        ("dont want it", "don't want it"),
        ("岭宿 绒 R2 有U款吗", "岭宿 绒 r2 有u款吗"),
        ("size U", "size you"),  # no shop has it; a lone u among English words is "you"
    ],
)
def test_what_is_typed_is_spelled_out(typed: str, meant: str) -> None:
    found = normalise(typed)
    assert found.text == meant
    assert len(found.offsets) == len(found.text) + 1
    assert found.source(0, len(found.text)) == typed


def test_the_shoppers_own_words_are_kept() -> None:
    found = normalise("do u sell teddies")
    start = found.text.index("you")
    assert found.source(start, start + 3) == "u"
