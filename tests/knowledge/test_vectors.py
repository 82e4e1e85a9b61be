"""The exam of the store of vectors, taken by Chroma in process and by a Chroma server."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from knowledge.errors import StoreError
from knowledge.vectors import ChromaVectors, close_client, collection_name, embedded_client, server_client
from tests.knowledge.servers import chroma_url  # noqa: F401

DIM = 16


def unit(n: int, seed: int = 0) -> np.ndarray:
    rows = np.random.default_rng(seed).standard_normal((n, DIM)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


class VectorsExam:
    """What every adapter must do."""

    @pytest.fixture
    def store(self) -> Iterator[ChromaVectors]:
        raise NotImplementedError

    def test_finds_the_nearest_by_cosine(self, store: ChromaVectors) -> None:
        rows = unit(200)
        store.upsert([str(i) for i in range(200)], rows)
        found = store.query(rows[7], 5)
        best = np.argsort(-(rows @ rows[7]))[:5]
        assert [i for i, _ in found] == [str(i) for i in best]
        assert [c for _, c in found] == pytest.approx((rows @ rows[7])[best].tolist(), abs=1e-5)

    def test_upsert_replaces(self, store: ChromaVectors) -> None:
        rows = unit(3)
        store.upsert(["a", "b"], rows[:2])
        store.upsert(["a"], rows[2:])
        assert store.count() == 2
        assert store.get(["a", "missing"])["a"] == pytest.approx(rows[2], abs=1e-6)
        assert set(store.get(["a", "missing"])) == {"a"}

    def test_what_is_deleted_is_never_found(self, store: ChromaVectors) -> None:
        rows = unit(30)
        store.upsert([str(i) for i in range(30)], rows)
        store.delete(["3", "not there"])
        assert store.count() == 29
        assert "3" not in [i for i, _ in store.query(rows[3], 29)]

    def test_answers_only_among_the_given(self, store: ChromaVectors) -> None:
        rows = unit(50)
        store.upsert([str(i) for i in range(50)], rows)
        assert {i for i, _ in store.query(rows[0], 10, among=["4", "5"])} == {"4", "5"}
        assert store.query(rows[0], 10, among=[]) == []
        assert store.query(rows[0], 0) == []

    def test_takes_ids_of_any_script(self, store: ChromaVectors) -> None:
        store.upsert(["货号/1 #", "b"], unit(2))
        assert "货号/1 #" in store.get(["货号/1 #"])


class TestEmbedded(VectorsExam):
    @pytest.fixture
    def store(self, tmp_path: Path) -> Iterator[ChromaVectors]:
        client = embedded_client(tmp_path)
        yield ChromaVectors(client, "exam", create=True)
        close_client(client)

    def test_outlives_its_client(self, tmp_path: Path) -> None:
        client = embedded_client(tmp_path)
        ChromaVectors(client, "exam", create=True).upsert(["a"], unit(1))
        close_client(client)
        again = embedded_client(tmp_path)
        assert ChromaVectors(again, "exam").query(unit(1)[0], 1)[0][0] == "a"
        close_client(again)


class TestServer(VectorsExam):
    @pytest.fixture
    def store(self, chroma_url: str) -> Iterator[ChromaVectors]:  # noqa: F811
        store = ChromaVectors(server_client(chroma_url), f"exam-{uuid.uuid4().hex}", create=True)
        yield store
        store.drop()


def test_a_missing_collection_is_an_error_that_names_it(tmp_path: Path) -> None:
    client = embedded_client(tmp_path)
    with pytest.raises(StoreError, match="absent"):
        ChromaVectors(client, "absent")
    close_client(client)


def test_a_server_that_is_not_there_is_an_error_that_names_its_url() -> None:
    with pytest.raises(StoreError, match=r"http://127\.0\.0\.1:9"):
        server_client("http://127.0.0.1:9")


def test_any_shop_name_makes_a_name_that_chroma_takes() -> None:
    names = {collection_name(shop) for shop in ("小店", "大店", "a", "a/b", "a b", "x" * 200)}
    assert len(names) == 6
    assert all(3 <= len(n) <= 512 and n.replace("-", "").isalnum() and n.isascii() for n in names)
