"""What of a returning shopper's profile enters the conversation: earlier wishes, goods seen before, what changed.

Owns: which of it is brought up, and when. Does not know: storage, consent (an empty profile is all that it sees of who
did not agree), ranking, wording.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from knowledge.errors import BadPreference, UnknownAttribute
from knowledge.guide import schema
from knowledge.guide.meeting import can_meet
from knowledge.guide.scope import scope
from knowledge.profiles import Profile
from knowledge.profiles.profile import N_DAYS_OFFERED, age_days
from knowledge.showcase import audience_attributes
from knowledge.types import Preference, Reference, Shop
from knowledge.view import ShopView

N_RECALLED = 4


def recalled(
    view: ShopView,
    profile: Profile,
    today: date,
    categories: Sequence[str],
    standing: Sequence[Preference],
    closed: Collection[str],
) -> list[Preference]:
    """Return the wishes of earlier talks that hold again for these kinds of goods: those for only rank, so that nobody
    is held to what they said long ago; those against still filter where goods are left.

    `standing`: the wishes of this talk, which win. `closed`: attributes that the shopper has spoken of in this talk.
    """
    taken = {w.attribute for w in standing} | set(closed)
    found: list[Preference] = []
    for wish in [*reversed(profile.wishes_for(categories, today)), *_of_the_person(view, profile, today, categories)]:
        known = (wish.attribute, wish.operator) in {(f.attribute, f.operator) for f in found}
        if wish.attribute in taken or known or not can_meet(view, wish, view.in_stock):
            continue
        if wish.polarity == "for":
            found.append(replace(wish, strength="soft", said_at=0))
        elif scope(view, [*standing, *found, wish]).n:
            found.append(replace(wish, said_at=0))
    return found[:N_RECALLED][::-1]


def _of_the_person(view: ShopView, profile: Profile, today: date, categories: Sequence[str]) -> list[Preference]:
    """Return for whom goods near to these were wished for, the latest first: women's shoes, then women's coats."""
    keys = audience_attributes(view.shop)
    near = [
        r.wish
        for r in reversed(profile.wishes)
        if r.wish.attribute in keys
        and r.wish.polarity == "for"
        and r.category not in categories
        and any(_same_people(view.shop, r.wish.attribute, r.category, c) for c in categories)
        and age_days(r.day, today) <= N_DAYS_OFFERED
    ]
    kind = view.mask(Preference("category", "in", list(categories))) if near else view.in_stock
    return [w for w in near if can_meet(view, w, kind)]


def _same_people(shop: Shop, key: str, old: str, new: str) -> bool:
    """Say whether goods of two kinds are likely for the same people: both worn, or of one branch."""
    owner = schema.attribute(shop, key)
    worn = owner is not None and owner.categories and all(schema.applies(shop, owner, [kind]) for kind in (old, new))
    return bool(worn or set(schema.lineage(shop, old)) & set(schema.lineage(shop, new)))


def only_remembered(profile: Profile, wishes: Sequence[Preference], standing: Sequence[Preference]) -> list[Preference]:
    """Return which wishes that are taken back stand in the profile alone, not in this talk."""
    remembered = {r.wish.attribute for r in profile.wishes} - {w.attribute for w in standing}
    return [w for w in wishes if w.attribute in remembered]


def pointed_before(view: ShopView, profile: Profile, missed: Sequence[Reference]) -> tuple[list[str], list[Reference]]:
    """Resolve references that point at nothing shown in this talk against the goods of earlier ones, the latest first.

    Returns (item ids, references that still point at nothing).
    """
    known = [i for i in profile.of("looked", "listed", "picked") if view.position(i) is not None]
    found: list[str] = []
    still: list[Reference] = []
    for reference in missed:
        item_id = _latest(view, known, reference)
        if item_id:
            found.append(item_id)
        else:
            still.append(reference)
    return list(dict.fromkeys(found)), still


def last_seen(view: ShopView, profile: Profile) -> str:
    """Return the goods on sale that the shopper looked at last, "" where there are none."""
    return next(
        (i for i in profile.of("looked", "listed") if (p := view.position(i)) is not None and view.in_stock[p]),
        "",
    )


def price_change(view: ShopView, profile: Profile, item_id: str, today: date) -> dict[str, float]:
    """Return how the price differs from when the shopper saw it on an earlier day: cheaper_by or dearer_by, in the
    shop's currency; empty where it does not.
    """
    seen, item = profile.seen(item_id), view.item(item_id)
    if seen is None or item is None or seen.price is None or item.price is None or seen.day == today.isoformat():
        return {}
    change = round(item.price - seen.price, 2)
    return {} if change == 0 else {"cheaper_by": -change} if change < 0 else {"dearer_by": change}


def had(profile: Profile) -> list[str]:
    """Return the ids of goods that were decided for or refused in earlier talks: shown again only where nothing else
    fits.
    """
    return profile.of("picked", "refused")


def _latest(view: ShopView, known: Sequence[str], reference: Reference) -> str:
    if reference.kind == "focus":
        return known[0] if known else ""
    if reference.kind != "value":
        return ""
    try:
        operator = "in" if isinstance(reference.value, list) else "="
        mask = view.mask(Preference(reference.attribute, operator, reference.value))  # type: ignore[arg-type]
    except (BadPreference, UnknownAttribute):
        return ""
    return next((i for i in known if (p := view.position(i)) is not None and mask[p]), "")
