"""Turn "cheaper", "a larger screen", "another brand" into exact wishes, relative to what was shown.

Owns: what a critique is measured against and the bound it becomes. Does not know: how wishes are folded, ranking.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from knowledge.columns import BoolColumn, CodesColumn, NumberColumn
from knowledge.guide import schema
from knowledge.guide.meeting import meets
from knowledge.guide.scope import Scope
from knowledge.types import Critique, DialogueState, Preference, Value
from knowledge.view import ShopView

_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def to_wishes(
    view: ShopView, scope: Scope, critiques: Sequence[Critique], anchors: Sequence[str], pointed: bool
) -> tuple[list[Preference], list[Critique]]:
    """Return (wishes, critiques that the catalogue cannot turn into one).

    `anchors`: ids of the items meant, the first one leading; `pointed`: the shopper pointed at them (or one is under
    discussion), so each is measured by the first; else by the whole list: cheaper than the cheapest shown. Where that
    leaves nothing, the first item shown is the measure, if that leaves something.
    """
    wishes: list[Preference] = []
    missed: list[Critique] = []
    positions = [p for i in anchors if (p := view.position(i)) is not None]
    for critique in critiques:
        found = _one(view, scope, critique, positions[:1] if pointed else positions)
        if found is None:
            missed.append(critique)
        else:
            wishes.append(found)
    return wishes, missed


def remembered(state: DialogueState, before: Sequence[Preference], made: Sequence[Preference]) -> DialogueState:
    """Return the state with the bounds that wishes `made` of critiques took the place of: who goes back to an earlier
    item lets "cheaper than those" go, not the budget. `before`: the wishes before this turn.
    """
    keys = {w.attribute for w in made}
    gone = [w for w in before if w.attribute in keys and w not in state.wishes and not is_measured(w)]
    kept = [w for w in state.measured if w.attribute not in {g.attribute for g in gone}]
    still = {w.attribute for w in state.wishes if is_measured(w)}
    return replace(state, measured=[w for w in [*kept, *gone] if w.attribute in still])


def without_measured(view: ShopView, state: DialogueState, position: int) -> list[Preference]:
    """Return the wishes without those for still more or less that the item at `position` does not meet, the bounds that
    stood before them back in their place.
    """
    missed = {w.attribute for w in state.wishes if is_measured(w) and not meets(view, w)[position]}
    back = [w for w in state.measured if w.attribute in missed]
    return [*(w for w in state.wishes if not (is_measured(w) and w.attribute in missed)), *back]


def is_measured(wish: Preference) -> bool:
    """Say whether a wish was measured by goods in view: only those are bounds that leave out what they name."""
    return wish.operator in ("<", ">") and not any(c.isdigit() for c in wish.text)


def _one(view: ShopView, scope: Scope, critique: Critique, positions: list[int]) -> Preference | None:
    owner = schema.attribute(view.shop, critique.attribute)
    column = view.columns.get(critique.attribute)
    if owner is None or column is None:
        return None
    if critique.direction == 0:
        return _another(view, critique, positions)
    if isinstance(column, BoolColumn):
        return Preference(critique.attribute, "=", critique.direction > 0, text=critique.text)
    if isinstance(column, NumberColumn):
        return _bound(scope, critique, column.values, positions)
    if isinstance(column, CodesColumn):
        return _graded(scope, critique, column, positions)
    return None


def _bound(scope: Scope, critique: Critique, values: np.ndarray, positions: list[int]) -> Preference | None:
    numbers = [float(values[p]) for p in positions if not np.isnan(values[p])]
    if not numbers:
        return _middle(scope, critique, values)
    down = critique.direction < 0
    extreme = min(numbers) if down else max(numbers)
    for measure in dict.fromkeys((extreme, numbers[0])):
        wish = _step(critique, measure)
        if _leaves_some(scope, wish):
            return wish
    return _step(critique, extreme)


def _step(critique: Critique, measure: float) -> Preference:
    down = critique.direction < 0
    if critique.amount:
        bound = measure - critique.amount if down else measure + critique.amount
        return Preference(critique.attribute, "<=" if down else ">=", round(bound, 6), text=critique.text)
    return Preference(critique.attribute, "<" if down else ">", measure, text=critique.text)


def _middle(scope: Scope, critique: Critique, values: np.ndarray) -> Preference | None:
    """Nothing was shown to measure by: the better half of what fits."""
    fitting = values[scope.fits]
    fitting = fitting[~np.isnan(fitting)]
    if not len(fitting):
        return None
    middle = float(np.median(fitting))
    return Preference(
        critique.attribute, "<=" if critique.direction < 0 else ">=", middle, strength="soft", text=critique.text
    )


def _graded(scope: Scope, critique: Critique, column: CodesColumn, positions: list[int]) -> Preference | None:
    """More or less of something written as words with a number in each (256GB, IP54): the values beyond those shown."""
    grades = {word: float(m.group()) for word in column.vocabulary.words if (m := _NUMBER.search(word))}
    shown = [grades[w] for p in positions if (w := column.value(p)) in grades]
    if not shown or len(grades) < len(column.vocabulary.words):
        return None
    beyond = [w for w, g in grades.items() if (g < min(shown) if critique.direction < 0 else g > max(shown))]
    if not beyond:
        return None
    return Preference(critique.attribute, "in", sorted(beyond, key=lambda w: grades[w]), text=critique.text)


def _another(view: ShopView, critique: Critique, positions: list[int]) -> Preference | None:
    """Another brand, another colour: against all values that the measured items have."""
    found: dict[str, None] = {}
    for position in positions:
        value = view.column(critique.attribute).value(position)
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, str):
                found[one] = None
    if not found:
        return None
    value_: Value = next(iter(found)) if len(found) == 1 else list(found)
    return Preference(critique.attribute, "=" if len(found) == 1 else "in", value_, "against", text=critique.text)


def _leaves_some(scope: Scope, wish: Preference) -> bool:
    """Say whether goods fit once the wish replaces what it contradicts on its attribute."""
    others = [w for w in scope.hard if w.attribute == wish.attribute]
    return bool(scope.without(others, [wish]).any())
