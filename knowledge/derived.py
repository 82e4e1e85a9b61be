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
from knowledge.item_text import EMBEDDED_AS
from knowledge.lexical import LexicalIndex, TantivyIndex
from knowledge.matrix import Matrix
from knowledge.settings import Settings
from knowledge.vectors import ChromaVectors, close_client, embedded_client, server_client

logger = logging.getLogger(__name__)

#: The graph before the words: it is done in Python, which stands still while Chroma writes.
KINDS = ("vectors", "graph", "lexical")
#: File in a generation of vectors that names its Chroma collection: on a server it outlives the folder.
COLLECTION_FILE = "collection.txt"
#: What is wrong with a store that was never made.
NONE_YET = "there is none yet"
#: How long the one who notices a new generation waits for it to open, seconds.
_WAIT_S = 0.3
#: How long a generation stays open after it was replaced, seconds: longer than any query.
_RETIRE_S = 30.0
T = TypeVar("T")


@dataclass(frozen=True)
class OpenVectors:
    """Vectors of a shop: `exact` for scoring all of a set, `near` for the nearest of very many."""

    exact: Matrix
    near: ChromaVectors
    client: Any

    def close(self) -> None:
        """Let go of Chroma; the matrix goes with its last user."""
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
    try:
        near = ChromaVectors(client, name)
        if len(exact):
            near.query(exact.rows[0], 1)  # reads the graph now, and not when the first shopper asks
    except StoreError:
        close_client(client)
        raise
    return OpenVectors(exact, near, client)


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
        self._failed: dict[str, Stamp] = {}
        self._openers: dict[str, threading.Thread] = {}
        self._lock = threading.Lock()
        self._closed = False
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
            if opened is None or kind in self.faults:
                wrong[kind] = self.faults.get(kind, NONE_YET)
            elif opened.stamp.version != version:
                wrong[kind] = f"it has version {opened.stamp.version} of the shop, SQL has {version}"
            elif opened.stamp.made_with != made_with[kind]:
                wrong[kind] = f"it was made with {opened.stamp.made_with}, now {made_with[kind]} is set"
        return wrong

    def close(self) -> None:
        """Let go of all stores. What is still being opened lets go of itself."""
        with self._lock:
            self._closed = True
            for opened in self._opened.values():
                _close(opened.store)
            self._opened.clear()

    def _get(self, kind: str) -> Opened[Any] | None:
        """Return the newest store that is whole, None where there is none.

        A new generation is opened beside the one in use: who notices it waits a moment (small stores open in less),
        everybody else goes on with the one they have. One that cannot be opened is not tried again.
        """
        opened = self._opened.get(kind)
        try:
            stamp = self._shelves[kind].current()
        except StoreError as error:
            self._note(kind, error)
            return opened
        if (opened is not None and opened.stamp == stamp) or (stamp is not None and self._failed.get(kind) == stamp):
            return opened
        if stamp is None:
            self.faults[kind] = NONE_YET
            return opened
        with self._lock:
            worker = self._openers.get(kind)
            is_mine = worker is None or not worker.is_alive()
            if is_mine:
                worker = threading.Thread(target=self._open, args=(kind, stamp), name=f"open-{kind}", daemon=True)
                self._openers[kind] = worker
                worker.start()
        assert worker is not None
        if opened is None:
            worker.join()
        elif is_mine:
            worker.join(_WAIT_S)
        return self._opened.get(kind)

    def _open(self, kind: str, stamp: Stamp) -> None:
        before = self._opened.get(kind)
        try:
            if before is not None and before.stamp.generation == stamp.generation:
                store = before.store  # only the version moved on
            else:
                store = _OPENERS[kind](self._settings, self._shelves[kind].path(stamp.generation))
                self._check_count(kind, stamp, store)
        except StoreError as error:
            self._failed[kind] = stamp
            self._note(kind, error)
            return
        with self._lock:
            if self._closed:
                _close(store)
                return
            self._opened[kind] = Opened(stamp, store)
            self.faults.pop(kind, None)
        if before is not None and before.store is not store:
            # A query on the one before may be under way.
            retire = threading.Timer(_RETIRE_S, _close, (before.store,))
            retire.daemon = True
            retire.start()

    def _note(self, kind: str, error: StoreError) -> None:
        if self.faults.get(kind) != str(error):
            logger.error("shop %s: the %s cannot be used: %s", self.shop, kind, error)
        self.faults[kind] = str(error)

    def _check_count(self, kind: str, stamp: Stamp, store: Any) -> None:
        """Hold the number of items inside against the stamp: a cheap sign of a store cut short."""
        if kind == "vectors":
            found = [len(store.exact), store.near.count()]
        elif kind == "lexical":
            found = [store.count()]
        else:
            found = [graph.count_items(store, self.shop)]
        if any(n != stamp.n_items for n in found):
            _close(store)
            raise StoreError(
                f"{found[-1]} items inside",
                expected=str(stamp.n_items),
                where=f"{kind} of shop {self.shop}",
                remedy="rebuild it",
            )


def made_with(embedder_name: str) -> dict[str, str]:
    """Return for each kind of store what a good one is made with now."""
    return {"vectors": f"{embedder_name}, {EMBEDDED_AS}", "lexical": lexical.MADE_WITH, "graph": graph.MADE_WITH}


def _close(store: Any) -> None:
    """Let go of a store; only Chroma keeps files and memory beyond its last user."""
    if isinstance(store, OpenVectors):
        store.close()
