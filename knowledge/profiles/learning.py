"""What one turn adds to a profile: wishes said and taken back, goods looked at, decided for, refused.

Owns: the rules of remembering. Does not know: storage, how a turn was decided, wording. Pure, and the same turn learnt
twice changes nothing: a turn may be taken again after a failure.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from knowledge.profiles.profile import How, Profile, Remembered, Seen
from knowledge.types import Decision, DialogueState, Preference

N_WISHES = 40
N_ITEMS = 80
#: What is never remembered: free words may say anything of a person; the kind of goods goes along with each wish; a
#: relation names a place of that one trip.
NOT_KEPT = ("text", "category", "near", "title")
#: Attributes that are the shopper's, whatever the goods.
_OF_THE_PERSON = ("brand",)
#: Stronger ways of meeting goods stay when a weaker one follows.
_RANK: dict[How, int] = {"looked": 0, "refused": 1, "listed": 2, "picked": 3}
#: Topics of decisions that settle consent (decision 0003).
_CONSENT = {"privacy_ask": "asked", "privacy_agreed": "yes", "privacy_declined": "no", "privacy_forgotten": "no"}


def learn(
    profile: Profile,
    before: DialogueState,
    after: DialogueState,
    decision: Decision,
    today: date,
    price_of: Callable[[str], float | None] = lambda _: None,
) -> Profile:
    """Return the profile after a turn that led from `before` to `after` with `decision`.

    `price_of`: the price of goods now, None = not stated.
    """
    consent = "asked" if decision.numbers.get("asks_consent") else _CONSENT.get(decision.topic, "")
    if consent and consent != profile.consent and not (consent == "asked" and profile.consent):
        profile = Profile(consent=consent, consent_day=today.isoformat())  # type: ignore[arg-type]
        if consent == "yes":
            # What was said and shown before the question was agreed to with it.
            before = replace(before, turn=-1, wishlist=[], refused=[], wishes=[], focus="")
    if not profile.agreed:
        return profile
    forgotten = [c.preference for c in decision.changes if c.kind == "dropped"]
    for wish in forgotten:
        profile = profile.without_wish(wish)
    profile = replace(profile, wishes=_wishes(profile, before, after, today))
    return replace(profile, items=_items(profile, before, after, decision, today, price_of))


def _wishes(profile: Profile, before: DialogueState, after: DialogueState, today: date) -> list[Remembered]:
    kinds = [w for w in after.wishes if w.attribute == "category" and w.polarity == "for"]
    category = str(kinds[0].value) if kinds and isinstance(kinds[0].value, str) else ""
    said = [w for w in after.wishes if w.said_at > before.turn and w.attribute not in NOT_KEPT]
    kept = list(profile.wishes)
    for wish in said:
        of = "" if wish.attribute in _OF_THE_PERSON and wish.polarity == "against" else category
        # What is said now replaces what was said of the same thing in an earlier talk.
        kept = [r for r in kept if not (r.category == of and _same_thing(r, wish, today))]
    for wish in said:
        of = "" if wish.attribute in _OF_THE_PERSON and wish.polarity == "against" else category
        # Turns count within one talk; the next one starts anew.
        kept.append(Remembered(replace(wish, said_at=0), of, today.isoformat()))
    return kept[-N_WISHES:]


def _same_thing(old: Remembered, new: Preference, today: date) -> bool:
    if old.wish.attribute != new.attribute:
        return False
    same = replace(old.wish, text="") == replace(new, said_at=0, text="")
    both_against = old.wish.polarity == new.polarity == "against"
    return same or (not both_against and not (old.day == today.isoformat() and old.wish.operator != new.operator))


def _items(
    profile: Profile,
    before: DialogueState,
    after: DialogueState,
    decision: Decision,
    today: date,
    price_of: Callable[[str], float | None],
) -> list[Seen]:
    cards = [s.item.item_id for s in decision.items]
    met: list[tuple[str, How]] = []
    if decision.act in ("answer", "compare"):
        met += [(item_id, "looked") for item_id in cards]
    if after.focus and (after.focus in cards or after.focus != before.focus):
        met.append((after.focus, "looked"))
    met += [(i, "listed") for i in after.wishlist if i not in before.wishlist]
    if decision.topic == "picked":
        met += [(item_id, "picked") for item_id in cards]
    met += [(i, "refused") for i in after.refused if i not in before.refused]
    items = {s.item_id: s for s in profile.items}
    for item_id, how in met:
        old = items.pop(item_id, None)
        strongest = old.how if old and _RANK[old.how] > _RANK[how] and how != "refused" else how
        items[item_id] = Seen(item_id, strongest, today.isoformat(), price_of(item_id))
    taken_back = {i for i in before.refused if i not in after.refused}
    return [s for s in items.values() if not (s.how == "refused" and s.item_id in taken_back)][-N_ITEMS:]
