"""For whom goods are sought and chosen: what one shopper chose for children leads others who choose for children.

Owns: which wishes name an audience, and which decisions are choices. Does not know: storage, ranking, wording.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from knowledge.types import Decision, Preference, Shop

_AUDIENCE = re.compile(r"适[合用]人|人群|对象|audience|\bfor\b", re.IGNORECASE)
#: Topics of decisions by which goods are chosen (decision 0003).
_CHOSEN = ("picked", "wishlist_added")


def audiences(shop: Shop, wishes: Iterable[Preference]) -> list[str]:
    """Return the audiences wished for, as the shop spells them."""
    keys = {a.key for a in shop.attributes if any(_AUDIENCE.search(n) for names in a.names.values() for n in names)}
    found: dict[str, None] = {}
    for wish in wishes:
        if wish.attribute in keys and wish.polarity == "for":
            found |= dict.fromkeys(str(v) for v in (wish.value if isinstance(wish.value, list) else [wish.value]))
    return list(found)


def choices(shop: Shop, decision: Decision) -> list[tuple[str, str]]:
    """Return (audience, item_id) of what a turn's decision chose for whom; empty for all other turns."""
    if decision.topic not in _CHOSEN:
        return []
    return [(whom, s.item.item_id) for whom in audiences(shop, decision.wishes) for s in decision.items]
