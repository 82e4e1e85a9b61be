"""When a turn begins a new search, and what of the old wishes goes into it.

Owns: another kind of goods, a look around a place, a full request that the old wishes stand in the way of. Does not
know: what the turn says beyond its wishes, ranking, wording. What falls is told (`Change`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from knowledge.columns import NumberColumn
from knowledge.guide import critiques, vague
from knowledge.guide.meeting import stated
from knowledge.guide.preferences import Folded, carry_over, same
from knowledge.guide.scope import categories_of, scope
from knowledge.types import Change, DialogueState, Preference, Understanding, UserAct
from knowledge.view import ShopView

#: New wishes beside the kind of goods from which on a request is taken for one of its own.
N_FULL = 2


def looks_around(view: ShopView, before: DialogueState, said: Understanding, pointed: Sequence[str]) -> bool:
    """Say whether a turn only asks what lies near something: 这家周边有什么餐馆. What was wished for before is none of
    its matter.

    The same kind of goods near something that was not spoken of (故宫附近的呢, of hotels) is one wish more.
    """
    around = _around(view, said)
    others = [w for w in said.wishes if w not in around and w.attribute != "category"]
    if not around or others or said.critiques or not categories_of(said.wishes):
        return False
    if categories_of(said.wishes) != categories_of(before.wishes):
        return True
    spoken = {*pointed, before.focus, *(i for shown in before.shown for i in shown)} - {""}
    titles = {item.title for i in spoken if (item := view.item(i))}
    standing = {str(w.value) for w in before.wishes if w.attribute in view.relations}
    return any(str(w.value) in titles | spoken | standing for w in around)


def look_around(view: ShopView, state: DialogueState, said: Understanding) -> tuple[DialogueState, list[Change]]:
    """Return the state with nothing wished for but what is refused, and what fell. For turns that `looks_around`."""
    kept = [w for w in state.wishes if w.polarity == "against" and w.attribute not in view.relations]
    gone = [w for w in state.wishes if w not in kept and not any(same(w, new) for new in said.wishes)]
    told = [Change("dropped", w) for w in gone if w.strength == "hard" and w.attribute not in ("category", "text")]
    told = [c for c in told if c.preference.attribute not in view.relations]  # the new place is named anyway
    # What is said again is folded in as new, so that it is said back. Another search may ask its own questions.
    return replace(state, wishes=kept, asked=["category"], no_preference=[], open=""), told


def change_kind(
    view: ShopView, state: DialogueState, folded: Folded, said: Sequence[Preference], old: str, new: str
) -> tuple[Folded, DialogueState]:
    """Carry wishes over to another kind of goods. `said`: wishes of this turn; one said again stands like a new one."""
    again = [replace(w, said_at=state.turn) if any(same(w, s) for s in said) else w for w in folded.wishes]
    # Larger than that jar says nothing of other goods.
    again = [w for w in again if w.said_at == state.turn or not critiques.is_measured(w)]
    inside = view.mask(Preference("category", "=", new))
    states = {key for key, column in view.columns.items() if bool(np.any(stated(column) & inside))}
    if not _cost_alike(view, old, new):
        states.discard("price")  # what one spends on a dinner says nothing of a night
    carried = carry_over(view.shop, again, old, new, turn=state.turn, states=states)
    carried = _without_what_leaves_nothing(view, state, carried)
    changes = [c for c in folded.changes if c.kind != "kept"] + carried.changes
    left = [w for w in state.wishes if w.attribute not in ("category", "text")]
    back = _taken_up_again(view, state, carried.wishes, new)
    changes += [Change("added", w) for w in back]
    # Another kind of goods: questions asked of the old kind may be asked of the new one.
    state = replace(state, asked=["category"], no_preference=[], open="", focus="", aside={**state.aside, old: left})
    return Folded([*carried.wishes, *back], changes), state


def _taken_up_again(view: ShopView, state: DialogueState, wishes: Sequence[Preference], kind: str) -> list[Preference]:
    """Return what was wished of a kind of goods before another was looked at, where nothing said since is in its way:
    back to the tablets, and they are for the child again.
    """
    back: list[Preference] = []
    for wish in state.aside.get(kind, []):
        spoken = any(w.attribute == wish.attribute for w in wishes)
        if not spoken and scope(view, [*wishes, *back, wish], state.refused).n:
            back.append(wish)
    return back


_STILL = re.compile(
    r"(?:那|算了|好吧|行吧|哎|唉|,|，|就|\s)*还是.+|(?:ok(?:ay)?|well|then|,|\s)*(?:back to|still|rather) .+", re.I
)


def go_back(
    view: ShopView, before: DialogueState, state: DialogueState, said: Understanding
) -> tuple[DialogueState, list[Change]]:
    """Take back what was wished for last where nothing has all of it and the shopper goes back to what they had said
    before it: 那还是火锅. Returns the state and what fell.
    """
    again = [w for w in state.wishes if any(same(w, s) for s in said.wishes)]
    if before.last_topic != "nothing_fits" or not again or not _STILL.fullmatch(said.text.strip()):
        return state, []
    since = max(w.said_at for w in again)
    latest = max((w.said_at for w in state.wishes if w.said_at > since), default=0)
    gone = [w for w in state.wishes if w.said_at == latest and latest]
    # What is insisted on is the last to be asked to give way.
    left = [replace(w, said_at=state.turn) if w in again else w for w in state.wishes if w not in gone]
    return replace(state, wishes=left), [Change("dropped", w) for w in gone]


def for_the_most(view: ShopView, state: DialogueState, said: Understanding) -> tuple[DialogueState, list[Change]]:
    """Let go of a bound on what is to be least or most now where nothing keeps it: 那8K最便宜的看看, after a budget
    that no such television meets. Returns the state and what fell.
    """
    keys = {w.attribute for w in said.wishes if vague.is_extreme(w)}
    gone = [w for w in state.wishes if w.attribute in keys and w.strength == "hard" and w.polarity == "for"]
    if not gone or scope(view, state.wishes, state.refused).n:
        return state, []
    return replace(state, wishes=[w for w in state.wishes if w not in gone]), [Change("dropped", w) for w in gone]


def let_go(
    view: ShopView, before: DialogueState, state: DialogueState, said: Understanding
) -> tuple[DialogueState, list[Change]]:
    """Let go of older wishes that leave nothing to a request of its own: one that says what it wants in full, or that
    comes after an item was talked about; and of nearness, which belongs to what was spoken of.
    """
    wants = said.source == "text" and said.has(UserAct.RECOMMEND) and bool(categories_of(said.wishes))
    if not wants or said.critiques or scope(view, state.wishes, state.refused).n:
        return state, []
    new = [w for w in state.wishes if w.attribute == "category" or any(same(w, s) for s in said.wishes)]
    n_new = sum(w.attribute != "category" for w in new)
    full = n_new >= N_FULL or (n_new > 0 and before.last_act == "answer")
    kept = list(new)
    gone: list[Preference] = []
    for wish in sorted((w for w in state.wishes if w not in new), key=lambda w: -w.said_at):
        may_go = wish.polarity == "for" and (wish.attribute in view.relations or full)
        if may_go and not scope(view, [*kept, wish], state.refused).n:
            gone.append(wish)
        else:
            kept.append(wish)
    if not scope(view, kept, state.refused).n:  # what is new rules everything out by itself: only nearness is beside it
        gone = [w for w in state.wishes if w not in new and w.attribute in view.relations and w.polarity == "for"]
        kept = [w for w in state.wishes if w not in gone]
    if not gone:
        return state, []
    left = [w for w in state.wishes if w in kept]
    return replace(state, wishes=left), [Change("dropped", w) for w in gone if w.strength == "hard"]


def _around(view: ShopView, said: Understanding) -> list[Preference]:
    return [w for w in said.wishes if w.attribute in view.relations and w.polarity == "for"]


def _cost_alike(view: ShopView, old: str, new: str) -> bool:
    """Say whether two kinds of goods cost about the same: neither's median more than twice the other's."""
    column = view.columns.get("price")
    if not isinstance(column, NumberColumn):
        return False
    medians = []
    for kind in (old, new):
        prices = column.values[view.mask(Preference("category", "=", kind))]
        prices = prices[~np.isnan(prices)]
        if not len(prices):
            return False
        medians.append(float(np.median(prices)))
    return max(medians) <= 2 * min(medians)


def _without_what_leaves_nothing(view: ShopView, state: DialogueState, carried: Folded) -> Folded:
    """Let go, aloud, of what was carried over from other goods where no goods of the new kind have it."""
    kept = [w for w in carried.wishes if w.said_at == state.turn]
    lost: list[Preference] = []
    for wish in carried.wishes:
        if wish in kept:
            continue
        if wish.strength == "soft" or scope(view, [*kept, wish], state.refused).n:
            kept.append(wish)
        else:
            lost.append(wish)
    changes = [Change("dropped", c.preference) if c.preference in lost else c for c in carried.changes]
    return Folded([w for w in carried.wishes if w not in lost], changes)
