"""What a simulated shopper knows of a shop: its schema and goods, and whether a good meets a wish.

Owns: reading the shop over HTTP and an independent check of wishes, written anew on purpose: it is the exam of the
guide's own filters. Does not know: dialogue.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import httpx

from knowledge.types import Attribute, Item, Preference, Shop, from_json


@dataclass(frozen=True)
class World:
    """A shop with its goods by id."""

    shop: Shop
    items: dict[str, Item]

    def meets(self, item: Item, wish: Preference) -> bool:
        """Say whether the item meets the wish; a good of a kind below the wished kind is of the wished kind."""
        if wish.attribute == "category" and wish.operator == "=":
            wanted = {_plain(w) for w in (wish.value if isinstance(wish.value, list) else [wish.value])}
            return bool(wanted & {_plain(c) for c in self._line_of(item.category)}) == (wish.polarity == "for")
        return _meets(item, wish)

    def _line_of(self, category: str) -> list[str]:
        """Return a category and all that it lies below. A schema whose parents run in a circle ends there."""
        parents = {c.name: c.parent for c in self.shop.categories}
        line = [category] if category else []
        while line and (parent := parents.get(line[-1])) and parent not in line:
            line.append(parent)
        return line

    @cached_property
    def _owners(self) -> dict[tuple[str, str], set[str]]:
        """Category and value -> the attributes that have it there."""
        owners: dict[tuple[str, str], set[str]] = {}
        for item in self.items.values():
            for key, found in item.attributes.items():
                for value in found if isinstance(found, list) else [found]:
                    if isinstance(value, str):
                        owners.setdefault((item.category, _plain(value)), set()).add(key)
        return owners

    def is_shared(self, category: str, value: Any) -> bool:
        """Say whether several attributes have this value in a category: who means one of them, says which."""
        values = value if isinstance(value, list) else [value]
        return any(len(self._owners.get((category, _plain(v)), ())) > 1 for v in values)

    def attributes_of(self, item: Item) -> list[Attribute]:
        """Return the attributes that this item states, as the schema describes them."""
        return [a for a in self.shop.attributes if item.attributes.get(a.key) not in (None, "", [])]


def read_world(actions_url: str, shop: str) -> World:
    """Read a shop from the action server. Raises httpx.HTTPError where it cannot be read."""
    with httpx.Client(base_url=actions_url, timeout=60, trust_env=False) as http:
        schema = http.get(f"/shops/{shop}/schema").raise_for_status().json()
        rows: list[dict[str, Any]] = []
        while True:
            page = (
                http.get(f"/shops/{shop}/items", params={"offset": len(rows), "limit": 2000}).raise_for_status().json()
            )
            rows += page["items"]
            if len(rows) >= page["total"] or not page["items"]:
                break
    items = [from_json(Item, row) for row in rows]
    return World(from_json(Shop, schema), {item.item_id: item for item in items})


def _plain(value: Any) -> str:
    return unicodedata.normalize("NFKC", str(value)).casefold().strip()


def _holds(found: Any, wish: Preference) -> bool:
    values = found if isinstance(found, list) else [found]
    if wish.operator in ("<", "<=", ">", ">="):
        limit = float(wish.value)  # type: ignore[arg-type]
        return {
            "<": lambda v: v < limit, "<=": lambda v: v <= limit, ">": lambda v: v > limit, ">=": lambda v: v >= limit,
        }[wish.operator](float(found))  # fmt: skip
    wanted = wish.value if isinstance(wish.value, list) else [wish.value]
    if wish.operator == "contains":
        return any(_plain(w) in _plain(v) for w in wanted for v in values)
    return any(_plain(w) == _plain(v) for w in wanted for v in values)


def _meets(item: Item, wish: Preference) -> bool:
    """Say whether the item meets the wish. What is not stated meets no wish for, and every wish against."""
    found = item.value(wish.attribute)
    if found in (None, "", []):
        return wish.polarity == "against"
    return _holds(found, wish) == (wish.polarity == "for")
