"""Explain: why these goods, and what is known of the shopper's wishes, each removable by a tap.

Owns: the two explanations. Does not know: how goods were ranked beyond their reasons, wording.
"""

from __future__ import annotations

from knowledge.guide import figures, quick, reasons
from knowledge.guide.recommending import n_unseen
from knowledge.guide.turn import Outcome, Turn
from knowledge.types import Preference, UserAct

N_ITEMS = 3
N_OPTIONS = 6


def explain(turn: Turn) -> Outcome:
    """Say why the goods last shown (or those pointed at) were chosen, or which wishes are known."""
    ids = turn.pointed or turn.last_list
    if turn.understanding.has(UserAct.SHOW_WISHES) or not turn.view.items(ids):
        return wishes(turn)
    positions = [p for i in ids if (p := turn.view.position(i)) is not None][:N_ITEMS]
    shown = reasons.shown(turn.view, turn.scope, positions, speaking={"season": turn.season, "place": turn.place})
    left = n_unseen(turn)
    return turn.decide(
        "explain",
        "reasons",
        items=shown,
        numbers=figures.of_goods(turn, positions),
        options=[quick.my_wishes(), *([quick.more(left)] if left else [])],
    )


def wishes(turn: Turn) -> Outcome:
    """Show every wish with a quick reply that takes it back."""
    known = sorted(turn.state.wishes, key=lambda w: w.said_at)
    options = [quick.forget(w) for w in known[: N_OPTIONS - 1]]
    if len(known) > 1:
        options.append(quick.forget_all())
    return turn.decide(
        "explain",
        "wishes",
        options=options or quick.show_goods(turn.scope.n),
        unchecked=[_words(w) for w in turn.scope.unchecked],
    )


def _words(wish: Preference) -> str:
    return wish.text or (" ".join(wish.value) if isinstance(wish.value, list) else str(wish.value))
