"""Where the talk is: the place whose surroundings were asked for, and the goods that lie in the same district.

Owns: which attribute of a shop is a district, and which value of it the place named last has. Does not know: distances
(a catalogue states none), ranking, wording. A shop whose goods lie nowhere has no place.
"""

from __future__ import annotations

from dataclasses import replace

from knowledge.guide.meeting import named
from knowledge.types import Attribute, DialogueState, Preference, Shop
from knowledge.view import ShopView

_DISTRICT = frozenset({"区", "城区", "行政区", "区域", "地区", "district", "area", "neighbourhood", "neighborhood"})


def district(shop: Shop) -> Attribute | None:
    """Return the attribute that says in which district goods lie, None where there is none."""
    own = (a for a in shop.attributes if a.type == "category")
    return next((a for a in own if any(n.lower() in _DISTRICT for names in a.names.values() for n in names)), None)


def noted(view: ShopView, state: DialogueState) -> DialogueState:
    """Return the state with the place that goods are sought near, where it names one; the last one named stays."""
    near = [w for w in state.wishes if w.attribute in view.relations and w.polarity == "for"]
    found = named(view, near[-1]) if near else []
    return replace(state, place=view.ids[found[0]]) if found else state


def leanings(view: ShopView, state: DialogueState) -> list[Preference]:
    """Return the district of the place that was named; nothing where the shopper wishes for a district themselves."""
    owner = district(view.shop)
    position = view.position(state.place) if state.place and owner else None
    if owner is None or position is None or owner.key not in view.columns:
        return []
    if any(w.attribute in view.relations for w in state.wishes):
        return []  # near is nearer than the same district
    spoken = {w.attribute for w in state.wishes} | set(state.no_preference)
    value = view.column(owner.key).value(position)
    if owner.key in spoken or not isinstance(value, str):
        return []
    return [Preference(owner.key, "=", value, strength="soft")]
