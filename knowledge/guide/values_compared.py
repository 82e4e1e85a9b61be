"""Which of two values is better (down or silk): no catalogue knows, so the best of each is set beside the other.

Owns: telling such a question, and which goods stand for the values. Does not know: which rows differ, wording.
"""

from __future__ import annotations

import numpy as np

from knowledge.columns import CodesColumn, Mask, TagsColumn
from knowledge.guide.turn import Turn
from knowledge.types import Preference

#: Values set beside each other at most.
N_VALUES = 3


def goods(turn: Turn) -> tuple[list[str], str]:
    """Return (the best known of the goods in question for each value that is asked about, the attribute).

    ([], "") where the turn points at goods or asks about no two values of one attribute. What rules one of the values
    out in this talk is left aside; a value that no goods of the kind have leaves nothing to compare.
    """
    asked = [q for q in turn.understanding.questions if isinstance(q.value, str) and q.attribute]
    keys = {q.attribute for q in asked}
    values = list(dict.fromkeys(str(q.value) for q in asked))[:N_VALUES]
    if turn.pointed or len(keys) != 1 or len(values) < 2:
        return [], ""
    key = keys.pop()
    if not isinstance(turn.view.columns.get(key), CodesColumn | TagsColumn):
        return [], ""
    found: list[str] = []
    for value in values:
        wish = Preference(key, "=", value)
        positions = np.flatnonzero(_fitting(turn, wish))
        if not len(positions):
            return [], ""
        found.append(turn.view.ids[int(positions[np.argmax(turn.view.popularity[positions])])])
    return (found, key) if len(set(found)) == len(found) else ([], "")


def _fitting(turn: Turn, wish: Preference) -> Mask:
    """Say which goods of the kind have the value, and as much else of what is wished for as leaves any."""
    own = [w for w in turn.scope.hard if w.attribute == wish.attribute]
    others = [w for w in turn.scope.hard if w not in own and w.attribute != "category"]
    # The price gives way first: what is compared is the value, and the price is told.
    ways = [[], [w for w in others if w.attribute == "price"], *([w] for w in others), others]
    masks = (turn.scope.without([*own, *gone], [wish]) for gone in ways)
    return next((mask for mask in masks if mask.any()), np.zeros(turn.view.n_items, dtype=bool))
