"""What the shop's schema says about an attribute, reserved fields included, and how categories relate.

Owns: reading the schema. Does not know: items, counts, wishes, dialogue.
"""

from __future__ import annotations

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


def all_of(shop: Shop) -> list[Attribute]:
    """Return all attributes, the schema's first, then the reserved fields that it does not declare."""
    declared = {a.key for a in shop.attributes}
    return [*shop.attributes, *(a for a in _RESERVED.values() if a.key not in declared)]


def askable(shop: Shop) -> list[Attribute]:
    """Return what may be asked, in the schema's order, then the reserved fields that it does not declare."""
    declared = {a.key for a in shop.attributes}
    return [a for a in shop.attributes if a.askable] + [
        a for a in _RESERVED.values() if a.askable and a.key not in declared
    ]


class _Tree:
    """The tree of one shop's categories; each line is walked once."""

    def __init__(self, shop: Shop) -> None:
        self.shop = shop
        self.parents = {c.name: c.parent for c in shop.categories}
        self.lines: dict[str, tuple[str, ...]] = {}

    def line(self, category: str) -> tuple[str, ...]:
        found = self.lines.get(category)
        if found is None:
            walked: dict[str, None] = {}
            at: str | None = category
            while at is not None and at not in walked:
                walked[at] = None
                at = self.parents.get(at)
            found = tuple(walked)
            if category in self.parents:  # a name that comes from outside is not kept
                self.lines[category] = found
        return found


#: Shops whose trees are kept, newest last. A shop is frozen, so the same object has the same tree.
_N_TREES = 16
_trees: tuple[_Tree, ...] = ()


def _tree_of(shop: Shop) -> _Tree:
    global _trees
    for tree in _trees:
        if tree.shop is shop:
            return tree
    tree = _Tree(shop)
    _trees = (*_trees, tree)[-_N_TREES:]
    return tree


def lineage(shop: Shop, category: str) -> tuple[str, ...]:
    """Return the category and its ancestors, nearest first. A loop in the tree ends the walk."""
    return _tree_of(shop).line(category)


def applies(shop: Shop, attribute: Attribute, categories: list[str]) -> bool:
    """Say whether the attribute occurs in any of these categories (or above or below them); no categories =
    anywhere.
    """
    if not attribute.categories or not categories:
        return True
    up = {name for c in categories for name in lineage(shop, c)}
    wanted = set(categories)
    return any(owner in up or not wanted.isdisjoint(lineage(shop, owner)) for owner in attribute.categories)


def same_line(shop: Shop, one: str, other: str) -> bool:
    """Say whether one category contains the other."""
    return one in lineage(shop, other) or other in lineage(shop, one)


def similar(shop: Shop, one: str, other: str) -> bool:
    """Say whether two categories stand close: one contains the other, or they have the same parent."""
    parents = _tree_of(shop).parents
    return same_line(shop, one, other) or (parents.get(one) is not None and parents.get(one) == parents.get(other))
