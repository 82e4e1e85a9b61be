"""The shape of a shopper's profile at one shop, and how much what it holds still counts.

Owns: the shape and its age. Does not know: storage, dialogue, ranking. Days are ISO dates (2026-05-14).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from knowledge.types import Preference

#: Days after which a wish or a look counts half: tastes change, so what is recent outweighs what is old.
HALF_LIFE_DAYS = 30.0
#: Days after which a wish is no longer offered again.
N_DAYS_OFFERED = 180
How = Literal["looked", "listed", "picked", "refused"]
Consent = Literal["", "asked", "yes", "no"]


@dataclass(frozen=True)
class Remembered:
    """A wish of an earlier talk. `category`: the kind of goods it was said of, "" = any. `day`: when it last was."""

    wish: Preference
    category: str
    day: str


@dataclass(frozen=True)
class Seen:
    """Goods that the shopper looked at, kept on the wish list, decided for or refused. `price`: then, None = not
    stated.
    """

    item_id: str
    how: How
    day: str
    price: float | None = None


@dataclass(frozen=True)
class Profile:
    """What is known of one shopper at one shop. `consent`: "" = never asked, "asked" = no answer yet.

    `consent_day`: of the answer. `wishes` and `items` are oldest first and empty unless `consent` is "yes".
    """

    consent: Consent = ""
    consent_day: str = ""
    wishes: list[Remembered] = field(default_factory=list)
    items: list[Seen] = field(default_factory=list)

    @property
    def agreed(self) -> bool:
        """Say whether the shopper agreed to be remembered."""
        return self.consent == "yes"

    def wishes_for(self, categories: Sequence[str], today: date) -> list[Preference]:
        """Return the wishes that may be offered again for these kinds of goods, the oldest first."""
        return [
            r.wish
            for r in self.wishes
            if (not r.category or r.category in categories) and age_days(r.day, today) <= N_DAYS_OFFERED
        ]

    def of(self, *hows: How) -> list[str]:
        """Return the ids of goods that were met in one of these ways, the latest first."""
        return [s.item_id for s in reversed(self.items) if s.how in hows]

    def seen(self, item_id: str) -> Seen | None:
        """Return what is known of one of the goods."""
        return next((s for s in reversed(self.items) if s.item_id == item_id), None)

    def without_wish(self, wish: Preference) -> Profile:
        """Return the profile without a wish, whichever kind of goods it was said of."""
        key = (wish.attribute, wish.operator, wish.value, wish.polarity)
        kept = [r for r in self.wishes if (r.wish.attribute, r.wish.operator, r.wish.value, r.wish.polarity) != key]
        return replace(self, wishes=kept)


def age_days(day: str, today: date) -> int:
    """Return how many days ago a day was, at least 0."""
    return max(0, (today - date.fromisoformat(day)).days)


def freshness(day: str, today: date) -> float:
    """Return how much something of that day still counts: 1 today, half after HALF_LIFE_DAYS."""
    return float(0.5 ** (age_days(day, today) / HALF_LIFE_DAYS))
