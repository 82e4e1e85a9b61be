"""What one shop's schema and goods say of its attributes: where each occurs, in which unit, between which numbers.

Owns: categories' lineage and the figures of attributes. Does not know: words, texts. Standard library only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from knowledge.types import Attribute, Shop

#: Reserved fields that people name like attributes, and their types where the schema does not declare them.
RESERVED = (
    Attribute("price", "number", better="lower"),
    Attribute("rating", "number", better="higher"),
    Attribute(
        "brand",
        "category",
        names={"zh": ["品牌", "牌子", "哪家的", "厂家"], "en": ["brand", "brands", "make", "maker"]},
    ),
    Attribute("category", "category", names={"zh": ["类别", "品类", "种类"], "en": ["category", "categories"]}),
    Attribute("stock", "number", names={"zh": ["库存", "现货"], "en": ["stock"]}),
)


class ShopFacts:
    """Facts of one version of a shop.

    `numbers`: attribute -> unit, min, max, by_category, as the import writes them; `sizes`: category -> goods in it.
    """

    def __init__(self, shop: Shop, numbers: dict[str, dict[str, Any]], sizes: Mapping[str, int]) -> None:
        self.shop, self._numbers, self._sizes = shop, numbers, sizes
        self.attributes: dict[str, Attribute] = {a.key: a for a in shop.attributes}
        for reserved in RESERVED:
            self.attributes.setdefault(reserved.key, reserved)
        self.parents = {c.name: c.parent for c in shop.categories}

    def lineage(self, category: str) -> Iterator[str]:
        """Yield a category and its ancestors, nearest first."""
        seen: set[str] = set()
        at: str | None = category
        while at is not None and at not in seen:
            seen.add(at)
            yield at
            at = self.parents.get(at)

    def within(self, category: str) -> set[str]:
        """Return a category and all below it."""
        return {category, *(c for c in self.parents if category in self.lineage(c))}

    def occurs(self, key: str, categories: Iterable[str]) -> bool:
        """Say whether an attribute occurs in any of these categories; none named = anywhere."""
        wanted = list(categories)
        attribute = self.attributes.get(key)
        if not wanted or attribute is None or key in ("price", "brand", "category", "rating", "stock"):
            return attribute is not None
        around = {c for w in wanted for c in (*self.within(w), *self.lineage(w))}
        if attribute.categories:
            return bool(around & set(attribute.categories))
        stated = self._numbers.get(key, {}).get("by_category")
        return bool(around & set(stated)) if stated else True

    def range(self, key: str, categories: Iterable[str] = ()) -> tuple[float, float] | None:
        """Return least and greatest number of an attribute in these categories (or in the shop), None where unknown."""
        numbers = self._numbers.get(key)
        if not numbers:
            return None
        inside = {c for w in categories for c in self.within(w)}
        pairs = [tuple(p[:2]) for c, p in numbers.get("by_category", {}).items() if c in inside]
        if pairs:
            return min(p[0] for p in pairs), max(p[1] for p in pairs)
        stated = {c: p for c, p in numbers.get("by_category", {}).items() if not inside and self._sizes.get(c)}
        if stated and key not in ("price", "rating"):
            # Nothing is known of the kind of goods: the one with most goods is likeliest, the whole shop would mix
            # unlike things.
            low, high = stated[max(stated, key=lambda c: self._sizes[c])][:2]
            return float(low), float(high)
        if numbers.get("min") is None or numbers.get("max") is None:
            return None
        return float(numbers["min"]), float(numbers["max"])

    def unit(self, key: str) -> str | None:
        """Return the unit of an attribute as the schema writes it; money for the price."""
        if key == "price":
            return "元"
        attribute = self.attributes.get(key)
        return attribute.unit if attribute and attribute.unit else self._numbers.get(key, {}).get("unit")

    def numbers(self) -> list[str]:
        """Return the keys of number attributes, the price first."""
        keys = [a.key for a in self.attributes.values() if a.type == "number" and a.key != "stock"]
        return sorted(keys, key=lambda k: k != "price")
