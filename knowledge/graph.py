"""The graph of a shop: its vocabulary, the triples of an item, and the port of five verbs that stores fulfil.

Owns: IRIs, which facts become triples. Does not know: RocksDB, HTTP (`graph_stores`), what to ask (`graph_walk`).

Each shop has one named graph. Items, categories and values are IRIs, so that goods meet in what they share; numbers and
yes/no are literals. A link between items is a predicate `urn:daogou:link:<relation>`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol, Union
from urllib.parse import quote, unquote

import pyoxigraph as ox

from knowledge.types import Item, Shop

NS = "urn:daogou:"
LINK = f"{NS}link:"
ATTRIBUTE = f"{NS}attribute:"
ITEM = f"{NS}item:"
PREFIXES = {
    "dg": NS,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
MADE_WITH = "graph:1"

TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
LABEL = ox.NamedNode(PREFIXES["rdfs"] + "label")
IS_ITEM = ox.NamedNode(f"{NS}Item")
IS_CATEGORY = ox.NamedNode(f"{NS}Category")
PARENT = ox.NamedNode(f"{NS}parent")

#: Longest text that becomes a value of its own; a longer one is prose, which no two goods share.
N_VALUE_CHARS = 64

Answer = dict[str, Union[str, float, bool]]  # variable -> value; an IRI as its text


class GraphStore(Protocol):
    """Triples in named graphs. Both adapters answer alike."""

    def replace(self, graph: str, triples: Iterable[ox.Triple]) -> None:
        """Make the graph hold exactly these triples; readers see the old or the new one, nothing between."""
        ...

    def change(
        self, graph: str, triples: Iterable[ox.Triple], *, forget: Sequence[str] = (), erase: Sequence[str] = ()
    ) -> None:
        """Drop what is said of the `forget` IRIs, drop every triple with an `erase` IRI at either end, then add."""
        ...

    def select(self, query: str) -> list[Answer]:
        """Answer a SPARQL SELECT; unbound variables are left out of an answer. Raises StoreError."""
        ...

    def export(self, graph: str) -> bytes:
        """Return the graph as Turtle."""
        ...

    def count(self, graph: str) -> int:
        """Return the number of triples."""
        ...


def graph_iri(shop: str) -> str:
    """Return the name of a shop's graph."""
    return f"{NS}shop:{quote(shop, safe='')}"


def item_iri(item_id: str) -> str:
    """Return the IRI of an item."""
    return ITEM + quote(item_id, safe="")


def item_id_of(iri: str) -> str:
    """Return the item's id of its IRI."""
    return unquote(iri.removeprefix(ITEM))


def link_iri(relation: str) -> str:
    """Return the predicate of a relation between items."""
    return LINK + quote(relation, safe="")


def attribute_iri(key: str) -> str:
    """Return the predicate of an attribute."""
    return ATTRIBUTE + quote(key, safe="")


def category_iri(name: str) -> str:
    """Return the IRI of a category."""
    return f"{NS}category:{quote(name, safe='')}"


def value_iri(key: str, value: str) -> str:
    """Return the IRI of a value of an attribute, the same for all goods that have it."""
    return f"{NS}value:{quote(key, safe='')}/{quote(value, safe='')}"


def schema_triples(shop: Shop) -> Iterator[ox.Triple]:
    """Say what a shop's schema says: the tree of categories."""
    for category in shop.categories:
        node = ox.NamedNode(category_iri(category.name))
        yield ox.Triple(node, TYPE, IS_CATEGORY)
        yield ox.Triple(node, LABEL, ox.Literal(category.name))
        if category.parent:
            yield ox.Triple(node, PARENT, ox.NamedNode(category_iri(category.parent)))


def item_triples(item: Item, links: Iterable[tuple[str, str]]) -> Iterator[ox.Triple]:
    """Say what is known of an item: title, category, brand, price, attributes, and its (relation, other id) links."""
    node = ox.NamedNode(item_iri(item.item_id))
    yield ox.Triple(node, TYPE, IS_ITEM)
    yield ox.Triple(node, LABEL, ox.Literal(item.title))
    yield ox.Triple(node, ox.NamedNode(attribute_iri("category")), ox.NamedNode(category_iri(item.category)))
    if item.price is not None:
        yield ox.Triple(node, ox.NamedNode(attribute_iri("price")), ox.Literal(float(item.price)))
    facts = [*item.attributes.items(), *([("brand", item.brand)] if item.brand else [])]
    for key, value in facts:
        predicate = ox.NamedNode(attribute_iri(key))
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, bool):
                yield ox.Triple(node, predicate, ox.Literal(one))
            elif isinstance(one, (int, float)):
                yield ox.Triple(node, predicate, ox.Literal(float(one)))
            elif len(one) > N_VALUE_CHARS:
                yield ox.Triple(node, predicate, ox.Literal(one))
            else:
                shared = ox.NamedNode(value_iri(key, one))
                yield ox.Triple(node, predicate, shared)
                yield ox.Triple(shared, LABEL, ox.Literal(one))
    for relation, other_id in links:
        yield ox.Triple(node, ox.NamedNode(link_iri(relation)), ox.NamedNode(item_iri(other_id)))


def count_items(store: GraphStore, shop: str) -> int:
    """Count the items in a shop's graph."""
    query = f"SELECT (COUNT(?x) AS ?n) WHERE {{ GRAPH <{graph_iri(shop)}> {{ ?x {TYPE} {IS_ITEM} }} }}"
    return int(store.select(query)[0]["n"])


def read_turtle(data: bytes) -> Iterator[ox.Triple]:
    """Read Turtle. Raises SyntaxError with line and column where it is not."""
    for quad in ox.parse(data, ox.RdfFormat.TURTLE):
        yield quad.triple
