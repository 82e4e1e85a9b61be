"""Generations: swap, copy, lock, removal, damage."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from knowledge.errors import StoreError
from knowledge.generations import Generations


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
