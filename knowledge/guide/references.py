"""Find the items that a shopper points at: by place in the list, by name, by what sets them apart, or by "it".

Owns: resolving references against what was shown. Does not know: what is to be done with the items, wording.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from knowledge.columns import NumberColumn
from knowledge.errors import BadPreference, UnknownAttribute
from knowledge.types import DialogueState, Preference, Reference
from knowledge.view import ShopView

#: Acts of a reply that bring a list of their own.
_LISTING = ("recommend", "compare")


def resolve(
    view: ShopView,
    state: DialogueState,
    references: Sequence[Reference],
    page_item: str | None = None,
    kinds: Sequence[str] = (),
) -> tuple[list[str], list[Reference]]:
    """Return (item ids in the order pointed at, each once; references that point at nothing).

    `kinds`: the kinds of goods that the turn names: "of the tents, the lightest" counts in the last list with tents.
    """
    state = _back_to(view, state, kinds) if kinds and references else state
    found: list[str] = []
    missed: list[Reference] = []
    counted = _counted_in(state, references)
    for reference in references:
        ids = [i for i in _one(view, state, reference, page_item, counted) if view.position(i) is not None]
        if not ids:
            missed.append(reference)
        found += [i for i in ids if i not in found]
    return found, missed


def _back_to(view: ShopView, state: DialogueState, kinds: Sequence[str]) -> DialogueState:
    """Return the state as if the last list that has goods of these kinds were the last one shown."""
    for n in range(len(state.shown), 0, -1):
        if any((item := view.item(i)) and item.category in kinds for i in state.shown[n - 1]):
            return state if n == len(state.shown) else replace(state, shown=state.shown[:n], focus="")
    return state


def last_list(view: ShopView, state: DialogueState) -> list[str]:
    """Return the ids of the list that ordinals count in, goods that are gone left in so that counting stays right."""
    return list(state.shown[-1]) if state.shown else []


def in_focus(view: ShopView, state: DialogueState, page_item: str | None = None) -> str:
    """Return the item that "it" means: the one under discussion, else the only or first one shown, else the page's.

    A page opened before anything was shown is what "it" means; "" = nothing.
    """
    if state.focus and view.position(state.focus) is not None:
        return state.focus
    shown = [i for i in last_list(view, state) if view.position(i) is not None]
    if shown:
        return shown[0]
    return page_item if page_item and view.position(page_item) is not None else ""


def _counted_in(state: DialogueState, references: Sequence[Reference]) -> list[str]:
    """Return the latest list that is long enough for every place named: "the first two" after a single item means the
    list before it.
    """
    places = [int(r.value) for r in references if r.kind == "ordinal" and _is_number(r.value)]  # type: ignore[arg-type]
    longest = max((abs(place) for place in places), default=0)
    fallback = state.shown[-1] if state.shown else []
    return list(next((shown for shown in reversed(state.shown) if len(shown) >= longest), fallback))


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _one(
    view: ShopView, state: DialogueState, reference: Reference, page_item: str | None, counted: list[str]
) -> list[str]:
    shown = _list_meant(state, reference) or last_list(view, state)
    counted = _list_meant(state, reference) or counted
    kind, value = reference.kind, reference.value
    if kind == "all":
        return _so_many(state, shown, value)
    if kind == "page":
        return [page_item] if page_item else []
    if kind == "item":
        return [str(value)]
    if kind == "focus" and reference.among == "earlier":
        return _spoken_of_before(state) or shown[:1]
    if kind == "focus" and reference.among:
        return shown[:1]
    if kind == "focus":
        item = in_focus(view, state, page_item)
        return [item] if item else []
    if kind == "ordinal":
        return _at(counted, value)
    if kind == "superlative":
        return _extreme(view, shown or ([page_item] if page_item else []), str(value), reference.direction)
    return _having(view, state, reference)


def _list_meant(state: DialogueState, reference: Reference) -> list[str]:
    """Return the list that a reference names (the first one, the one before), empty where it names none."""
    if reference.among == "first":
        return list(state.shown[0]) if state.shown else []
    if reference.among == "previous" or (reference.among == "earlier" and state.last_act in _LISTING):
        return list(state.shown[-2]) if len(state.shown) > 1 else []
    return []


def _spoken_of_before(state: DialogueState) -> list[str]:
    """Return the item last under discussion before the one that is now."""
    return [i for i in state.discussed if i != state.focus][-1:]


def _so_many(state: DialogueState, shown: list[str], n: object) -> list[str]:
    """Return the goods that "both" or "all three" mean: the list of so many, else the last so many spoken of, else all
    that were shown.
    """
    if not _is_number(n) or len(shown) == n:
        return shown
    spoken = state.discussed[-int(n) :]  # type: ignore[call-overload]
    return spoken if len(spoken) == n else shown


def _at(shown: list[str], value: object) -> list[str]:
    if not _is_number(value):
        return []
    place = int(value)  # type: ignore[call-overload]
    index = place - 1 if place > 0 else len(shown) + place
    return [shown[index]] if 0 <= index < len(shown) and place != 0 else []


def _extreme(view: ShopView, shown: list[str], key: str, direction: int) -> list[str]:
    """Return the shown item with most (+1) or least (-1) of an attribute; the earliest shown of equals."""
    column = view.columns.get(key)
    positions = [p for i in shown if (p := view.position(i)) is not None]
    if not isinstance(column, NumberColumn) or not positions or direction == 0:
        return []
    numbers = column.values[positions]
    if np.all(np.isnan(numbers)):
        return []
    return [view.ids[positions[int(np.nanargmax(numbers * direction))]]]


def _having(view: ShopView, state: DialogueState, reference: Reference) -> list[str]:
    """Return the items of the latest list that has any with this value: several turns later still found by brand or
    colour.
    """
    try:
        mask = view.mask(
            Preference(reference.attribute, "in" if isinstance(reference.value, list) else "=", reference.value)
        )
    except (BadPreference, UnknownAttribute):
        return []
    for shown in reversed(state.shown):
        hits = [i for i in shown if (p := view.position(i)) is not None and mask[p]]
        if hits:
            return hits
    return []
