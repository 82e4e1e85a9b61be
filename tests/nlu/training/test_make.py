"""From examples to a shipped folder, on the tiny encoder."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from nlu.evaluate.acts import evaluate_acts
from nlu.reader import OnnxReader
from nlu.training import fit as fitting
from nlu.training.examples import Example, Span, encode, tag_pieces
from nlu.training.fit import FitSettings, against_words, parameter_groups
from nlu.training.make import labels_of, load_encoder, make
from nlu.training.model import JointModel

COLOURS = ["黑色", "白色", "红色", "蓝色", "绿色", "紫色"]
EXAMPLES = [Example(f"不要{c}的", acts=("refuse",), spans=(Span("value:against", 2, 4),)) for c in COLOURS]
EXAMPLES += [Example(f"要{c}的", acts=("inform",), spans=(Span("value", 1, 3),)) for c in COLOURS]
EXAMPLES += [Example(t, acts=("thank",)) for t in ("谢谢", "多谢", "谢谢你", "谢谢啦")]


@pytest.fixture(scope="module")
def folder(tiny_encoder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("model")
    settings = FitSettings(
        epochs=24, batch=8, learning_rate=2e-3, max_length=32, drop_piece_share=0.0, layer_decay=0.9,
        adversarial=0.1, crf=True,
    )  # fmt: skip
    figures = make(out, str(tiny_encoder), EXAMPLES, EXAMPLES, settings, {"data": {"here": "none"}})
    assert figures["f1"] > 0.9
    return out


def test_the_exported_file_reads_acts_and_spans(folder: Path) -> None:
    reading = OnnxReader(folder).read("不要黑色的")
    assert max(reading.acts, key=reading.acts.__getitem__) == "refuse"
    assert [(s.label, s.start, s.end) for s in reading.spans] == [("value:against", 2, 4)]
    assert reading.embedding is not None
    assert abs(float((reading.embedding**2).sum()) - 1) < 1e-3


def test_a_batch_reads_as_one_by_one(folder: Path) -> None:
    reader = OnnxReader(folder)
    pairs = [("不要黑色的", ""), ("谢谢", "recommend"), ("要蓝色的", "")]
    together, alone = reader.read_batch(pairs), [reader.read(*p) for p in pairs]
    for a, b in zip(together, alone, strict=True):
        assert [(s.label, s.start, s.end) for s in a.spans] == [(s.label, s.start, s.end) for s in b.spans]
        assert all(abs(a.acts[k] - b.acts[k]) < 0.1 for k in a.acts)


def test_the_card_tells_how_it_was_made(folder: Path) -> None:
    card = json.loads((folder / "card.json").read_text("utf-8"))
    assert card["seed"] == 7
    assert card["n_train"] == len(EXAMPLES)
    assert card["data"] == {"here": "none"}
    assert set(card["temperatures"]) == {"acts", "tags"}


def test_sure_and_right_is_read_as_sure(folder: Path) -> None:
    reader = OnnxReader(folder)
    assert np.abs(reader.chain.step[np.isfinite(reader.chain.step)]).max() > 0.01  # the table of pairs was learned
    (span,) = reader.read("不要黑色的").spans
    assert 0.5 < span.confidence <= 1.0


def test_layers_below_learn_slower_and_the_chain_fastest(tiny_encoder: Path) -> None:
    model = JointModel(load_encoder(str(tiny_encoder))[0], labels_of(EXAMPLES), crf=True)
    settings = FitSettings(learning_rate=1.0, layer_decay=0.5, head_factor=4.0, chain_factor=10.0)
    names = {id(p): n for n, p in model.named_parameters()}
    rates = {names[id(p)]: group["lr"] for group in parameter_groups(model, settings) for p in group["params"]}
    assert set(rates) == set(names.values())
    assert rates["encoder.encoder.layer.1.output.dense.weight"] == 1.0
    assert rates["encoder.encoder.layer.0.output.dense.weight"] == 0.5
    assert rates["encoder.embeddings.word_embeddings.weight"] == 0.25
    assert rates["tag_head.weight"] == 4.0
    assert rates["transitions"] == 10.0
    assert {p.dtype for p in model.parameters()} == {torch.float32}


def test_words_go_back_after_the_adversarial_step(tiny_encoder: Path) -> None:
    model = JointModel(load_encoder(str(tiny_encoder))[0], labels_of(EXAMPLES))
    words = model.encoder.get_input_embeddings().weight
    before = words.detach().clone()
    words.grad = torch.ones_like(words)
    with against_words(model, 0.5):
        assert float((words - before).norm()) == pytest.approx(0.5, rel=1e-4)
    assert torch.equal(words, before)


def test_what_was_confused_is_told_and_drawn(folder: Path, tmp_path: Path) -> None:
    data = tmp_path / "data.jsonl"
    rows = [{"text": "谢谢", "acts": ["thank"]}, {"text": "不要黑色的", "acts": ["inform"]}]
    data.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    picture = tmp_path / "matrix.png"
    report, predictions = evaluate_acts(
        data, folder, None, "", None, 7, "jsonl", context=True, errors=True, matrix=picture
    )
    assert report.systems["joint model"]["f1"] == 0.5
    assert 0 <= report.systems["joint model"]["ece"] <= 1
    assert "  inform -> refuse: 1" in report.notes
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert [row["predicted"]["acts"] for row in predictions] == [["thank"], ["refuse"]]


def test_a_missing_file_is_named(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"model\.onnx"):
        OnnxReader(tmp_path)


def test_empty_and_foreign_text_are_read(folder: Path) -> None:
    for text in ("", " ", "🙂", "\u200b", "a" * 500):
        assert OnnxReader(folder).read(text).acts


def test_longer_spans_win_overlaps(tiny_encoder: Path) -> None:
    _, tokenizer = load_encoder(str(tiny_encoder))
    labels = labels_of([Example("要黑色的", spans=(Span("value", 1, 3), Span("brand", 2, 3)))])
    ids = {name: i for i, name in enumerate(labels.bio)}
    encoding = encode(tokenizer, "要黑色的", "前文", 32)
    tags = tag_pieces(encoding, (Span("brand", 2, 3), Span("value", 1, 3)), ids)
    named = [labels.bio[t] if t >= 0 else "-" for t in tags]
    assert named[:6] == ["-", "O", "B-value", "I-value", "O", "-"]
    assert set(named[6:]) == {"-"}  # the context teaches no tags


def test_a_stopped_run_ends_as_one_that_was_not(tiny_encoder: Path, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(fitting, "CHECKPOINT_STEPS", 1)
    settings = FitSettings(epochs=2, batch=8, learning_rate=1e-3, max_length=32, encoder_dropout=0.1)

    def train(stop_at: int | None) -> dict[str, torch.Tensor]:
        torch.manual_seed(1)
        base, tokenizer = load_encoder(str(tiny_encoder), settings.encoder_dropout)
        model = JointModel(base, labels_of(EXAMPLES))
        epochs = iter(range(9))

        def score(_: JointModel) -> float:
            if next(epochs) == stop_at:
                raise KeyboardInterrupt
            return 0.0

        path = tmp_path / "training.pt" if stop_at is not None or (tmp_path / "training.pt").is_file() else None
        return fitting.fit(model, tokenizer, EXAMPLES, score, settings, 1, path)[0].state_dict()

    whole = train(None)
    with pytest.raises(KeyboardInterrupt):
        train(1)
    again = train(None)
    assert all(torch.allclose(whole[name], again[name], atol=1e-5) for name in whole)
    settings = replace(settings, epochs=3)
    with pytest.raises(ValueError, match="other settings"):
        train(None)
