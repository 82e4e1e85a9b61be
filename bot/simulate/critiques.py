"""How a shopper criticises a good in view: by the side on which it misses a wish, without naming the wish.

Owns: the words of critiques, and what a critique means for the goods that follow. Does not know: dialogue. Unit
critiques as in the literature (Burke et al., 1997): too dear, heavier than wished, not this colour.
"""

from __future__ import annotations

import random

from bot.simulate import phrases
from bot.simulate.world import World
from knowledge.types import Item, Preference

#: Attribute -> (wish for more, wish for less) by language. Other numbers have the general words.
_SPECIAL: dict[str, dict[str, tuple[list[str], list[str]]]] = {
    "price": {"zh": (["太便宜了，贵一点的", "好一点的"], ["太贵了", "便宜点的有吗"]),
              "en": (["something pricier"], ["too expensive", "anything cheaper?"])},
    "weight": {"zh": (["重一点的"], ["太重了", "轻一点的有吗"]),
               "en": (["heavier please"], ["too heavy", "a lighter one?"])},
    "weight_g": {"zh": (["重一点的"], ["太重了", "轻一点的有吗"]),
                 "en": (["heavier please"], ["too heavy", "a lighter one?"])},
    "screen_size": {"zh": (["屏幕太小了", "屏幕大一点的"], ["屏幕太大了"]),
                    "en": (["the screen is too small", "a larger screen please"], ["the screen is too large"])},
    "rating": {"zh": (["评分高一点的"], ["评分低一点的"]), "en": (["better rated please"], ["lower rated"])},
}  # fmt: skip
_GENERAL = {
    "zh": (["{n}再大一点的", "{n}太小了"], ["{n}再小一点的", "{n}太大了"]),
    "en": (["higher {n} please", "{n} is too low"], ["lower {n} please", "{n} is too high"]),
}
_NOT_THIS = {"zh": ["不要{v}的", "不想要{v}的"], "en": ["no {v}", "not {v}"]}


def missed(world: World, item: Item, wishes: list[Preference]) -> list[Preference]:
    """Return the wishes that an item misses."""
    return [w for w in wishes if not world.meets(item, w)]


def words(
    world: World, item: Item, wish: Preference, locale: str, rng: random.Random
) -> tuple[str, Preference | None] | None:
    """Criticise `item` for missing `wish`. Return the words and the wish that they state themselves, None = a direction
    only; None in all where this wish can only be stated (a good that does not say has no side).
    """
    found = item.value(wish.attribute)
    if found in (None, "", []) or isinstance(wish.value, (bool, list)) or wish.attribute == "category":
        return None
    if isinstance(wish.value, (int, float)):
        more = wish.operator in (">", ">=")
        pools = _SPECIAL.get(wish.attribute, {}).get(locale) or _GENERAL[locale]
        attribute = world.shop.attribute(wish.attribute)
        name = attribute.name(locale) if attribute else wish.attribute
        return rng.choice(pools[0 if more else 1]).format(n=name), None
    if wish.polarity == "against" or isinstance(found, list):
        return None
    shown = phrases.value_name(world.shop, world.shop.attribute(wish.attribute), str(found), locale)
    stated = Preference(wish.attribute, "=", str(found), "against")
    return rng.choice(_NOT_THIS[locale]).format(v=shown), stated
