"""What the time of the year speaks for: goods that say that they are for this season.

Owns: which values of a shop name a season, and which season a day lies in (northern hemisphere, whole months). Does not
know: ranking, wording. A shop whose goods name no season is the same all the year.
"""

from __future__ import annotations

from datetime import date

from knowledge.types import Preference
from knowledge.view import ShopView

_MONTHS = {
    "spring": (("春", "spring"), (3, 4, 5)),
    "summer": (("夏", "summer"), (6, 7, 8)),
    "autumn": (("秋", "autumn", "fall"), (9, 10, 11)),
    "winter": (("冬", "winter"), (12, 1, 2)),
}
#: How much the season says beside a taste that the shopper has shown.
WEIGHT = 0.5


def leanings(view: ShopView, today: date) -> list[tuple[Preference, float]]:
    """Return (value, weight) for each value of the shop that names the season of `today`."""
    names = {n for words, months in _MONTHS.values() if today.month in months for n in words}
    names |= {f"{n}{suffix}" for n in names for suffix in ("天", "季")}
    found = []
    for owner in view.shop.attributes:
        if owner.type not in ("category", "tags") or owner.key not in view.columns:
            continue
        for value, aliases in owner.values.items():
            if {value.lower(), *(a.lower() for a in aliases)} & names:
                found.append((Preference(owner.key, "=", value, strength="soft"), WEIGHT))
    return found
