"""The specification of amounts, and what a grammar must never do."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlu.evaluate.amounts import cases, read
from nlu.normalise import normalise
from nlu.numbers import find_amounts
from nlu.units import convert

CASES = cases(Path(__file__).parent / "amounts.yml")


def test_amounts_are_read_exactly_in_both_languages() -> None:
    assert len(CASES) >= 300
    wrong = [f"{t}: expected {e or 'nothing'}, read {read(t) or 'nothing'}" for t, e in CASES if read(t) != e]
    assert len(wrong) / len(CASES) <= 0.02, "\n".join(wrong)


def test_an_amount_points_at_its_words() -> None:
    text = normalise("想买台手机，预算不超过三千块，屏幕6寸以上").text
    assert [text[a.start : a.end] for a in find_amounts(text)] == ["预算不超过三千块", "6寸以上"]


def test_a_letter_with_two_meanings_keeps_both() -> None:
    (amount,) = find_amounts("8g")
    assert [(a.unit, a.low) for a in (amount, *amount.others)] == [("gb", 8.0), ("g", 8.0)]


@pytest.mark.parametrize(
    ("value", "unit", "to", "expected"),
    [
        (1200, "g", "kg", 1.2),
        (1.5, "kg", "kg", None),
        (24, "month", "年", 2),
        (5e7, "px", "万像素", 5000),
        (10, "inch", "cm", 25.4),
        (3, "h", "mAh", None),
        (7, "", "英寸", 7),
        (500, "ml", "L", 0.5),
        (3, "person", None, 3),
    ],
)
def test_units_convert_within_their_kind(value: float, unit: str, to: str | None, expected: float | None) -> None:
    assert convert(value, unit, to) == expected


@settings(max_examples=400, deadline=None)
@given(
    st.text(
        alphabet="0123456789一二两三五十百千万亿半几多来k w元块¥$,.~-到至以内左右不超过寸gkhand about折%", max_size=24
    )
)
def test_any_mix_of_numerals_is_read_without_overlap(text: str) -> None:
    tidy = normalise(text).text
    amounts = find_amounts(tidy)
    assert all(0 <= a.start < a.end <= len(tidy) for a in amounts)
    assert all(a.end <= b.start for a, b in itertools.pairwise(amounts))
    assert all(a.low is None or a.high is None or a.low <= a.high for a in amounts)
