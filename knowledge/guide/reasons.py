"""Why each shown item is shown: wishes it meets, facts, what it leads in among the shown, its rating.

Owns: which true facts stand beside an item. Does not know: ranking, wording. Every reason is checked against the item.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import numpy as np

from knowledge.columns import NumberColumn
from knowledge.guide import schema
from knowledge.guide.meeting import meets, met_by
from knowledge.guide.scope import Scope
from knowledge.types import Preference, Reason, Shown
from knowledge.view import ShopView

N_REASONS = 4
#: Tags of one attribute that a fact names.
N_TAGS = 3
GOOD_RATING = 4.5
N_REVIEWS_TO_SAY = 5


#: What speaks for goods beside wishes, as a kind of reason -> the values that it speaks for.
Speaking = Mapping[Literal["season", "place"], Sequence[Preference]]


def shown(
    view: ShopView,
    scope: Scope,
    positions: Sequence[int],
    relations: dict[int, str] | None = None,
    speaking: Speaking | None = None,
) -> list[Shown]:
    """Return the items at `positions` with up to four reasons each, best first. `relations`: position -> graph
    relation. `speaking`: what speaks for goods beside the wishes.
    """
    lists: list[list[Reason]] = []
    extremes = _extremes(view, scope, positions)
    for position in positions:
        found: list[Reason] = []
        if relations and position in relations:
            found.append(Reason("graph", value=relations[position]))
        found += _wishes_met(view, scope, position)
        found += _spoken_for(view, position, speaking or {}, {r.attribute for r in found})
        said = {r.attribute for r in found}
        found += extremes.get(position, [])
        said |= {r.attribute for r in found}
        found += _facts(view, position, said)
        rating = float(view.rating[position])
        if rating >= GOOD_RATING and view.n_reviews[position] >= N_REVIEWS_TO_SAY:
            found.insert(min(len(found), N_REASONS - 1), Reason("rating", "rating", round(rating, 1)))
        elif not found and view.popularity[position] >= 0.9:
            found.append(Reason("popular"))
        lists.append(found[:N_REASONS])
    return [Shown(view.item_at(p), r) for p, r in zip(positions, lists, strict=True)]


def _wishes_met(view: ShopView, scope: Scope, position: int) -> list[Reason]:
    """Return the wishes for that the item meets, soft ones first (they set it apart), then the newest hard ones."""
    found: list[Reason] = []
    # The price stands on every card anyway, so as a reason it comes last.
    order = [*reversed(scope.soft), *sorted(scope.hard, key=lambda w: (w.attribute == "price", -w.said_at))]
    for wish in order:
        if wish.attribute in ("category", "text") or wish.polarity == "against":
            continue
        if any(r.attribute == wish.attribute and _same_value(r, wish) for r in found):
            continue
        if meets(view, wish)[position]:
            value = met_by(view, wish, position)
            found.append(Reason("wish", wish.attribute, value, preference=wish))  # type: ignore[arg-type]
    return found


def _spoken_for(view: ShopView, position: int, speaking: Speaking, said: set[str]) -> list[Reason]:
    """Return what the time of the year and the place say for the item, one reason an attribute."""
    found: list[Reason] = []
    for kind, wishes in speaking.items():
        for key in dict.fromkeys(w.attribute for w in wishes if w.attribute not in said):
            met = [str(w.value) for w in wishes if w.attribute == key and meets(view, w)[position]]
            if met:
                found.append(Reason(kind, key, met[0] if len(met) == 1 else met))
    return found


def _same_value(reason: Reason, wish: Preference) -> bool:
    """Bounds of one number from both sides are one fact; two tags are two."""
    return not isinstance(reason.value, list) or (
        reason.preference is not None and reason.preference.value == wish.value
    )


def _extremes(view: ShopView, scope: Scope, positions: Sequence[int]) -> dict[int, list[Reason]]:
    """Return what each item alone leads in among the shown: only where all state it, so that "largest" is true."""
    out: dict[int, list[Reason]] = {}
    kinds = {view.column("category").value(p) for p in positions}
    if len(positions) < 2 or len(kinds) > 1:
        return out  # the cheapest of a cream and a laptop is no praise of the cream
    wished = {w.attribute for w in [*scope.soft, *scope.hard]}
    owners = [a for a in (schema.attribute(view.shop, k) for k in view.columns) if a and a.better]
    owners.sort(key=lambda a: (a.key not in wished, a.key != "price"))
    for owner in owners:
        column = view.column(owner.key)
        if not isinstance(column, NumberColumn) or owner.key in ("rating", "stock"):
            continue
        numbers = column.values[list(positions)]
        if np.isnan(numbers).any():
            continue
        sign = 1 if owner.better == "higher" else -1
        best = int(np.argmax(numbers * sign))
        if np.count_nonzero(numbers == numbers[best]) == 1:
            reason = Reason("extreme", owner.key, float(numbers[best]), direction=sign)
            out.setdefault(positions[best], []).append(reason)
    return {p: r[:2] for p, r in out.items()}


def _facts(view: ShopView, position: int, said: set[str]) -> list[Reason]:
    """Return facts worth a glance: what the shop's owner thought worth asking or better one way, as the item states
    it.
    """
    item_category = str(view.column("category").value(position) or "")
    found = []
    # What sets goods apart first: a better number, then what they can do, then what they look like.
    rank = {"number": 1, "bool": 2, "tags": 3, "category": 4, "text": 5}
    for owner in sorted(view.shop.attributes, key=lambda a: 0 if a.better else rank[a.type]):
        if owner.key in said or owner.key in ("category", "brand", "price", "stock", "title", "rating"):
            continue
        if not (owner.askable or owner.better) or not schema.applies(
            view.shop, owner, [item_category] if item_category else []
        ):
            continue
        value = view.columns[owner.key].value(position) if owner.key in view.columns else None
        if value is None or value is False:
            continue
        found.append(Reason("fact", owner.key, value[:N_TAGS] if isinstance(value, list) else value))
    return found
