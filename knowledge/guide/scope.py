"""Which goods are in question: the wishes that can be checked, and the exact mask of what fits them.

Owns: telling checkable wishes from those the catalogue says nothing about, and the mask of fitting goods. Does not
know: ranking, dialogue. A wish that cannot be checked never filters; it is named in the decision instead (design
decision 10).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from knowledge.columns import BoolColumn, Column, Mask, NumberColumn, TagsColumn
from knowledge.errors import BadPreference, UnknownAttribute
from knowledge.guide import schema
from knowledge.types import Preference
from knowledge.view import ShopView


@dataclass(frozen=True)
class Scope:
    """`hard`: wishes that filter. `soft`: wishes that only rank. `unchecked`: wishes that the catalogue cannot check
    here.

    `fits`: goods that meet all of `hard`, are in stock and were not refused. `refused`: positions never to be shown.
    """

    view: ShopView
    hard: list[Preference]
    soft: list[Preference]
    unchecked: list[Preference]
    fits: Mask
    refused: Mask

    @cached_property
    def n(self) -> int:
        """Number of fitting goods."""
        return int(np.count_nonzero(self.fits))

    @property
    def sellable(self) -> Mask:
        """Goods in stock that were not refused, whatever the wishes."""
        return self.view.in_stock & ~self.refused

    def without(self, dropped: Iterable[Preference], added: Sequence[Preference] = ()) -> Mask:
        """Return the mask of goods that would fit without `dropped` and with `added`."""
        gone = list(dropped)
        mask = self.sellable
        for wish in [w for w in self.hard if w not in gone] + list(added):
            mask = mask & self.view.mask(wish)
        return mask


def stated(column: Column) -> Mask:
    """Say for which items the catalogue states a value in this column."""
    if isinstance(column, NumberColumn):
        return ~np.isnan(column.values)
    if isinstance(column, TagsColumn):
        return np.diff(column.offsets) > 0
    if isinstance(column, BoolColumn):
        return column.values >= 0
    return column.codes >= 0


def categories_of(wishes: Iterable[Preference]) -> list[str]:
    """Return the categories wished for, empty where none is."""
    for wish in wishes:
        if wish.attribute == "category" and wish.polarity == "for":
            return [str(v) for v in wish.value] if isinstance(wish.value, list) else [str(wish.value)]
    return []


def checkable(view: ShopView, wish: Preference, within: Mask) -> bool:
    """Say whether the catalogue can check this wish: the attribute is stated for some of the goods `within`."""
    if wish.attribute == "text" or schema.attribute(view.shop, wish.attribute) is None:
        return False
    try:
        view.mask(wish)
        column = view.column(wish.attribute)
    except (BadPreference, UnknownAttribute):
        return False
    return bool(np.any(stated(column) & within))


def scope(view: ShopView, wishes: Sequence[Preference], refused: Iterable[str] = ()) -> Scope:
    """Work out which goods `wishes` leave. `refused`: item ids never to be shown again."""
    everything: Mask = np.ones(view.n_items, dtype=bool)
    out = np.zeros(view.n_items, dtype=bool)
    for item_id in refused:
        if (position := view.position(item_id)) is not None:
            out[position] = True
    category = [w for w in wishes if w.attribute == "category" and checkable(view, w, everything)]
    within = everything
    for wish in category:
        within = within & view.mask(wish)
    if not within.any():
        within = everything
    hard: list[Preference] = []
    soft: list[Preference] = []
    unchecked: list[Preference] = []
    for wish in wishes:
        if wish.attribute == "text":
            soft.append(wish)
        elif not checkable(view, wish, within):
            unchecked.append(wish)
        else:
            (hard if wish.strength == "hard" else soft).append(wish)
    fits = view.in_stock & ~out
    for wish in hard:
        fits = fits & view.mask(wish)
    return Scope(view, hard, soft, unchecked, fits, out)
