"""The short lines on a product card: what matters about this item for this shopper, in the reply's language.

Owns: which facts of an item are worth a card line, and their order. Does not know: channels, layout.
"""

from __future__ import annotations

from finetune.values import Values
from knowledge.types import Preference, Shop, Shown

N_LINES = 4
MAX_LINE_CHARS = 24
#: Mean rating from which on it stands on a card by itself.
WORTH_SAYING = 4.0
#: Fields that a card shows by itself.
_ON_CARD = ("price", "title", "category", "brand", "stock", "title_en")


def card_lines(shown: Shown, shop: Shop, locale: str, n: int = N_LINES) -> list[str]:
    """Return up to `n` facts of a card's item: those of its reasons first, then what the schema holds worth asking."""
    values = Values(shop, locale)
    wished = {r.preference.attribute: r.preference for r in shown.reasons if r.preference}
    keys = [r.attribute or (r.preference.attribute if r.preference else "") for r in shown.reasons]
    schema = [a for a in shop.attributes if not a.categories or shown.item.category in a.categories]
    keys += [a.key for a in sorted(schema, key=lambda a: (a.better is None, not a.askable))]
    lines: list[str] = []
    for key in dict.fromkeys(keys):
        value = shown.item.value(key) if key and key not in _ON_CARD else None
        if value is None or value is False or value == [] or value == "":
            continue
        if key == "rating" and not any(r.attribute == key for r in shown.reasons) and float(value) < WORTH_SAYING:  # type: ignore[arg-type]
            continue  # on a card a fact recommends; who asks is told it all the same
        if isinstance(value, list) and key in wished:  # of many things that it has those asked for come first
            value = sorted(value, key=lambda v: v not in _asked_for(wished[key]))
        line = values.line(key, value[:3] if isinstance(value, list) else value)
        if len(line) <= MAX_LINE_CHARS and line not in lines:
            lines.append(line)
        if len(lines) == n:
            break
    return lines


def _asked_for(wish: Preference) -> list[str]:
    return [str(v) for v in (wish.value if isinstance(wish.value, list) else [wish.value])]
