"""Raw values of files become values of an attribute's type, or a message that says what was expected."""

from __future__ import annotations

import datetime
import math
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.importing.values import BadValue, clean_text, is_empty, to_number, to_tags, to_value
from knowledge.types import Attribute

RAW = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


def of(kind: Any, **more: Any) -> Attribute:
    return Attribute("a", kind, **more)


@pytest.mark.parametrize(
    ("raw", "attribute", "expected"),
    [
        ("6.1英寸", of("number", unit="英寸"), 6.1),
        ("1200g", of("number", unit="kg"), 1.2),
        (Decimal("3.50"), of("number"), 3.5),
        ("100-150元", of("number", unit="元", better="lower"), 150),
        ("100-150元", of("number", unit="元", better="higher"), 100),
        ("是", of("bool"), True),
        ("不支持", of("bool"), False),
        ("支持15W", of("bool"), True),
        ("无", of("bool"), False),
        ("YES", of("bool"), True),
        (0, of("bool"), False),
        ("黑色、白色，红色", of("tags"), ["黑色", "白色", "红色"]),
        ("红/蓝", of("tags"), ["红", "蓝"]),
        ("红/蓝、绿", of("tags"), ["红/蓝", "绿"]),
        (["a", " a ", "", "b"], of("tags"), ["a", "b"]),
        (" 黑色 ", of("category"), "黑色"),
        ("BLACK", of("category", values={"黑色": ["black"]}), "黑色"),
        (["black", "x"], of("tags", values={"黑色": ["black"]}), ["黑色", "x"]),
        (2021.0, of("category"), "2021"),
        (datetime.date(2024, 5, 1), of("text"), "2024-05-01"),
        ("a\x00b\ud800", of("text"), "ab"),
        ("暂无", of("number"), None),
        ("N/A", of("bool"), None),
        (math.nan, of("text"), None),
        ([], of("tags"), None),
    ],
)
def test_reads(raw: Any, attribute: Attribute, expected: Any) -> None:
    assert to_value(raw, attribute) == expected


@pytest.mark.parametrize(
    ("raw", "attribute", "message"),
    [
        ("大", of("number", unit="英寸"), "expected a number in 英寸, found '大'"),
        ("3米", of("number", unit="kg"), "expected a number in kg"),
        (True, of("number"), "found yes/no"),
        (math.inf, of("number"), "finite"),
        ("也许", of("bool"), "expected yes or no"),
        ({"a": 1}, of("text"), "found an object"),
        ([[1]], of("category"), "nested"),
        ({"a": 1}, of("tags"), "found an object"),
    ],
)
def test_says_what_was_expected(raw: Any, attribute: Attribute, message: str) -> None:
    with pytest.raises(BadValue, match=message):
        to_value(raw, attribute)


@given(RAW, st.sampled_from(["number", "bool", "text", "tags", "category"]))
def test_anything_is_of_the_type_or_refused(raw: Any, kind: Any) -> None:
    try:
        value = to_value(raw, of(kind))
    except BadValue:
        return
    shape = {"number": float, "bool": bool, "tags": list}.get(kind, str)
    assert value is None or isinstance(value, shape)
    if isinstance(value, float):
        assert math.isfinite(value)
    if value is not None:
        "".join(value if isinstance(value, list) else [str(value)]).encode("utf-8")  # no surrogates


@given(st.text())
def test_cleaned_text_can_be_stored(text: str) -> None:
    cleaned = clean_text(text)
    cleaned.encode("utf-8")
    assert "\0" not in cleaned
    assert clean_text(cleaned) == cleaned


def test_small_things() -> None:
    assert to_number("2,999", None) == 2999
    assert to_tags("a\nb") == ["a", "b"]
    assert is_empty(" - ")
    assert not is_empty(0)
    assert not is_empty(False)
