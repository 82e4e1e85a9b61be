"""Makes a simulated shopper from a seed: a target in stock and wishes that few goods but it meet.

Owns: which wishes are possible, how many are drawn. Does not know: what is said.
"""

from __future__ import annotations

import random

from bot.simulate.shopper import MANNERS, Shopper, budget
from bot.simulate.world import World
from knowledge.types import Item, Preference

#: Wishes beside the kind of goods, at most, and how many goods may meet them all before no further one is drawn: with
#: fewer wishes most goods of a kind would do, and the most popular would be found at once.
MAX_WISHES = 4
FEW = 3
#: Share of shoppers that speak English where the shop knows both languages well.
ENGLISH = 0.3


def make_shopper(
    world: World, seed: int, locale: str | None = None, manner: str | None = None, target_only: bool = False
) -> Shopper:
    """Make the shopper of this seed. `locale`, `manner`: None = drawn."""
    rng = random.Random(seed)
    ids = sorted(i for i, item in world.items.items() if item.stock is None or item.stock > 0)
    target = world.items[rng.choice(ids)]
    pool = possible_wishes(world, target, rng)
    rng.shuffle(pool)
    wishes = [Preference("category", "=", target.category)]
    left = [item for i in ids if world.meets(item := world.items[i], wishes[0])]
    for wish in pool:
        if len(left) <= FEW or len(wishes) > MAX_WISHES:
            break
        kept = [item for item in left if world.meets(item, wish)]
        if len(kept) < len(left) and all(wish.attribute != w.attribute for w in wishes):
            wishes.append(wish)
            left = kept
    spoken = locale or ("en" if rng.random() < ENGLISH and world.shop.name == "sample" else "zh")
    return Shopper(world, target, wishes, manner or rng.choice(MANNERS), spoken, rng, target_only=target_only)


def possible_wishes(world: World, target: Item, rng: random.Random) -> list[Preference]:
    """Return the hard wishes that are true of the target."""
    wishes: list[Preference] = []
    peers = [i for i in world.items.values() if i.category == target.category]
    if target.price:
        wishes.append(Preference("price", "<=", budget(target.price)))
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
