"""What the person that a thing is for says of goods: who wants it for a girlfriend is not asked "men's or women's", and
goods that say they are for others are no present for her.

Owns: those two conclusions. Does not know: how persons are understood, the score, how questions are chosen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from knowledge.columns import CodesColumn, TagsColumn
from knowledge.guide import schema
from knowledge.guide.meeting import meets, stated
from knowledge.types import Preference
from knowledge.view import ShopView

#: Names of attributes that say whom goods are for.
_WHOM = re.compile(r"适[合用](?:的?人|对象|谁|$)|人群|对象|给谁|(?<![a-z])for whom|audience", re.IGNORECASE)
_SEXES = (
    re.compile(r"女|(?<![a-z])(?:women|woman|ladies|girls?)(?![a-z])", re.IGNORECASE),
    re.compile(r"男|(?<![a-z])(?:men|man|gents|boys?)(?![a-z])", re.IGNORECASE),
)


def is_whom(view: ShopView, wish: Preference) -> bool:
    """Say whether a wish names whom goods are for."""
    owner = schema.attribute(view.shop, wish.attribute)
    names = [n for ns in owner.names.values() for n in ns] if owner and owner.type == "tags" else []
    return wish.polarity == "for" and any(_WHOM.search(n) for n in names)


def answered(view: ShopView, wishes: Iterable[Preference]) -> set[str]:
    """Return the attributes that tell men's goods from women's, where it is known for whom of them they are."""
    told = [str(w.value) for w in wishes if is_whom(view, w)]
    if not any(sex.search(value) for value in told for sex in _SEXES):
        return set()
    found = set()
    for owner in schema.askable(view.shop):
        column = view.columns.get(owner.key)
        if isinstance(column, CodesColumn | TagsColumn) and all(
            any(sex.search(word) for word in column.vocabulary.words) for sex in _SEXES
        ):
            found.add(owner.key)
    return found


def for_others(view: ShopView, wish: Preference, positions: NDArray[np.intp]) -> NDArray[np.float64]:
    """Say which items, int (n,), state whom they are for and do not name the one wished for: 1.0, else 0.0."""
    column = view.columns.get(wish.attribute)
    if not isinstance(column, TagsColumn):
        return np.zeros(len(positions))
    others = stated(column)[positions] & ~meets(view, wish)[positions]
    return others.astype(np.float64)
