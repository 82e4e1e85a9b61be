from __future__ import annotations

from pathlib import Path

import numpy as np
import torch

from nlu.evaluate.sentences import SentenceReader
from nlu.training import similarity
from nlu.training.make import load_encoder
from nlu.training.similarity import SentenceEncoder, cosent, embed, info_nce, save


def test_cosent_rewards_the_right_order() -> None:
    a = torch.tensor([[1.0, 0.0], [1.0, 0.0]])
    b = torch.tensor([[1.0, 0.0], [0.0, 1.0]])
    right, wrong = cosent(a, b, torch.tensor([1.0, 0.0])), cosent(a, b, torch.tensor([0.0, 1.0]))
    assert float(right) < 0.01 < float(wrong)


def test_info_nce_is_least_where_pairs_match() -> None:
    a = torch.eye(4)
    assert float(info_nce(a, a)) < float(info_nce(a, a.roll(1, dims=0)))


def test_the_exported_encoder_gives_nearly_what_torch_gives(tiny_encoder: Path, tmp_path: Path) -> None:
    base, tokenizer = load_encoder(str(tiny_encoder))
    texts = ["推荐一款手机", "谢谢", "cheap phone please and thanks"]
    model = SentenceEncoder(base, tokenizer, texts).eval()
    with torch.no_grad():
        model.literal.fill_(0.5)
    wanted = embed(model, tokenizer, texts)
    save(model, tokenizer, tmp_path)
    found = SentenceReader(tmp_path).embed(texts)
    assert found.shape == wanted.shape
    assert np.allclose((found**2).sum(axis=1), 1, atol=1e-3)
    assert ((found * wanted).sum(axis=1) > 0.95).all()
    # The exporter notes the files of this machine in the graph; what ships must not.
    assert str(Path(similarity.__file__).parents[2]).encode() not in (tmp_path / "model.onnx").read_bytes()
