"""How each kind of derived store is filled from a view: from nothing, or with what changed.

Owns: which items and texts go into which store. Does not know: generations and their swap (`derive`), searching.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from knowledge import graph, lexical
from knowledge.derived import COLLECTION_FILE, made_with
from knowledge.embed import Embedder
from knowledge.graph import graph_iri, item_iri, item_triples, schema_triples
from knowledge.graph_stores import EmbeddedGraph, SparqlGraph
from knowledge.item_text import ItemText, item_keys
from knowledge.lexical import Document, TantivyIndex
from knowledge.matrix import Matrix
from knowledge.other_titles import title_attributes
from knowledge.settings import Settings
from knowledge.types import Item
from knowledge.vectors import ChromaVectors, close_client, collection_name, embedded_client, server_client
from knowledge.vocabulary import VOCABULARY_FILE, count_words

Progress = Callable[[str, int, int], None]
_BATCH = 1_000


@dataclass(frozen=True)
class Change:
    """Ids of items that an import added or changed, and of those that it deleted."""

    changed: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.changed) + len(self.deleted)


class Maker(Protocol):
    """Fills the folder of a generation; `build` and `change` return the number of items found inside afterwards."""

    made_with: str

    def build(self, folder: Path, view: Any, progress: Progress | None) -> int:
        """Fill an empty folder with all items of the view."""
        ...

    def touched(self, folder: Path, view: Any, change: Change) -> Change:
        """Return what of a change alters this store, whose generation in use is `folder`."""
        ...

    def change(self, folder: Path, view: Any, change: Change, progress: Progress | None) -> int:
        """Bring a copy of the generation before to the view; `change` is what `touched` returned."""
        ...


def maker_of(kind: str, settings: Settings, embedder: Embedder) -> Maker:
    """Return the maker of a kind of store."""
    makers: dict[str, Callable[[], Maker]] = {
        "vectors": lambda: VectorsMaker(settings, embedder),
        "lexical": lambda: LexicalMaker(),
        "graph": lambda: GraphMaker(settings),
    }
    return makers[kind]()


class VectorsMaker:
    """Embeds items into Chroma and into the matrix beside it."""

    def __init__(self, settings: Settings, embedder: Embedder) -> None:
        self._settings, self._embedder = settings, embedder
        self.made_with = made_with(embedder.name)["vectors"]

    def build(self, folder: Path, view: Any, progress: Progress | None) -> int:
        """See `Maker.build`."""
        name = collection_name(view.shop.name, folder.name)
        (folder / COLLECTION_FILE).write_text(name, "utf-8")
        if self._settings.chroma_url:
            self._drop_old(view.shop.name, folder)
        return self._fill(folder, name, view, Change(tuple(view.ids)), _no_rows(self._embedder.dim), progress)

    def _drop_old(self, shop: str, folder: Path) -> None:
        """Remove the shop's collections that no generation of vectors names any more."""
        kept = {file.read_text("utf-8") for file in folder.parent.glob(f"*/{COLLECTION_FILE}")}
        client = server_client(self._settings.chroma_url)
        for collection in client.list_collections():
            if collection.name.startswith(collection_name(shop) + "-") and collection.name not in kept:
                ChromaVectors(client, collection.name).drop()
        close_client(client)

    def touched(self, folder: Path, view: Any, change: Change) -> Change:
        """See `Maker.touched`: a new price or stock leaves the text of an item, and its vector, as they were."""
        before, text = Matrix.load(folder), ItemText(view.shop)
        known = before.find(item_keys(change.changed))
        other = []
        for item_id, row in zip(change.changed, known.tolist(), strict=True):
            item = view.item(item_id)
            if item is None or row < 0 or _text_keys([text.to_embed(item)])[0] != before.texts[row]:
                other.append(item_id)
        return Change(tuple(other), change.deleted)

    def change(self, folder: Path, view: Any, change: Change, progress: Progress | None) -> int:
        """See `Maker.change`."""
        name = (folder / COLLECTION_FILE).read_text("utf-8")
        return self._fill(folder, name, view, change, Matrix.load(folder), progress)

    def _fill(
        self, folder: Path, name: str, view: Any, change: Change, before: Matrix, progress: Progress | None
    ) -> int:
        url = self._settings.chroma_url
        with ThreadPoolExecutor(1, thread_name_prefix="open") as opening:
            # Chroma takes seconds to load; the first batch is embedded meanwhile.
            opened = opening.submit(lambda: server_client(url) if url else embedded_client(folder / "chroma"))
            try:
                batches = self._embedded(view, change.changed, progress)
                first = next(batches, None)
                store = ChromaVectors(opened.result(), name, create=True, n_expected=len(view.ids))
                parts = [_no_rows(self._embedder.dim)]
                for ids, part in chain([first] if first else [], batches):
                    store.upsert(ids, part.rows)
                    parts.append(part)
                store.delete(change.deleted)
                after = before.merged(item_keys(change.deleted), _joined(parts))
                after.save(folder)
                n_near = store.count()
            finally:
                if not url and opened.exception() is None:
                    close_client(opened.result())
        return min(len(after), n_near)

    def _embedded(self, view: Any, ids: Sequence[str], progress: Progress | None) -> Iterator[tuple[list[str], Matrix]]:
        """Yield ids and their vectors, unsorted, in batches; the next is embedded while the caller writes the last."""
        text = ItemText(view.shop)

        def embed(items: list[Item]) -> tuple[list[str], Matrix]:
            ids, texts = [i.item_id for i in items], [text.to_embed(i) for i in items]
            return ids, Matrix(item_keys(ids), self._embedder.embed(texts), _text_keys(texts))

        with ThreadPoolExecutor(1, thread_name_prefix="ahead") as ahead:
            waiting: Future[tuple[list[str], Matrix]] | None = None
            for items in _batches(view, ids, "vectors", progress):
                coming = ahead.submit(embed, items)
                if waiting is not None:
                    yield waiting.result()
                waiting = coming
            if waiting is not None:
                yield waiting.result()


class LexicalMaker:
    """Indexes the words of items, and counts them for corrections."""

    made_with = lexical.MADE_WITH

    def build(self, folder: Path, view: Any, progress: Progress | None) -> int:
        """See `Maker.build`."""
        index = TantivyIndex(folder / "tantivy", create=True)
        return self._fill(index, folder, view, Change(tuple(view.ids)), Counter(), progress)

    def touched(self, folder: Path, view: Any, change: Change) -> Change:
        """See `Maker.touched`."""
        return change

    def change(self, folder: Path, view: Any, change: Change, progress: Progress | None) -> int:
        """See `Maker.change`. Words of deleted items stay counted until a build: a count only ranks."""
        counts = Counter(json.loads((folder / VOCABULARY_FILE).read_text("utf-8")))
        return self._fill(TantivyIndex(folder / "tantivy"), folder, view, change, counts, progress)

    def _fill(
        self,
        index: TantivyIndex,
        folder: Path,
        view: Any,
        change: Change,
        counts: Counter[str],
        progress: Progress | None,
    ) -> int:
        text, titles = ItemText(view.shop), title_attributes(view.shop)

        def documents() -> Iterator[Document]:
            for items in _batches(view, change.changed, "lexical", progress):
                keys = item_keys([i.item_id for i in items])
                for item, key in zip(items, keys.tolist(), strict=True):
                    head, body = text.fields(item)
                    counts.update(count_words(item, titles))
                    yield Document(item.item_id, key, head, body)

        index.upsert(documents())
        if change.deleted:
            index.delete(change.deleted)
        (folder / VOCABULARY_FILE).write_text(json.dumps(counts, ensure_ascii=False), "utf-8")
        return index.count()


class GraphMaker:
    """Writes items, categories, values and links as triples."""

    made_with = graph.MADE_WITH

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def build(self, folder: Path, view: Any, progress: Progress | None) -> int:
        """See `Maker.build`."""

        def triples() -> Iterator[Any]:
            yield from schema_triples(view.shop)
            for items in _batches(view, view.ids, "graph", progress):
                for item in items:
                    yield from item_triples(item, view.links(item.item_id))

        store = self._store(folder)
        store.replace(graph_iri(view.shop.name), triples())
        return graph.count_items(store, view.shop.name)

    def touched(self, folder: Path, view: Any, change: Change) -> Change:
        """See `Maker.touched`."""
        return change

    def change(self, folder: Path, view: Any, change: Change, progress: Progress | None) -> int:
        """See `Maker.change`."""
        triples = list(schema_triples(view.shop))
        for items in _batches(view, change.changed, "graph", progress):
            for item in items:
                triples += item_triples(item, view.links(item.item_id))
        store = self._store(folder)
        store.change(
            graph_iri(view.shop.name),
            triples,
            forget=[item_iri(i) for i in change.changed],
            erase=[item_iri(i) for i in change.deleted],
        )
        return graph.count_items(store, view.shop.name)

    def _store(self, folder: Path) -> graph.GraphStore:
        if self._settings.sparql_url:
            return SparqlGraph(self._settings.sparql_url, self._settings.sparql_update_url)
        return EmbeddedGraph(folder / "oxigraph", writable=True)


def _no_rows(dim: int) -> Matrix:
    return Matrix(np.zeros(0, np.int64), np.zeros((0, dim), np.float32), np.zeros(0, np.int64))


def _joined(parts: Sequence[Matrix]) -> Matrix:
    return Matrix.of(*(np.concatenate([getattr(p, name) for p in parts]) for name in ("keys", "rows", "texts")))


def _text_keys(texts: Sequence[str]) -> NDArray[np.int64]:
    """Digest texts; they have the form of items' keys."""
    return item_keys(texts)


def _batches(view: Any, ids: Sequence[str], kind: str, progress: Progress | None) -> Iterator[list[Item]]:
    """Yield the items of these ids in batches, telling `progress`; ids that the view does not have are left out."""
    for start in range(0, len(ids), _BATCH):
        if items := view.items(ids[start : start + _BATCH]):
            yield items
        if progress:
            progress(kind, min(start + _BATCH, len(ids)), len(ids))
