"""What the shop itself calls the attributes, values and kinds of goods in the operator's figures, in both languages.

Owns: turning an unmet wish as it stands on record (bot.gateway.unmet) into words. Does not know: how often it was
wished, pages. A shop whose schema cannot be had keeps the keys.
"""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable
from urllib.parse import quote

from bot.gateway.actions_client import ActionsClient
from bot.gateway.problems import ProblemError
from bot.gateway.unmet import BETWEEN_VALUES, BETWEEN_WISHES
from knowledge.types import Attribute, Shop, from_json

log = logging.getLogger(__name__)

LOCALES = ("zh", "en")
#: How long a schema is believed, seconds; an import may change it.
KEPT_S = 60.0
#: Names of the fields that every good has, where a schema does not name them itself.
_RESERVED = {
    "price": {"zh": "价格", "en": "price"}, "brand": {"zh": "品牌", "en": "brand"},
    "rating": {"zh": "评分", "en": "rating"}, "stock": {"zh": "库存", "en": "stock"},
    "title": {"zh": "名称", "en": "name"}, "text": {"zh": "", "en": ""}, "near": {"zh": "附近", "en": "near"},
}  # fmt: skip
_WISH = re.compile(r"(?P<key>\S+) (?P<sign>(?:[≤≥<>≈≠] )?)(?P<value>.*)", re.DOTALL)


class Labels:
    """The schemas of the shops behind one action server, read when they are needed."""

    def __init__(self, actions: ActionsClient, clock: Callable[[], float] = time.monotonic) -> None:
        self._actions, self._clock = actions, clock
        self._kept: dict[str, tuple[float, Shop | None]] = {}

    async def shop(self, name: str) -> Shop | None:
        """Return a shop's schema, None where it cannot be had."""
        until, kept = self._kept.get(name, (0.0, None))
        if self._clock() < until:
            return kept
        try:
            found = from_json(Shop, await self._actions.get(f"/shops/{quote(name, safe='')}/schema"))
        except (ProblemError, ValueError) as error:
            log.warning("figures of the shop %s keep their keys: %s", name, error)
            found = None
        self._kept[name] = (self._clock() + KEPT_S, found)
        return found

    async def wish(self, shop: str, wanted: str) -> dict[str, str]:
        """Return an unmet wish in words of each language."""
        schema = await self.shop(shop)
        return {locale: wish_in(schema, wanted, locale) for locale in LOCALES}

    async def kind(self, shop: str, category: str) -> dict[str, str]:
        """Return a category's name in each language; `shop` "" = that of the first shop that has it."""
        try:
            names = [shop] if shop else [one["name"] for one in await self._actions.shops()]
        except ProblemError as error:
            log.warning("figures keep the names of kinds of goods: %s", error)
            names = []
        schemas = [schema for name in names if (schema := await self.shop(name))]
        owner = next((s for s in schemas if any(c.name == category for c in s.categories)), None)
        return {locale: _kind(owner, category, locale) for locale in LOCALES}


def wish_in(schema: Shop | None, wanted: str, locale: str) -> str:
    """Return "price ≤ 500 · color 黑色" as 价格 ≤ 500 · 颜色 黑色, or price ≤ 500 · colour black."""
    return BETWEEN_WISHES.join(_one(schema, part, locale) for part in wanted.split(BETWEEN_WISHES))


def _one(schema: Shop | None, wanted: str, locale: str) -> str:
    read = _WISH.fullmatch(wanted)
    if schema is None or read is None:
        return wanted
    key, sign, values = read["key"], read["sign"], read["value"].split(BETWEEN_VALUES)
    if key == "category":
        return sign + BETWEEN_VALUES.join(_kind(schema, value, locale) for value in values)
    attribute = schema.attribute(key)
    if attribute is None and key not in _RESERVED:
        return wanted
    name = attribute.name(locale) if attribute else _RESERVED[key][locale]
    shown = BETWEEN_VALUES.join(_value(attribute, value, locale) for value in values)
    measured = attribute.unit if attribute and attribute.type == "number" else ""
    unit = f" {measured}" if measured and (locale == "zh" or measured.isascii()) else ""
    return f"{name} {sign}{shown}{unit}".strip()


def _value(attribute: Attribute | None, value: str, locale: str) -> str:
    if value in ("True", "False"):
        return {"True": "✓", "False": "✗"}[value]
    if attribute is None:
        return value
    if shown := attribute.shown.get(value, {}).get(locale):
        return shown
    latin = locale == "en" and not value.isascii()
    return next((s for s in attribute.values.get(value, ()) if s.isascii()), value) if latin else value


def _kind(schema: Shop | None, category: str, locale: str) -> str:
    found = next((c for c in schema.categories if c.name == category), None) if schema else None
    names = found.names.get(locale) if found else None
    return names[0] if names else category
