"""Columns of a catalogue in numpy, and the exact mask of one wish over each kind of column.

Owns: how values of each type are held and compared. Does not know: shops, SQL, categories' tree, ranking.
Masks are bool arrays of shape (n_items,). A missing value satisfies nothing. Text is compared after `words.fold`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from knowledge.errors import BadPreference
from knowledge.types import ItemValue, Value
from knowledge.words import ORDERED, Vocabulary, as_bool, as_number, no_operator

Mask = NDArray[np.bool_]

#: Up to so many codes are compared one after the other, more through a table: measured at 100,000 items.
_FEW = 6


@dataclass(frozen=True)
class NumberColumn:
    """Numbers of one attribute. `values`: float64 (n_items,), NaN = missing."""

    key: str
    values: NDArray[np.float64]

    def mask(self, operator: str, value: Value, about_width: float = 0.1) -> Mask:
        """Say which items satisfy; "~" is within `about_width` of the number (a share of it), ends included."""
        values = self.values
        if isinstance(value, list):
            if operator not in ("in", "="):
                raise BadPreference(f"a list with operator {operator!r}", expected="one number", where=self.key)
            return np.isin(values, [as_number(v, self.key) for v in value])
        number = as_number(value, self.key)
        if operator in ("=", "in"):
            return values == number
        if operator == "~":
            width = abs(number) * about_width
            return (values >= number - width) & (values <= number + width)
        if operator in ORDERED:
            compare = {"<": np.less, "<=": np.less_equal, ">": np.greater, ">=": np.greater_equal}[operator]
            return compare(values, number)
        raise BadPreference(
            f"operator {operator!r} on a number", where=self.key, remedy='use "=", "<", "<=", ">", ">=" or "~"'
        )

    def value(self, position: int) -> float | None:
        """Return the number of one item, None where it is not stated."""
        number = float(self.values[position])
        return None if number != number else number

    def facet(self, mask: Mask) -> list[tuple[ItemValue, int]]:
        """Count each distinct number among the masked items, most frequent first."""
        chosen = self.values[mask]
        numbers, counts = np.unique(chosen[~np.isnan(chosen)], return_counts=True)
        order = np.lexsort((numbers, -counts))
        return [(float(numbers[i]), int(counts[i])) for i in order]


@dataclass(frozen=True)
class BoolColumn:
    """Yes/no of one attribute. `values`: int8 (n_items,), -1 = missing, 0 = no, 1 = yes."""

    key: str
    values: NDArray[np.int8]

    def mask(self, operator: str, value: Value, about_width: float = 0.1) -> Mask:
        """Say which items satisfy."""
        if operator in ORDERED:
            raise no_operator(operator, "yes/no", self.key)
        mask: Mask = np.zeros(len(self.values), dtype=bool)
        for one in value if isinstance(value, list) else [value]:
            mask |= self.values == int(as_bool(one, self.key))
        return mask

    def value(self, position: int) -> bool | None:
        """Return yes or no of one item, None where it is not stated."""
        return None if self.values[position] < 0 else bool(self.values[position])

    def facet(self, mask: Mask) -> list[tuple[ItemValue, int]]:
        """Count yes and no among the masked items, most frequent first; what does not occur is left out."""
        chosen = self.values[mask]
        counts = [(flag, int(np.count_nonzero(chosen == int(flag)))) for flag in (True, False)]
        return sorted(((f, c) for f, c in counts if c), key=lambda fc: -fc[1])


@dataclass(frozen=True)
class CodesColumn:
    """One word or text per item. `codes`: int32 (n_items,) into `vocabulary.words`, -1 = missing."""

    key: str
    codes: NDArray[np.int32]
    vocabulary: Vocabulary

    def mask(self, operator: str, value: Value, about_width: float = 0.1) -> Mask:
        """Say which items satisfy."""
        return self.mask_of(self.vocabulary.codes(operator, value, self.key, "text"))

    def mask_of(self, codes: Sequence[int]) -> Mask:
        """Say which items have one of these codes."""
        if 0 < len(codes) <= _FEW:
            mask = self.codes == codes[0]
            for code in codes[1:]:
                mask |= self.codes == code
            return mask
        table = np.zeros(len(self.vocabulary.words) + 1, dtype=bool)  # the last place answers for -1
        table[list(codes)] = True
        return table[self.codes]

    def value(self, position: int) -> str | None:
        """Return the word of one item, None where it is not stated."""
        code = int(self.codes[position])
        return None if code < 0 else self.vocabulary.words[code]

    def facet(self, mask: Mask) -> list[tuple[ItemValue, int]]:
        """Count each word among the masked items, most frequent first."""
        chosen = self.codes[mask]
        return _counted(np.bincount(chosen[chosen >= 0], minlength=len(self.vocabulary.words)), self.vocabulary.words)


@dataclass(frozen=True)
class TagsColumn:
    """Several words per item, in compressed rows.

    `offsets`: int64 (n_items + 1,); the tags of item i are `codes[offsets[i]:offsets[i + 1]]`, in the item's own order.
    An item without tags counts as missing.
    """

    key: str
    offsets: NDArray[np.int64]
    codes: NDArray[np.int32]
    vocabulary: Vocabulary

    @cached_property
    def _by_code(self) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
        """Where each code's entries begin, and the positions of the items, sorted by code."""
        rows = np.repeat(np.arange(len(self.offsets) - 1, dtype=np.int32), np.diff(self.offsets))
        order = np.argsort(self.codes, kind="stable")
        starts = np.searchsorted(self.codes[order], np.arange(len(self.vocabulary.words) + 1))
        return starts, rows[order]

    def mask(self, operator: str, value: Value, about_width: float = 0.1) -> Mask:
        """Say which items have a tag that satisfies: "=", "in", "contains" want an equal tag, "~" a containing one."""
        # A set contains its members: "contains 含早餐" must not find the tag 不含早餐.
        wanted = self.vocabulary.codes("=" if operator == "contains" else operator, value, self.key, "tags")
        mask: Mask = np.zeros(len(self.offsets) - 1, dtype=bool)
        starts, rows = self._by_code
        for code in wanted:
            mask[rows[starts[code] : starts[code + 1]]] = True
        return mask

    def value(self, position: int) -> list[str] | None:
        """Return the tags of one item, None where it has none."""
        codes = self.codes[self.offsets[position] : self.offsets[position + 1]]
        return [self.vocabulary.words[c] for c in codes] or None

    def facet(self, mask: Mask) -> list[tuple[ItemValue, int]]:
        """Count each tag among the masked items, most frequent first. An item counts once for each of its tags."""
        if not len(self.codes):
            return []
        starts, rows = self._by_code
        counts = np.add.reduceat(mask[rows], starts[:-1], dtype=np.intp)  # every code of the vocabulary has entries
        return _counted(counts, self.vocabulary.words)


Column = NumberColumn | BoolColumn | CodesColumn | TagsColumn


def _counted(counts: NDArray[np.intp], words: Sequence[str]) -> list[tuple[ItemValue, int]]:
    order = np.argsort(-counts, kind="stable")
    return [(words[i], int(counts[i])) for i in order if counts[i]]
