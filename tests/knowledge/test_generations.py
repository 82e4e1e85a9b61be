"""Generations: swap, copy, lock, removal, damage."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

from knowledge.errors import StoreError
from knowledge.generations import Generations
from knowledge.graph_stores import EmbeddedGraph


def made(shelf: Generations, content: str, version: int) -> str:
    name = shelf.begin(copy_current=False)
    (shelf.path(name) / "f").write_text(content)
    shelf.commit(name, version=version, made_with="x", n_items=1)
    return name


def test_there_is_none_at_first(tmp_path: Path) -> None:
    assert Generations(tmp_path, "店", "vectors").current() is None


def test_readers_see_the_new_one_after_the_commit_only(tmp_path: Path) -> None:
    writer, reader = Generations(tmp_path, "店", "vectors"), Generations(tmp_path, "店", "vectors")
    first = made(writer, "1", 1)
    assert reader.current().generation == first
    second = writer.begin(copy_current=True)
    (writer.path(second) / "f").write_text("2")
    assert reader.current().generation == first
    assert (reader.path(first) / "f").read_text() == "1"
    writer.commit(second, version=2, made_with="x", n_items=1)
    assert (reader.current().generation, reader.current().version) == (second, 2)


def test_files_that_are_only_ever_replaced_are_shared_and_others_copied(tmp_path: Path) -> None:
    shelf = Generations(tmp_path, "店", "graph")
    first = shelf.begin(copy_current=False)
    for name in ("000001.sst", "rows.npy", "MANIFEST"):
        (shelf.path(first) / name).write_text(name)
    shelf.commit(first, version=1, made_with="x", n_items=1)
    second = shelf.begin(copy_current=True)
    same = {f.name: f.samefile(shelf.path(second) / f.name) for f in shelf.path(first).iterdir()}
    assert same == {"000001.sst": True, "rows.npy": True, "MANIFEST": False}


def test_a_changed_graph_leaves_the_generation_before_as_it_was(tmp_path: Path) -> None:
    shelf = Generations(tmp_path, "店", "graph")
    first = shelf.begin(copy_current=False)
    triples = [ox.Triple(ox.NamedNode(f"urn:s{i}"), ox.NamedNode("urn:p"), ox.Literal(str(i))) for i in range(500)]
    store = EmbeddedGraph(shelf.path(first) / "oxigraph", writable=True)
    store.replace("urn:g", triples)
    del store
    shelf.commit(first, version=1, made_with="x", n_items=1)
    second = shelf.begin(copy_current=True)
    store = EmbeddedGraph(shelf.path(second) / "oxigraph", writable=True)
    store.change("urn:g", [], erase=[f"urn:s{i}" for i in range(400)])
    store.replace("urn:h", triples[:7])  # compacts: every table is written anew
    del store
    counts = [EmbeddedGraph(shelf.path(g) / "oxigraph").count("urn:g") for g in (first, second)]
    assert counts == [500, 100]


def test_the_one_before_stays_and_older_ones_go(tmp_path: Path) -> None:
    shelf = Generations(tmp_path, "店", "graph")
    names = [made(shelf, str(n), n) for n in range(4)]
    assert [shelf.path(n).exists() for n in names] == [False, False, True, True]


def test_a_generation_that_failed_is_removed(tmp_path: Path) -> None:
    shelf = Generations(tmp_path, "店", "graph")
    kept = made(shelf, "1", 1)
    failed = shelf.begin(copy_current=True)
    shelf.abandon(failed)
    assert not shelf.path(failed).exists()
    assert shelf.current().generation == kept


def test_shops_and_kinds_do_not_mix_whatever_their_names(tmp_path: Path) -> None:
    made(Generations(tmp_path, "../x", "graph"), "1", 1)
    assert Generations(tmp_path, "x", "graph").current() is None
    assert Generations(tmp_path, "../x", "vectors").current() is None
    assert [p.name for p in tmp_path.iterdir()] == ["derived"]


def test_an_unreadable_stamp_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    shelf = Generations(tmp_path, "店", "graph")
    made(shelf, "1", 1)
    (shelf.folder / "stamp.json").write_text('{"generation": "x"')
    with pytest.raises(StoreError, match="rebuild the graph"):
        shelf.current()
    assert made(shelf, "2", 2) == shelf.current().generation


def test_one_writes_at_a_time_across_processes(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from knowledge.generations import Generations\n"
        "from knowledge.errors import StoreError\n"
        "try:\n"
        "    with Generations(Path(sys.argv[1]), '店', 'graph').writing(0.2): print('got it')\n"
        "except StoreError: print('refused')\n"
    )

    def other() -> str:
        return subprocess.run(
            [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True
        ).stdout.strip()

    with Generations(tmp_path, "店", "graph").writing():
        assert other() == "refused"
    assert other() == "got it"
