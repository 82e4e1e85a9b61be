"""Embedders: hashed n-grams, an ONNX encoder made on the spot, and the choice between them."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge import embed
from knowledge.embed import OnnxEmbedder, make_embedder
from knowledge.errors import SettingsError, StoreError
from knowledge.hashing import HashingEmbedder


class TestHashing:
    def test_rows_are_of_length_one_and_of_the_stated_width(self) -> None:
        rows = HashingEmbedder().embed(["蓝牙耳机", "a", "x" * 5000])
        assert rows.shape == (3, 256)
        assert rows.dtype == np.float32
        assert np.linalg.norm(rows, axis=1) == pytest.approx(1.0, abs=1e-5)

    @pytest.mark.parametrize("nothing", ["", "  ", "！？…", "\n"])
    def test_a_text_without_letters_is_a_row_of_zeros(self, nothing: str) -> None:
        assert not HashingEmbedder().embed(["耳机", nothing, "手机"])[1].any()

    def test_shared_spelling_is_near_and_nothing_shared_is_far(self) -> None:
        a, b, c = HashingEmbedder().embed(["蓝牙无线耳机", "无线耳机", "电饭煲"])
        assert a @ b > 0.5
        assert abs(a @ c) < 0.25

    def test_width_and_case_do_not_matter(self) -> None:
        a, b = HashingEmbedder().embed(["ＩＰＨＯＮＥ 15", "iphone 15"])
        assert a @ b == pytest.approx(1.0, abs=1e-5)

    def test_the_vector_is_the_same_on_every_machine(self) -> None:
        row = HashingEmbedder().embed(["耳机"])[0]
        assert int(np.argmax(np.abs(row))) == GOLDEN[0]
        assert float(row[GOLDEN[0]]) == pytest.approx(GOLDEN[1], abs=1e-5)

    def test_seeds_and_widths_have_names_of_their_own(self) -> None:
        assert len({HashingEmbedder().name, HashingEmbedder(seed=1).name, HashingEmbedder(dim=64).name}) == 3

    @given(st.lists(st.text(max_size=40), min_size=1, max_size=6))
    @settings(max_examples=60, deadline=None)
    def test_a_text_has_the_same_vector_alone_and_in_company(self, texts: list[str]) -> None:
        together = HashingEmbedder().embed(texts)
        for text, row in zip(texts, together, strict=True):
            assert HashingEmbedder().embed([text])[0] == pytest.approx(row, abs=1e-6)


GOLDEN = (55, 0.22444306)


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny encoder: a table of token vectors, so that mean pooling can be checked by hand."""
    import onnx
    from onnx import TensorProto, helper, numpy_helper
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import Split

    folder = tmp_path_factory.mktemp("encoder")
    table = np.array([[0, 0], [1, 0], [0, 1], [3, 4]], dtype=np.float32)
    node = helper.make_node("Gather", ["table", "input_ids"], ["states"])
    ints = [helper.make_tensor_value_info(n, TensorProto.INT64, ["n", "t"]) for n in ("input_ids", "attention_mask")]
    states = helper.make_tensor_value_info("states", TensorProto.FLOAT, ["n", "t", 2])
    graph = helper.make_graph([node], "tiny", ints, [states], [numpy_helper.from_array(table, "table")])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.save(model, folder / "model.onnx")
    tokenizer = Tokenizer(WordLevel({"[UNK]": 0, "a": 1, "b": 2, "c": 3}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Split("", "isolated")
    tokenizer.save(str(folder / "tokenizer.json"))
    (folder / "card.json").write_text(json.dumps({"name": "tiny", "dim": 2, "max_tokens": 3, "floor": 0.4}))
    return folder


class TestOnnx:
    def test_pools_over_the_tokens_and_not_the_padding(self, encoder: Path) -> None:
        rows = OnnxEmbedder(encoder).embed(["ab", "a", "c"])
        assert rows == pytest.approx(np.array([[0.70711, 0.70711], [1, 0], [0.6, 0.8]]), abs=1e-4)

    def test_keeps_the_order_of_texts_of_all_lengths_and_batches(self, encoder: Path) -> None:
        embedder = OnnxEmbedder(encoder, batch_size=2)
        texts = ["b", "aab", "", "c", "ab", "a"]
        rows = embedder.embed(texts)
        assert not rows[2].any()
        for text, row in zip(texts, rows, strict=True):
            assert embedder.embed([text])[0] == pytest.approx(row, abs=1e-6)

    def test_embeds_equal_texts_once(self, encoder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        embedder = OnnxEmbedder(encoder, batch_size=2)
        seen: list[str] = []
        run = embedder._run
        monkeypatch.setattr(embedder, "_run", lambda texts: (seen.extend(texts), run(texts))[1])
        rows = embedder.embed(["a", "b", "a", "c", "b", "a"])
        assert sorted(seen) == ["a", "b", "c"]
        assert rows[[0, 2, 5]] == pytest.approx(np.array([[1, 0]] * 3))
        assert rows[[1, 4]] == pytest.approx(np.array([[0, 1]] * 2))

    def test_reads_its_card(self, encoder: Path) -> None:
        embedder = OnnxEmbedder(encoder)
        assert (embedder.name, embedder.dim, embedder.floor) == ("onnx:tiny:1:3", 2, 0.4)
        assert embedder.embed(["aaab"])[0] == pytest.approx([1, 0], abs=1e-6)  # max_tokens cuts the b

    @pytest.mark.parametrize("missing", ["model.onnx", "tokenizer.json", "card.json"])
    def test_names_the_file_that_is_missing(self, encoder: Path, tmp_path: Path, missing: str) -> None:
        for file in encoder.iterdir():
            if file.name != missing:
                (tmp_path / file.name).write_bytes(file.read_bytes())
        with pytest.raises(StoreError, match=missing):
            OnnxEmbedder(tmp_path)


class TestChoice:
    def test_by_name_and_by_folder(self, encoder: Path) -> None:
        assert isinstance(make_embedder("hashing"), HashingEmbedder)
        assert isinstance(make_embedder(str(encoder)), OnnxEmbedder)

    def test_a_hub_name_is_refused_with_what_would_do(self) -> None:
        with pytest.raises(SettingsError, match=r"model\.onnx"):
            make_embedder("BAAI/bge-small-zh-v1.5")

    def test_without_a_shipped_encoder_the_baseline_serves_and_says_so(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        monkeypatch.setattr(embed, "SHIPPED", tmp_path)
        with caplog.at_level(logging.WARNING):
            assert isinstance(make_embedder(""), HashingEmbedder)
        assert "hashed n-grams" in caplog.text
