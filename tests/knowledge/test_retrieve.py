"""Retrieval on the tiny shop and on generated goods: exact filters, reasons, focus, variety, LangChain."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from knowledge import derive
from knowledge.bench_goods import bench_goods, bench_queries, bench_shop
from knowledge.memory import MemoryCatalogue
from knowledge.retrieve import Candidate, Retriever
from knowledge.settings import Settings
from knowledge.tuning import RetrievalSettings
from knowledge.types import Preference
from knowledge.view import ShopView
from tests.knowledge.tiny import ITEMS, LINKS, SHOP


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> MemoryCatalogue:
    made = MemoryCatalogue(Settings(data=tmp_path_factory.mktemp("data"), embedder="hashing"))
    made.put(SHOP, ITEMS, LINKS)
    made.put(bench_shop(), *bench_goods(1200))
    for name in made.views:
        derive.rebuild(made, name)
    return made


@pytest.fixture(scope="module")
def view(catalogue: MemoryCatalogue) -> ShopView:
    return catalogue.view(SHOP.name)


@pytest.fixture(scope="module")
def retriever(catalogue: MemoryCatalogue) -> Retriever:
    return Retriever(catalogue, catalogue.settings)


def everything(view: ShopView) -> np.ndarray:
    return np.ones(view.n_items, dtype=bool)


def ids(view: ShopView, candidates: list[Candidate]) -> list[str]:
    return [view.ids[c.position] for c in candidates]


def test_the_shares_of_the_sources_sum_to_the_score(retriever: Retriever, view: ShopView) -> None:
    found = retriever.candidates(view, "蓝牙耳机", everything(view), 6, focus=["p1"])
    assert ids(view, found)[0] == "e1"
    assert {"dense", "lexical", "graph"} <= set(found[0].sources)
    assert found[0].relations == {"accessory_of": "p1"}
    for candidate in found:
        assert 0 <= candidate.score <= 1 + 1e-9
        assert sum(candidate.sources.values()) == pytest.approx(candidate.score)


def test_never_outside_the_mask_whatever_is_asked(retriever: Retriever, catalogue: MemoryCatalogue) -> None:
    bench = catalogue.view("bench")
    items, _ = bench_goods(1200)
    draw = np.random.default_rng(3)
    for text, wishes, focus in bench_queries(items, 60):
        mask = bench.matching(wishes) & (draw.random(bench.n_items) < draw.random())
        found = retriever.candidates(bench, text, mask, 50, focus=[focus])
        allowed = int(mask.sum()) - int(mask[bench.position(focus)])
        assert all(mask[c.position] for c in found)
        assert len({c.position for c in found}) == len(found) == min(50, allowed)
        assert focus not in ids(bench, found)


def test_the_graph_of_chroma_keeps_to_the_mask_too(catalogue: MemoryCatalogue) -> None:
    bench = catalogue.view("bench")
    items, _ = bench_goods(1200)
    by_graph = Retriever(catalogue, catalogue.settings, RetrievalSettings(retrieve_exact_limit=0))
    exactly = Retriever(catalogue, catalogue.settings, RetrievalSettings(retrieve_exact_limit=10**9))
    agree = []
    for text, wishes, _ in bench_queries(items, 30):
        mask = bench.matching(wishes)
        a = ids(bench, by_graph.candidates(bench, text, mask, 10, diversity=0.0))
        b = ids(bench, exactly.candidates(bench, text, mask, 10, diversity=0.0))
        assert all(mask[bench.position(i)] for i in a)
        agree.append(len(set(a) & set(b)) / max(1, len(b)))
    assert np.mean(agree) > 0.95


def test_empty_masks_and_nothing_wanted(retriever: Retriever, view: ShopView) -> None:
    assert retriever.candidates(view, "耳机", ~everything(view), 5) == []
    assert retriever.candidates(view, "耳机", everything(view), 0) == []
    with pytest.raises(ValueError, match="a mask of 2"):
        retriever.candidates(view, "耳机", np.ones(2, dtype=bool), 5)


@pytest.mark.parametrize("text", ["", "  ", "?!", "zzzz qqqq", "😀" * 50, "x" * 20_000])
def test_words_that_say_nothing_give_popular_goods_and_say_so(retriever: Retriever, view: ShopView, text: str) -> None:
    found = retriever.candidates(view, text, everything(view), 4)
    assert len(found) == 4
    assert all(set(c.sources) <= {"popular"} for c in found)
    by_popularity = [view.popularity[c.position] for c in found]
    assert by_popularity == sorted(by_popularity, reverse=True)


def test_focus_alone_gives_accessories_first(retriever: Retriever, view: ShopView) -> None:
    found = retriever.candidates(view, "", everything(view), 5, focus=["p1"], diversity=0.0)
    assert set(ids(view, found)[:2]) == {"c1", "e1"}
    assert "p1" not in ids(view, found)


def test_related(retriever: Retriever, view: ShopView) -> None:
    assert set(retriever.related(view, "p1", "accessory_of")) == {"c1", "e1"}
    assert retriever.related(view, "p1", "accessory_of", np.array([i == "c1" for i in view.ids])) == ["c1"]
    assert retriever.related(view, "p1", "accessory_of", k=1) == retriever.related(view, "p1", "accessory_of")[:1]
    assert retriever.related(view, "e2", "same_series") == ["p2"]
    assert retriever.related(view, "nobody", "near") == []


def test_the_same_question_has_the_same_answer(retriever: Retriever, view: ShopView) -> None:
    first = retriever.candidates(view, "手机", everything(view), 6, focus=["e1"])
    assert all(retriever.candidates(view, "手机", everything(view), 6, focus=["e1"]) == first for _ in range(3))


def test_variety_brings_other_goods_forward(tmp_path: Path) -> None:
    catalogue = MemoryCatalogue(Settings(data=tmp_path, embedder="hashing"))
    twins = [replace(ITEMS[2], item_id=f"t{n}", description="") for n in range(6)]
    view = catalogue.put(SHOP, [*twins, replace(ITEMS[3], title="蓝牙 骨传导耳机")])
    derive.rebuild(catalogue, SHOP.name)
    retriever = Retriever(catalogue, catalogue.settings)
    alike = ids(view, retriever.candidates(view, "蓝牙无线耳机", everything(view), 3, diversity=0.0))
    varied = ids(view, retriever.candidates(view, "蓝牙无线耳机", everything(view), 3, diversity=0.7))
    assert "e2" not in alike
    assert "e2" in varied


def test_langchain_gets_documents_inside_the_hard_wishes(retriever: Retriever) -> None:
    chain = retriever.as_langchain(SHOP.name, 5)
    chain.wishes = [Preference("category", "=", "耳机"), Preference("price", "<", 300)]
    documents = chain.invoke("运动耳机")
    assert {d.metadata["item_id"] for d in documents} == {"e1", "e3"}
    assert set(documents[0].metadata) == {"item_id", "title", "price", "score", "sources", "relations"}
