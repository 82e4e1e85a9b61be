"""Small Chinese words that all acts need: counts with a measure word, joining sentences.

Owns: 三款, 两家. Does not know: decisions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from knowledge.types import Item

_DIGITS = "零一两三四五六七八九十"
_MEASURES = (
    ("(酒店|宾馆|旅馆|旅店|餐厅|餐馆|饭店|饭馆|民宿|客栈|酒吧|咖啡馆)$", "家"), ("(景点|景区|公园)$", "处"),
    ("(书|图书|绘本|小说|杂志)$", "本"),
)  # fmt: skip


def measure(categories: Iterable[str]) -> str:
    """Return the measure word for goods of these categories: 款, 家, 处, 本."""
    found = {next((m for p, m in _MEASURES if re.search(p, c)), "款") for c in categories}
    return found.pop() if len(found) == 1 else "款"


def how_many(n: int) -> str:
    """Write a small count as Chinese does before a measure word: 两, 三, 12."""
    return _DIGITS[n] if 0 < n <= 10 else str(n)


def count(items: list[Item]) -> str:
    """Count cards: 这三款 without 这."""
    return how_many(len(items)) + measure(i.category for i in items)


def after(name: str, text: str) -> str:
    """Put a predicate behind a name, with a space where two Latin words would run together."""
    return f"{name}{' ' if name[-1:].isascii() and text[:1].isascii() and name and text else ''}{text}"


def sentences(*parts: str) -> str:
    """Put sentences behind each other, leaving out empty ones."""
    return "".join(p.strip() for p in parts if p and p.strip())
