"""Wishes that name no firm value: a present, a small budget. What they rule out and how far.

Owns: which of them rank rather than filter, and the bound that "not too dear" means among the goods in question. Does
not know: how words are understood, folding, wording.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from knowledge.columns import Mask, NumberColumn
from knowledge.guide import schema
from knowledge.types import Preference
from knowledge.view import ShopView

#: Words for a present. Few goods are marked as one, and what is not marked may still be the right one.
_PRESENT = re.compile(r"礼物|礼品|送礼|送人|伴手礼|(?<![a-z])(?:gifts?|presents?)(?![a-z])", re.IGNORECASE)
_DIGIT = re.compile(r"[\d一二三四五六七八九十百千万两]")
_MOST = re.compile(
    r"最|(?<![a-z])(?:most|least|(?!best|rest|test|guest|honest|modest)[a-z]{3,}est)(?![a-z])", re.IGNORECASE
)
#: Share of the goods in question that count as not too dear.
CHEAP_SHARE = 0.4


def is_present(wish: Preference) -> bool:
    """Say whether a wish is that the goods be a present."""
    return wish.attribute not in ("category", "brand", "title") and bool(_PRESENT.search(wish.text))


def is_extreme(wish: Preference) -> bool:
    """Say whether a wish is for those that have the most or least of a number: 最便宜的手机, the lightest."""
    bound = wish.operator in ("<", "<=", ">", ">=") and wish.polarity == "for" and wish.strength == "soft"
    return bound and bool(_MOST.search(wish.text))


def softened(view: ShopView, wishes: Sequence[Preference]) -> list[Preference]:
    """Return the wishes, a present among them no longer a condition."""
    out = []
    for wish in wishes:
        owner = schema.attribute(view.shop, wish.attribute)
        vague = wish.polarity == "for" and is_present(wish) and owner is not None and owner.type == "tags"
        out.append(replace(wish, strength="soft") if vague else wish)
    return out


def refitted(view: ShopView, wishes: Sequence[Preference], within: Mask) -> list[Preference]:
    """Return the wishes, "not too dear" measured among the goods `within`: bool (n_items,)."""
    column = view.columns.get("price")
    if not isinstance(column, NumberColumn):
        return list(wishes)
    prices = column.values[within]
    prices = prices[~np.isnan(prices)]
    if not len(prices):
        return list(wishes)
    bound = float(np.quantile(prices, CHEAP_SHARE))
    return [replace(w, value=bound) if _is_small_budget(w) else w for w in wishes]


def _is_small_budget(wish: Preference) -> bool:
    return (
        wish.attribute == "price"
        and wish.strength == "soft"
        and wish.operator in ("<", "<=")
        and bool(wish.text)
        and not _DIGIT.search(wish.text)
        and not is_extreme(wish)
    )
