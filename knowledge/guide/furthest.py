"""When nothing that fits is lighter, cheaper, larger than what was shown: say which one is the furthest, and go on.

Owns: telling a wish for still more that nothing meets, and the reply to it. Such a wish is answered and let go: it was
said of the goods in view, so it never stands in the way of a later turn. Does not know: what it was measured by.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from knowledge.columns import NumberColumn
from knowledge.guide import quick, reasons, relaxing
from knowledge.guide.preferences import fold
from knowledge.guide.scope import Scope, scope
from knowledge.guide.turn import Outcome, Turn
from knowledge.types import Option, Payload, Preference, Relaxation, UserAct
from knowledge.view import ShopView

N_WAYS = 2
_BOUNDS = ("<", "<=", ">", ">=")


def spent(view: ShopView, within: Scope, bounds: Sequence[Preference]) -> list[Preference]:
    """Return those of the wishes for more or less that nothing meets.

    `bounds`: wishes made of critiques. `within`: the goods in question without them.
    """
    found = []
    for wish in bounds:
        if wish.operator not in _BOUNDS or not isinstance(view.columns.get(wish.attribute), NumberColumn):
            continue
        rivals = [w for w in within.hard if w.attribute == wish.attribute and _same_side(w, wish)]
        if not within.without(rivals, [wish]).any():
            found.append(wish)
    return found


def furthest(turn: Turn) -> Outcome:
    """Name the fitting item that has most (or least) of what was asked for, and what would let others go further."""
    wish = turn.spent[0]
    position = _extreme(turn, wish)
    further = fold(turn.view.shop, turn.state.wishes, [wish], turn=turn.state.turn).wishes
    beyond = scope(turn.view, further, turn.state.refused)
    ways = [r for r in relaxing.conflict(beyond).relaxations if r.wish.attribute != wish.attribute][:N_WAYS]
    item = turn.view.item_at(position)
    state = replace(turn.state, focus=item.item_id, open="")
    return turn.decide(
        "sorry",
        "no_further",
        items=reasons.shown(turn.view, turn.scope, [position]),
        attribute=wish.attribute,
        state=state,
        blocking=[wish],
        relaxations=ways,
        numbers={f"extreme.{wish.attribute}": 1.0 if wish.operator[0] == ">" else -1.0},
        options=[*(_way(r, wish) for r in ways), quick.pick(item), *quick.show_goods(turn.scope.n)],
    )


def _same_side(one: Preference, other: Preference) -> bool:
    return one.operator in _BOUNDS and one.operator[0] == other.operator[0]


def _extreme(turn: Turn, wish: Preference) -> int:
    """Return the position of the fitting item that comes nearest; of equals, one that was shown, else the likeliest."""
    column = turn.view.columns[wish.attribute]
    assert isinstance(column, NumberColumn)
    positions = np.flatnonzero(turn.scope.fits)
    toward = column.values[positions] * (1 if wish.operator[0] == ">" else -1)
    toward = np.where(np.isnan(toward), -np.inf, toward)
    best = positions[toward == toward.max()].tolist()
    in_view = [turn.view.position(i) for i in [turn.state.focus, *turn.last_list] if i]
    shown = [p for p in in_view if p is not None and p in best]
    return int(shown[0]) if shown else int(max(best, key=turn.ranking.probability))


def _way(relaxation: Relaxation, wish: Preference) -> Option:
    """Offer a way out together with what was asked for: those of the other kind that are lighter."""
    changed = relaxation.instead or relaxation.wish
    acts = [UserAct.INFORM] if relaxation.instead else [UserAct.RETRACT]
    return Option(Payload(acts, wishes=[changed, wish]), preference=changed, count=relaxation.count)
