"""Fold what one turn says into the wishes of the conversation, and tell what that changed.

Owns: how a new wish meets the old ones (added, replaced, taken back), and what a change of category carries over. Does
not know: which goods there are beyond asking whether a category has an attribute; ranking; wording.

The rules, by the attribute's type. Number: one lower and one upper bound stand together; a new bound replaces the
bound on its side, "=" and "~" replace all, a contradiction is won by the newer. Tags: wishes for add up. Anything
else: a later wish for replaces an earlier one; alternatives of one turn become "in". Wishes against add up. For and
against the same value: the later one stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from knowledge.guide import schema
from knowledge.types import Attribute, Change, Operator, Preference, Shop, Value

_UPPER = ("<", "<=")
_LOWER = (">", ">=")
_ACCUMULATING = ("tags",)
#: Names of attributes that say for whom goods are: that holds of whatever is sought for them.
_WHOM = re.compile(r"适[合用]|人群|对象|性别|audience|gender|(?<![a-z])for(?![a-z])", re.IGNORECASE)


@dataclass(frozen=True)
class Folded:
    """The wishes after a turn, oldest first, and what the turn did to them."""

    wishes: list[Preference]
    changes: list[Change] = field(default_factory=list)


def fold(
    shop: Shop,
    wishes: Sequence[Preference],
    said: Sequence[Preference],
    dropped: Sequence[str] = (),
    *,
    turn: int,
    retract: bool = False,
    correct: bool = False,
) -> Folded:
    """Fold one turn into `wishes`.

    `said`: wishes of this turn, in order; their `said_at` becomes `turn` (from 1). `dropped`: attributes taken back,
    "*" = all. `retract`: the turn takes something back, so a wish that stands is removed, and one against which
    something stands only lifts that. `correct`: the turn corrects the one before, whose wishes on the same attributes
    fall.
    """
    folding = _Folding(shop, list(wishes), turn)
    for key in dropped:
        folding.drop(key)
    if correct:
        keys = {w.attribute for w in said}
        for old in list(folding.wishes):
            if old.said_at == turn - 1 and old.attribute in keys and old not in said:
                folding.remove(old)
    for wish in _alternatives(shop, [replace(w, said_at=turn) for w in said]):
        if not (retract and folding.take_back(wish)):
            folding.add(wish)
    return Folded(folding.wishes, folding.changes())


@dataclass
class _Folding:
    """The wishes while a turn is folded in."""

    shop: Shop
    wishes: list[Preference]
    turn: int
    added: list[Preference] = field(default_factory=list)
    removed: list[Preference] = field(default_factory=list)
    lifted: set[tuple[str, str]] = field(default_factory=set)  # (attribute, value) of refusals that this turn took back

    def remove(self, wish: Preference) -> None:
        self.wishes.remove(wish)
        (self.added.remove if wish in self.added else self.removed.append)(wish)

    def drop(self, key: str) -> None:
        for wish in [w for w in self.wishes if key in ("*", w.attribute)]:
            self.remove(wish)
            if wish.polarity == "against":
                self.lifted |= {(wish.attribute, _word(v)) for v in values(wish)}

    def take_back(self, wish: Preference) -> bool:
        """Treat a wish of a turn that takes back; False where it takes nothing back and is a wish of its own."""
        words = {_word(v) for v in values(wish)}
        if wish.polarity == "for" and any((wish.attribute, w) in self.lifted for w in words):
            return True
        for old in list(self.wishes):
            if old.attribute != wish.attribute:
                continue
            if same(old, wish):
                self.remove(old)
                return True
            if wish.polarity == "for" and old.polarity == "against" and words & {_word(v) for v in values(old)}:
                self.lift(old, words)
                return True
        widened = self._widen(wish)
        return widened is not None

    def _widen(self, wish: Preference) -> Preference | None:
        """ "X is fine too" beside a wish for Y: both will do."""
        if wish.polarity != "for" or _type(self.shop, wish) in ("number", "bool", *_ACCUMULATING):
            return None
        for old in self.wishes:
            if old.attribute == wish.attribute and old.polarity == "for" and old.operator in ("=", "in", "contains"):
                both = replace(wish, operator="in", value=_union(values(old), values(wish)))
                self.remove(old)
                self._append(both)
                return both
        return None

    def lift(self, old: Preference, words: set[str]) -> None:
        """Take values out of a wish; what is left of it stays as it was said."""
        rest = [v for v in values(old) if _word(v) not in words]
        if not rest:
            self.remove(old)
            return
        operator: Operator = "=" if len(rest) == 1 and old.operator == "in" else old.operator
        left = replace(old, value=_several(rest), operator=operator)
        self.wishes[self.wishes.index(old)] = left
        if old in self.added:
            self.added[self.added.index(old)] = left
        else:
            self.removed.append(replace(old, value=_several([v for v in values(old) if _word(v) in words])))

    def add(self, wish: Preference) -> None:
        """Add a wish; whatever contradicts it or is replaced by it falls."""
        for old in list(self.wishes):
            if same(old, wish):
                if replace(old, said_at=0, text="") == replace(wish, said_at=0, text=""):
                    return  # said before: it stands as it was first said, so that it can be explained
                self.remove(old)
            elif old.attribute == wish.attribute and old in self.wishes:
                self._meet(old, wish)
        self._append(wish)

    def _append(self, wish: Preference) -> None:
        self.wishes.append(wish)
        self.added.append(wish)

    def _meet(self, old: Preference, new: Preference) -> None:
        """Settle an older wish on the attribute of a new one: it stays, shrinks or falls."""
        kind = _type(self.shop, new)
        if kind == "number":
            if old.polarity == new.polarity == "for" and _number_falls(old, new):
                self.remove(old)
            return
        if old.polarity != new.polarity:
            shared = {_word(v) for v in values(old)} & {_word(v) for v in values(new)}
            if shared:
                self.lift(old, shared)
            return
        called_both = new.attribute == "title" and old.operator == new.operator == "contains"
        if new.polarity == "against" or new.attribute == "text" or called_both or kind in _ACCUMULATING:
            return
        self.remove(old)

    def changes(self) -> list[Change]:
        """Tell what happened, in the order: taken back, replaced or added, and kept beside a taken-back one."""
        out: list[Change] = []
        replaced_keys = {w.attribute for w in self.added if w.polarity == "for"}
        out += [Change("dropped", w) for w in self.removed if w.attribute not in replaced_keys]
        gone = {w.attribute for w in self.removed if w.polarity == "for"}
        for wish in self.added:
            replaced = wish.polarity == "for" and wish.attribute in gone
            out.append(Change("replaced" if replaced else "added", wish))
        if any(c.kind == "dropped" for c in out):
            out += [Change("kept", w) for w in self.wishes if w not in self.added and w.polarity == "against"]
        return out


def carry_over(shop: Shop, wishes: Sequence[Preference], old: str, new: str, *, turn: int, states: set[str]) -> Folded:
    """Keep what still makes sense when the category changes from `old` to `new`, and tell what falls and what stays.

    `states`: attributes that the goods of the new category state. Kept: everything said this turn, refusals of brands,
    attributes of the whole shop (audience, scene); also budget and shared attributes where the categories are close,
    qualities among these only to rank by.
    A budget for one kind of goods says nothing about another, so elsewhere it falls, aloud.
    """
    if schema.same_line(shop, old, new):
        return Folded(list(wishes))
    close = schema.similar(shop, old, new)
    parted = any(a.categories for a in shop.attributes)  # else the schema does not say what is of the whole shop
    kept, changes = [], []
    for wish in wishes:
        if wish.said_at == turn or wish.attribute == "category":
            kept.append(wish)
            continue
        owner = schema.attribute(shop, wish.attribute)
        everywhere = owner is not None and not owner.categories and wish.attribute not in ("price", "brand")
        refusal = wish.attribute == "brand" and wish.polarity == "against"
        if wish.attribute in states and (close or everywhere or refusal):
            quality = owner is not None and owner.type in ("category", "tags") and wish.attribute != "brand"
            of_the_person = everywhere and (parted or _is_for_whom(owner))
            if quality and not of_the_person and wish.polarity == "for":
                wish = replace(wish, strength="soft")  # a down quilt says little of pillows: it ranks them
            kept.append(wish)
            changes.append(Change("kept", wish))
        else:
            changes.append(Change("dropped", wish))
    return Folded(kept, changes)


def _is_for_whom(owner: Attribute | None) -> bool:
    return owner is not None and any(_WHOM.search(name) for names in owner.names.values() for name in names)


def values(wish: Preference) -> list[Value]:
    """Return the values of a wish as a list."""
    return list(wish.value) if isinstance(wish.value, list) else [wish.value]


def same(one: Preference, other: Preference) -> bool:
    """Say whether two wishes ask for the same thing, whenever and however they were said, hard or soft."""
    return (one.attribute, one.polarity, _family(one), sorted(map(_word, values(one)))) == (
        other.attribute, other.polarity, _family(other), sorted(map(_word, values(other))),
    )  # fmt: skip


def _alternatives(shop: Shop, said: list[Preference]) -> list[Preference]:
    """Join what one turn wishes for of one attribute into alternatives; tags and free words add up instead."""
    out: list[Preference] = []
    for wish in said:
        at = next((i for i, w in enumerate(out) if _are_alternatives(shop, w, wish)), None)
        if at is None:
            out.append(wish)
            continue
        earlier = out.pop(at)
        joined = _union(values(earlier), values(wish))
        if len(joined) > 1:
            operator: Operator = "contains" if "contains" in (wish.operator, earlier.operator) else "in"
            text = " ".join(t for t in (earlier.text, wish.text) if t)
            wish = replace(earlier, operator=operator, value=joined, text=text)
        out.append(wish)  # where it was said last, so that what came between does not count as later
    return out


def _are_alternatives(shop: Shop, one: Preference, other: Preference) -> bool:
    return (
        one.attribute == other.attribute != "text"
        and one.polarity == other.polarity == "for"
        and one.strength == other.strength
        and _family(one) == _family(other) == "="
        and _type(shop, one) not in ("number", "bool", *_ACCUMULATING)
    )


def _number_falls(old: Preference, new: Preference) -> bool:
    """Say whether a number wish falls when a newer one comes. A soft wish never removes a hard one that it agrees
    with.
    """
    if old.operator in _UPPER + _LOWER and new.operator in _UPPER + _LOWER:
        sides = {"up" if w.operator in _UPPER else "low" for w in (old, new)}
        if len(sides) == 1:
            return not (new.strength == "soft" and old.strength == "hard" and _satisfies(new, old))
        low, high = (old, new) if new.operator in _UPPER else (new, old)
        a, b = _number(low), _number(high)
        return a > b or (a == b and (low.operator == ">" or high.operator == "<"))
    return not (new.strength == "soft" and old.strength == "hard" and _satisfies(new, old))


def _satisfies(new: Preference, old: Preference) -> bool:
    """Say whether the number of `new` lies inside the bound `old`."""
    a, b = _number(new), _number(old)
    return {"<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b}.get(old.operator, a == b)


def _number(wish: Preference) -> float:
    try:
        return float(wish.value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return float("nan")  # compares as false everywhere: such a wish contradicts nothing and is named as unchecked


def _family(wish: Preference) -> str:
    return "=" if wish.operator in ("=", "in", "contains") else wish.operator


def _type(shop: Shop, wish: Preference) -> str:
    owner = schema.attribute(shop, wish.attribute)
    return owner.type if owner else "text"


def _word(value: Value) -> str:
    if isinstance(value, bool):
        return str(value)
    return format(value, "g") if isinstance(value, (int, float)) else str(value).casefold()


def _union(one: Sequence[Value], other: Sequence[Value]) -> list[str]:
    return list({_word(v): str(v) for v in [*one, *other]}.values())


def _several(found: list[Value]) -> Value:
    return found[0] if len(found) == 1 else [str(v) for v in found]
