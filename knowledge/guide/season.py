"""What the time of the year speaks for: goods that say that they are for this season.

Owns: which values of a shop speak for the season that a day lies in, and when the season is no matter. Does not know:
the words and months of seasons (`knowledge.seasons`), ranking, wording. A shop whose goods name no season is the same
all the year.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from knowledge.seasons import SEASONS, Season, named, season_of
from knowledge.types import Preference
from knowledge.view import ShopView


def leanings(view: ShopView, wishes: Sequence[Preference], today: date) -> list[Preference]:
    """Return the values of the shop that name the season of `today`; none where the shopper named a season."""
    if any(named(text, season) for w in wishes for text in (w.text, _plain(w)) for season in SEASONS):
        return []  # who wants a coat for winter in August has said so
    values = view.once("values of seasons", lambda: {season: _speaking(view, season) for season in SEASONS})
    return values[season_of(today)]


def _speaking(view: ShopView, season: Season) -> list[Preference]:
    found = []
    for owner in view.shop.attributes:
        if owner.type not in ("category", "tags") or owner.key not in view.columns:
            continue
        for value, aliases in owner.values.items():
            if any(named(name, season) for name in (value, *aliases)):
                found.append(Preference(owner.key, "=", value, strength="soft"))
    return found


def _plain(wish: Preference) -> str:
    return " ".join(map(str, wish.value)) if isinstance(wish.value, list) else str(wish.value)
