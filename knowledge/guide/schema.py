"""What the shop's schema says about an attribute, reserved fields included, and how categories relate.

Owns: reading the schema. Does not know: items, counts, wishes, dialogue.
"""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.types import Attribute, Shop

#: Reserved fields that a schema need not declare; one that it does declare wins.
_RESERVED = {
    a.key: a
    for a in (
        Attribute("category", "category", names={"zh": ["类别"], "en": ["category"]}, askable=True),
        Attribute("brand", "category", names={"zh": ["品牌"], "en": ["brand"]}, askable=True),
        Attribute(
            "price", "number", names={"zh": ["价格", "预算"], "en": ["price", "budget"]}, askable=True, better="lower"
        ),
        Attribute("stock", "number", names={"zh": ["库存"], "en": ["stock"]}),
        Attribute("rating", "number", names={"zh": ["评分"], "en": ["rating"]}, better="higher"),
        Attribute("title", "text", names={"zh": ["名称"], "en": ["title"]}),
    )
}


def attribute(shop: Shop, key: str) -> Attribute | None:
    """Return the attribute of this key, reserved fields included; None where the shop has none."""
    return shop.attribute(key) or _RESERVED.get(key)


def askable(shop: Shop) -> list[Attribute]:
    """Return what may be asked, in the schema's order, then the reserved fields that it does not declare."""
    declared = {a.key for a in shop.attributes}
    return [a for a in shop.attributes if a.askable] + [
        a for a in _RESERVED.values() if a.askable and a.key not in declared
    ]


def lineage(shop: Shop, category: str) -> Iterator[str]:
    """Yield the category and its ancestors, nearest first. A loop in the tree ends the walk."""
    parents = {c.name: c.parent for c in shop.categories}
    seen: set[str] = set()
    at: str | None = category
    while at is not None and at not in seen:
        seen.add(at)
        yield at
        at = parents.get(at)


def applies(shop: Shop, attribute: Attribute, categories: list[str]) -> bool:
    """Say whether the attribute occurs in any of these categories (or above or below them); no categories =
    anywhere.
    """
    if not attribute.categories or not categories:
        return True
    up = {name for c in categories for name in lineage(shop, c)}
    return any(owner in up or set(categories) & set(lineage(shop, owner)) for owner in attribute.categories)


def same_line(shop: Shop, one: str, other: str) -> bool:
    """Say whether one category contains the other."""
    return one in lineage(shop, other) or other in lineage(shop, one)


def similar(shop: Shop, one: str, other: str) -> bool:
    """Say whether two categories stand close: one contains the other, or they have the same parent."""
    parents = {c.name: c.parent for c in shop.categories}
    return same_line(shop, one, other) or (parents.get(one) is not None and parents.get(one) == parents.get(other))
