"""A simulated shopper: a hidden target, hard wishes that are true of it, and a manner of talking.

Owns: what the shopper says next. Does not know: HTTP. Seeded: the same seed gives the same shopper. Never accepts a
good that misses one of the wishes.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any

from bot.simulate import phrases
from bot.simulate.world import World
from knowledge.types import Item, Preference

#: "vague" says the kind of goods and then only answers: it knows what it wants when it is asked or sees it.
MANNERS = ("plain", "all_at_once", "terse", "rude", "changing", "asking", "vague")


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
    refused: set[str] = field(default_factory=set)
    asides: int = 0
    detour: Preference | None = None  # a wish of the changing kind, said and then taken back

    def open(self) -> str:
        """Return the first words."""
        name = phrases.category_name(self.world.shop, self.target.category, self.locale)
        words = self.rng.choice(phrases.OPENING[self.locale]).format(c=name)
        if self.manner == "all_at_once":
            said = self.wishes[1:3]
            self.said += said
            separator = "，" if self.locale == "zh" else ", "
            words = separator.join([words, *(self._phrase(w) for w in said)])
        self.said.append(self.wishes[0])
        return self._in_manner(words)

    def satisfied_by(self, item_id: str) -> bool:
        """Say whether this good meets every hidden wish."""
        item = self.world.items.get(item_id)
        return item is not None and all(self.world.meets(item, w) for w in self.wishes)

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
        if self.manner == "changing" and self.detour is None:
            detour = self._make_detour()
            if detour is not None:
                self.detour = detour
                self.said.append(detour)
                return self._add(detour)
        open_wishes = [w for w in self.wishes if w not in self.said]
        if open_wishes and self.manner != "vague":
            self.said.append(open_wishes[0])
            return self._add(open_wishes[0])
        if message["act"] == "recommend" and message["items"] and self.rng.random() < 0.5:
            self.refused |= {card["item_id"] for card in message["items"]}
            return self.rng.choice(phrases.REFUSE[self.locale])
        return self.rng.choice(phrases.MORE[self.locale])

    def _unsaid(self, attribute: str) -> list[Preference]:
        return [w for w in self.wishes if w.attribute == attribute and w not in self.said]

    def _reply_to(self, attribute: str) -> str:
        matching = [w for w in self.wishes if w.attribute == attribute]
        if not matching:
            return self.rng.choice(phrases.NO_MATTER[self.locale])
        self.said += [w for w in matching if w not in self.said]
        separator = "，" if self.locale == "zh" else ", "
        return self._in_manner(separator.join(self._phrase(w) for w in matching))

    def _phrase(self, wish: Preference) -> str:
        return phrases.say_wish(self.world.shop, wish, self.locale, self.rng)

    def _add(self, wish: Preference) -> str:
        words = self._phrase(wish)
        if self.manner not in ("terse",) and wish.polarity == "for":
            words = self.rng.choice(phrases.ADDING[self.locale]).format(w=words)
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


def make_shopper(world: World, seed: int, locale: str | None = None, manner: str | None = None) -> Shopper:
    """Make the shopper of this seed: a target in stock, its category and 1 to 4 more hard wishes.

    `locale`, `manner`: None = drawn.
    """
    rng = random.Random(seed)
    ids = sorted(i for i, item in world.items.items() if item.stock is None or item.stock > 0)
    target = world.items[rng.choice(ids)]
    pool = _possible_wishes(world, target, rng)
    rng.shuffle(pool)
    n_wishes = rng.randint(1, 4)
    wishes = [Preference("category", "=", target.category)]
    for wish in pool:
        if len(wishes) <= n_wishes and all(wish.attribute != w.attribute for w in wishes):
            wishes.append(wish)
    spoken = locale or ("en" if rng.random() < 0.3 and world.shop.name == "sample" else "zh")
    return Shopper(world, target, wishes, manner or rng.choice(MANNERS), spoken, rng)


def _possible_wishes(world: World, target: Item, rng: random.Random) -> list[Preference]:
    wishes: list[Preference] = []
    peers = [i for i in world.items.values() if i.category == target.category]
    if target.price:
        step = 10 ** max(0, len(str(int(target.price))) - 2)
        wishes.append(Preference("price", "<=", float((int(target.price * 1.1) // step + 1) * step)))
    if target.brand:
        wishes.append(Preference("brand", "=", target.brand))
        others = sorted({i.brand for i in peers if i.brand and i.brand != target.brand})
        if others:
            wishes.append(Preference("brand", "=", rng.choice(others), "against"))
    for attribute in world.attributes_of(target):
        if not attribute.askable:
            continue
        value = target.attributes[attribute.key]
        if attribute.type == "number" and attribute.better and isinstance(value, (int, float)):
            wishes.append(Preference(attribute.key, ">=" if attribute.better == "higher" else "<=", float(value)))
        elif attribute.type == "category" and isinstance(value, str):
            wishes.append(Preference(attribute.key, "=", value))
            others = sorted(
                {str(i.attributes[attribute.key]) for i in peers if attribute.key in i.attributes} - {value}
            )
            if others:
                wishes.append(Preference(attribute.key, "=", rng.choice(others), "against"))
        elif attribute.type == "tags" and isinstance(value, list) and value:
            wishes.append(Preference(attribute.key, "=", rng.choice(value)))
        elif attribute.type == "bool" and value is True:
            wishes.append(Preference(attribute.key, "=", True))
    return wishes
