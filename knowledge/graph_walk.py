"""What is asked of the graph: goods that go with goods, and why.

Owns: the SPARQL queries and the weight of a path. Does not know: which store answers, filters, other sources.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log2

from knowledge.graph import (
    ATTRIBUTE,
    LINK,
    GraphStore,
    graph_iri,
    item_id_of,
    item_iri,
    link_iri,
)

#: Relations that hold in both directions whichever way they were written.
SYMMETRIC = frozenset({"same_series", "near", "bought_together", "similar", "compatible_with"})
SHARED = "shared_attributes"

#: Weight of a path by its relation, 0..1. A stated link says more than a shared value.
LINK_WEIGHT = 1.0
SHARED_WEIGHT = 0.3
#: Values that more goods share than this say little; at most so many goods per value are looked at.
N_PER_VALUE = 16
_N_VALUES = 12
_N_LINKED = 500


@dataclass(frozen=True)
class Path:
    """`item_id` is reached from `focus` by `relation`; `weight` above 0, higher is nearer; `via`: shared value IRIs."""

    item_id: str
    focus: str
    relation: str
    weight: float
    via: tuple[str, ...] = ()


class GraphWalk:
    """Walks over one shop's graph."""

    def __init__(self, store: GraphStore, shop: str) -> None:
        self._store, self._graph = store, graph_iri(shop)

    def linked(self, item_ids: Sequence[str], relation: str | None = None) -> list[Path]:
        """Return goods linked to these, by any relation or one.

        A relation reads towards the focus: for "accessory_of" the result holds the accessories of the focus, for
        "newer_model_of" its newer models. Symmetric relations are followed both ways; with `relation` None the others
        are too, and the reverse way is named "inverse:<relation>".
        """
        if not item_ids:
            return []
        focus = " ".join(f"<{item_iri(i)}>" for i in item_ids)
        which = f"VALUES ?p {{ <{link_iri(relation)}> }} " if relation else ""
        only = "" if relation else f'FILTER(STRSTARTS(STR(?p), "{LINK}"))'
        towards = f"{{ VALUES ?f {{ {focus} }} {which} ?x ?p ?f . {only} BIND(true AS ?towards) }}"
        away = f"{{ VALUES ?f {{ {focus} }} {which} ?f ?p ?x . {only} BIND(false AS ?towards) }}"
        both = relation is None or relation in SYMMETRIC
        body = f"{towards} UNION {away}" if both else towards
        rows = self._store.select(
            f"SELECT ?f ?p ?x ?towards WHERE {{ GRAPH <{self._graph}> {{ {body} }} }} "
            f"ORDER BY ?f ?p ?x LIMIT {_N_LINKED}"
        )
        found: dict[tuple[str, str, str], Path] = {}
        for row in rows:
            name = item_id_of(str(row["p"]).removeprefix(LINK))
            if not row["towards"] and name not in SYMMETRIC:
                name = f"inverse:{name}"
            item_id, source = item_id_of(str(row["x"])), item_id_of(str(row["f"]))
            if item_id not in item_ids:
                found[item_id, source, name] = Path(item_id, source, name, LINK_WEIGHT)
        return list(found.values())

    def sharing(self, item_id: str) -> list[Path]:
        """Return goods that share values with this one, most and rarest first.

        A shared value weighs SHARED_WEIGHT / log2(1 + goods that have it, at most N_PER_VALUE); weights add up.
        """
        values = self._values(item_id)
        if not values:
            return []
        parts = [f"{{ SELECT ?x (<{v}> AS ?v) WHERE {{ ?x <{p}> <{v}> }} LIMIT {N_PER_VALUE} }}" for p, v in values]
        rows = self._store.select(f"SELECT ?x ?v WHERE {{ GRAPH <{self._graph}> {{ {' UNION '.join(parts)} }} }}")
        goods_of: dict[str, list[str]] = {}
        for row in rows:
            goods_of.setdefault(str(row["v"]), []).append(item_id_of(str(row["x"])))
        weights: dict[str, float] = {}
        via: dict[str, list[str]] = {}
        for value, goods in goods_of.items():
            for other in goods:
                if other != item_id:
                    weights[other] = weights.get(other, 0.0) + SHARED_WEIGHT / log2(1 + len(goods))
                    via.setdefault(other, []).append(value)
        ranked = sorted(weights, key=lambda i: (-weights[i], i))
        return [Path(i, item_id, SHARED, weights[i], tuple(via[i])) for i in ranked]

    def _values(self, item_id: str) -> list[tuple[str, str]]:
        """Return (predicate, value IRI) of an item, without its category: sharing that alone means little."""
        rows = self._store.select(
            f"SELECT ?p ?v WHERE {{ GRAPH <{self._graph}> {{ <{item_iri(item_id)}> ?p ?v "
            f'FILTER(isIRI(?v) && STRSTARTS(STR(?p), "{ATTRIBUTE}") && ?p != <{ATTRIBUTE}category>) }} }} '
            f"ORDER BY ?p ?v LIMIT {_N_VALUES}"
        )
        return [(str(r["p"]), str(r["v"])) for r in rows]
