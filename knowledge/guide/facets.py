"""The answers that may be offered to a question: ranges of a number, the main values, yes; with true counts.

Owns: how one attribute is cut into a few answers. Does not know: which question is worth asking, wording beyond digits.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from knowledge.columns import BoolColumn, CodesColumn, Column, Mask, NumberColumn, TagsColumn
from knowledge.guide.meeting import stated
from knowledge.types import Attribute, Preference
from knowledge.view import ShopView

N_VALUES = 4
N_CATEGORIES = 6
_ROUND = (1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0)


@dataclass(frozen=True)
class Answer:
    """One answer to a question: the wishes it means (two for a range with both ends)."""

    wishes: list[Preference]


def answers(owner: Attribute, column: Column, weights: NDArray[np.float64]) -> list[Answer]:
    """Cut an attribute into up to six answers. `column`: of the goods in question only; `weights`: float (n,), sum 1.

    Fewer than one useful answer gives an empty list: the question has one answer left, or none.
    """
    keep = stated(column)
    if not keep.any():
        return []
    if isinstance(column, NumberColumn):
        return _numbers(owner, column.values[keep], weights[keep])
    if isinstance(column, BoolColumn):
        return _flags(owner, column.values, weights)
    return _words(owner, column, weights)


def take(column: Column, positions: NDArray[np.intp]) -> Column:
    """Return the column of the goods at `positions` alone."""
    if isinstance(column, NumberColumn):
        return NumberColumn(column.key, column.values[positions])
    if isinstance(column, BoolColumn):
        return BoolColumn(column.key, column.values[positions])
    if isinstance(column, CodesColumn):
        return CodesColumn(column.key, column.codes[positions], column.vocabulary)
    starts = column.offsets[positions]
    n_tags = column.offsets[positions + 1] - starts
    ends = np.cumsum(n_tags)
    # Where each item's tags lie, item after item: its start plus the place within its own run.
    within = np.arange(int(n_tags.sum())) - np.repeat(ends - n_tags, n_tags)
    codes = column.codes[np.repeat(starts, n_tags) + within]
    return TagsColumn(column.key, np.concatenate([[0], ends]), codes, column.vocabulary)


def leave(column: Column, answer: Answer, about_width: float) -> Mask:
    """Say which goods of the column an answer would leave."""
    mask: Mask = np.ones(len(stated(column)), dtype=bool)
    for wish in answer.wishes:
        mask &= column.mask(wish.operator, wish.value, about_width)
    return mask


def masks(view: ShopView, found: Sequence[Answer], within: Mask) -> list[Mask]:
    """Return for each answer which of the goods `within` it would leave."""
    out = []
    for answer in found:
        mask = within
        for wish in answer.wishes:
            mask = mask & view.mask(wish)
        out.append(mask)
    return out


def _numbers(owner: Attribute, values: NDArray[np.float64], weights: NDArray[np.float64]) -> list[Answer]:
    key = owner.key
    distinct = np.unique(values)
    if len(distinct) < 2:
        return []
    if key != "price" and len(distinct) <= N_VALUES:
        return [Answer([Preference(key, "=", float(v))]) for v in distinct]
    cuts = _cuts(values, weights)
    if not cuts:
        return []
    if key != "price" and owner.better is not None:
        # Nobody asks for a weak battery: thresholds toward the better side instead of ranges.
        operator = ">=" if owner.better == "higher" else "<="
        ordered = cuts if owner.better == "higher" else cuts[::-1]
        return [Answer([Preference(key, operator, c)]) for c in ordered]  # type: ignore[arg-type]
    out = [Answer([Preference(key, "<=", cuts[0])])]
    for low, high in pairwise(cuts):
        out.append(Answer([Preference(key, ">=", low), Preference(key, "<=", high)]))
    return [*out, Answer([Preference(key, ">=", cuts[-1])])]


def _cuts(values: NDArray[np.float64], weights: NDArray[np.float64]) -> list[float]:
    """Return one or two round numbers near the weighted thirds that leave goods on both sides of each."""
    order = np.argsort(values)
    sorted_values, mass = values[order], np.cumsum(weights[order])
    cuts: list[float] = []
    for share in (1 / 3, 2 / 3):
        at = min(int(np.searchsorted(mass, share * mass[-1])), len(sorted_values) - 1)
        cut = round_number(float(sorted_values[at]))
        if sorted_values[0] <= cut < sorted_values[-1] and cut not in cuts:
            cuts.append(cut)
    return sorted(c for c in cuts if c > 0 or sorted_values[0] < 0)


def round_number(value: float) -> float:
    """Return the nearest number that people would say: one or two digits and zeros (1,599 -> 1,500; 6.67 -> 6.5)."""
    if value == 0 or not math.isfinite(value):
        return 0.0
    size = 10.0 ** math.floor(math.log10(abs(value)))
    lead = abs(value) / size
    if size == 1.0 and lead >= 4:  # 4 to 10, sizes in inches, litres: halves are said
        return math.copysign(round(lead * 2) / 2, value)
    if size == 10.0 and float(value).is_integer() is False:
        return float(round(value))
    near = min((*_ROUND, 10.0), key=lambda r: abs(r - lead))
    return math.copysign(float(f"{near * size:.6g}"), value)


def _flags(owner: Attribute, values: NDArray[np.int8], weights: NDArray[np.float64]) -> list[Answer]:
    yes = float(weights[values == 1].sum())
    no = float(weights[values == 0].sum())
    out = [Answer([Preference(owner.key, "=", True)])] if yes else []
    if no and owner.better is None and yes:
        out.append(Answer([Preference(owner.key, "=", False)]))
    return out if yes and (no or yes < 0.999) else []


def _words(owner: Attribute, column: CodesColumn | TagsColumn, weights: NDArray[np.float64]) -> list[Answer]:
    n_words = len(column.vocabulary.words)
    if isinstance(column, CodesColumn):
        keep = column.codes >= 0
        mass = np.bincount(column.codes[keep], weights=weights[keep], minlength=n_words)
    else:
        mass = np.bincount(column.codes, weights=np.repeat(weights, np.diff(column.offsets)), minlength=n_words)
    found = np.argsort(-mass, kind="stable")[: N_CATEGORIES if owner.key == "category" else N_VALUES]
    words = [column.vocabulary.words[i] for i in found if mass[i] > 0]
    return [Answer([Preference(owner.key, "=", w)]) for w in words] if len(words) >= 2 else []
