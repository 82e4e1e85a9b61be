"""Quantities as shops write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.importing.units import Quantity, canonical_unit, convert, read_quantity


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("6.1英寸", 6.1, 6.1, "英寸"),
        ("5000mAh", 5000, 5000, "mah"),
        ("¥2,999", 2999, 2999, "元"),
        ("￥ 2,999.50", 2999.5, 2999.5, "元"),
        ("1.2kg", 1.2, 1.2, "kg"),
        ("$19.99", 19.99, 19.99, "USD"),
        ("2999元", 2999, 2999, "元"),
        ("100-150元", 100, 150, "元"),
        ("100元-150元", 100, 150, "元"),
        ("500g~1kg", 0.5, 1, "kg"),
        ("8 GB", 8, 8, "gb"),
        ("２４寸", 24, 24, "寸"),
        ("2万", 20000, 20000, ""),
        ("1.5万元", 15000, 15000, "元"),
        ("1-2万元", 10000, 20000, "元"),
        ("4800万像素", 4800, 4800, "万像素"),
        ("约300克", 300, 300, "克"),
        ("-5", -5, -5, ""),
        ("0.5小时 - 1小时", 0.5, 1, "小时"),
        ("12小时 - 3天", 0.5, 3, "天"),
        ("1,234,567", 1234567, 1234567, ""),
        ("15.6″", 15.6, 15.6, "′′"),
    ],
)
def test_reads(text: str, low: float, high: float, unit: str) -> None:
    assert read_quantity(text) == Quantity(pytest.approx(low), pytest.approx(high), unit)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A4",
        "黑色",
        "高清1080P",
        "200*230cm",
        "1.2.3",
        "2024-05-01",
        "13800138000转2",
        "8GB+256GB",
        "5-3元",
        "1kg-2米",
        "9" * 400,
    ],
)
def test_leaves_alone_what_is_no_quantity(text: str) -> None:
    assert read_quantity(text) is None


@pytest.mark.parametrize(
    ("number", "unit", "wanted", "expected"),
    [
        (1200, "g", "kg", 1.2),
        (1, "TB", "GB", 1024),
        (24, "″", "英寸", 24),
        (15.6, "inch", "英寸", 15.6),
        (30, "cm", "英寸", 11.81102362),
        (90, "分钟", "小时", 1.5),
        (5, "", "mAh", 5),
        (256, "g", "GB", 256),
        (2, "公斤", "g", 2000),
        (48, "MP", "万像素", 4800),
        (3, "颗粒", "颗粒", 3),
        (1, "kg", "米", None),
        (1, "颗粒", "kg", None),
    ],
)
def test_converts(number: float, unit: str, wanted: str, expected: float | None) -> None:
    found = convert(number, unit, wanted)
    assert found == (None if expected is None else pytest.approx(expected))


def test_a_unit_has_one_usual_spelling() -> None:
    assert [canonical_unit(u) for u in ("毫安时", "MAH", "inches", "颗粒")] == ["mAh", "mAh", "英寸", "颗粒"]


@given(st.text(max_size=60))
def test_any_text_is_read_or_left_alone(text: str) -> None:
    found = read_quantity(text)
    assert found is None or found.low <= found.high


@given(
    st.floats(min_value=0, max_value=1e9, allow_nan=False),
    st.sampled_from(["元", "kg", "mAh", "英寸", "GB", "小时", "%", ""]),
)
def test_what_is_written_is_read_back(number: float, unit: str) -> None:
    number = round(number, 2)
    found = read_quantity(f"{number:,.2f}{unit}")
    assert found is not None
    assert found.low == found.high == pytest.approx(number)
    assert convert(found.low, found.unit, unit or "元") == pytest.approx(number)
