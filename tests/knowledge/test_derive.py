"""Derived stores follow the record: updates, missed imports, damage, another embedder, other processes."""

from __future__ import annotations

import json
import logging
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from knowledge import derive
from knowledge.catalogue import Catalogue
from knowledge.derived import KINDS, Derived
from knowledge.errors import StoreError
from knowledge.generations import Generations
from knowledge.importing.job import InputFile, import_files
from knowledge.memory import MemoryCatalogue
from knowledge.retrieve import Retriever
from knowledge.settings import Settings
from knowledge.types import Item
from knowledge.vectors import collection_name, server_client
from tests.knowledge.servers import chroma_url, sparql_url  # noqa: F401
from tests.knowledge.tiny import ITEMS, LINKS, SHOP


@pytest.fixture
def catalogue(tmp_path: Path) -> MemoryCatalogue:
    made = MemoryCatalogue(Settings(data=tmp_path, embedder="hashing"))
    made.put(SHOP, ITEMS, LINKS)
    return made


def found(catalogue: MemoryCatalogue, text: str, retriever: Retriever | None = None) -> list[str]:
    view = catalogue.view(SHOP.name)
    retriever = retriever or Retriever(catalogue, catalogue.settings)
    everything = np.ones(view.n_items, dtype=bool)
    candidates = retriever.candidates(view, text, everything, 3, diversity=0.0)
    return [view.ids[c.position] for c in candidates if set(c.sources) - {"popular"}]


def test_a_first_update_builds_all(catalogue: MemoryCatalogue) -> None:
    derive.update(catalogue, SHOP.name, [i.item_id for i in ITEMS], [])
    assert derive.faults(catalogue, SHOP.name) == {}
    assert found(catalogue, "骨传导耳机")[0] == "e2"


def test_changed_and_new_items_are_found_and_deleted_ones_are_not(catalogue: MemoryCatalogue) -> None:
    derive.rebuild(catalogue, SHOP.name)
    kept = [i for i in ITEMS if i.item_id not in ("e2", "p1")]
    catalogue.put(SHOP, [*kept, replace(ITEMS[0], title="松果 X9 折叠手机"), Item("n1", "云雀 游泳耳机", "耳机")], [])
    derive.update(catalogue, SHOP.name, ["p1", "n1"], ["e2"])
    assert derive.faults(catalogue, SHOP.name) == {}
    assert found(catalogue, "游泳")[0] == "n1"
    assert found(catalogue, "折叠手机")[0] == "p1"
    assert "p1" not in found(catalogue, "长辈版")
    opened = Derived(catalogue.settings, SHOP.name)
    assert opened.vectors().store.near.get(["e2"]) == {}
    assert len(opened.vectors().store.exact) == opened.lexical().store.count() == len(kept) + 2


def test_only_an_item_of_another_text_is_embedded_again(
    catalogue: MemoryCatalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    from knowledge.hashing import HashingEmbedder

    embedded: list[str] = []
    embed = HashingEmbedder.embed

    def note(self: HashingEmbedder, texts: Sequence[str]) -> NDArray[np.float32]:
        embedded.extend(texts)
        return embed(self, texts)

    monkeypatch.setattr(HashingEmbedder, "embed", note)
    derive.rebuild(catalogue, SHOP.name)
    embedded.clear()
    before = Generations(catalogue.settings.data, SHOP.name, "vectors").current()
    dearer = [replace(i, price=(i.price or 0) + 1, stock=0) for i in ITEMS]
    catalogue.put(SHOP, dearer, LINKS)
    derive.update(catalogue, SHOP.name, [i.item_id for i in ITEMS], [])  # all of them, which is no reason to build anew
    after = Generations(catalogue.settings.data, SHOP.name, "vectors").current()
    assert embedded == []
    assert (after.generation, after.version) == (before.generation, before.version + 1)

    last = [*dearer[:4], replace(dearer[4], title="凌峰 睡眠耳机"), Item("n1", "登山包", "背包")]
    catalogue.put(SHOP, last, [])
    derive.update(catalogue, SHOP.name, ["e3", "n1", "p1"], ["c1"])
    assert len(embedded) == 2
    assert derive.faults(catalogue, SHOP.name) == {}
    changed = Derived(catalogue.settings, SHOP.name).vectors().store.exact
    derive.rebuild(catalogue, SHOP.name, ["vectors"])
    anew = Derived(catalogue.settings, SHOP.name).vectors().store.exact
    for name in ("keys", "rows", "texts"):
        assert np.array_equal(getattr(changed, name), getattr(anew, name)), name


def test_vectors_of_which_the_texts_are_not_known_are_kept_and_replaced(catalogue: MemoryCatalogue) -> None:
    derive.rebuild(catalogue, SHOP.name)
    shelf = Generations(catalogue.settings.data, SHOP.name, "vectors")
    (shelf.path(shelf.current().generation) / "texts.npy").unlink()
    assert derive.faults(catalogue, SHOP.name) == {}
    catalogue.put(SHOP, [replace(ITEMS[0], price=1.0), *ITEMS[1:]], LINKS)
    derive.update(catalogue, SHOP.name, ["p1"], [])
    texts = Derived(catalogue.settings, SHOP.name).vectors().store.exact.texts
    assert np.count_nonzero(texts) == 1


def test_deleted_items_vanish_before_the_stores_follow(catalogue: MemoryCatalogue) -> None:
    derive.rebuild(catalogue, SHOP.name)
    catalogue.put(SHOP, [i for i in ITEMS if i.item_id != "e2"], LINKS[:2])
    assert "e2" not in found(catalogue, "骨传导耳机")


def test_an_import_that_was_missed_is_noticed(catalogue: MemoryCatalogue) -> None:
    derive.rebuild(catalogue, SHOP.name)
    catalogue.put(SHOP, [*ITEMS, Item("n1", "游泳耳机", "耳机")], LINKS)
    catalogue.put(SHOP, [*ITEMS, Item("n1", "游泳耳机", "耳机"), Item("n2", "登山包", "背包")], LINKS)
    derive.update(catalogue, SHOP.name, ["n2"], [])
    assert found(catalogue, "游泳耳机")[0] == "n1"
    assert derive.faults(catalogue, SHOP.name) == {}


def test_another_embedder_makes_new_vectors_and_says_so(
    catalogue: MemoryCatalogue, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from knowledge.hashing import HashingEmbedder

    derive.rebuild(catalogue, SHOP.name)
    monkeypatch.setattr(derive, "embedder_for", lambda _: HashingEmbedder(dim=64))
    assert set(derive.faults(catalogue, SHOP.name)) == {"vectors"}
    with caplog.at_level(logging.WARNING):
        derive.repair(catalogue, SHOP.name)
    assert "was made with hashing-256" in caplog.text
    assert Derived(catalogue.settings, SHOP.name).vectors().store.exact.rows.shape[1] == 64


def wreck(folder: Path, kind: str, how: str) -> None:
    """Damage the files of a generation."""
    inside = {"vectors": "rows.npy", "lexical": "tantivy/meta.json", "graph": "oxigraph/CURRENT"}[kind]
    if how == "gone":
        shutil.rmtree(folder)
    elif how == "cut":
        data = (folder / inside).read_bytes()
        (folder / inside).write_bytes(data[: len(data) // 2])
    else:
        (folder / inside).unlink()


@pytest.mark.parametrize("how", ["gone", "cut", "missing"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_damaged_store_is_noticed_and_the_others_answer_meanwhile(
    catalogue: MemoryCatalogue, kind: str, how: str
) -> None:
    derive.rebuild(catalogue, SHOP.name)
    shelf = Generations(catalogue.settings.data, SHOP.name, kind)
    wreck(shelf.path(shelf.current().generation), kind, how)
    assert set(derive.faults(catalogue, SHOP.name)) == {kind}
    retriever = Retriever(catalogue, catalogue.settings)
    assert found(catalogue, "骨传导耳机", retriever)[0] == "e2"
    retriever.keeper(SHOP.name).wait(30)
    assert derive.faults(catalogue, SHOP.name) == {}


@pytest.mark.parametrize("kind", KINDS)
def test_a_damaged_store_is_rebuilt_at_the_start_before_anybody_asks(catalogue: MemoryCatalogue, kind: str) -> None:
    derive.rebuild(catalogue, SHOP.name)
    shelf = Generations(catalogue.settings.data, SHOP.name, kind)
    wreck(shelf.path(shelf.current().generation), kind, "cut")
    retriever = Retriever(catalogue, catalogue.settings)
    retriever.warm_up(SHOP.name)
    assert derive.faults(catalogue, SHOP.name) == {}
    assert found(catalogue, "骨传导耳机", retriever)[0] == "e2"


@pytest.mark.parametrize("kind", KINDS)
def test_one_store_is_rebuilt_and_the_others_are_left(catalogue: MemoryCatalogue, kind: str) -> None:
    derive.rebuild(catalogue, SHOP.name)
    before = {k: Generations(catalogue.settings.data, SHOP.name, k).current() for k in KINDS}
    derive.rebuild(catalogue, SHOP.name, (kind,))
    after = {k: Generations(catalogue.settings.data, SHOP.name, k).current() for k in KINDS}
    assert [k for k in KINDS if before[k] != after[k]] == [kind]


def test_a_damaged_chroma_is_noticed(catalogue: MemoryCatalogue) -> None:
    derive.rebuild(catalogue, SHOP.name)
    shelf = Generations(catalogue.settings.data, SHOP.name, "vectors")
    (shelf.path(shelf.current().generation) / "chroma" / "chroma.sqlite3").write_bytes(b"not a database")
    assert set(derive.faults(catalogue, SHOP.name)) == {"vectors"}
    derive.repair(catalogue, SHOP.name)
    assert derive.faults(catalogue, SHOP.name) == {}


@pytest.mark.parametrize("kind", KINDS)
def test_a_store_that_holds_fewer_items_than_its_stamp_says_is_noticed(catalogue: MemoryCatalogue, kind: str) -> None:
    derive.rebuild(catalogue, SHOP.name)
    shelf = Generations(catalogue.settings.data, SHOP.name, kind)
    stamp = shelf.current()
    assert stamp is not None
    shelf.commit(stamp.generation, version=stamp.version, made_with=stamp.made_with, n_items=stamp.n_items + 1)
    assert set(derive.faults(catalogue, SHOP.name)) == {kind}
    derive.repair(catalogue, SHOP.name)
    assert derive.faults(catalogue, SHOP.name) == {}


def test_a_build_that_fails_leaves_the_stores_in_use(
    catalogue: MemoryCatalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    derive.rebuild(catalogue, SHOP.name)
    before = Generations(catalogue.settings.data, SHOP.name, "lexical").current()

    def fail(*_: object) -> int:
        raise StoreError("the disk is full")

    monkeypatch.setattr("knowledge.makers.LexicalMaker.build", fail)
    with pytest.raises(StoreError, match="disk is full"):
        derive.rebuild(catalogue, SHOP.name, ("lexical",))
    shelf = Generations(catalogue.settings.data, SHOP.name, "lexical")
    assert shelf.current() == before
    assert [p.name for p in shelf.folder.iterdir() if p.is_dir()] == [before.generation]


def test_an_unknown_store_is_refused(catalogue: MemoryCatalogue) -> None:
    with pytest.raises(ValueError, match="known are vectors, graph, lexical"):
        derive.rebuild(catalogue, SHOP.name, ("vector",))


def test_progress_ends_at_the_total_for_each_store(catalogue: MemoryCatalogue) -> None:
    told: dict[str, list[tuple[int, int]]] = {}
    derive.rebuild(catalogue, SHOP.name, progress=lambda kind, n, total: told.setdefault(kind, []).append((n, total)))
    assert {kind: steps[-1] for kind, steps in told.items()} == dict.fromkeys(KINDS, (len(ITEMS), len(ITEMS)))


def test_answers_never_fail_while_stores_are_rebuilt(catalogue: MemoryCatalogue) -> None:
    derive.rebuild(catalogue, SHOP.name)
    retriever = Retriever(catalogue, catalogue.settings)
    stop, wrong = threading.Event(), []

    def ask() -> None:
        while not stop.is_set():
            if found(catalogue, "骨传导耳机", retriever)[:1] != ["e2"]:
                wrong.append("not e2")

    asking = threading.Thread(target=ask)
    asking.start()
    for _ in range(4):
        derive.rebuild(catalogue, SHOP.name)
    stop.set()
    asking.join(30)
    assert not asking.is_alive()
    assert wrong == []


def test_the_same_on_servers(chroma_url: str, sparql_url: str, tmp_path: Path) -> None:  # noqa: F811
    settings = Settings(data=tmp_path, embedder="hashing", chroma_url=chroma_url, sparql_url=sparql_url)
    catalogue = MemoryCatalogue(settings)
    catalogue.put(SHOP, ITEMS, LINKS)
    derive.update(catalogue, SHOP.name, [i.item_id for i in ITEMS], [])
    retriever = Retriever(catalogue, settings)
    assert found(catalogue, "骨传导耳机", retriever)[0] == "e2"
    view = catalogue.put(SHOP, [*(i for i in ITEMS if i.item_id != "c1"), Item("n1", "游泳耳机", "耳机")], LINKS[1:])
    derive.update(catalogue, SHOP.name, ["n1"], ["c1"])
    assert derive.faults(catalogue, SHOP.name) == {}
    assert retriever.related(view, "p1", "accessory_of") == ["e1"]
    assert found(catalogue, "游泳耳机", retriever)[0] == "n1"
    opened = Derived(settings, SHOP.name).vectors().store
    assert opened.near.count() == len(ITEMS)
    assert opened.near.get(["c1"]) == {}
    assert not list(tmp_path.rglob("chroma.sqlite3"))
    for _ in range(4):
        derive.rebuild(catalogue, SHOP.name, ("vectors",))
    client = server_client(chroma_url)
    ours = [c.name for c in client.list_collections() if c.name.startswith(collection_name(SHOP.name))]
    assert 1 <= len(ours) <= 3  # the one in use, the one before, and one that the next build removes
    assert found(catalogue, "游泳耳机", Retriever(catalogue, settings))[0] == "n1"


# ------------------------------------------------------------ the record, and a second process

READER = """
import sys
from pathlib import Path
import numpy as np
from knowledge.catalogue import Catalogue
from knowledge.retrieve import Retriever
from knowledge.settings import Settings

settings = Settings(data=Path(sys.argv[1]), embedder="hashing", version_check_s=0)
catalogue = Catalogue(settings)
retriever = Retriever(catalogue, settings)
for line in sys.stdin:
    text, relation_of = line.rstrip("\\n").split("\\t")
    view = catalogue.view("小店")
    found = retriever.candidates(view, text, np.ones(view.n_items, dtype=bool), 3, diversity=0.0)
    named = [view.ids[c.position] for c in found if set(c.sources) - {"popular"}]
    dense = [view.ids[c.position] for c in found if "dense" in c.sources]
    near = [i for i, _ in retriever.keeper("小店").derived.vectors().store.near.query(
        __import__("knowledge.derive").derive.embedder_for(settings).embed([text])[0], 1)]
    related = retriever.related(view, relation_of, "accessory_of")
    print(*(",".join(ids) for ids in (named[:1], dense[:1], near, related)), sep="\\t", flush=True)
"""


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Catalogue]:
    catalogue = Catalogue(Settings(data=tmp_path, embedder="hashing", version_check_s=0))
    yield catalogue
    catalogue.close()


def write(catalogue: Catalogue, folder: Path, items: list[dict], links: list[dict]) -> None:
    (folder / "items.jsonl").write_text("".join(json.dumps(i, ensure_ascii=False) + "\n" for i in items))
    (folder / "links.jsonl").write_text("".join(json.dumps(x) + "\n" for x in links))
    files = [InputFile(folder / "items.jsonl", "items"), InputFile(folder / "links.jsonl", "links")]
    import_files(catalogue, files, "小店", replace_items=True, derive=derive.update)


def test_a_running_process_sees_what_another_one_imports(record: Catalogue, tmp_path: Path) -> None:
    items = [{"item_id": f"i{n}", "title": f"普通的杯子 {n}", "category": "杯子", "price": n} for n in range(30)]
    items.append({"item_id": "a", "title": "骨传导运动耳机", "category": "耳机", "price": 399})
    write(record, tmp_path, items, [{"item_id": "i1", "relation": "accessory_of", "other_id": "a"}])
    reader = subprocess.Popen(
        [sys.executable, "-c", READER, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )

    def ask(text: str) -> list[str]:
        assert reader.stdin is not None
        assert reader.stdout is not None
        reader.stdin.write(f"{text}\ta\n")
        reader.stdin.flush()
        return reader.stdout.readline().rstrip("\n").split("\t")

    def ask_until(text: str, wanted: list[str]) -> None:
        """A reader may answer from the stores before for as long as it takes to open the new ones."""
        deadline = time.monotonic() + 20
        while (answer := ask(text)) != wanted:
            assert time.monotonic() < deadline, answer

    try:
        assert ask("骨传导耳机") == ["a", "a", "a", "i1"]
        items[0] |= {"title": "折叠登山杖"}
        items.append({"item_id": "b", "title": "游泳眼镜", "category": "眼镜", "price": 59})
        del items[5]
        write(record, tmp_path, items, [{"item_id": "b", "relation": "accessory_of", "other_id": "a"}])
        ask_until("折叠登山杖", ["i0", "i0", "i0", "b"])
        ask_until("游泳眼镜", ["b", "b", "b", "b"])
        assert "i5" not in ask("普通的杯子 5")[:3]
    finally:
        reader.communicate(timeout=20)
