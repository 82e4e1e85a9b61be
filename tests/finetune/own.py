"""A writer of ours with a few thousand weights and a tokenizer of a few sentences, perhaps taught a little."""

from __future__ import annotations

from pathlib import Path

import torch

from finetune.pretrain import pieces
from finetune.pretrain.shapes import SHAPES, config_of, decoder
from finetune.requests import END, PAD, WRITE, request

TEXTS = [
    "这三款手机最合适，价格便宜。", "推荐您去颐和园，评分是四点六分。", "红色的裤子显瘦，版型宽松。",
    "地址是北京市海淀区。", "These three phones suit you best.", "I would look at the black one first.",
]  # fmt: skip
TAUGHT = [
    (request("reply", [("draft", "推荐<s0>。评分是<s1>。")]), "为您推荐<s0>，评分是<s1>呢。"),
    (request("reply", [("draft", "<s0>，价格<s1>。")]), "<s0>的价格是<s1>。"),
    (request("reply", [("draft", "地址是<s0>。")]), "地址在<s0>。"),
    (request("reply", [("draft", "不客气。")]), "不客气，祝您愉快。"),
    (request("rewrite", [("draft", "推荐<s0>。")], manner="formal"), "为您介绍<s0>。"),
    (request("adcopy", [("fact", "类型裤，版型宽松")]), "红色的裤子显瘦，版型宽松。"),
]  # fmt: skip


def writer(folder: Path, n_pieces: int = 560, n_steps: int = 0) -> Path:
    """Write model and tokenizer; return the folder. `n_steps`: of teaching it TAUGHT; 0 = random weights."""
    tokenizer = pieces.train([*TEXTS, *(text for _, text in TAUGHT)] * 3, n_pieces)
    torch.manual_seed(7)
    config = config_of(
        SHAPES["tiny"], tokenizer.get_vocab_size(), end_id=tokenizer.token_to_id(END), pad_id=tokenizer.token_to_id(PAD)
    )
    model = decoder(config)
    with torch.no_grad():  # livelier than fresh weights, which know no piece from another
        for parameter in model.parameters():
            if parameter.ndim == 2:
                parameter.mul_(4)
    optimiser = torch.optim.AdamW(model.parameters(), lr=5e-3)
    rows = [tokenizer.encode(asked + WRITE + text + END, add_special_tokens=False).ids for asked, text in TAUGHT]
    length = max(map(len, rows))
    ids = torch.tensor([row + [0] * (length - len(row)) for row in rows])
    for _ in range(n_steps):
        loss = model(input_ids=ids, labels=ids.masked_fill(ids == 0, -100)).loss
        loss.backward()
        optimiser.step()
        optimiser.zero_grad()
    model.save_pretrained(folder)
    pieces.save(tokenizer, folder)
    return folder
