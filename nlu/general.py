"""What is known of goods in general, whatever the shop: kinds of goods, well-known brands, words for attributes and
values.

Owns: reading nlu/data/{products,attributes,adjectives,values,features}.json and common_words.txt. Does not know: shops.
Standard library only; the files are read once, on first use.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class AttributeWords:
    """How people speak of a kind of attribute: its names, words for much and for little of it, its canonical units."""

    names: list[str]
    more: list[str]
    less: list[str]
    units: list[str] = field(default_factory=list)


def read(name: str) -> object:
    """Return a data file's JSON. Raises FileNotFoundError where the package lacks it."""
    return json.loads((DATA / name).read_text("utf-8"))


@lru_cache(maxsize=1)
def attribute_words() -> dict[str, AttributeWords]:
    """Return concept -> words, for example "weight" -> 重量, 轻, heavy."""
    return {key: AttributeWords(**words) for key, words in read("attributes.json").items()}  # type: ignore[attr-defined]


@lru_cache(maxsize=1)
def adjectives() -> dict[str, tuple[int, tuple[str, ...]]]:
    """Return adjective -> (sign, concepts that it may speak of, likeliest first); 大 -> +1, screen_size, size ..."""
    data = read("adjectives.json")
    return {w: (sign, tuple(cs)) for table in data.values() for w, (sign, cs) in table.items()}  # type: ignore[attr-defined]


@lru_cache(maxsize=1)
def degree_words() -> frozenset[str]:
    """Return adjectives and words for much or little of any attribute: light, 轻薄, long."""
    words = attribute_words().values()
    return frozenset((*adjectives(), *(w for a in words for w in (*a.more, *a.less))))


@lru_cache(maxsize=1)
def product_types() -> list[list[str]]:
    """Return groups of names for one kind of goods."""
    return read("products.json")["types"]  # type: ignore[index,no-any-return]


@lru_cache(maxsize=1)
def said_of_types() -> list[list[str]]:
    """Return groups of one kind of goods and the words that speak of it only where a shop has it: 公园 of sights."""
    return read("products.json")["said_of"]  # type: ignore[index,no-any-return]


@lru_cache(maxsize=1)
def known_brands() -> list[list[str]]:
    """Return groups of names for one well-known brand, its lines of goods included."""
    return read("products.json")["brands"]  # type: ignore[index,no-any-return]


@lru_cache(maxsize=1)
def value_groups() -> list[list[str]]:
    """Return groups of words for one value: 黑色, 黑, black."""
    return read("values.json")  # type: ignore[return-value]


@lru_cache(maxsize=1)
def feature_groups() -> list[list[str]]:
    """Return groups of words for one thing that goods have or have not: 无购物, 不进店, no shopping stops."""
    return read("features.json")  # type: ignore[return-value]


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    """Return Chinese words of everyday use; they are never misspellings, and short names do not cut through them."""
    return frozenset((DATA / "common_words.txt").read_text("utf-8").split())


@lru_cache(maxsize=1)
def common_english() -> frozenset[str]:
    """Return English words of everyday use (three letters or more); they are never misspellings of a shop's words."""
    words = (DATA / "common_english.txt").read_text("utf-8").split()
    return frozenset((*words, *(w for w in adjectives() if w.isascii())))
