"""Find candidates for a shopper's words among the goods that pass the hard filters.

Owns: how dense, lexical and graph candidates are fetched, fused and made diverse, and which source gave what.
Does not know: wishes, dialogue, wording. Filters come in as an exact mask and are never widened here.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.align import Aligned
from knowledge.derive import embedder_for
from knowledge.derived import made_with
from knowledge.found import Found
from knowledge.fuse import diversify, fuse
from knowledge.graph_walk import GraphWalk, Path
from knowledge.keeper import Keeper
from knowledge.neighbour_words import NeighbourWords
from knowledge.tuning import RetrievalSettings
from knowledge.vocabulary import Vocabulary

Mask = NDArray[np.bool_]
Positions = NDArray[np.int64]
#: Candidates taken from each source however few are wanted, so that the fusion has something to choose from.
_MIN_DEPTH = 50


@dataclass(frozen=True)
class Candidate:
    """An item found. `position` in the view; `score` 0..1, higher is better, comparable within one call only.

    `sources`: contribution of each source to `score` ("dense", "lexical", "graph", "popular"); they sum to `score`.
    `relations`: for graph candidates, relation -> item_id of the focus item that it hangs on.
    """

    position: int
    score: float
    sources: dict[str, float] = field(default_factory=dict)
    relations: dict[str, str] = field(default_factory=dict)


class Retriever:
    """Hybrid retrieval over the shops of a catalogue. Thread-safe; keeps no state of a shopper.

    A derived store that is missing, damaged or behind is repaired in the background; until then the other sources
    answer and the log says so. Construct cheaply; stores open on first use of a shop, or by `warm_up`.
    """

    def __init__(self, catalogue: Any, settings: Any, tuning: RetrievalSettings | None = None) -> None:
        self._catalogue = catalogue
        self.settings = settings
        self.tuning = tuning or RetrievalSettings()
        self._keepers: dict[str, Keeper] = {}
        self._aligned: dict[str, Aligned] = {}
        self._vocabularies: dict[str, tuple[FilePath, Vocabulary]] = {}
        self._neighbour_words: dict[str, tuple[Vocabulary, NeighbourWords]] = {}
        self._lock = threading.Lock()

    def warm_up(self, shop: str) -> None:
        """Open a shop's stores and answer one query, so that the first shopper does not wait for it."""
        view = self._catalogue.view(shop)
        self.keeper(shop).check_now(view.version)
        if view.n_items:
            self.candidates(view, view.shop.name, np.ones(view.n_items, dtype=bool), 1)

    def candidates(
        self,
        view: Any,
        text: str,
        mask: Mask,
        k: int,
        focus: Sequence[str] | None = None,
        *,
        diversity: float | None = None,
    ) -> list[Candidate]:
        """Return up to `k` candidates inside `mask`, best first.

        Args:
            view: the shop's view; positions are its.
            text: the shopper's words; "" = none. Where text and focus find fewer than `k`, popular goods fill up:
                "popular" is then their only source.
            mask: bool (n_items,), the hard filter. An item outside is never returned.
            k: how many at most.
            focus: item ids that the graph walks from (accessories, series, near …); never returned themselves.
            diversity: 0..1 instead of the setting `retrieve_diversity`. With diversity the order is MMR's, and a varied
                item may stand before one of higher score.

        Raises ValueError where the mask has another length than the view.
        """
        if len(mask) != view.n_items:
            raise ValueError(f"a mask of {len(mask)} for a view of {view.n_items} items")
        keeper = self.keeper(view.shop.name)
        keeper.check(view.version)
        allowed = np.array(mask, dtype=bool)
        for item_id in focus or ():
            if (position := view.position(item_id)) is not None:
                allowed[position] = False
        if k <= 0 or not allowed.any():
            return []
        aligned = self.aligned(view)
        depth = max(_MIN_DEPTH, k * self.tuning.retrieve_depth)
        inside = np.flatnonzero(allowed)
        found = Found(self._walk(keeper, view, allowed, focus or ()))
        if text.strip():
            self._find_dense(found, aligned, text, allowed, inside, depth)
            self._find_lexical(found, keeper, aligned, text, allowed, inside, depth)
        if found.count < k:
            found.extra.append(inside[np.argsort(-view.popularity[inside], kind="stable")[:depth]])
        return self._mix(view, aligned, found, k, self.tuning.retrieve_diversity if diversity is None else diversity)

    def related(self, view: Any, item_id: str, relation: str, mask: Mask | None = None, k: int = 10) -> list[str]:
        """Return ids of goods tied to an item by a relation, most popular first, only inside `mask` (None = all).

        "accessory_of" gives the item's accessories, "newer_model_of" its newer models; "near", "same_series" and
        "bought_together" hold both ways; "shared_attributes" gives goods that share values, nearest first.
        """
        keeper = self.keeper(view.shop.name)
        keeper.check(view.version)
        opened = keeper.derived.graph()
        if opened is None:
            return []
        walk = GraphWalk(opened.store, view.shop.name)
        paths = walk.sharing(item_id) if relation == "shared_attributes" else walk.linked([item_id], relation)
        found = [
            (p.weight, i) for p in paths if (i := view.position(p.item_id)) is not None and (mask is None or mask[i])
        ]
        found.sort(key=lambda f: (-f[0], -float(view.popularity[f[1]]), f[1]))
        return [view.ids[i] for _, i in found[:k]]

    def aligned(self, view: Any) -> Aligned:
        """Return the newest vectors of a shop, laid over the positions of `view`."""
        vectors = self.keeper(view.shop.name).derived.vectors()
        kept = self._aligned.get(view.shop.name)
        if kept is None or kept.view is not view or kept.vectors is not vectors:
            kept = self._aligned[view.shop.name] = Aligned(view, vectors)
        return kept

    def paths(self, view: Any, focus: Sequence[str], mask: Mask) -> list[Path]:
        """Return the best path of the graph from `focus` to each item inside `mask`, best first.

        A stated link outweighs any number of shared values.
        """
        return list(self._walk(self.keeper(view.shop.name), view, mask, focus).values())

    def as_langchain(self, shop: str, k: int = 10) -> Any:
        """Return a LangChain `BaseRetriever` over this shop (metadata: item_id, score, sources, relations)."""
        from knowledge.langchain_retriever import ShopRetriever

        return ShopRetriever(catalogue=self._catalogue, retriever=self, shop=shop, k=k)

    def vocabulary(self, view: Any) -> Vocabulary | None:
        """Return the words of a shop, None while there is no lexical index."""
        folder = self.keeper(view.shop.name).derived.path("lexical")
        if folder is None:
            return None
        kept = self._vocabularies.get(view.shop.name)
        if kept is None or kept[0] != folder:
            kept = (folder, Vocabulary.load(folder, view.shop))
            self._vocabularies[view.shop.name] = kept
        return kept[1]

    def neighbour_words(self, view: Any) -> NeighbourWords | None:
        """Return the words of a shop with their vectors, None while there is no lexical index. Made at first use."""
        vocabulary = self.vocabulary(view)
        if vocabulary is None:
            return None
        kept = self._neighbour_words.get(view.shop.name)
        if kept is None or kept[0] is not vocabulary:
            kept = (vocabulary, NeighbourWords(vocabulary.counts, embedder_for(self.settings)))
            self._neighbour_words[view.shop.name] = kept
        return kept[1]

    def keeper(self, shop: str) -> Keeper:
        """Return what keeps this shop's derived stores open and whole."""
        with self._lock:
            if shop not in self._keepers:
                self._keepers[shop] = Keeper(self._catalogue, self.settings, shop, self.tuning.retrieve_repair_s)
            return self._keepers[shop]

    # ------------------------------------------------------------ sources

    def _find_dense(
        self, found: Found, aligned: Aligned, text: str, allowed: Mask, inside: Positions, depth: int
    ) -> None:
        embedder = embedder_for(self.settings)
        if aligned.made_with != made_with(embedder.name)["vectors"]:
            return  # no vectors, or those of another embedder, which mean nothing to this one
        vector = embedder.embed([text])[0]
        if not vector.any():
            return  # no letters
        positions = None
        if len(inside) > self.tuning.retrieve_exact_limit:
            positions = aligned.nearest_by_graph(vector, allowed, len(inside), depth)
        positions = aligned.nearest(vector, inside, depth) if positions is None else positions
        found.dense = positions[aligned.cosines(vector, positions) > embedder.floor]
        found.vector, found.floor = vector, embedder.floor

    def _find_lexical(
        self, found: Found, keeper: Keeper, aligned: Aligned, text: str, allowed: Mask, inside: Positions, depth: int
    ) -> None:
        opened = keeper.derived.lexical()
        if opened is None:
            return
        among = None if len(inside) == len(allowed) else np.sort(aligned.keys[inside])
        keys, scores = opened.store.query(text, depth, among)
        positions = aligned.positions(keys)
        kept = (positions >= 0) & allowed[positions]  # an item may be in the index and no longer in the view
        found.lexical, found.bm25 = positions[kept], scores[kept].astype(np.float64)

    def _walk(self, keeper: Keeper, view: Any, allowed: Mask, focus: Sequence[str]) -> dict[int, Path]:
        """Return position -> best path, best first."""
        opened = keeper.derived.graph() if focus else None
        if opened is None:
            return {}
        walk = GraphWalk(opened.store, view.shop.name)
        paths = walk.linked(list(focus))
        for item_id in focus:
            paths += walk.sharing(item_id)
        best: dict[int, Path] = {}
        for path in sorted(paths, key=lambda p: -p.weight):
            position = view.position(path.item_id)
            if position is not None and allowed[position]:
                best.setdefault(position, path)
        return best

    # ------------------------------------------------------------ mixing

    def _mix(self, view: Any, aligned: Aligned, found: Found, k: int, diversity: float) -> list[Candidate]:
        positions = np.unique(np.concatenate([*found.lists(), *found.extra]))
        tuning, dense = self.tuning, self.tuning.retrieve_dense
        weights = {
            "dense": embedder_for(self.settings).weight if dense is None else dense,
            "lexical": tuning.retrieve_lexical,
            "graph": tuning.retrieve_graph,
            "popular": tuning.retrieve_popular or 1e-9,
        }
        scores, shares = fuse(found.strengths(positions, aligned, view.popularity), weights)
        order = np.lexsort((positions, -scores))[: max(_MIN_DEPTH, 3 * k)]
        chosen = order[
            diversify(scores[order], aligned.rows(positions[order]), k, diversity if aligned.has_rows else 0.0)
        ]
        out = []
        for i in chosen.tolist():
            position = int(positions[i])
            path = found.paths.get(position)
            sources = {s: float(share[i]) for s, share in shares.items() if share[i] > 0}
            out.append(Candidate(position, float(scores[i]), sources, {path.relation: path.focus} if path else {}))
        return out
