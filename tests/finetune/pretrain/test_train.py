"""Pre-training learns, goes on where it stopped as if it had not, and leaves the test parts out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import torch
from torch.nn import functional

from finetune.decode.decoder import Decoder
from finetune.evaluate import adcopy
from finetune.pretrain import sources
from finetune.pretrain.loss import head_loss
from finetune.pretrain.shapes import SHAPES, config_of, decoder, n_parameters
from finetune.pretrain.sources import Source
from finetune.pretrain.train import PretrainSettings, factor, pretrain
from tests.finetune.own import TEXTS

SETTINGS = PretrainSettings(shape="tiny", n_pieces=480, length=32, batch=8, steps=12, warmup_steps=2)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    texts = [f"{a}{b}" for a in TEXTS for b in TEXTS for _ in range(2)] + [
        f"{t}{i}号" for t in TEXTS for i in range(60)
    ]
    (folder / "a.jsonl").write_text("\n".join(json.dumps({"text": t}, ensure_ascii=False) for t in texts), "utf-8")
    own = Source("tiny", "a.jsonl", sources._fields("text"), "CC0")
    monkeypatch.setattr(sources, "SOURCES", (own,))
    return folder


def test_it_learns_and_its_model_is_served(data: Path, tmp_path: Path) -> None:
    folder = pretrain(data, tmp_path / "out", SETTINGS, checkpoint_every=6)
    card = json.loads((folder / "card.json").read_text("utf-8"))
    assert card["curve"][-1]["held_out"] < card["curve"][0]["held_out"] < 6.2  # ln 480, chance
    assert card["data"][0]["licence"] == "CC0"
    assert Decoder.load(folder).read([5, 6])[0].shape[1] <= 480


def test_a_stopped_run_goes_on_as_if_it_had_not(data: Path, tmp_path: Path) -> None:
    whole = pretrain(data, tmp_path / "whole", SETTINGS, checkpoint_every=6)
    parted = tmp_path / "parted"
    pretrain(data, parted, SETTINGS, checkpoint_every=6, hours=0.0)  # one step
    assert torch.load(parted / "checkpoint.pt", weights_only=True)["step"] == 1
    pretrain(data, parted, SETTINGS, checkpoint_every=6)
    a, b = (torch.load(p.parent / "checkpoint.pt", weights_only=True) for p in (whole, parted / "model"))
    assert all(torch.allclose(a["model"][k], b["model"][k], atol=1e-6) for k in a["model"])


def test_other_settings_are_refused(data: Path, tmp_path: Path) -> None:
    pretrain(data, tmp_path / "out", SETTINGS, hours=0.0)
    with pytest.raises(ValueError, match="trained with"):
        pretrain(data, tmp_path / "out", PretrainSettings(**{**vars(SETTINGS), "rate": 1.0}))
    with pytest.raises(ValueError, match="packed with"):
        pretrain(data, tmp_path / "out", PretrainSettings(**{**vars(SETTINGS), "length": 16}))


def test_a_missing_source_is_named(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "SOURCES", (Source("gone", "b.jsonl", sources._fields("text"), ""),))
    with pytest.raises(FileNotFoundError, match="gone"):
        pretrain(data, tmp_path / "out", SETTINGS)


def test_the_head_loss_is_the_plain_one() -> None:
    torch.manual_seed(1)
    hidden, weight = torch.randn(600, 8), torch.randn(50, 8)
    gold = torch.randint(0, 50, (600,))
    found, wanted = [], []
    for loss, into in ((head_loss, found), (lambda h, w, g: functional.cross_entropy(h @ w.T, g), wanted)):
        h, w = hidden.clone().requires_grad_(), weight.clone().requires_grad_()
        value: Any = loss(h, w, gold)  # type: ignore[operator]
        (3 * value).backward()
        into += [value.detach(), h.grad, w.grad]
    assert all(torch.allclose(a, b, atol=1e-5) for a, b in zip(found, wanted, strict=True))
    with pytest.raises(ValueError, match="found none"):
        head_loss(hidden[:0], weight, gold[:0])


def test_shapes_are_of_the_sizes_that_they_promise() -> None:
    sizes = {}
    for name in ("small", "large"):
        with torch.device("meta"):
            sizes[name] = n_parameters(decoder(config_of(SHAPES[name], 8000, end_id=1, pad_id=0)))
    assert 15e6 < sizes["small"] < sizes["large"] < 20e6  # below 40 MB in bf16


def test_the_rate_warms_up_stays_and_falls() -> None:
    settings = PretrainSettings(steps=100, warmup_steps=10, decay_share=0.3)
    assert [round(factor(s, settings), 2) for s in (0, 9, 50, 69, 85, 100)] == [0.1, 1.0, 1.0, 1.0, 0.55, 0.1]


def test_no_test_copy_is_trained_on(tmp_path: Path) -> None:
    path = tmp_path / "train.jsonl"
    rows = [{"content": f"类型#裤*颜色#红{i}", "summary": f"红色的裤子很显瘦{i}号"} for i in range(200)]
    path.write_text("\n".join(json.dumps(r, ensure_ascii=False) for r in rows), "utf-8")
    held = {e.copy for e in adcopy.split(adcopy.read_advertisegen(path))[1]}
    read = list(sources._ads("advertisegen")(path))
    assert held
    assert len(read) + len(held) == 200
    assert not any(copy in text for copy in held for text in read)


def test_crosswoz_places_are_slots_in_order() -> None:
    text = "[Inform+餐馆+名称]的电话是[Inform+餐馆+电话]，[Inform+餐馆+名称]不错。"
    assert sources.with_slots(text) == "<s0>的电话是<s1>，<s0>不错。"
