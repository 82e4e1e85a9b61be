"""Look at all raw items of an import and count: what attributes there are, where, and what their values look like.

Owns: the statistics. Does not know: what follows from them (`infer`), files, SQL. One pass, bounded memory.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from knowledge.importing.mapping import RawItem
from knowledge.importing.rows import category_path
from knowledge.importing.units import read_quantity, unit_of
from knowledge.importing.values import clean_text, is_empty, to_tags
from knowledge.words import FALSE_WORDS, TRUE_WORDS, fold

#: Distinct values that are counted one by one; beyond it an attribute is free text anyway.
MOST_DISTINCT = 5000
_HAN = re.compile(r"[\u3400-\u9fff]")
_ID_LIKE = re.compile(r"^0\d+$|^\d{8,}$")


@dataclass(frozen=True)
class _Reading:
    """What one text looks like. `unit` None = it is no number."""

    is_bool: bool
    unit: str | None
    is_id_like: bool
    is_separated: bool
    parts: list[str]


@lru_cache(maxsize=1 << 16)  # a column repeats its values
def _read(text: str) -> _Reading:
    word = fold(text)
    quantity = read_quantity(text) if len(text) <= 40 else None
    parts = to_tags(text) if len(text) <= 200 else [text]
    return _Reading(
        is_bool=word in TRUE_WORDS or word in FALSE_WORDS,
        unit=None if quantity is None else quantity.unit,
        is_id_like=quantity is not None and bool(_ID_LIKE.match(text)),
        is_separated=quantity is None and len(parts) > 1,
        parts=parts,
    )


@dataclass
class Stats:
    """Counts of one attribute. `n`: items that state it; `words`: distinct values; `parts`: pieces of lists."""

    name: str
    n: int = 0
    by_category: Counter[str] = field(default_factory=Counter)
    n_bool: int = 0
    n_lists: int = 0
    n_separated: int = 0
    n_numbers: int = 0
    n_id_like: int = 0
    units: Counter[str] = field(default_factory=Counter)
    words: Counter[str] = field(default_factory=Counter)
    parts: Counter[str] = field(default_factory=Counter)
    n_characters: int = 0
    overflowed: bool = False

    def add(self, raw: Any, category: str) -> None:
        """Count one stated value."""
        self.n += 1
        self.by_category[category] += 1
        if isinstance(raw, bool):
            self.n_bool += 1
            self._word(str(raw).lower())
            return
        if isinstance(raw, (list, tuple)):
            self.n_lists += 1
            self._parts(to_tags(raw))
            return
        if isinstance(raw, (int, float)):
            self.n_numbers += 1
            self.units[""] += 1
            self._word(format(raw, "g"))
            return
        text = clean_text(raw)
        reading = _read(text)
        self.n_characters += len(text)
        self.n_bool += reading.is_bool
        if reading.unit is not None:
            self.n_numbers += 1
            self.units[reading.unit] += 1
            self.n_id_like += reading.is_id_like
        self.n_separated += reading.is_separated
        self._word(text)
        self._parts(reading.parts)

    @property
    def n_distinct(self) -> int:
        """Distinct values, a lower bound once `overflowed`."""
        return len(self.words) or len(self.parts)

    @property
    def entropy(self) -> float:
        """Evenness of the values, 0 (all the same) to 1 (all equally frequent): Shannon's entropy over its maximum."""
        counted = self.words or self.parts
        total = sum(counted.values())
        if len(counted) < 2:
            return 0.0
        return -sum(c / total * math.log(c / total) for c in counted.values()) / math.log(len(counted))

    def main_unit(self) -> tuple[str, float]:
        """Return the commonest unit ("" = bare) and the share of all values that are bare or of its dimension."""
        named = Counter({u: c for u, c in self.units.items() if u})
        unit = named.most_common(1)[0][0] if named else ""
        dimensions = {d for d, _ in unit_of(unit)}
        fitting = sum(c for u, c in self.units.items() if not u or u == unit or dimensions & {d for d, _ in unit_of(u)})
        return unit, fitting / self.n if self.n else 0.0

    def _word(self, word: str) -> None:
        if word in self.words or len(self.words) < MOST_DISTINCT:
            self.words[word] += 1
        else:
            self.overflowed = True

    def _parts(self, parts: list[str]) -> None:
        for part in parts:
            if part in self.parts or len(self.parts) < MOST_DISTINCT:
                self.parts[part] += 1
            else:
                self.overflowed = True


@dataclass
class Survey:
    """What the items of an import look like, taken together."""

    n_items: int = 0
    n_han_titles: int = 0
    stated: set[str] = field(default_factory=set)  # reserved fields that some item states
    greatest_rating: float = 0.0
    n_ratings: int = 0
    price_units: Counter[str] = field(default_factory=Counter)
    categories: dict[str, str | None] = field(default_factory=dict)  # name -> parent, in the order of appearance
    in_category: Counter[str] = field(default_factory=Counter)
    attributes: dict[str, Stats] = field(default_factory=dict)

    def add(self, raw: RawItem) -> None:
        """Count one item."""
        self.n_items += 1
        self.n_han_titles += bool(_HAN.search(clean_text(raw.fields.get("title"))))
        for name in ("brand", "price", "stock", "rating", "category"):
            if not is_empty(raw.fields.get(name)):
                self.stated.add(name)
        category = self._add_category(raw.fields.get("category"))
        self._add_numbers(raw)
        for name, value in raw.attributes.items():
            if not is_empty(value) and not isinstance(value, dict):
                stats = self.attributes.get(name)
                if stats is None:
                    stats = self.attributes[name] = Stats(name)
                stats.add(value, category)

    def _add_category(self, raw: Any) -> str:
        path = category_path(raw)
        for parent, name in zip([None, *path], path, strict=False):
            if name not in self.categories or self.categories[name] is None:
                self.categories[name] = parent if parent != name else None
        leaf = path[-1] if path else ""
        self.in_category[leaf] += 1
        return leaf

    def _add_numbers(self, raw: RawItem) -> None:
        price = raw.fields.get("price")
        if isinstance(price, str) and (quantity := read_quantity(price)) is not None and quantity.unit:
            self.price_units[quantity.unit] += 1
        rating = raw.fields.get("rating")
        quantity = read_quantity(str(rating)) if not is_empty(rating) else None
        if quantity is not None:
            self.greatest_rating = max(self.greatest_rating, quantity.high)
            self.n_ratings += 1
