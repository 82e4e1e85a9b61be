"""An adapter is tuned on a tiny base made here, learns, is loaded by the serving code, and can be merged."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import torch
from click.testing import CliRunner
from transformers import AutoModelForCausalLM, AutoTokenizer

from finetune.generate.local import LocalChat
from finetune.lora.cli import train_generator
from finetune.lora.pairs import Pair, read, split, told
from finetune.lora.train import CannotTune, LoraSettings, collate, encode, train
from tests.finetune.tiny import checkpoint


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> str:
    return checkpoint(tmp_path_factory.mktemp("base"))


def some_pairs(n: int = 48) -> list[Pair]:
    return [Pair(told("adcopy", f"颜色红色{i}"), "红色的裤子显瘦") for i in range(n)]


@pytest.fixture(scope="module")
def adapter(base: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("adapter")
    pairs = some_pairs()
    settings = LoraSettings(epochs=4, batch=8, accumulate=1, learning_rate=2e-2, max_pieces=96, patience=4)
    train(base, (pairs[:40], pairs[40:]), out, settings, {"task": "adcopy"}, merge=True)
    return out


def test_it_learns_and_says_what_it_did(adapter: Path) -> None:
    card = json.loads((adapter / "card.json").read_text("utf-8"))
    losses = [c["dev"] for c in card["losses"]]
    assert losses[-1] < losses[0] - 0.1
    assert card["n_train"] == 40
    assert card["settings"]["seed"] == 7
    assert (adapter / "learning.png").stat().st_size > 1000


def test_the_merged_model_says_what_base_and_adapter_say(base: str, adapter: Path) -> None:
    tokenizer = AutoTokenizer.from_pretrained(base)
    ids = tokenizer("<human>颜色红色3\n<ai>", return_tensors="pt")["input_ids"]
    merged = AutoModelForCausalLM.from_pretrained(adapter / "merged", dtype=torch.float32).eval()
    from peft import PeftModel

    plain = AutoModelForCausalLM.from_pretrained(base, dtype=torch.float32)
    tuned = PeftModel.from_pretrained(plain, str(adapter)).eval()
    with torch.no_grad():
        assert torch.allclose(merged(ids).logits, tuned(ids).logits, atol=1e-3)


def test_serving_loads_switches_streams_and_keeps(base: str, adapter: Path) -> None:
    chat = LocalChat.load(base, str(adapter), pieces=12, temperature=0.0)
    messages = list(told("adcopy", "颜色红色3"))
    tuned = chat.invoke(messages).content
    assert "".join(str(c.content) for c in chat.stream(messages)) == tuned
    assert len(chat._kept) == 1
    chat.use("")
    alone = chat.invoke(messages).content
    assert alone != tuned
    chat.use(str(adapter))
    assert chat.invoke(messages).content == tuned


def test_only_the_answer_is_learnt(base: str) -> None:
    tokenizer = AutoTokenizer.from_pretrained(base)
    ids, n_prompt = encode(tokenizer, some_pairs(1)[0], 512)
    batch = collate([(ids, n_prompt), (ids[:5], 2)], pad_id=0)
    assert (batch["labels"][0, :n_prompt] == -100).all()
    assert batch["labels"][0, n_prompt:].tolist() == ids[n_prompt:]
    assert batch["attention_mask"][1].sum() == 5
    cut, left = encode(tokenizer, some_pairs(1)[0], 20)
    assert len(cut) == 20
    assert cut[left:] == ids[n_prompt:][: len(cut) - left]


def test_the_test_tenth_is_never_tuned_on() -> None:
    pairs = some_pairs(400)
    learnt, dev = split(pairs)
    assert 300 < len(learnt) + len(dev) < 395
    assert not {p.messages for p in learnt} & {p.messages for p in dev}


def test_wrong_input_is_named(base: str, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"prompt": "x", "text": "y"}\n{"prompt": "x"}\n', "utf-8")
    with pytest.raises(ValueError, match="line 2"):
        read("rewrite", path, "jsonl")
    with pytest.raises(ValueError, match="--task adcopy"):
        read("reply", path, "advertisegen")
    with pytest.raises(CannotTune, match="pairs"):
        train(base, ([], []), tmp_path, LoraSettings(), {})
    if not torch.cuda.is_available():
        with pytest.raises(CannotTune, match="CUDA"):
            train(base, (some_pairs(4), some_pairs(4)), tmp_path, LoraSettings(qlora=True), {})


def test_the_command_tunes_from_a_file(base: str, tmp_path: Path) -> None:
    path = tmp_path / "pairs.jsonl"
    rows = [{"prompt": f"颜色红色{i}", "text": "红色的裤子显瘦"} for i in range(80)]
    path.write_text("\n".join(json.dumps(r, ensure_ascii=False) for r in rows), "utf-8")
    arguments = [
        "--task",
        "rewrite",
        "--data",
        str(path),
        "--base",
        base,
        "--out",
        str(tmp_path / "out"),
        "--epochs",
        "1",
    ]
    result = CliRunner().invoke(train_generator, arguments)
    assert result.exit_code == 0, result.output
    assert (tmp_path / "out" / "adapter_model.safetensors").exists()


def test_two_processes_tune_together(base: str, tmp_path: Path) -> None:
    path = tmp_path / "pairs.jsonl"
    rows = [{"prompt": f"颜色红色{i}", "text": "红色的裤子显瘦"} for i in range(80)]
    path.write_text("\n".join(json.dumps(r, ensure_ascii=False) for r in rows), "utf-8")
    command = [
        sys.executable, "-m", "accelerate.commands.launch", "--cpu", "--num_processes", "2", "--num_machines", "1",
        "--mixed_precision", "no", "--dynamo_backend", "no", "--main_process_port", "0",
        "--module", "finetune.lora.cli", "--task", "rewrite", "--data", str(path), "--base", base,
        "--out", str(tmp_path / "out"), "--epochs", "1", "--batch", "4",
    ]  # fmt: skip
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "ACCELERATE_USE_CPU": "true"}
    done = subprocess.run(command, capture_output=True, text=True, timeout=240, env=environment, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert (tmp_path / "out" / "adapter_model.safetensors").exists()
