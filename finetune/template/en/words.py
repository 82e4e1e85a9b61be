"""Small English words that all acts need: counts, joining sentences.

Owns: three, sentences apart by one space. Does not know: decisions.
"""

from __future__ import annotations

_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def how_many(n: int) -> str:
    """Write a small count as a word."""
    return _SMALL[n] if 0 <= n <= 10 else f"{n}"


def capital(text: str) -> str:
    """Begin with a capital, leaving brand spellings such as iPhone alone where a digit or capital follows."""
    return text[:1].upper() + text[1:] if text[1:2].islower() or text[1:2] in (" ", "") else text


def sentences(*parts: str) -> str:
    """Put sentences behind each other, leaving out empty ones."""
    return " ".join(capital(p.strip()) for p in parts if p and p.strip())
