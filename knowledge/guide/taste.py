"""What a shopper seems to like, from the goods that they looked at and chose: values with a weight each.

Owns: reading taste from goods. Does not know: storage, wishes, ranking's other terms. What was chosen counts more than
what was looked at, what is recent more than what is old, and what most goods have says nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from knowledge.guide import schema
from knowledge.profiles import Profile
from knowledge.profiles.profile import freshness
from knowledge.types import Preference
from knowledge.view import ShopView

#: How much each way of meeting goods says; an item of this talk that the shopper picked out counts as chosen.
_SAYS = {"looked": 0.3, "listed": 0.7, "picked": 1.0}
#: Values kept, the strongest first.
N_VALUES = 8
#: Evidence below which a value is no taste: one look at one thing.
LEAST = 0.5
Taste = list[tuple[Preference, float]]


def taste(view: ShopView, profile: Profile, categories: Sequence[str], today: date) -> Taste:
    """Return (value liked, weight 0 to 1), the strongest first; empty where too little is known.

    `categories`: kinds of goods in question; taste in phones says nothing of dresses. Empty = any kind.
    """
    evidence: dict[tuple[str, str], float] = {}
    for seen in profile.items:
        position = view.position(seen.item_id)
        says = _SAYS.get(seen.how, 0.0) * freshness(seen.day, today)
        if position is None or not says:
            continue
        kind = str(view.column("category").value(position) or "")
        if categories and not any(schema.same_line(view.shop, kind, c) for c in categories):
            continue
        for key, column in view.columns.items():
            owner = schema.attribute(view.shop, key)
            if owner is None or key in ("category", "title") or owner.type not in ("category", "tags"):
                continue
            value = column.value(position)
            for one in value if isinstance(value, list) else [value]:
                if isinstance(one, str) and one:
                    evidence[key, one] = evidence.get((key, one), 0.0) + says
    top = max(evidence.values(), default=0.0)
    if top < LEAST:
        return []
    strongest = sorted(((s, k) for k, s in evidence.items() if s >= LEAST), reverse=True)[:N_VALUES]
    return [(Preference(key, "=", value, strength="soft"), s / top) for s, (key, value) in strongest]
