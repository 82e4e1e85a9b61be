"""The exam of the store of graphs, taken by pyoxigraph in process and by a SPARQL server."""

from __future__ import annotations

import uuid
from pathlib import Path

import pytest

from knowledge.errors import StoreError
from knowledge.graph import LABEL, GraphStore, graph_iri, item_iri, item_triples, link_iri, read_turtle, schema_triples
from knowledge.graph_stores import EmbeddedGraph, SparqlGraph
from knowledge.graph_walk import SHARED, GraphWalk
from knowledge.types import Item
from tests.knowledge.servers import sparql_url  # noqa: F401
from tests.knowledge.tiny import ITEMS, LINKS, SHOP


def tiny_triples() -> list:
    triples = list(schema_triples(SHOP))
    for item in ITEMS:
        triples += item_triples(item, [(x.relation, x.other_id) for x in LINKS if x.item_id == item.item_id])
    return triples


class GraphExam:
    """What every adapter must do. Each test has a shop, so a graph, of its own."""

    @pytest.fixture
    def store(self) -> GraphStore:
        raise NotImplementedError

    @pytest.fixture
    def shop(self) -> str:
        return f"店 {uuid.uuid4().hex}"

    def test_replace_leaves_only_the_new(self, store: GraphStore, shop: str) -> None:
        graph = graph_iri(shop)
        store.replace(graph, tiny_triples())
        assert store.count(graph) == len(set(tiny_triples()))
        one = list(item_triples(Item("x", "甲", "手机"), []))
        store.replace(graph, one)
        assert store.count(graph) == len(one)
        store.replace(graph, [])
        assert store.count(graph) == 0

    def test_shops_do_not_mix(self, store: GraphStore, shop: str) -> None:
        store.replace(graph_iri(shop), tiny_triples())
        other = graph_iri(shop + " 2")
        store.replace(other, item_triples(Item("p1", "另一个", "手机"), []))
        assert GraphWalk(store, shop + " 2").linked(["p1"]) == []
        assert len(GraphWalk(store, shop).linked(["p1"])) == 2

    def test_change_forgets_what_was_said_and_keeps_links_from_others(self, store: GraphStore, shop: str) -> None:
        graph = graph_iri(shop)
        store.replace(graph, tiny_triples())
        renamed = Item("p1", "松果 X3", "手机", brand="松果", price=1999.0)
        store.change(graph, item_triples(renamed, []), forget=[item_iri("p1")])
        labels = store.select(f"SELECT ?l WHERE {{ GRAPH <{graph}> {{ <{item_iri('p1')}> {LABEL} ?l }} }}")
        assert labels == [{"l": "松果 X3"}]
        assert {p.item_id for p in GraphWalk(store, shop).linked(["p1"], "accessory_of")} == {"c1", "e1"}

    def test_an_erased_item_is_gone_from_both_ends(self, store: GraphStore, shop: str) -> None:
        graph = graph_iri(shop)
        store.replace(graph, tiny_triples())
        store.change(graph, [], erase=[item_iri("p1")])
        assert GraphWalk(store, shop).linked(["c1"]) == []
        iri = item_iri("p1")
        rows = store.select(
            f"SELECT ?p WHERE {{ GRAPH <{graph}> {{ {{ ?s ?p <{iri}> }} UNION {{ <{iri}> ?p ?o }} }} }}"
        )
        assert rows == []

    def test_values_come_back_as_python_values(self, store: GraphStore, shop: str) -> None:
        graph = graph_iri(shop)
        store.replace(graph, tiny_triples())
        ask = "SELECT ?v WHERE {{ GRAPH <{}> {{ <{}> <urn:daogou:attribute:{}> ?v }} }}"
        assert store.select(ask.format(graph, item_iri("p1"), "price")) == [{"v": 1599.0}]
        assert store.select(ask.format(graph, item_iri("p2"), "waterproof")) == [{"v": True}]

    def test_text_that_breaks_queries_comes_back_whole(self, store: GraphStore, shop: str) -> None:
        graph = graph_iri(shop)
        title = 'a "quoted" \\ title\nwith <tags> } 和中文'
        item = Item('id "1" <x> 空格', title, "手 机", brand='b}>"', attributes={"k 1": 'v "2"'})
        store.replace(graph, item_triples(item, [(' r "1"', "其它")]))
        rows = store.select(f"SELECT ?l WHERE {{ GRAPH <{graph}> {{ <{item_iri(item.item_id)}> {LABEL} ?l }} }}")
        assert rows == [{"l": title}]
        link = link_iri(' r "1"')
        assert store.select(f"SELECT ?x WHERE {{ GRAPH <{graph}> {{ ?x <{link}> ?y }} }}") == [
            {"x": item_iri(item.item_id)}
        ]

    def test_turtle_goes_out_and_in_again(self, store: GraphStore, shop: str) -> None:
        store.replace(graph_iri(shop), tiny_triples())
        turtle = store.export(graph_iri(shop))
        assert set(read_turtle(turtle)) == set(tiny_triples())

    def test_a_wrong_query_is_an_error(self, store: GraphStore) -> None:
        with pytest.raises(StoreError):
            store.select("SELECT nonsense")

    def test_a_relation_reads_towards_the_focus(self, store: GraphStore, shop: str) -> None:
        store.replace(graph_iri(shop), tiny_triples())
        walk = GraphWalk(store, shop)
        assert {p.item_id for p in walk.linked(["p1"], "accessory_of")} == {"c1", "e1"}
        assert walk.linked(["c1"], "accessory_of") == []
        assert [(p.item_id, p.relation) for p in walk.linked(["c1"])] == [("p1", "inverse:accessory_of")]
        assert [p.item_id for p in walk.linked(["p2"], "same_series")] == ["e2"]
        assert [p.item_id for p in walk.linked(["e2"], "same_series")] == ["p2"]
        assert walk.linked([]) == []

    def test_goods_that_share_more_come_first(self, store: GraphStore, shop: str) -> None:
        store.replace(graph_iri(shop), tiny_triples())
        paths = GraphWalk(store, shop).sharing("p1")
        assert paths[0].item_id == "e1"  # brand and colour; all others share one of them
        assert len(paths[0].via) == 2
        assert {p.relation for p in paths} == {SHARED}
        assert "p1" not in {p.item_id for p in paths}


class TestEmbedded(GraphExam):
    @pytest.fixture
    def store(self, tmp_path: Path) -> GraphStore:
        return EmbeddedGraph(tmp_path / "graph", writable=True)


class TestServer(GraphExam):
    @pytest.fixture
    def store(self, sparql_url: str) -> GraphStore:  # noqa: F811
        return SparqlGraph(sparql_url)


def test_an_empty_folder_is_no_graph(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="rebuild the graph"):
        EmbeddedGraph(tmp_path)


def test_a_server_that_is_not_there_is_an_error_that_names_its_url() -> None:
    with pytest.raises(StoreError, match=r"127\.0\.0\.1:9/query"):
        SparqlGraph("http://127.0.0.1:9/query").count("urn:x")
