"""An adapter tuned on a base of ours is served without torch's model, and the base stays what it was."""

from __future__ import annotations

import json
from pathlib import Path

from langchain_core.messages import HumanMessage

from finetune.decode.model import WriterModel
from finetune.generate.fast import FastChat
from finetune.lora.pairs import read
from finetune.lora.train import ByLength, LoraSettings, train
from finetune.requests import request

ASKED = request("reply", [("draft", "不客气。")])


def test_a_tuned_adapter_speaks_and_the_base_as_before(own_writer: Path, tmp_path: Path) -> None:
    path = tmp_path / "pairs.jsonl"
    rows = [
        {"prompt": request("reply", [("draft", "不客气。"), ("wish", w)]), "text": "红色的裤子显瘦。"}
        for w in "红裤显瘦宽松版型"
    ]
    path.write_text(
        "\n".join(json.dumps(r, ensure_ascii=False) for r in [*rows, {**rows[0], "prompt": ASKED}] * 6), "utf-8"
    )
    pairs = read("reply", path, "jsonl")
    assert pairs[0].messages == (("human", rows[0]["prompt"]),)
    settings = LoraSettings(epochs=6, batch=6, accumulate=1, learning_rate=2e-2, patience=6)
    card = train(str(own_writer), (pairs, pairs[:9]), tmp_path / "out", settings, {"task": "reply"})
    assert card["best_dev_loss"] < 0.5
    chat = FastChat.of(WriterModel(own_writer, max_pieces=30), temperature=0.0)
    assert chat.invoke([HumanMessage(ASKED)]).content == "不客气，祝您愉快。"
    chat.use(str(tmp_path / "out"))
    assert chat.invoke([HumanMessage(ASKED)]).content == "红色的裤子显瘦。"
    chat.use("")
    assert chat.invoke([HumanMessage(ASKED)]).content == "不客气，祝您愉快。"


def test_batches_hold_every_row_once_and_rows_of_like_length() -> None:
    lengths = [(i * 37) % 100 + 1 for i in range(95)]
    batches = ByLength(lengths, 8, 1, shuffled=True)
    first, second = list(batches), list(batches)
    assert len(first) == len(batches) == 12
    assert sorted(i for b in first for i in b) == list(range(95))
    assert first != second
    assert max(max(lengths[i] for i in b) - min(lengths[i] for i in b) for b in first) < 15
    assert list(ByLength(lengths, 8, 1, shuffled=False)) == list(ByLength(lengths, 8, 1, shuffled=False))
