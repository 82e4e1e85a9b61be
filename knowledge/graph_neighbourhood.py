"""What surrounds an item: its facts and links, and the claims of texts and models, with labels to be read by people.

Owns: gathering edges from the stores. Does not know: drawing, how claims are come by.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import unquote

from knowledge.errors import StoreError
from knowledge.graph import ATTRIBUTE, ITEM, LABEL, LINK, NS, GraphStore, graph_iri, item_id_of, item_iri
from knowledge.graph_claims import Claim, contradictions, read
from knowledge.graph_picture import Edge, EdgeKind
from knowledge.types import Shop

N_LINKS = 12
#: Names of the usual links, read from the item to the other end; a catalogue's own links keep their names.
_LINK_NAMES = {
    "accessory_of": {"zh": "可配", "en": "accessory of"},
    "same_series": {"zh": "同系列", "en": "same series"},
    "newer_model_of": {"zh": "新于", "en": "newer than"},
    "near": {"zh": "附近", "en": "near"},
    "bought_together": {"zh": "常一起买", "en": "bought together"},
}
_ANSWERS = {"zh": ("否", "是"), "en": ("no", "yes")}


def neighbourhood(
    facts: GraphStore, claims: GraphStore | None, shop: Shop, item_id: str, locale: str = "zh"
) -> tuple[str, list[Edge], list[Claim]]:
    """Return (the item's label, the edges around it, the claims about it). `claims` None = there are none.

    Raises StoreError where the graph has no such item.
    """
    iri, graph = item_iri(item_id), graph_iri(shop.name)
    rows = facts.select(
        f"SELECT ?p ?o ?l WHERE {{ GRAPH <{graph}> {{ <{iri}> ?p ?o . OPTIONAL {{ ?o {LABEL} ?l }} }} }} ORDER BY ?p ?o"
    )
    if not rows:
        raise StoreError(f"no item {item_id!r}", where=f"graph of shop {shop.name}", remedy="daogou shops")
    centre = next((str(r["o"]) for r in rows if r["p"] == LABEL.value), item_id)
    edges = [
        Edge(centre, _relation(shop, str(r["p"]), locale), _value(shop, r, locale))
        for r in rows
        if str(r["p"]).startswith(ATTRIBUTE)
    ]
    links = [r for r in rows if str(r["p"]).startswith(LINK)][:N_LINKS]
    edges += [Edge(centre, _relation(shop, str(r["p"]), locale), str(r.get("l", _label(r["o"])))) for r in links]
    inverse = facts.select(
        f"SELECT ?p ?l WHERE {{ GRAPH <{graph}> {{ ?x ?p <{iri}> . ?x {LABEL} ?l . "
        f'FILTER(STRSTARTS(STR(?p), "{LINK}")) }} }} ORDER BY ?p ?l LIMIT {N_LINKS}'
    )
    edges += [Edge(str(r["l"]), _relation(shop, str(r["p"]), locale), centre) for r in inverse]
    found = [*read(claims, shop.name, "mentioned", iri), *read(claims, shop.name, "predicted", iri)] if claims else []
    return centre, [*edges, *_of_claims(found, shop, centre, facts, locale)], found


def _of_claims(found: Sequence[Claim], shop: Shop, centre: str, facts: GraphStore, locale: str) -> list[Edge]:
    disputed = {c.iri for pair in contradictions(found) for c in pair}
    edges: dict[tuple[str, str, str], Edge] = {}
    for claim in found:
        kind: EdgeKind = "predicted" if claim.kind == "predicted" else "mentioned" if claim.holds else "denied"
        name = _relation(shop, claim.predicate, locale)
        end = _name_of(facts, shop, claim.object) if claim.is_linked else claim.object
        edge = Edge(centre, name, end, kind, claim.iri in disputed)
        edges.setdefault((name, end, kind), edge)
    return list(edges.values())


def _name_of(facts: GraphStore, shop: Shop, iri: str) -> str:
    rows = facts.select(f"SELECT ?l WHERE {{ GRAPH <{graph_iri(shop.name)}> {{ <{iri}> {LABEL} ?l }} }} LIMIT 1")
    return str(rows[0]["l"]) if rows else _label(iri)


def _relation(shop: Shop, predicate: str, locale: str) -> str:
    if predicate.startswith(ATTRIBUTE):
        key = unquote(predicate.removeprefix(ATTRIBUTE))
        attribute = shop.attribute(key)
        return attribute.name(locale) if attribute else key
    name = unquote(predicate.rsplit(":", 1)[-1])
    return _LINK_NAMES.get(name, {}).get(locale, name)


def _value(shop: Shop, row: Mapping[str, object], locale: str) -> str:
    """Return an attribute's value as people read it: its label, a yes or no, or a number with its unit."""
    value = row["o"]
    if isinstance(value, bool):
        return _ANSWERS[locale][value]
    attribute = shop.attribute(unquote(str(row["p"]).removeprefix(ATTRIBUTE)))
    unit = attribute.unit if attribute and attribute.unit and isinstance(value, int | float) else ""
    return f"{row.get('l', _label(value))}{unit}"


def _label(value: object) -> str:
    text = str(value)
    if text.startswith(ITEM):
        return item_id_of(text)
    if text.startswith(NS):
        return unquote(text.rsplit("/", 1)[-1].rsplit(":", 1)[-1])
    return text.removesuffix(".0")
