"""The lexical index: a port of four verbs, and its adapter over tantivy.

Owns: fields, weights of fields, BM25 search within a set of items. Does not know: items' fields (`item_text`),
corrections, which generation is in use.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
import tantivy
from numpy.typing import NDArray

from knowledge import tokens
from knowledge.errors import StoreError

Keys = NDArray[np.int64]
Scores = NDArray[np.float32]

#: Name of the cut: an index made with another one must be rebuilt.
MADE_WITH = "tantivy-0.27:rjieba:3"

#: Weight of a match by field. Words of the title and category name the thing; pairs of characters catch what the
#: dictionary cuts differently. Picked on the development half of taodescribe (`daogou evaluate search`).
FIELD_WEIGHTS = {"head": 3.0, "body": 1.0, "head_pairs": 4.0, "body_pairs": 1.0}
#: Up to so many items and such a share of all, the set goes into the query as terms; above, more hits are fetched, and
#: those outside left out.
N_AMONG_TERMS, AMONG_SHARE = 2_000, 0.05
_N_QUERY_TOKENS = 64
_HEAP_BYTES = 64_000_000


@dataclass(frozen=True)
class Document:
    """What is indexed of an item: `head` names it, `body` is said of it, `key` is `item_text.item_keys` of its id."""

    item_id: str
    key: int
    head: str
    body: str


class LexicalIndex(Protocol):
    """Items by their words, ranked by BM25."""

    def upsert(self, documents: Iterable[Document]) -> None:
        """Add or replace."""
        ...

    def delete(self, ids: Sequence[str]) -> None:
        """Remove; ids that are not there are ignored."""
        ...

    def query(self, text: str, k: int, among: Keys | None = None) -> tuple[Keys, Scores]:
        """Return keys and BM25 scores (above 0) of at most `k` items, best first; only `among`, ascending."""
        ...

    def count(self) -> int:
        """Return how many items there are."""
        ...


class TantivyIndex:
    """`LexicalIndex` over a tantivy folder. One process writes; readers open what is no longer written."""

    def __init__(self, folder: Path, *, create: bool = False) -> None:
        """Open the index. Raises StoreError where it is missing (and `create` is not set) or damaged."""
        try:
            if create:
                folder.mkdir(parents=True, exist_ok=True)
                self._index = tantivy.Index(_schema(), path=str(folder))
            else:
                self._index = tantivy.Index.open(str(folder))
            analyzer = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
            self._index.register_tokenizer("cut", analyzer)
            self._searcher = self._index.searcher()
        except (ValueError, OSError) as error:
            raise StoreError(f"no usable index ({error})", where=str(folder), remedy="rebuild it") from error
        self._schema = self._index.schema

    def upsert(self, documents: Iterable[Document]) -> None:
        """See `LexicalIndex.upsert`."""
        writer = self._index.writer(heap_size=_HEAP_BYTES, num_threads=1)
        is_new = self._searcher.num_docs == 0  # a deletion is noted even where there is nothing to delete
        for d in documents:
            if not is_new:
                writer.delete_documents_by_term("id", d.item_id)
            made = tantivy.Document()
            made.add_text("id", d.item_id)
            made.add_integer("key", d.key)
            for name, cut in (("head", d.head), ("body", d.body)):
                made.add_text(name, " ".join(tokens.words(cut)))
                made.add_text(f"{name}_pairs", " ".join(tokens.bigrams(cut)))
            writer.add_document(made)
        self._commit(writer)

    def delete(self, ids: Sequence[str]) -> None:
        """See `LexicalIndex.delete`."""
        writer = self._index.writer(heap_size=_HEAP_BYTES, num_threads=1)
        for item_id in ids:
            writer.delete_documents_by_term("id", item_id)
        self._commit(writer)

    def query(self, text: str, k: int, among: Keys | None = None) -> tuple[Keys, Scores]:
        """See `LexicalIndex.query`. Exact: hits outside `among` never push out hits inside."""
        query = self._build(text)
        n_items = self._searcher.num_docs
        if query is None or k <= 0 or n_items == 0 or (among is not None and not len(among)):
            return np.zeros(0, np.int64), np.zeros(0, np.float32)
        if among is not None and len(among) <= min(N_AMONG_TERMS, AMONG_SHARE * n_items):
            within = tantivy.Query.term_set_query(self._schema, "key", among.tolist())
            query = query.and_must_match(tantivy.Query.const_score_query(within, 0.0))
            return self._hits(query, k)
        limit = k if among is None else k * max(2, 2 * n_items // max(1, len(among)))
        while True:
            keys, scores = self._hits(query, min(limit, n_items))
            exhausted = len(keys) < limit
            if among is not None:
                at = np.minimum(np.searchsorted(among, keys), len(among) - 1)
                inside = among[at] == keys
                keys, scores = keys[inside], scores[inside]
            if len(keys) >= k or exhausted:
                return keys[:k], scores[:k]
            limit *= 8

    def count(self) -> int:
        """See `LexicalIndex.count`."""
        return int(self._searcher.num_docs)

    def _commit(self, writer: tantivy.IndexWriter) -> None:
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def _hits(self, query: tantivy.Query, limit: int) -> tuple[Keys, Scores]:
        hits = self._searcher.search(query, limit=max(1, limit), count=False).hits
        if not hits:
            return np.zeros(0, np.int64), np.zeros(0, np.float32)
        keys = self._searcher.fast_field_values("key", [address for _, address in hits])
        return np.asarray(keys, dtype=np.int64), np.asarray([score for score, _ in hits], dtype=np.float32)

    def _build(self, text: str) -> tantivy.Query | None:
        """Make a query in which every token may match, in any field; None where the text has no token."""
        parts = []
        for suffix, cut in (("", tokens.words(text)), ("_pairs", tokens.bigrams(text))):
            for token, n in list(Counter(cut).items())[:_N_QUERY_TOKENS]:
                for name in ("head", "body"):
                    if not self._searcher.doc_freq(name + suffix, token):
                        continue
                    term = tantivy.Query.term_query(self._schema, name + suffix, token, "freq")
                    weight = FIELD_WEIGHTS[name + suffix] * n
                    parts.append((tantivy.Occur.Should, tantivy.Query.boost_query(term, weight)))
        return tantivy.Query.boolean_query(parts) if parts else None


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("key", stored=False, indexed=True, fast=True)
    for name in FIELD_WEIGHTS:
        builder.add_text_field(name, stored=False, tokenizer_name="cut", index_option="freq")
    return builder.build()
