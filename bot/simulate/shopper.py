"""A simulated shopper: a hidden target, hard wishes that are true of it, and a manner of talking.

Owns: what the shopper says next. Does not know: HTTP. Seeded: the same seed gives the same shopper. As in the
literature (EAR, SCPR, UNICORN) it opens with little, answers what it is asked, and says yes or no to goods. Beyond it,
it speaks, and it criticises what it is shown: often only by the side on which a good misses a wish, which tells less
than an answer. Never accepts a good that misses one of the wishes; `target_only`: none but the target, and it answers
any question by the target's own value, exactly as the literature has it.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any

from bot.simulate import critiques, phrases
from bot.simulate.world import World
from knowledge.types import Item, Preference

#: "vague" opens with a wider kind of goods and says no wish unasked; "strict" states what is missed, without exception.
MANNERS = ("plain", "strict", "all_at_once", "terse", "rude", "changing", "asking", "vague")
#: Chance that a missed wish is criticised by its side alone where that is possible, by manner.
CRITICISES = {"vague": 1.0, "strict": 0.0, "terse": 0.7}
OFTEN = 0.5


@dataclass
class Shopper:
    """`wishes`: hidden, hard; `said`: those told so far and not taken back; `refused`: item ids refused."""

    world: World
    target: Item
    wishes: list[Preference]
    manner: str
    locale: str
    rng: random.Random
    said: list[Preference] = field(default_factory=list)
    hinted: list[Preference] = field(default_factory=list)  # wishes told by a side only: too dear, larger
    refused: set[str] = field(default_factory=set)
    asides: int = 0
    detour: Preference | None = None  # a wish of the changing kind, said and then taken back
    target_only: bool = False

    def open(self) -> str:
        """Return the first words."""
        wider = self._wider_kind() if self.manner == "vague" else ""
        kind = wider or self.target.category
        name = phrases.category_name(self.world.shop, kind, self.locale)
        pool = phrases.VAGUE if wider else phrases.OPENING
        words = self.rng.choice(pool[self.locale]).format(c=name)
        if self.manner == "all_at_once":
            said = self.wishes[1:3]
            self.said += said
            separator = "，" if self.locale == "zh" else ", "
            words = separator.join([words, *(self._phrase(w) for w in said)])
        self.said.append(Preference("category", "=", wider) if wider else self.wishes[0])
        return self._in_manner(words)

    def satisfied_by(self, item_id: str) -> bool:
        """Say whether this good is what the shopper came for: it meets every hidden wish, or is the target."""
        if self.target_only:
            return item_id == self.target.item_id
        item = self.world.items.get(item_id)
        return item is not None and all(self.world.meets(item, w) for w in self.wishes)

    def has_told(self, attribute: str) -> bool:
        """Say whether a question about this was answered by what was said. "Not red" leaves open which colour, a wider
        kind of goods leaves open which kind.
        """
        told = [w for w in self.said if w.attribute == attribute and w.polarity == "for"]
        return any(attribute != "category" or w.value == self.target.category for w in told)

    def answer(self, message: dict[str, Any]) -> str | None:
        """Return the next words, or None when the shopper has found it."""
        found = [i for i, card in enumerate(message["items"], 1) if self.satisfied_by(card["item_id"])]
        if message["act"] == "recommend" and found:
            return None
        if self.manner == "asking" and message["act"] == "recommend" and self.asides < 2 and self.rng.random() < 0.5:
            self.asides += 1
            return self.rng.choice(phrases.ASIDE[self.locale])
        if self.detour is not None and self.detour in self.said:
            return self._take_back()
        asked = message.get("attribute") or ""
        if asked and (message["act"] == "ask" or self._unsaid(asked)):
            return self._reply_to(asked)  # beside goods, a question that does not concern it is passed over
        if message["act"] == "sorry" and (self.hinted or self.said[1:]):
            return self._say_again()
        if self.manner == "changing" and self.detour is None:
            detour = self._make_detour()
            if detour is not None:
                self.detour = detour
                self.said.append(detour)
                return self._add(detour)
        if (criticism := self._criticise(message)) is not None:
            return criticism
        if message["act"] == "recommend" and message["items"] and self.rng.random() < 0.5:
            self.refused |= {card["item_id"] for card in message["items"]}
            return self.rng.choice(phrases.REFUSE[self.locale])
        return self.rng.choice(phrases.MORE[self.locale])

    def _wider_kind(self) -> str:
        parents = {c.name: c.parent for c in self.world.shop.categories}
        return parents.get(self.target.category) or ""

    def _unsaid(self, attribute: str) -> list[Preference]:
        return [w for w in self._known_of(attribute) if w not in self.said]

    def _known_of(self, attribute: str) -> list[Preference]:
        """Return what the shopper can say when asked about an attribute."""
        wishes = [w for w in self.wishes if w.attribute == attribute]
        return wishes or (own_value(self.world, self.target, attribute) if self.target_only else [])

    def _reply_to(self, attribute: str) -> str:
        matching = self._known_of(attribute)
        if not matching:
            return self.rng.choice(phrases.NO_MATTER[self.locale])
        self.said += [w for w in matching if w not in self.said]
        separator = "，" if self.locale == "zh" else ", "
        return self._in_manner(separator.join(self._phrase(w) for w in matching))

    def _criticise(self, message: dict[str, Any]) -> str | None:
        """Criticise the first good for a wish not said yet, or state that wish; None where there is none to say."""
        unsaid = [w for w in self.wishes if w not in self.said]
        cards = [self.world.items[c["item_id"]] for c in message["items"] if c["item_id"] in self.world.items]
        missed = critiques.missed(self.world, cards[0], unsaid) if cards else []
        wish = next(iter(missed or ([] if self.manner == "vague" else unsaid)), None)
        if wish is None:
            return None
        if cards and missed and self.rng.random() < CRITICISES.get(self.manner, OFTEN):
            criticism = critiques.words(self.world, cards[0], wish, self.locale, self.rng)
            if criticism is not None:
                words, stated = criticism
                if stated is None:
                    self.hinted.append(wish)
                elif stated not in self.said:
                    self.said.append(stated)
                return self._in_manner(words)
        if self.manner == "vague" and wish.attribute != "category":
            return None
        self.said.append(wish)
        return self._add(wish)

    def _say_again(self) -> str:
        """Nothing fits: name what was only hinted at, which the guide may have taken too far, or say a wish again,
        which it may have misunderstood.
        """
        if self.hinted:
            wish = self.hinted.pop(0)
            if wish not in self.said:
                self.said.append(wish)
        else:
            wish = self.rng.choice(self.said[1:])
        return self._in_manner(self.rng.choice(phrases.AGAIN[self.locale]).format(w=self._phrase(wish)))

    def _phrase(self, wish: Preference) -> str:
        words = phrases.say_wish(self.world.shop, wish, self.locale, self.rng)
        attribute = self.world.shop.attribute(wish.attribute)
        if attribute is None or not self.world.is_shared(self.target.category, wish.value):
            return words
        return f"{attribute.name(self.locale)}{'' if self.locale == 'zh' else ' '}{words}"

    def _add(self, wish: Preference) -> str:
        words = self._phrase(wish)
        if self.manner != "terse" and wish.polarity == "for":
            pool = phrases.STRICT if self.manner == "strict" else phrases.ADDING
            words = self.rng.choice(pool[self.locale]).format(w=words)
        return self._in_manner(words)

    def _in_manner(self, words: str) -> str:
        if self.manner == "rude":
            return self.rng.choice(phrases.RUDE[self.locale]).format(s=words)
        return words

    def _make_detour(self) -> Preference | None:
        """Return a wish for a brand that is not the target's, to be taken back at once."""
        if any(w.attribute == "brand" for w in self.wishes):
            return None
        same = [i.brand for i in self.world.items.values() if i.category == self.target.category and i.brand]
        others = sorted({b for b in same if b != self.target.brand})
        return Preference("brand", "=", self.rng.choice(others)) if others else None

    def _take_back(self) -> str:
        assert self.detour is not None
        self.said.remove(self.detour)
        if self.locale == "zh":
            return self.rng.choice(["品牌无所谓了", "算了，什么牌子都行", "牌子不限了"])
        return self.rng.choice(["brand doesn't matter anymore", "actually any brand is fine", "forget the brand"])


def budget(price: float) -> float:
    """Return the round limit that someone names who has this price in mind: above it, for "under 149" is not 149."""
    step = 10 ** max(0, len(str(int(price))) - 2)
    return float((int(price * 1.1) // step + 1) * step)


def own_value(world: World, target: Item, attribute: str) -> list[Preference]:
    """Return the target's own value of an attribute as a wish that someone who has it in mind would say."""
    found = target.value(attribute)
    owner = world.shop.attribute(attribute)
    if found in (None, "", []):
        return []
    if attribute == "price":
        return [Preference("price", "<=", budget(float(found)))]  # type: ignore[arg-type]
    if isinstance(found, (int, float)) and not isinstance(found, bool):
        # Without a better side nobody has a bound in mind: a toy "from 6 years" is also for a child of 8.
        better = owner.better if owner else None
        return [Preference(attribute, ">=" if better == "higher" else "<=", float(found))] if better else []
    if isinstance(found, bool):
        return [Preference(attribute, "=", True)] if found else []
    return [Preference(attribute, "=", str(found[0] if isinstance(found, list) else found))]
