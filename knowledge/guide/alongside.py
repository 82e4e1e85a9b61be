"""Wishes for what goes with the goods in question: below zero, of the sleeping bags for a tent.

Owns: telling that a turn after accessories were shown speaks of them, not of the goods they go with, and the goods that
such wishes leave. Does not know: how goods that go together are found, wording.
"""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.columns import Mask
from knowledge.guide import critiques, schema
from knowledge.guide.meeting import can_meet, meets
from knowledge.guide.scope import categories_of, scope
from knowledge.types import DialogueState, Preference, Understanding, UserAct
from knowledge.view import ShopView

TOPIC = "accessories"


def kind_in_view(view: ShopView, before: DialogueState) -> str:
    """Return the kind of the accessories in view, "" where none are, or several kinds."""
    if before.last_topic != TOPIC or not before.shown:
        return ""
    kinds = {item.category for i in before.shown[-1] if (item := view.item(i))}
    kind = kinds.pop() if len(kinds) == 1 else ""
    return kind if kind and [kind] != categories_of(before.wishes) else ""


def of_what(before: DialogueState) -> str:
    """Return the item that the accessories in view go with, "" where it is not known."""
    in_view = before.shown[-1] if before.shown else []
    return next((i for i in reversed(before.discussed) if i not in in_view), "")


def wished(view: ShopView, before: DialogueState, said: Understanding) -> list[Preference]:
    """Return what a turn wishes of the accessories in view, critiques among it made exact; empty where it speaks of
    something else.
    """
    kind = kind_in_view(view, before)
    if not kind or categories_of(said.wishes) or said.references or said.has(UserAct.RETRACT):
        return []
    within = view.mask(Preference("category", "=", kind)) & view.in_stock
    found = [w for w in said.wishes if w.attribute != "text" and _states(view, w, kind, within)]
    if len(found) < len(said.wishes):
        return []
    of_kind = scope(view, [Preference("category", "=", kind)], before.refused)
    relative, _ = critiques.to_wishes(view, of_kind, said.critiques, before.shown[-1], False)
    return [*found, *relative]


def fitting(view: ShopView, wishes: Sequence[Preference], mask: Mask) -> Mask:
    """Return the goods of `mask`, bool (n_items,), that meet the wishes."""
    for wish in wishes:
        mask = mask & meets(view, wish)
    return mask


def _states(view: ShopView, wish: Preference, kind: str, within: Mask) -> bool:
    owner = schema.attribute(view.shop, wish.attribute)
    return owner is not None and schema.applies(view.shop, owner, [kind]) and can_meet(view, wish, within)
