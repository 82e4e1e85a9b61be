"""What tells the goods for somebody from others of their kind: why an item suits whom the catalogue says it suits.

Owns: the comparison over a catalogue. Does not know: wording, advertisements. It claims no cause: it finds the facts of
an item that goods for the same people have clearly more often, or more of, and nothing where too few goods can tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean, pstdev

from knowledge.types import Attribute, Item, ItemValue, Shop

#: Goods that either side needs.
LEAST = 5
#: Difference of shares, and of means in standard deviations (Cohen's d, "small" to "medium"), that is clear.
MIN_LIFT, MIN_D = 0.15, 0.3
#: Types of attributes that can speak for an item; one of several values (a colour, a material) is a matter of taste.
TELLING = ("bool", "number", "tags")


def reasons(shop: Shop, goods: Sequence[Item], item: Item, attribute: str, value: str) -> list[str]:
    """Return the attributes of `item` that speak for it among `goods`, strongest first.

    `goods`: of the shop, any kinds; those of the item's kind count. `attribute`, `value`: whom it is for, as the
    catalogue has it: "audience", "老人".
    """
    kin = [g for g in goods if g.category == item.category]
    meant = [g for g in kin if value in _values(g.attributes.get(attribute))]
    others = [g for g in kin if value not in _values(g.attributes.get(attribute))]
    if min(len(meant), len(others)) < LEAST:
        return []
    found = []
    for key, own in item.attributes.items():
        known = shop.attribute(key)
        if key == attribute or known is None or known.type not in TELLING:
            continue
        strength = _strength(known, own, meant, others)
        if strength > 0:
            found.append((strength, key))
    return [key for _, key in sorted(found, key=lambda pair: -pair[0])]


def _strength(attribute: Attribute, own: ItemValue, meant: Sequence[Item], others: Sequence[Item]) -> float:
    """Return how clearly a value tells the goods meant for somebody from others, 0 = not."""
    if isinstance(own, (int, float)) and not isinstance(own, bool):
        return _by_number(attribute, float(own), meant, others)
    best = 0.0
    for value in _values(own):
        share, beside = (
            fmean(value in _values(g.attributes.get(attribute.key)) for g in side) for side in (meant, others)
        )
        best = max(best, share - beside)
    return best if best >= MIN_LIFT else 0.0


def _by_number(attribute: Attribute, own: float, meant: Sequence[Item], others: Sequence[Item]) -> float:
    if attribute.better is None:
        return 0.0
    sides = [[float(v) for g in side if _is_number(v := g.value(attribute.key))] for side in (meant, others)]  # type: ignore[arg-type]
    if min(map(len, sides)) < LEAST:
        return 0.0
    spread = pstdev([*sides[0], *sides[1]])
    direction = 1 if attribute.better == "higher" else -1
    difference = direction * (fmean(sides[0]) - fmean(sides[1]))
    if not spread or difference < MIN_D * spread or direction * (own - fmean(sides[1])) < 0:
        return 0.0
    return min(1.0, difference / spread / 2)


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _values(value: ItemValue | None) -> tuple[object, ...]:
    """Return the single values of an attribute; what is not there, or not so, is none."""
    if value is None or value is False or value == "":
        return ()
    return tuple(value) if isinstance(value, (list, tuple)) else (value,)
