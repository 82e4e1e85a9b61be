"""The fast decoder says what transformers and peft say, row by row, with prefixes and without."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from peft import LoraConfig, PeftModel, get_peft_model
from transformers import AutoModelForCausalLM, GPT2Config, GPT2LMHeadModel, LlamaConfig, LlamaForCausalLM

from finetune.decode.decoder import MAX_PIECES, Decoder, rows_of, together
from finetune.decode.weights import CannotDecode, can_read, read
from tests.finetune.own import writer

LONG, SHORT = [3, 5, 7, 9, 200, 77, 31], [8, 1, 2]


def llama(folder: Path) -> Path:
    torch.manual_seed(3)
    config = LlamaConfig(
        vocab_size=300, hidden_size=64, intermediate_size=48, num_hidden_layers=2, num_attention_heads=4,
        num_key_value_heads=2, max_position_embeddings=64, tie_word_embeddings=False, initializer_range=0.2,
    )  # fmt: skip
    LlamaForCausalLM(config).save_pretrained(folder)
    return folder


@pytest.fixture(scope="module", params=[writer, llama])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return request.param(tmp_path_factory.mktemp("model"))


def expected(folder: Path, ids: list[int]) -> np.ndarray:
    model = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32).eval()
    with torch.no_grad():
        return model(torch.tensor([ids])).logits[0, -1].numpy()


def test_it_says_what_transformers_says(folder: Path) -> None:
    decoder = Decoder.load(folder, precision="fp32")
    logits, cache = decoder.read(LONG)
    assert np.allclose(logits[0], expected(folder, LONG), atol=1e-4)
    logits, _ = decoder.step([12], cache)
    assert np.allclose(logits[0], expected(folder, [*LONG, 12]), atol=1e-4)


def test_a_prefix_is_read_once(folder: Path) -> None:
    decoder = Decoder.load(folder, precision="fp32")
    _, begun = decoder.read(LONG[:3])
    for rest in (LONG[3:], SHORT):
        assert np.allclose(decoder.read(rest, begun)[0][0], expected(folder, [*LONG[:3], *rest]), atol=1e-4)


def test_texts_of_different_length_are_written_together(folder: Path) -> None:
    decoder = Decoder.load(folder, precision="fp32")
    cache = together([decoder.read(LONG)[1], decoder.read(SHORT)[1]])
    _, cache = decoder.step([11, 12], cache)
    logits, cache = decoder.step([4, 5], cache)
    assert np.allclose(logits[0], expected(folder, [*LONG, 11, 4]), atol=1e-4)
    assert np.allclose(logits[1], expected(folder, [*SHORT, 12, 5]), atol=1e-4)
    logits, _ = decoder.step([6], rows_of(cache, [1]))  # the first has ended
    assert np.allclose(logits[0], expected(folder, [*SHORT, 12, 5, 6]), atol=1e-4)


def test_int8_is_close(folder: Path) -> None:
    wanted = expected(folder, LONG)
    found = Decoder.load(folder, precision="int8").read(LONG)[0][0]
    assert np.corrcoef(wanted, found)[0, 1] > 0.99
    assert not np.allclose(wanted, found, atol=1e-6)


def test_an_adapter_is_added_in(folder: Path, tmp_path: Path) -> None:
    base = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32)
    tuned = get_peft_model(base, LoraConfig(r=4, lora_alpha=8, target_modules="all-linear", task_type="CAUSAL_LM"))
    torch.manual_seed(1)
    with torch.no_grad():
        for name, parameter in tuned.named_parameters():
            if "lora_B" in name:
                parameter.normal_(0, 0.2)
    tuned.save_pretrained(tmp_path)
    plain = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32)
    with torch.no_grad():
        wanted = PeftModel.from_pretrained(plain, str(tmp_path)).eval()(torch.tensor([LONG])).logits[0, -1].numpy()
    found = Decoder.load(folder, tmp_path, "fp32").read(LONG)[0][0]
    assert np.allclose(found, wanted, atol=1e-4)
    assert not np.allclose(found, expected(folder, LONG), atol=1e-2)


def test_bf16_files_are_read(folder: Path, tmp_path: Path) -> None:
    AutoModelForCausalLM.from_pretrained(folder, dtype=torch.bfloat16).save_pretrained(tmp_path)
    found, wanted = read(tmp_path).tensors, read(folder).tensors
    assert found.keys() == wanted.keys()
    assert all(np.allclose(found[k], wanted[k], rtol=1e-2, atol=1e-6) for k in wanted)


def test_what_it_cannot_run_is_named(tmp_path: Path, folder: Path) -> None:
    GPT2LMHeadModel(GPT2Config(vocab_size=20, n_embd=8, n_layer=1, n_head=1)).save_pretrained(tmp_path)
    assert not can_read(tmp_path)
    assert can_read(folder)
    with pytest.raises(CannotDecode, match="GPT2LMHeadModel"):
        read(tmp_path)
    decoder = Decoder.load(folder)
    with pytest.raises(ValueError, match="pieces"):
        decoder.read([])
    with pytest.raises(ValueError, match=str(MAX_PIECES)):
        decoder.read([1] * (MAX_PIECES + 1))
