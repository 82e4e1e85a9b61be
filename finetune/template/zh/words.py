"""Small Chinese words that all acts need: counts with a measure word, joining sentences.

Owns: 三款, 两家. Does not know: decisions.
"""

from __future__ import annotations

from finetune.template.measures import measure
from knowledge.types import Item

_DIGITS = "零一两三四五六七八九十"


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


__all__ = ["after", "count", "how_many", "measure", "sentences"]
