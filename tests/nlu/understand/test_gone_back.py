"""Which list "the one before" and "both" speak of."""

from __future__ import annotations

import pytest

from nlu.understand import Understander

SHOWN = {"shop": "digital", "last_act": "recommend", "category": "手机"}


@pytest.mark.parametrize(
    ("said", "among"),
    [
        ("the one before was better", "earlier"),
        ("还是之前那个好", "earlier"),
        ("还是刚才第二个那个吧", "earlier"),
        ("第二个", ""),
        ("上一批的第二个", "previous"),
    ],
)
def test_the_list_that_is_meant(understander: Understander, said: str, among: str) -> None:
    (reference,) = understander.understand(said, SHOWN).references
    assert reference.among == among


@pytest.mark.parametrize(
    ("said", "n"), [("两个都要了", 2.0), ("I'll take both", 2.0), ("这三款都要", 3.0), ("这些都要", "")]
)
def test_how_many_are_taken(understander: Understander, said: str, n: float | str) -> None:
    found = understander.understand(said, SHOWN)
    assert (found.acts[0].name, [(r.kind, r.value) for r in found.references]) == ("pick", [("all", n)])
