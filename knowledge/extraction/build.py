"""Read all texts of a shop and link what they state to the nodes of its graph.

Owns: which texts are read, linking objects to nodes, joining equal claims. Does not know: patterns, stores.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

from knowledge.extraction.extract import Mention, Source, extract
from knowledge.extraction.sentences import sentences
from knowledge.extraction.vocabulary import of_shop
from knowledge.graph import NS, attribute_iri, category_iri, item_iri, value_iri
from knowledge.graph_claims import Claim
from knowledge.tokens import fold
from knowledge.types import Item, Shop

#: Names of attributes that a relation states, in the order in which they are looked for.
_ATTRIBUTES = {
    "suits": ("适合肤质", "适合人群", "使用场景", "适合季节"),
    "material": ("材质", "面料", "填充物"),
    "compatible_with": ("适用机型",),
}
#: One review may err where a description may not.
_TRUST = {"title": 1.0, "description": 1.0, "review": 0.85}


def claims(view: Any, progress: Callable[[int, int], None] = lambda done, total: None) -> Iterator[Claim]:
    """Yield what the titles, descriptions and reviews of all items of a view (`knowledge.view.ShopView`) state."""
    vocabulary, linker = of_shop(view.shop), Linker(view)
    for place, item_id in enumerate(view.ids):
        item = view.item(item_id)
        if item is not None:
            for source, sentence in texts(view, item):
                for mention in extract(sentence, vocabulary, source):
                    yield linker.claim(item, mention, source, sentence)
        progress(place + 1, len(view.ids))


def texts(view: Any, item: Item) -> Iterator[tuple[Source, str]]:
    """Yield (where it stands, sentence) of an item's title, description and reviews."""
    yield "title", item.title
    for sentence in sentences(item.description):
        yield "description", sentence
    for review in view.reviews(item.item_id):
        for sentence in sentences(review.text):
            yield "review", sentence


class Linker:
    """Links objects of mentions to nodes: values that the shop's attributes have, brands, categories, goods by name."""

    def __init__(self, view: Any) -> None:
        self._view, self._shop = view, view.shop

    def claim(self, item: Item, mention: Mention, source: str, sentence: str) -> Claim:
        """Return the claim that a mention makes of an item; an object that is no node stays as its words."""
        predicate, obj = self._node(mention)
        confidence = round(mention.confidence * _TRUST[source], 3)
        return Claim("mentioned", item_iri(item.item_id), predicate, obj, mention.holds, confidence, source, sentence)

    def _node(self, mention: Mention) -> tuple[str, str]:
        folded = fold(mention.object)
        if mention.relation == "brand":
            return attribute_iri("brand"), value_iri("brand", mention.object)
        for key in self._keys.get(mention.relation, ()):
            value = self._values.get((key, folded))
            if value is not None:
                return attribute_iri(key), value_iri(key, value)
        predicate = f"{NS}text:{mention.relation}"
        if mention.relation in ("compatible_with", "includes"):
            if folded in self._goods:
                return predicate, item_iri(self._goods[folded])
            if folded in self._kinds:
                return predicate, category_iri(self._kinds[folded])
        return predicate, mention.object

    @cached_property
    def _keys(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for relation, names in _ATTRIBUTES.items():
            for name in names:
                keys = [a.key for a in self._shop.attributes if name in {n for ns in a.names.values() for n in ns}]
                found.setdefault(relation, []).extend(keys)
        return found

    @cached_property
    def _values(self) -> dict[tuple[str, str], str]:
        """(attribute, folded spelling) -> value, of the values that goods have."""
        keys = [key for keys in self._keys.values() for key in keys]
        found = {(key, fold(str(v))): str(v) for key in keys for v in _values_of(self._view, key)}
        for attribute in self._shop.attributes:
            for value, others in attribute.values.items():
                if attribute.key in keys and (attribute.key, fold(value)) in found:
                    found |= {(attribute.key, fold(o)): value for o in others}
        return found

    @cached_property
    def _goods(self) -> dict[str, str]:
        """Folded beginning of a title (brand and model) -> the item, where only one is called so."""
        named: dict[str, set[str]] = {}
        for item_id in self._view.ids:
            for name in _names(self._view.item(item_id)):
                named.setdefault(fold(name), set()).add(item_id)
        return {name: min(ids) for name, ids in named.items() if len(ids) == 1}

    @cached_property
    def _kinds(self) -> dict[str, str]:
        return _kinds(self._shop)


def _kinds(shop: Shop) -> dict[str, str]:
    return {fold(n): c.name for c in shop.categories for n in (c.name, *(n for ns in c.names.values() for n in ns))}


def _names(item: Item) -> Iterator[str]:
    yield item.title
    if found := re.match(r"\S+ \S*\d\S*(?: (?:Pro|Max|Plus|Ultra|Air|mini))?", item.title):
        yield found.group()


def _values_of(view: Any, key: str) -> set[str]:
    found: set[str] = set()
    for item_id in view.ids:
        value = view.item(item_id).value(key)
        if value is not None:
            found |= {str(v) for v in (value if isinstance(value, list) else [value])}
    return found
