"""What a reply of the guide must keep to. Owns: the checks of a whole talk. Does not know: how replies are made."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from bot.simulate.shopper import Shopper

#: A bound (低于685元) is no price of a card.
_PRICE = re.compile(
    r"(?<![\d.,])(?<!比)(?<!低于)(?<!高于)(?<!超过)([\d,]+(?:\.\d+)?)元(?!以|到|–|-|左右|起|内|上|下|预算)|¥([\d,]+(?:\.\d+)?)"
)


@dataclass
class Marks:
    """Counts over all talks; each fault with the talk and turn that it happened in."""

    turns: int = 0
    missed: list[str] = field(default_factory=list)  # cards that miss a wish said
    refused_again: list[str] = field(default_factory=list)
    text_differs: list[str] = field(default_factory=list)
    repeated_questions: list[str] = field(default_factory=list)
    degraded: list[str] = field(default_factory=list)


def look_at(message: dict[str, Any], shopper: Shopper, asked: list[str], where: str, marks: Marks) -> None:
    """Check one reply against what was said so far."""
    marks.turns += 1
    for card in message["items"] if message["act"] == "recommend" else []:
        item = shopper.world.items.get(card["item_id"])
        if item is None:
            marks.missed.append(f"{where}: {card['item_id']} is not in the catalogue")
            continue
        for wish in shopper.said:
            if not shopper.world.meets(item, wish):
                found, wished = item.value(wish.attribute), f"{wish.polarity} {wish.operator} {wish.value!r}"
                marks.missed.append(f"{where}: {item.title} has {wish.attribute} {found!r}, wished {wished}")
        if card["item_id"] in shopper.refused:
            marks.refused_again.append(f"{where}: {item.title}")
    for fault in text_faults(message, shopper):
        marks.text_differs.append(f"{where}: {fault}")
    attribute = message.get("attribute") if message["act"] == "ask" else ""
    if attribute:
        if attribute in asked or shopper.has_told(attribute):
            marks.repeated_questions.append(f"{where}: {attribute}")
        asked.append(attribute)
    if message["degraded"]:
        marks.degraded.append(where)


def text_faults(message: dict[str, Any], shopper: Shopper) -> list[str]:
    """Return goods that the text speaks of although no card shows them: brands with a model, and prices."""
    text, cards = message["text"], message["items"]
    if not cards or message["act"] not in ("recommend", "compare", "explain"):
        return []
    titles = " ".join(card["title"] for card in cards)
    faults = []
    brands = {item.brand for item in shopper.world.items.values() if item.brand}
    for brand in brands:
        shown = brand in titles or any(card.get("brand") == brand for card in cards)
        if brand in text and not shown and not _spoken_of(brand, shopper):
            faults.append(f"the text names {brand}, no card is of it")
    prices = {round(card["price"], 2) for card in cards if card.get("price") is not None}
    if message["act"] == "recommend":
        for match in _PRICE.finditer(text):
            price = float((match[1] or match[2]).replace(",", ""))
            said = any(w.attribute == "price" and float(w.value) == price for w in shopper.said)  # type: ignore[arg-type]
            if round(price, 2) not in prices and not said and price > 0 and match[1]:
                faults.append(f"the text says {match[0]}, the cards cost {sorted(prices)}")
    return faults


def _spoken_of(brand: str, shopper: Shopper) -> bool:
    """A brand that the shopper spoke of may be said back (不看凌峰) without being shown."""
    mentioned = [*shopper.said, *([shopper.detour] if shopper.detour else [])]
    return any(w.attribute == "brand" and w.value == brand for w in mentioned)
