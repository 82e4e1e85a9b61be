"""Which items meet one wish: by the columns, or by the graph where the wish names a relation (near the Palace Museum).

Owns: the exact mask of a wish. Does not know: other wishes, ranking, dialogue.
"""

from __future__ import annotations

import numpy as np

from knowledge.columns import BoolColumn, CodesColumn, Column, Mask, NumberColumn, TagsColumn
from knowledge.errors import BadPreference, UnknownAttribute
from knowledge.types import ItemValue, Preference
from knowledge.view import ShopView

#: Half width of "about" an amount of money: 三百左右 is 240 to 360 to who buys, however exact other figures are meant.
ABOUT_PRICE = 0.2


def about_width(view: ShopView, attribute: str) -> float:
    """Return the half width of "about" for an attribute, as a share of the number."""
    return max(ABOUT_PRICE, view.about_width) if attribute == "price" else view.about_width


def meets(view: ShopView, wish: Preference) -> Mask:
    """Say exactly which items meet a wish: a fresh bool array (n_items,).

    A wish on a relation of the shop's links is met by the items tied to the one it names, by its id or its title, from
    either side. Raises UnknownAttribute and BadPreference; see `can_meet`.
    """
    if wish.attribute == "price" and wish.operator == "~":
        near = view.column("price").mask("~", wish.value, about_width(view, "price"))
        return ~near if wish.polarity == "against" else near
    if wish.attribute in view.columns or wish.attribute not in view.relations:
        return view.mask(wish)
    tied = _tied(view, wish)
    return ~tied if wish.polarity == "against" else tied


def can_meet(view: ShopView, wish: Preference, within: Mask) -> bool:
    """Say whether the catalogue can tell who meets a wish: what it asks about is stated for some of the goods
    `within`.
    """
    if wish.attribute not in view.columns:
        return wish.attribute in view.relations and bool(named(view, wish))
    try:
        view.mask(wish)
    except (BadPreference, UnknownAttribute):
        return False
    return bool(np.any(stated(view.column(wish.attribute)) & within))


def met_by(view: ShopView, wish: Preference, position: int) -> ItemValue | None:
    """Return what of the item meets the wish: of its tags only those wished for, of a relation the name of the
    other.
    """
    if wish.attribute not in view.columns:
        return wish.value
    column = view.column(wish.attribute)
    value = column.value(position)
    if isinstance(column, TagsColumn) and isinstance(value, list):
        codes = column.vocabulary.codes(
            "contains" if wish.operator == "~" else wish.operator, wish.value, wish.attribute, "tags"
        )
        wanted = {column.vocabulary.words[c] for c in codes}
        return [v for v in value if v in wanted] or value
    return value


def stated(column: Column) -> Mask:
    """Say for which items the catalogue states a value in this column."""
    if isinstance(column, NumberColumn):
        return ~np.isnan(column.values)
    if isinstance(column, TagsColumn):
        return np.diff(column.offsets) > 0
    if isinstance(column, BoolColumn):
        return column.values >= 0
    return column.codes >= 0


def named(view: ShopView, wish: Preference) -> list[int]:
    """Return the positions of the items that a wish on a relation names, by id or title."""
    titles = view.column("title")
    found: list[int] = []
    for name in wish.value if isinstance(wish.value, list) else [wish.value]:
        position = view.position(str(name))
        if position is not None:
            found.append(position)
        elif isinstance(titles, CodesColumn):
            found += np.flatnonzero(titles.mask("=", str(name))).tolist()
    return found


def _tied(view: ShopView, wish: Preference) -> Mask:
    relation = list(view.relations).index(wish.attribute)
    anchors = np.array(named(view, wish), dtype=np.int64)
    of_relation = view.link_relations == relation
    starts = np.repeat(np.arange(len(view.link_offsets) - 1), np.diff(view.link_offsets))
    tied: Mask = np.zeros(view.n_items, dtype=bool)
    tied[view.link_others[of_relation & np.isin(starts, anchors)]] = True
    tied[starts[of_relation & np.isin(view.link_others, anchors)]] = True
    return tied
