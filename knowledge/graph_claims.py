"""Claims about goods that are no facts of the catalogue: found in text, or predicted. They live in graphs of their own.

Owns: the shape of a claim, its triples, writing and reading them, which of them contradict. Does not know: how claims
are come by. A claim is a node with subject, predicate and object, never the bare triple: whoever reads the shop's graph
or even all graphs of a store at once finds no claim among the facts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Literal
from urllib.parse import quote

import pyoxigraph as ox

from knowledge.errors import StoreError
from knowledge.graph import NS, TYPE, GraphStore, graph_iri, item_iri
from knowledge.graph_stores import EmbeddedGraph, SparqlGraph
from knowledge.settings import Settings

Kind = Literal["mentioned", "predicted"]
_FORGOTTEN_AT_ONCE = 500
#: What each kind of claim is, as an IRI.
CLASS: dict[Kind, ox.NamedNode] = {
    "mentioned": ox.NamedNode(f"{NS}Mention"),
    "predicted": ox.NamedNode(f"{NS}Prediction"),
}
_P = {
    name: ox.NamedNode(NS + name)
    for name in ("subject", "predicate", "object", "holds", "confidence", "source", "sentence", "contradicts")
}


@dataclass(frozen=True)
class Claim:
    """`subject`, `predicate`: IRIs; `object`: an IRI, or text that is linked to no node. `holds` False = it is denied.

    `confidence`: 0 to 1. `source`: where it comes from: "title", "description", "review", or a model's name;
    `sentence`: the words, "" for predictions.
    """

    kind: Kind
    subject: str
    predicate: str
    object: str
    holds: bool = True
    confidence: float = 1.0
    source: str = ""
    sentence: str = ""

    @property
    def iri(self) -> str:
        """The node of this claim: the same claim from the same sentence is the same node."""
        parts = (self.kind, self.subject, self.predicate, self.object, str(self.holds), self.source, self.sentence)
        return f"{NS}claim:{blake2b(chr(0).join(parts).encode(), digest_size=12).hexdigest()}"

    @property
    def is_linked(self) -> bool:
        """Whether the object is a node of the graph."""
        return self.object.startswith(NS)


def claims_iri(shop: str, kind: Kind) -> str:
    """Return the name of the graph of a shop's claims of one kind, beside `graph.graph_iri`."""
    return f"{graph_iri(shop)}:{kind}"


def open_claims(settings: Settings, shop: str, *, writable: bool = False) -> GraphStore:
    """Open the store of a shop's claims: on the SPARQL server, else in a folder beside the derived stores.

    Raises StoreError where there are none yet and it is not to be written.
    """
    if settings.sparql_url:
        return SparqlGraph(settings.sparql_url, settings.sparql_update_url)
    folder = _folder(settings, shop)
    if writable:
        folder.mkdir(parents=True, exist_ok=True)
    elif not folder.is_dir():
        raise StoreError("no claims yet", where=str(folder), remedy=f"daogou graph build --shop {shop}")
    return EmbeddedGraph(folder, writable=writable)


def _folder(settings: Settings, shop: str) -> Path:
    return settings.data / "claims" / quote(shop, safe="")


def write(store: GraphStore, shop: str, kind: Kind, claims: Iterable[Claim]) -> int:
    """Replace a shop's claims of one kind, contradictions noted; return how many there are."""
    found = list({c.iri: c for c in claims}.values())
    store.replace(claims_iri(shop, kind), triples(found))
    return len(found)


def forget(settings: Settings, shop: str, item_ids: Sequence[str]) -> int:
    """Remove every claim about these items or that names one, as the items are deleted; return how many there were.

    Raises StoreError where the store cannot be written, as while another process writes it.
    """
    if not item_ids or not (settings.sparql_url or _folder(settings, shop).is_dir()):
        return 0
    store, n_gone = open_claims(settings, shop, writable=True), 0
    for kind in CLASS:
        graph = claims_iri(shop, kind)
        gone: set[str] = set()
        for start in range(0, len(item_ids), _FORGOTTEN_AT_ONCE):
            items = " ".join(f"<{item_iri(i)}>" for i in item_ids[start : start + _FORGOTTEN_AT_ONCE])
            ends = f"{_P['subject']}|{_P['object']}"
            rows = store.select(f"SELECT ?c WHERE {{ GRAPH <{graph}> {{ VALUES ?i {{ {items} }} ?c {ends} ?i }} }}")
            gone.update(str(row["c"]) for row in rows)
        if gone:
            store.change(graph, [], erase=sorted(gone))
        n_gone += len(gone)
    return n_gone


def triples(claims: Iterable[Claim]) -> Iterator[ox.Triple]:
    """Turn claims into triples; two that contradict each other point at each other."""
    found = list(claims)
    for claim in found:
        node = ox.NamedNode(claim.iri)
        obj = ox.NamedNode(claim.object) if claim.is_linked else ox.Literal(claim.object)
        yield ox.Triple(node, TYPE, CLASS[claim.kind])
        yield ox.Triple(node, _P["subject"], ox.NamedNode(claim.subject))
        yield ox.Triple(node, _P["predicate"], ox.NamedNode(claim.predicate))
        yield ox.Triple(node, _P["object"], obj)
        yield ox.Triple(node, _P["holds"], ox.Literal(claim.holds))
        yield ox.Triple(node, _P["confidence"], ox.Literal(float(claim.confidence)))
        yield ox.Triple(node, _P["source"], ox.Literal(claim.source))
        if claim.sentence:
            yield ox.Triple(node, _P["sentence"], ox.Literal(claim.sentence))
    for one, other in contradictions(found):
        yield ox.Triple(ox.NamedNode(one.iri), _P["contradicts"], ox.NamedNode(other.iri))
        yield ox.Triple(ox.NamedNode(other.iri), _P["contradicts"], ox.NamedNode(one.iri))


def contradictions(claims: Iterable[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Yield each pair of claims of which one says and the other denies the same."""
    said: dict[tuple[str, str, str], list[Claim]] = {}
    for claim in claims:
        said.setdefault((claim.subject, claim.predicate, claim.object), []).append(claim)
    for group in said.values():
        for_, against = [c for c in group if c.holds], [c for c in group if not c.holds]
        yield from ((one, other) for one in for_ for other in against)


def read(store: GraphStore, shop: str, kind: Kind, subject: str | None = None) -> list[Claim]:
    """Read a shop's claims of one kind, about one node or all, surest first."""
    which = f"VALUES ?s {{ <{subject}> }} " if subject else ""
    rows = store.select(
        f"SELECT ?s ?p ?o ?holds ?confidence ?source ?sentence WHERE {{ GRAPH <{claims_iri(shop, kind)}> {{ {which}"
        f"?c {_P['subject']} ?s ; {_P['predicate']} ?p ; {_P['object']} ?o ; {_P['holds']} ?holds ; "
        f"{_P['confidence']} ?confidence ; {_P['source']} ?source . OPTIONAL {{ ?c {_P['sentence']} ?sentence }} }} }} "
        "ORDER BY DESC(?confidence) ?s ?p ?o ?sentence"
    )
    return [
        Claim(
            kind, str(r["s"]), str(r["p"]), str(r["o"]), bool(r["holds"]), float(r["confidence"]), str(r["source"]),
            str(r.get("sentence", "")),
        )
        for r in rows
    ]  # fmt: skip
