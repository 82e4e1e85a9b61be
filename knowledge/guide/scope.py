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

from knowledge.columns import CodesColumn, Mask
from knowledge.guide.meeting import can_meet, meets
from knowledge.tokens import fold
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
            mask = mask & meets(self.view, wish)
        return mask


def categories_of(wishes: Iterable[Preference]) -> list[str]:
    """Return the categories wished for, empty where none is."""
    for wish in wishes:
        if wish.attribute == "category" and wish.polarity == "for":
            return [str(v) for v in wish.value] if isinstance(wish.value, list) else [str(wish.value)]
    return []


def scope(view: ShopView, wishes: Sequence[Preference], refused: Iterable[str] = ()) -> Scope:
    """Work out which goods `wishes` leave. `refused`: item ids never to be shown again."""
    everything: Mask = np.ones(view.n_items, dtype=bool)
    out = np.zeros(view.n_items, dtype=bool)
    for item_id in refused:
        if (position := view.position(item_id)) is not None:
            out[position] = True
    category = [w for w in wishes if w.attribute == "category" and can_meet(view, w, everything)]
    within = everything
    for wish in category:
        within = within & meets(view, wish)
    if not within.any():
        within = everything
    hard: list[Preference] = []
    soft: list[Preference] = []
    unchecked: list[Preference] = []
    for wish in wishes:
        if wish.attribute == "text":
            soft.append(wish)
        elif not can_meet(view, wish, within):
            unchecked.append(wish)
        else:
            (hard if wish.strength == "hard" else soft).append(wish)
    for wish in wishes:
        if wish.attribute == "text" and wish.polarity == "against":
            named = _named_so(view, wish)
            # A word that all goods bear (their kind) refuses none of them.
            if np.any(view.in_stock & within & ~out & ~named):
                out = out | named
    fits = view.in_stock & ~out
    for wish in hard:
        fits = fits & meets(view, wish)
    return Scope(view, hard, soft, unchecked, fits, out)


def _named_so(view: ShopView, wish: Preference) -> Mask:
    """Say which goods bear a refused word in their name: 不要海底捞, where no attribute is called that."""
    column = view.columns.get("title")
    if not isinstance(column, CodesColumn):
        return np.zeros(view.n_items, dtype=bool)
    refused = [fold(str(v)) for v in (wish.value if isinstance(wish.value, list) else [wish.value])]
    bears = np.array([any(r and r in fold(word) for r in refused) for word in column.vocabulary.words], dtype=bool)
    found: Mask = (column.codes >= 0) & bears[column.codes]
    return found
