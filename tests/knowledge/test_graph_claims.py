"""The exam of claims, taken by pyoxigraph in process and by a SPARQL server; claims never turn up among facts."""

from __future__ import annotations

import uuid
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge import derive
from knowledge.graph import GraphStore, attribute_iri, graph_iri, item_iri, read_turtle, value_iri
from knowledge.graph_claims import Claim, claims_iri, contradictions, forget, open_claims, read, triples, write
from knowledge.graph_neighbourhood import neighbourhood
from knowledge.graph_stores import EmbeddedGraph, SparqlGraph
from knowledge.graph_walk import GraphWalk
from knowledge.guide.looking_up import answer_one
from knowledge.memory import MemoryCatalogue, make_view
from knowledge.settings import Settings
from knowledge.types import Question
from tests.knowledge.servers import sparql_url  # noqa: F401
from tests.knowledge.test_graph_stores import tiny_triples
from tests.knowledge.tiny import ITEMS, LINKS, SHOP

P1, COLOR = item_iri("p1"), attribute_iri("color")
SAID = Claim("mentioned", P1, COLOR, value_iri("color", "红"), True, 0.9, "review", "红色的，好看。")
DENIED = Claim("mentioned", P1, COLOR, value_iri("color", "红"), False, 0.8, "description", '不是"红色"。\n')
WORDS = Claim("mentioned", P1, "urn:daogou:text:includes", "a 'quoted' \\ case", True, 0.7, "title", "x")
GUESS = Claim("predicted", P1, attribute_iri("waterproof"), value_iri("waterproof", "IP68"), True, 0.6, "ComplEx")


class ClaimsExam:
    @pytest.fixture
    def store(self) -> GraphStore:
        raise NotImplementedError

    @pytest.fixture
    def shop(self) -> str:
        return f"店 {uuid.uuid4().hex}"

    def test_claims_come_back_whole_surest_first(self, store: GraphStore, shop: str) -> None:
        assert write(store, shop, "mentioned", [WORDS, DENIED, SAID, SAID]) == 3
        assert read(store, shop, "mentioned") == [SAID, DENIED, WORDS]
        assert read(store, shop, "mentioned", item_iri("p2")) == []

    def test_contradicting_claims_point_at_each_other(self, store: GraphStore, shop: str) -> None:
        write(store, shop, "mentioned", [SAID, DENIED, WORDS])
        rows = store.select(
            f"SELECT ?a ?b WHERE {{ GRAPH <{claims_iri(shop, 'mentioned')}> {{ ?a <urn:daogou:contradicts> ?b }} }}"
        )
        assert {(r["a"], r["b"]) for r in rows} == {(SAID.iri, DENIED.iri), (DENIED.iri, SAID.iri)}
        assert list(contradictions([SAID, DENIED, WORDS])) == [(SAID, DENIED)]

    def test_claims_go_out_as_turtle_and_in_again(self, store: GraphStore, shop: str) -> None:
        write(store, shop, "mentioned", [SAID, DENIED, WORDS])
        found = set(read_turtle(store.export(claims_iri(shop, "mentioned"))))
        assert found == set(triples([SAID, DENIED, WORDS]))
        other = shop + " 2"
        store.replace(claims_iri(other, "mentioned"), found)
        assert read(store, other, "mentioned") == [SAID, DENIED, WORDS]

    def test_the_kinds_do_not_mix(self, store: GraphStore, shop: str) -> None:
        write(store, shop, "predicted", [GUESS])
        write(store, shop, "mentioned", [SAID])
        assert read(store, shop, "predicted") == [GUESS]
        assert write(store, shop, "predicted", []) == 0
        assert read(store, shop, "mentioned") == [SAID]

    def test_predictions_are_no_facts(self, store: GraphStore, shop: str) -> None:
        """Neither the walk over the graph, nor its export, nor any answer knows of a prediction."""
        store.replace(graph_iri(shop), tiny_triples())
        facts = set(read_turtle(store.export(graph_iri(shop))))
        paths = GraphWalk(store, shop).sharing("p1")
        write(store, shop, "predicted", [GUESS])
        assert set(read_turtle(store.export(graph_iri(shop)))) == facts
        assert GraphWalk(store, shop).sharing("p1") == paths
        # Not even a query over all graphs of the store finds the predicted link as a link.
        rows = store.select(f"SELECT ?g WHERE {{ GRAPH ?g {{ <{P1}> <{GUESS.predicate}> <{GUESS.object}> }} }}")
        assert rows == []
        view = make_view(SHOP, ITEMS)
        answer = answer_one(view, view.item("p1"), Question("waterproof"), "zh")
        assert (answer.source, answer.value, answer.quote) == ("none", None, "")

    def test_the_neighbourhood_tells_facts_from_claims(self, store: GraphStore, shop: str) -> None:
        store.replace(graph_iri(SHOP.name), tiny_triples())
        write(store, SHOP.name, "mentioned", [SAID, DENIED])
        write(store, SHOP.name, "predicted", [GUESS])
        centre, edges, said = neighbourhood(store, store, SHOP, "p1")
        kinds = {(e.relation, e.end, e.kind, e.disputed) for e in edges if e.start == centre}
        assert ("颜色", "黑", "fact", False) in kinds
        assert {("颜色", "红", "mentioned", True), ("颜色", "红", "denied", True)} <= kinds
        assert ("防水", "IP68", "predicted", False) in kinds
        assert {e.start for e in edges if e.end == centre} == {"松果 X2 磁吸保护壳", "松果 蓝牙无线耳机"}
        assert said == [SAID, DENIED, GUESS]


class TestEmbedded(ClaimsExam):
    @pytest.fixture
    def store(self, tmp_path: Path) -> GraphStore:
        return EmbeddedGraph(tmp_path / "graph", writable=True)


class TestServer(ClaimsExam):
    @pytest.fixture
    def store(self, sparql_url: str) -> GraphStore:  # noqa: F811
        return SparqlGraph(sparql_url)


def test_claims_outlive_the_process(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    write(open_claims(settings, "小店", writable=True), "小店", "mentioned", [SAID])
    assert read(open_claims(settings, "小店"), "小店", "mentioned") == [SAID]


def test_claims_about_deleted_items_go_with_them(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, embedder="hashing")
    assert forget(settings, SHOP.name, ["p1"]) == 0  # there are no claims yet, and none are made
    assert not (tmp_path / "claims").exists()
    catalogue = MemoryCatalogue(settings)
    catalogue.put(SHOP, ITEMS, LINKS)
    derive.rebuild(catalogue, SHOP.name)
    other = replace(SAID, subject=item_iri("p2"))
    pointing = replace(other, predicate="urn:daogou:text:compatible_with", object=P1)
    write(open_claims(settings, SHOP.name, writable=True), SHOP.name, "mentioned", [SAID, DENIED, other, pointing])
    write(open_claims(settings, SHOP.name, writable=True), SHOP.name, "predicted", [GUESS])

    catalogue.put(SHOP, [i for i in ITEMS if i.item_id != "p1"], LINKS[2:])
    derive.update(catalogue, SHOP.name, [], ["p1"])
    store = open_claims(settings, SHOP.name)
    assert read(store, SHOP.name, "mentioned") == [other]
    assert read(store, SHOP.name, "predicted") == []
    assert not store.select(f"SELECT ?s WHERE {{ GRAPH ?g {{ ?s ?p <{P1}> }} }}")
    assert derive.faults(catalogue, SHOP.name) == {}
