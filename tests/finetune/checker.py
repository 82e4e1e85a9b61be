"""A checker of claims that shares no line with the guard: plain substrings against what may be known.

A text may hold a number, a value of the shop's schema, a foreign name, a superlative or a property only where the
source holds it: for a reply the template's text of the same decision, for an advertisement the item's own data.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from knowledge.types import Item, Shop

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_LATIN = re.compile(r"[A-Za-z]{2,}")
_LOUD = (
    "最", "第一", "唯一", "国家级", "世界级", "顶级", "极致", "绝对", "永久", "万能", "全网", "防水", "包邮", "正品",
    "免费", "保修", "质保", "进口", "有机", "纯天然", "限时", "打折", "半价", "赠", "best", "cheapest", "guarantee",
    "waterproof", "free", "genuine",
)  # fmt: skip
#: What the guide thinks, and may say.
_OWN_OPINION = re.compile("最合适|最近|suits? best")
#: Figures in Han letters before what they count.
_COUNT = re.compile("[两三四五六七八九十]+(?=[款家处本个件条位种台双张次])")


def claims(text: str, source: str, shop: Shop, locale: str) -> list[str]:
    """Return what `text` claims and `source` does not hold."""
    plain, known = text.replace(",", ""), source.replace(",", "")
    numbers = set(_NUMBER.findall(known))
    found = [f"number {n}" for n in _NUMBER.findall(plain) if n not in numbers]
    found += [f"count {n}" for n in _COUNT.findall(text) if n not in source]
    loud = _OWN_OPINION.sub("", text.lower())
    found += [f"loud {w}" for w in _LOUD if w in loud and w not in source.lower()]
    if locale == "zh":
        found += [f"name {w}" for w in _LATIN.findall(text) if w.lower() not in source.lower()]
    found += [f"value {w}" for w in _words(shop) if w in text and w not in source]
    return found


def of_item(item: Item, shop: Shop) -> str:
    """Return all that an advertisement may draw on, as one text: an item's fields, its values in every spelling."""
    told = [item.title, item.category, item.brand or "", shop.currency, *_spellings(item, shop)]
    told += [a.unit or "" for a in shop.attributes if a.key in item.attributes]
    if item.price is not None:
        told += [f"{item.price:g}", f"{item.price:.2f}", f"{item.price:.1f}"]
    for key, value in item.attributes.items():
        attribute = shop.attribute(key)
        told += [n for names in (attribute.names.values() if attribute else ()) for n in names]
        for part in value if isinstance(value, list) else [value]:
            if isinstance(part, bool):
                continue
            told.append(f"{part:g}" if isinstance(part, (int, float)) else part)
            if isinstance(part, (int, float)):  # 0.15 kg may be told as 150 g, 4.64 stars as 4.6, 1024 GB as 1 TB
                told += [f"{part * 1000:g}", f"{part:.1f}", f"{part / 1024:g}"]
    return "\n".join(told)


def _spellings(item: Item, shop: Shop) -> Iterable[str]:
    for category in shop.categories:
        if category.name == item.category:
            yield from (n for names in category.names.values() for n in names)
    yield from shop.brands.get(item.brand or "", [])
    for key, value in item.attributes.items():
        attribute = shop.attribute(key)
        for part in value if isinstance(value, list) else [value]:
            if attribute and isinstance(part, str):
                yield from attribute.values.get(part, [])
                yield from attribute.shown.get(part, {}).values()


def _words(shop: Shop) -> set[str]:
    found = {n for name, aliases in shop.brands.items() for n in (name, *aliases)}
    for attribute in shop.attributes:
        if attribute.type != "bool":
            found |= set(attribute.values)
    return {w for w in found if len(w) >= 2 and re.search("[\u4e00-\u9fff]", w)}
