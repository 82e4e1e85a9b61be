"""The store of vectors: a port of five verbs, and its adapters over Chroma in process and a Chroma server.

Owns: how vectors are kept and searched approximately. Does not know: texts, embedders, items, generations.
"""

from __future__ import annotations

import contextlib
import re
import threading
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from knowledge.errors import StoreError

Vectors = NDArray[np.float32]

#: Chroma's HNSW graph. Its defaults (16 neighbours, 100, 100) reach recall@50 of .17 on random vectors; these were set
#: on the recall that `python -m knowledge.bench` prints for vectors of generated shop items.
HNSW = {"space": "ip", "max_neighbors": 24, "ef_construction": 120, "ef_search": 160}
#: Chroma 1.5.9 writes its graph to disk after every so many changes and replays the later ones, one by one, whenever
#: the folder is opened (5,000 replayed: 2 s). A twentieth of the items bounds that without writing the graph too often.
MIN_SYNC, SYNC_SHARE = 1_000, 0.05
_BATCH = 1_000
_OPENING = threading.Lock()


class VectorStore(Protocol):
    """Vectors of length 1 by item id. Two adapters answer alike up to the recall of an approximate index."""

    def upsert(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Add or replace; `vectors` float32 (n, dim)."""
        ...

    def delete(self, ids: Sequence[str]) -> None:
        """Remove; ids that are not there are ignored."""
        ...

    def query(self, vector: Vectors, k: int, among: Sequence[str] | None = None) -> list[tuple[str, float]]:
        """Return at most `k` (id, cosine -1..1), nearest first; only ids in `among`, None = all."""
        ...

    def get(self, ids: Sequence[str]) -> dict[str, Vectors]:
        """Return the vectors of those ids that are there."""
        ...

    def count(self) -> int:
        """Return how many vectors there are."""
        ...


class ChromaVectors:
    """`VectorStore` over one Chroma collection, in process or on a server."""

    def __init__(self, client: Any, name: str, *, create: bool = False, n_expected: int = 0) -> None:
        """Open the collection, or make it for about `n_expected` vectors. Raises StoreError where it is missing (and
        `create` is not set); every method raises it where Chroma fails.
        """
        self._client, self.name = client, name
        with _failures(f"no usable collection {name!r}"):
            if create:
                hnsw = HNSW | {"sync_threshold": max(MIN_SYNC, int(SYNC_SHARE * n_expected))}
                self._collection = client.get_or_create_collection(
                    name, configuration={"hnsw": hnsw}, embedding_function=None
                )
            else:
                self._collection = client.get_collection(name, embedding_function=None)

    def upsert(self, ids: Sequence[str], vectors: Vectors) -> None:
        """See `VectorStore.upsert`."""
        for start in range(0, len(ids), _BATCH):
            part = slice(start, start + _BATCH)
            with _failures("cannot write"):
                self._collection.upsert(ids=list(ids[part]), embeddings=vectors[part])

    def delete(self, ids: Sequence[str]) -> None:
        """See `VectorStore.delete`."""
        for start in range(0, len(ids), _BATCH):
            with _failures("cannot delete"):
                self._collection.delete(ids=list(ids[start : start + _BATCH]))

    def query(self, vector: Vectors, k: int, among: Sequence[str] | None = None) -> list[tuple[str, float]]:
        """See `VectorStore.query`."""
        if k <= 0 or (among is not None and not among):
            return []
        with _failures("cannot search"):
            found = self._collection.query(
                query_embeddings=np.asarray(vector, dtype=np.float32).reshape(1, -1),
                n_results=k,
                ids=None if among is None else list(among),
                include=["distances"],
            )
        # Chroma's "ip" distance is 1 - inner product.
        return [(i, 1.0 - float(d)) for i, d in zip(found["ids"][0], found["distances"][0], strict=True)]

    def get(self, ids: Sequence[str]) -> dict[str, Vectors]:
        """See `VectorStore.get`."""
        with _failures("cannot read"):
            found = self._collection.get(ids=list(ids), include=["embeddings"])
        return {i: np.asarray(v, dtype=np.float32) for i, v in zip(found["ids"], found["embeddings"], strict=True)}

    def count(self) -> int:
        """See `VectorStore.count`."""
        with _failures("cannot count"):
            return int(self._collection.count())

    def drop(self) -> None:
        """Remove the whole collection (a server keeps the collections of old generations until told)."""
        self._client.delete_collection(self.name)


def embedded_client(folder: Path) -> Any:
    """Open Chroma in process on a folder. One process writes; others may read what is no longer written."""
    import chromadb
    from chromadb.config import Settings as ChromaSettings

    # Chroma shares one system per folder among clients, but makes it without a lock.
    with _OPENING, _failures(f"cannot open {folder}"):
        return chromadb.PersistentClient(str(folder), settings=ChromaSettings(anonymized_telemetry=False))


def server_client(url: str) -> Any:
    """Connect to a Chroma server. Raises StoreError where there is none."""
    import chromadb
    from chromadb.config import Settings as ChromaSettings

    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise StoreError(f"{url!r}", expected="a URL such as http://chroma:8000", where="DAOGOU_CHROMA_URL")
    try:
        return chromadb.HttpClient(
            host=parts.hostname,
            port=parts.port or (443 if parts.scheme == "https" else 80),
            ssl=parts.scheme == "https",
            settings=ChromaSettings(anonymized_telemetry=False),
        )
    except Exception as error:  # chromadb wraps every failure to connect into ValueError or its own errors
        raise StoreError(f"no Chroma server answers ({error})", where=url, remedy="start it, or unset it") from error


def collection_name(shop: str, generation: str = "") -> str:
    """Return a name that Chroma accepts (3 to 512 of [a-zA-Z0-9._-]) for any shop's name, without collisions."""
    slug = re.sub(r"[^a-zA-Z0-9]+", "-", shop).strip("-")[:40]
    mark = blake2b(shop.encode(), digest_size=6).hexdigest()
    return "-".join(filter(None, ("daogou", slug, mark, generation)))


def close_client(client: Any) -> None:
    """Let go of a client's files or connections."""
    with _OPENING:
        client.close()


@contextlib.contextmanager
def _failures(what: str) -> Iterator[None]:
    """Turn whatever Chroma raises into a StoreError: its own errors, bare ones of its bindings, and panics of its
    Rust side, which are no `Exception`.
    """
    try:
        yield
    except BaseException as error:
        if isinstance(error, Exception) or type(error).__name__ == "PanicException":
            raise StoreError(f"{what} ({error})", where="Chroma", remedy="rebuild the vectors") from error
        raise
