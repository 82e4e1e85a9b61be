"""Texts are written under rules: facts once each, no digits, no orders; a prompt is read once."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from finetune.decode.decoder import Decoder
from finetune.decode.model import Asked, WriterModel
from finetune.decode.sampling import Choice, Rules, Text, best
from finetune.generate.slot_writer import rules_for, write_drafts
from finetune.requests import SLOTS, WRITE, request
from finetune.slots import same_slots


@pytest.fixture(scope="module")
def model(own_writer: Path) -> WriterModel:
    return WriterModel(own_writer, max_pieces=40)


ASKED = request("reply", [("draft", "<s0>，价格<s1>。")])


def test_every_fact_stands_once_and_no_digit(model: WriterModel) -> None:
    n_whole = 0
    for seed in range(30):
        for text in write_drafts(model, ASKED, 2, seed=seed, temperature=1.5, n=4):
            n_whole += 1
            assert same_slots(text, "<s0><s1>")
            assert not any(c.isdigit() for c in text.replace("<s0>", "").replace("<s1>", ""))
    assert n_whole > 5  # the rules leave a way to end


def test_the_same_seed_says_the_same(model: WriterModel) -> None:
    assert write_drafts(model, ASKED, 1, seed=4, n=3) == write_drafts(model, ASKED, 1, seed=4, n=3)


def test_together_is_as_alone(model: WriterModel) -> None:
    """int8 scales activations by the whole batch, so this holds exactly in float32."""
    plain = WriterModel(model._folder, "fp32", max_pieces=24)
    rules = rules_for(plain, 1)
    asked = [Asked(ASKED + WRITE, rules, Choice(0.9), seed, prefix=7) for seed in range(5)]
    whole = [t.ids for t in plain.write(asked)]
    assert whole == [plain.write([a])[0].ids for a in asked]
    assert whole[2] == list(plain.stream(asked[2]))


def test_a_prefix_is_read_once_for_each_adapter(model: WriterModel, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []
    plain = Decoder.read
    monkeypatch.setattr(Decoder, "read", lambda self, ids, after=None: read.append(len(ids)) or plain(self, ids, after))
    fresh = WriterModel(model._folder, max_pieces=4)
    end = int(fresh.tokenizer.token_to_id("<end>"))
    for text in ("红色", "黑色"):
        list(fresh.stream(Asked(f"推荐您去颐和园{text}", Rules(end), prefix=7)))
    assert read == [len(fresh.ids("推荐您去颐和园")), len(fresh.ids("红色")), len(fresh.ids("黑色"))]


def test_slots_survive_and_orders_do_not(model: WriterModel) -> None:
    ids = model.ids("红色<s3>裤子<write>")
    slots = [int(model.tokenizer.token_to_id(s)) for s in SLOTS]
    assert model.text(ids, keep=slots) == "红色<s3>裤子"
    assert model.text(ids) == "红色裤子"


def test_a_loop_is_broken() -> None:
    logits = np.zeros(10, np.float32)
    logits[3], logits[0] = 5, -5
    text = Text(Rules(end=0), Choice(), 1)
    for _ in range(20):
        text.add(logits)
    assert text.ids[:6] == [3] * 6
    assert set(text.ids) != {3}


def test_the_end_waits_for_the_facts() -> None:
    logits = np.zeros(6, np.float32)
    logits[0] = 9
    text = Text(Rules(end=0, required=(4, 5), slots=(3, 4, 5)), Choice(), 1)
    while not text.done:
        text.add(logits + np.array([0, 1, 0, 8, 2, 2], np.float32))
    assert sorted(p for p in text.ids if p in (3, 4, 5)) == [4, 5]
    assert best([text]) == [text]
    assert best([Text(Rules(end=0), Choice(), 1)]) == []


def test_a_text_does_not_end_before_its_least() -> None:
    text = Text(Rules(end=0, least=7), Choice(), 1)
    while not text.done:
        text.add(np.array([9, 1, 0.5, 0], np.float32))
    assert len(text.ids) == 7


def test_a_text_that_grows_too_long_is_given_up(model: WriterModel) -> None:
    logits = np.array([-9, 1, 0.5, 0], np.float32)
    text = Text(Rules(end=0, most=5), Choice(), 1)
    while not text.done:
        text.add(logits)
    assert len(text.ids) == 5
    assert not text.whole
    assert best([text]) == []
    asked = Asked(ASKED + WRITE, Rules(model.id("<end>"), required=(model.id("<s0>"),), most=3), Choice(), 1)
    assert len(model.write([asked])[0].ids) <= 3
    assert len(list(model.stream(asked))) <= 3


def test_facts_keep_their_order_where_they_must(model: WriterModel) -> None:
    n_whole = 0
    for seed in range(20):
        for text in write_drafts(model, ASKED, 2, seed=seed, temperature=1.5, n=4, ordered=True):
            n_whole += 1
            assert text.index("<s0>") < text.index("<s1>")
    assert n_whole > 5
