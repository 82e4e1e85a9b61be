"""Digressions in the middle of a talk: a question, small talk, a policy, a comparison; then back to where it was.

Owns: the scripted digressions and what "back on track" means. Does not know: HTTP, how replies are made. Back on track
is a talk whose next reply goes on with goods, all of which meet every wish said, or with a question that is still open.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any

from bot.simulate import phrases
from bot.simulate.shopper import Shopper
from bot.simulate.world import World

#: Kind -> (cards that must be in view, acts that answer it, what is said).
KINDS: dict[str, tuple[int, tuple[str, ...], dict[str, list[str]]]] = {
    "question": (1, ("answer",), {
        "zh": ["第一个多少钱", "第一个有货吗", "第一个是什么牌子的", "第一款的评分是多少"],
        "en": ["how much is the first one?", "is the first one in stock?", "what brand is the first one?"],
    }),
    "reviews": (1, ("answer",), {
        "zh": ["第一个怎么样，大家怎么评价", "第一款的评价怎么样"],
        "en": ["what do people say about the first one?", "any reviews of the first one?"],
    }),
    "small_talk": (0, ("chat", "sorry"), {  # the weather is beyond a shop guide, and it may say so
        "zh": ["你是机器人吗", "今天天气怎么样", "你叫什么名字", "哈哈你真有意思"],
        "en": ["are you a bot?", "how's the weather today?", "what's your name?", "haha you are funny"],
    }),
    "policy": (0, ("answer", "chat"), {
        "zh": ["能退货吗", "多久能发货", "怎么保修", "可以开发票吗"],
        "en": ["can I return it?", "how long does shipping take?", "is there a warranty?", "can I get an invoice?"],
    }),
    "comparison": (2, ("compare",), {
        "zh": ["前两个比一下", "1和2选哪个", "第一个和第二个有什么区别"],
        "en": ["compare the first two", "which is better, the first or the second?"],
    }),
}  # fmt: skip


@dataclass(frozen=True)
class Digression:
    """What is said in the middle. `answered_by`: the acts of a reply that takes it up."""

    kind: str
    words: str
    answered_by: tuple[str, ...]


def choose(number: int, n_cards: int, locale: str, rng: random.Random) -> Digression:
    """Return the digression of this number: the kinds in turn, of those that the cards in view allow."""
    possible = [kind for kind, (needed, _, _) in KINDS.items() if n_cards >= needed]
    kind = possible[number % len(possible)]
    _, acts, words = KINDS[kind]
    return Digression(kind, rng.choice(words[locale]), acts)


def going_on(shopper: Shopper, before: dict[str, Any]) -> str:
    """Return what the shopper says after the digression, as if the reply before it had just come."""
    words = shopper.answer(before)
    return words if words is not None else shopper.rng.choice(phrases.MORE[shopper.locale])


def off_track(message: dict[str, Any], shopper: Shopper, seen: set[str]) -> str:
    """Say what is wrong with the reply after a digression, "" where the talk is back on track.

    `seen`: ids of all goods shown before this reply.
    """
    world, act = shopper.world, message["act"]
    for card in message["items"]:
        item = world.items.get(card["item_id"])
        missed = next((w for w in shopper.said if item is None or not world.meets(item, w)), None)
        if missed is not None:
            return f"{card['title']} misses {missed.attribute} {missed.operator} {missed.value}"
    if act == "recommend":
        return "" if message["items"] else "a recommendation without goods"
    if act == "ask":
        attribute = message.get("attribute")
        return f"asks {attribute}, which was said" if shopper.has_told(attribute or "") else ""
    if act == "sorry":
        left = fitting(world, shopper) - seen
        return f"says sorry although {len(left)} unseen goods fit" if left else ""
    return f"answers with {act}"


def fitting(world: World, shopper: Shopper) -> set[str]:
    """Return the ids of goods on sale that meet all that was said and were not refused."""
    return {
        i for i, item in world.items.items()
        if i not in shopper.refused and (item.stock is None or item.stock > 0)
        and all(world.meets(item, w) for w in shopper.said)
    }  # fmt: skip
