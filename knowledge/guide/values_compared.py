"""Which of two values is better (down or silk): no catalogue knows, so the best of each is set beside the other.

Owns: telling such a question, and which goods stand for the values. Does not know: which rows differ, wording.
"""

from __future__ import annotations

import numpy as np

from knowledge.columns import CodesColumn, TagsColumn
from knowledge.guide.meeting import meets
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
    kind = [w for w in turn.scope.hard if w.attribute == "category"]
    found: list[str] = []
    for value in values:
        wish = Preference(key, "=", value)
        own = [w for w in turn.scope.hard if w.attribute == key]
        mask = turn.scope.without(own, [wish])
        if not mask.any():
            mask = turn.scope.without([w for w in turn.scope.hard if w not in kind], [wish])
        positions = np.flatnonzero(mask & meets(turn.view, wish))
        if not len(positions):
            return [], ""
        found.append(turn.view.ids[int(positions[np.argmax(turn.view.popularity[positions])])])
    return (found, key) if len(set(found)) == len(found) else ([], "")
