"""Stores of graphs: pyoxigraph in process, and any SPARQL 1.1 server over HTTP.

Owns: the two adapters of `graph.GraphStore`. Does not know: shops' facts, what is asked.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import httpx
import pyoxigraph as ox

from knowledge.errors import StoreError
from knowledge.graph import PREFIXES, Answer

_XSD = PREFIXES["xsd"]
_NUMBERS = {_XSD + t for t in ("double", "float", "decimal", "integer", "int", "long", "nonNegativeInteger")}
_BATCH = 5_000


class EmbeddedGraph:
    """`GraphStore` in process, in a folder (one process writes, or any number read) or, with folder None, in memory."""

    def __init__(self, folder: Path | None = None, *, writable: bool = False) -> None:
        """Open the store. Raises StoreError where the folder holds none or a damaged one."""
        try:
            if folder is None:
                self._store = ox.Store()
            elif writable:
                self._store = ox.Store(str(folder))
            else:
                self._store = ox.Store.read_only(str(folder))
        except (OSError, ValueError, RuntimeError) as error:
            raise StoreError(f"no usable graph ({error})", where=str(folder), remedy="rebuild the graph") from error

    def replace(self, graph: str, triples: Iterable[ox.Triple]) -> None:
        """See `GraphStore.replace`. Not atomic for readers of this object: it is used on a generation not yet read."""
        name = ox.NamedNode(graph)
        self._store.remove_graph(name)
        self._store.bulk_extend(ox.Quad(t.subject, t.predicate, t.object, name) for t in triples)
        # Compact now, else RocksDB does it over every later change's copy, at that import's cost.
        self._store.optimize()
        self._store.flush()

    def change(
        self, graph: str, triples: Iterable[ox.Triple], *, forget: Sequence[str] = (), erase: Sequence[str] = ()
    ) -> None:
        """See `GraphStore.change`. What is dropped and added again is not touched: a change is mostly of one triple."""
        name = ox.NamedNode(graph)
        added = {ox.Quad(t.subject, t.predicate, t.object, name) for t in triples}
        gone: set[ox.Quad] = set()
        for iri in (*forget, *erase):
            gone.update(self._store.quads_for_pattern(ox.NamedNode(iri), None, None, name))
        for iri in erase:
            gone.update(self._store.quads_for_pattern(None, None, ox.NamedNode(iri), name))
        for quad in gone - added:
            self._store.remove(quad)
        self._store.extend(added - gone)
        self._store.flush()

    def select(self, query: str) -> list[Answer]:
        """See `GraphStore.select`."""
        try:
            return _answers(self._store.query(query))
        except (SyntaxError, OSError, RuntimeError) as error:
            raise StoreError(f"the query failed ({error})", where="graph", remedy="see the query") from error

    def export(self, graph: str) -> bytes:
        """See `GraphStore.export`."""
        out = io.BytesIO()
        self._store.dump(out, ox.RdfFormat.TURTLE, from_graph=ox.NamedNode(graph), prefixes=PREFIXES)
        return out.getvalue()

    def count(self, graph: str) -> int:
        """See `GraphStore.count`."""
        return _count(self.select(_COUNT % graph))


class SparqlGraph:
    """`GraphStore` on a server that speaks the SPARQL 1.1 protocol (Oxigraph, Fuseki, GraphDB, Virtuoso …)."""

    def __init__(self, query_url: str, update_url: str = "", *, timeout_s: float = 30.0) -> None:
        """`update_url` "" = `query_url` with its last part changed to "update"."""
        self._query_url = query_url
        self._update_url = update_url or query_url.rstrip("/").rsplit("/", 1)[0] + "/update"
        self._client = httpx.Client(timeout=timeout_s)

    def replace(self, graph: str, triples: Iterable[ox.Triple]) -> None:
        """See `GraphStore.replace`. Loads into a graph beside and moves it: SPARQL 1.1 MOVE is one operation."""
        beside = f"{graph}:next"
        self._update(f"DROP SILENT GRAPH <{beside}>")
        rest, n_triples = iter(triples), 0
        while batch := list(islice(rest, _BATCH)):
            n_triples += len(batch)
            self._update(_insert(beside, batch))
        self._update(f"MOVE GRAPH <{beside}> TO <{graph}>" if n_triples else f"DROP SILENT GRAPH <{graph}>")

    def change(
        self, graph: str, triples: Iterable[ox.Triple], *, forget: Sequence[str] = (), erase: Sequence[str] = ()
    ) -> None:
        """See `GraphStore.change`. One update request, which servers carry out as one transaction."""
        parts = []
        if subjects := [*forget, *erase]:
            parts.append(_delete(graph, "?s", subjects))
        if erase:
            parts.append(_delete(graph, "?o", erase))
        if added := list(triples):
            parts.append(_insert(graph, added))
        if parts:
            self._update(" ;\n".join(parts))

    def select(self, query: str) -> list[Answer]:
        """See `GraphStore.select`."""
        body = self._post(self._query_url, query, "application/sparql-query", "application/sparql-results+json")
        return _answers(ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON))

    def export(self, graph: str) -> bytes:
        """See `GraphStore.export`."""
        query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
        return self._post(self._query_url, query, "application/sparql-query", "text/turtle")

    def count(self, graph: str) -> int:
        """See `GraphStore.count`."""
        return _count(self.select(_COUNT % graph))

    def _update(self, update: str) -> None:
        self._post(self._update_url, update, "application/sparql-update", "*/*")

    def _post(self, url: str, body: str, kind: str, accept: str) -> bytes:
        try:
            answer = self._client.post(url, content=body.encode(), headers={"Content-Type": kind, "Accept": accept})
            answer.raise_for_status()
        except httpx.HTTPStatusError as error:
            said = error.response.text[:300]
            raise StoreError(
                f"the SPARQL server said {error.response.status_code}: {said}", where=url, remedy="see the server's log"
            ) from error
        except httpx.HTTPError as error:
            raise StoreError(
                f"no SPARQL server answers ({error})", where=url, remedy="start it, or unset DAOGOU_SPARQL_URL"
            ) from error
        return answer.content


_COUNT = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH <%s> { ?s ?p ?o } }"


def _count(answers: list[Answer]) -> int:
    return int(answers[0]["n"])


def _insert(graph: str, triples: Iterable[ox.Triple]) -> str:
    lines = "\n".join(f"{t.subject} {t.predicate} {t.object} ." for t in triples)
    return f"INSERT DATA {{ GRAPH <{graph}> {{\n{lines}\n}} }}"


def _delete(graph: str, variable: str, iris: Iterable[str]) -> str:
    nodes = " ".join(f"<{i}>" for i in iris)
    pattern = f"GRAPH <{graph}> {{ ?s ?p ?o }}"
    return f"DELETE {{ {pattern} }} WHERE {{ VALUES {variable} {{ {nodes} }} {pattern} }}"


def _answers(solutions: Any) -> list[Answer]:
    if not isinstance(solutions, ox.QuerySolutions):
        raise StoreError("a query of another form", expected="SELECT", where="graph", remedy="see the query")
    names = [v.value for v in solutions.variables]
    return list(_rows(solutions, names))


def _rows(solutions: Any, names: Sequence[str]) -> Iterator[Answer]:
    for solution in solutions:
        row: Answer = {}
        for name, term in zip(names, solution, strict=True):
            if term is not None:
                row[name] = _value(term)
        yield row


def _value(term: Any) -> str | float | bool:
    if isinstance(term, ox.Literal):
        kind = term.datatype.value
        if kind in _NUMBERS:
            return float(term.value)
        if kind == _XSD + "boolean":
            return term.value in ("true", "1")
    return str(term.value)
