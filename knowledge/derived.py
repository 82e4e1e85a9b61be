"""The derived stores of one shop, opened for reading, and reopened when another process swapped in a new generation.

Owns: open stores per generation, what is wrong with them. Does not know: how they are made (`derive`), ranking.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from knowledge import graph, lexical
from knowledge.errors import StoreError
from knowledge.generations import Generations, Stamp
from knowledge.graph import GraphStore
from knowledge.graph_stores import EmbeddedGraph, SparqlGraph
from knowledge.lexical import LexicalIndex, TantivyIndex
from knowledge.matrix import Matrix
from knowledge.settings import Settings
from knowledge.vectors import ChromaVectors, close_client, embedded_client, server_client

logger = logging.getLogger(__name__)

KINDS = ("vectors", "lexical", "graph")
#: File in a generation of vectors that names its Chroma collection: on a server it outlives the folder.
COLLECTION_FILE = "collection.txt"
#: What is wrong with a store that was never made.
NONE_YET = "there is none yet"
T = TypeVar("T")


@dataclass(frozen=True)
class OpenVectors:
    """Vectors of a shop: `exact` for scoring all of a set, `near` for the nearest of very many."""

    exact: Matrix
    near: ChromaVectors
    client: Any
    is_embedded: bool

    def close(self) -> None:
        """Let go of Chroma's files; the matrix goes with its last user."""
        if self.is_embedded:
            close_client(self.client)


@dataclass(frozen=True)
class Opened(Generic[T]):
    """A store with the stamp of what it holds."""

    stamp: Stamp
    store: T


def open_vectors(settings: Settings, folder: Path) -> OpenVectors:
    """Open a generation of vectors. Raises StoreError where it is damaged."""
    exact = Matrix.load(folder)
    try:
        name = (folder / COLLECTION_FILE).read_text("utf-8")
    except OSError as error:
        raise StoreError(f"unreadable ({error})", where=str(folder), remedy="rebuild the vectors") from error
    client = server_client(settings.chroma_url) if settings.chroma_url else embedded_client(folder / "chroma")
    return OpenVectors(exact, ChromaVectors(client, name), client, not settings.chroma_url)


def open_lexical(settings: Settings, folder: Path) -> LexicalIndex:
    """Open a generation of the lexical index. Raises StoreError where it is damaged."""
    return TantivyIndex(folder / "tantivy")


def open_graph(settings: Settings, folder: Path) -> GraphStore:
    """Open the graph: a generation in process, or the server. Raises StoreError where it is damaged."""
    if settings.sparql_url:
        return SparqlGraph(settings.sparql_url, settings.sparql_update_url)
    return EmbeddedGraph(folder / "oxigraph")


_OPENERS: dict[str, Any] = {"vectors": open_vectors, "lexical": open_lexical, "graph": open_graph}


class Derived:
    """Reads the derived stores of one shop. Thread-safe. A store that cannot be opened is None; `faults` says why."""

    def __init__(self, settings: Settings, shop: str) -> None:
        self._settings, self.shop = settings, shop
        self._shelves = {kind: Generations(settings.data, shop, kind) for kind in KINDS}
        self._opened: dict[str, Opened[Any]] = {}
        self._lock = threading.Lock()
        self.faults: dict[str, str] = {}

    def vectors(self) -> Opened[OpenVectors] | None:
        """Return the newest vectors."""
        return self._get("vectors")

    def lexical(self) -> Opened[LexicalIndex] | None:
        """Return the newest lexical index."""
        return self._get("lexical")

    def graph(self) -> Opened[GraphStore] | None:
        """Return the newest graph."""
        return self._get("graph")

    def path(self, kind: str) -> Path | None:
        """Return the folder of the open generation of a store, None where it is not open."""
        opened = self._get(kind)
        return None if opened is None else self._shelves[kind].path(opened.stamp.generation)

    def lag(self, version: int, made_with: Mapping[str, str], kinds: Sequence[str] = KINDS) -> dict[str, str]:
        """Say for each store that is not what it should be at `version` of the shop what is wrong with it."""
        wrong = {}
        for kind in kinds:
            opened = self._get(kind)
            if opened is None:
                wrong[kind] = self.faults.get(kind, NONE_YET)
            elif opened.stamp.version != version:
                wrong[kind] = f"it has version {opened.stamp.version} of the shop, SQL has {version}"
            elif opened.stamp.made_with != made_with[kind]:
                wrong[kind] = f"it was made with {opened.stamp.made_with}, now {made_with[kind]} is set"
        return wrong

    def _get(self, kind: str) -> Opened[Any] | None:
        shelf = self._shelves[kind]
        try:
            stamp = shelf.current()
            opened = self._opened.get(kind)
            if opened is not None and opened.stamp == stamp:
                return opened
            with self._lock:
                opened = self._opened.get(kind)
                if opened is not None and opened.stamp == stamp:
                    return opened
                if stamp is None:
                    self.faults[kind] = NONE_YET
                    return None
                return self._open(kind, stamp)
        except StoreError as error:
            if self.faults.get(kind) != str(error):
                logger.error("shop %s: the %s cannot be used: %s", self.shop, kind, error)
            self.faults[kind] = str(error)
            return None

    def _open(self, kind: str, stamp: Stamp) -> Opened[Any]:
        before = self._opened.get(kind)
        if before is not None and before.stamp.generation == stamp.generation:
            store = before.store  # only the version moved on
        else:
            store = _OPENERS[kind](self._settings, self._shelves[kind].path(stamp.generation))
            self._check_count(kind, stamp, store)
        self._opened[kind] = Opened(stamp, store)
        self.faults.pop(kind, None)
        return self._opened[kind]

    def _check_count(self, kind: str, stamp: Stamp, store: Any) -> None:
        """Hold the number of items inside against the stamp: a cheap sign of a store cut short."""
        if kind == "vectors":
            found = [len(store.exact), store.near.count()]
        elif kind == "lexical":
            found = [store.count()]
        else:
            found = [stamp.n_items if store.count(graph.graph_iri(self.shop)) >= stamp.n_items else 0]
        if any(n != stamp.n_items for n in found):
            raise StoreError(
                f"{found[-1]} items inside",
                expected=str(stamp.n_items),
                where=f"{kind} of shop {self.shop}",
                remedy="rebuild it",
            )


def made_with(embedder_name: str) -> dict[str, str]:
    """Return for each kind of store what a good one is made with now."""
    return {"vectors": embedder_name, "lexical": lexical.MADE_WITH, "graph": graph.MADE_WITH}
