"""A tiny encoder made here: no hub, no shipped weights."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from transformers import BertConfig, BertModel

from nlu.training import tokenizer as pieces

TEXTS = [
    "推荐一款手机",
    "不要黑色的",
    "便宜点",
    "第二个防水吗",
    "cheap phone please",
    "not black",
    "谢谢",
    "转人工",
    "2000元以内",
] * 3


@pytest.fixture(scope="session")
def tiny_encoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in transformers' format with an untrained encoder of 2 layers and its tokenizer."""
    folder = tmp_path_factory.mktemp("encoder")
    torch.manual_seed(0)
    tokenizer = pieces.train(TEXTS, vocab_size=300)
    config = BertConfig(
        vocab_size=300, hidden_size=32, num_hidden_layers=2, num_attention_heads=2, intermediate_size=64,
        max_position_embeddings=64,
    )  # fmt: skip
    BertModel(config, add_pooling_layer=False).save_pretrained(folder)
    tokenizer.save(str(folder / "tokenizer.json"))
    return folder
