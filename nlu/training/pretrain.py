"""Pre-train the encoder by filling masked words (whole-word masking, Cui et al. 2019, arXiv:1906.08101).

Owns: packing, masking, the training loop with checkpoints. Does not know tasks. Resumable: the
loop continues from the last checkpoint in `--out`, and refuses one that was trained with other settings (more steps
may be planned).
"""

from __future__ import annotations

import argparse
import json
import math
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import nn
from transformers import BertConfig, BertModel

from nlu.training import corpus
from nlu.training import tokenizer as pieces


@dataclass(frozen=True)
class PretrainSettings:
    """Sizes and schedule. `mask_share` above BERT's .15: more teaches faster (Wettig 2023, 2202.08005)."""

    vocab_size: int = 8000
    hidden: int = 256
    n_layers: int = 6
    n_heads: int = 4
    length: int = 64
    batch: int = 128
    steps: int = 1700
    learning_rate: float = 1e-3
    matrix_learning_rate: float = 1e-2
    warmup_share: float = 0.06
    mask_share: float = 0.25
    seed: int = 7


def config_of(settings: PretrainSettings) -> BertConfig:
    """Return the transformers configuration of the encoder."""
    return BertConfig(
        vocab_size=settings.vocab_size,
        hidden_size=settings.hidden,
        num_hidden_layers=settings.n_layers,
        num_attention_heads=settings.n_heads,
        intermediate_size=4 * settings.hidden,
        max_position_embeddings=256,
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
    )


def pack(data: Path, out: Path, settings: PretrainSettings) -> tuple[Tokenizer, np.ndarray, np.ndarray]:
    """Return the tokenizer, ids (uint16[rows, length]) and word starts (bool[rows, length]); cached in `out`."""
    import rjieba

    tokenizer_path, packed = out / "tokenizer.json", out / "packed.npz"
    if tokenizer_path.exists() and packed.exists():
        arrays = np.load(packed)
        return pieces.load(tokenizer_path), _rows(arrays["ids"], settings), _rows(arrays["starts"], settings)
    texts: list[str] = []
    for source in corpus.SOURCES:
        own = list(corpus.sentences(data, source))
        texts.extend(own * source.times)
        print(f"  {source.name}: {len(own):,} texts, {source.times}x", flush=True)
    order = np.random.default_rng(settings.seed).permutation(len(texts))
    tok = pieces.train(texts, settings.vocab_size)
    sep = pieces.id_of(tok, pieces.SEP)
    ids: list[int] = []
    starts: list[bool] = []
    for begin in range(0, len(order), 4096):
        batch = [texts[i] for i in order[begin : begin + 4096]]
        for text, encoded in zip(batch, tok.encode_batch(batch, add_special_tokens=False), strict=True):
            word_starts = set(np.cumsum([0] + [len(w) for w in rjieba.cut(text)]).tolist())
            pairs = list(zip(encoded.ids, encoded.offsets, strict=True))[: 4 * settings.length]
            ids.extend([p for p, _ in pairs] + [sep])
            starts.extend([o[0] in word_starts for _, o in pairs] + [True])
    flat_ids, flat_starts = np.array(ids, np.uint16), np.array(starts, bool)
    out.mkdir(parents=True, exist_ok=True)
    tok.save(str(tokenizer_path))
    np.savez(packed, ids=flat_ids, starts=flat_starts)
    return tok, _rows(flat_ids, settings), _rows(flat_starts, settings)


def _rows(flat: np.ndarray, settings: PretrainSettings) -> np.ndarray:
    """Return the stream cut into rows of the settings' length, the rest at the end left out."""
    return flat.ravel()[: flat.size // settings.length * settings.length].reshape(-1, settings.length)


def mask_words(
    ids: np.ndarray, starts: np.ndarray, settings: PretrainSettings, mask_id: int, random: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Return inputs and the flat positions to predict: whole words, 80 % masked, 10 % random, 10 % kept."""
    words = np.cumsum(starts, axis=1)
    chosen_words = random.random((ids.shape[0], ids.shape[1] + 1)) < settings.mask_share
    chosen = np.take_along_axis(chosen_words, words, axis=1) & (ids >= len(pieces.SPECIAL))
    dice = random.random(ids.shape)
    inputs = ids.astype(np.int64)
    inputs[chosen & (dice < 0.8)] = mask_id
    swap = chosen & (dice >= 0.9)
    inputs[swap] = random.integers(len(pieces.SPECIAL) + len(pieces.SPARE), settings.vocab_size, int(swap.sum()))
    return inputs, np.flatnonzero(chosen)


class MaskedModel(nn.Module):
    """Encoder and the head that predicts masked pieces; the head shares the embedding's weights."""

    def __init__(self, settings: PretrainSettings) -> None:
        super().__init__()
        self.encoder = BertModel(config_of(settings), add_pooling_layer=False)
        # On CPUs the fused attention's backward pass is 37 % of a step (torch 2.13); plain products train 1.4x faster.
        self.encoder.set_attn_implementation("eager" if not torch.cuda.is_available() else "sdpa")
        self.transform = nn.Sequential(
            nn.Linear(settings.hidden, settings.hidden), nn.GELU(), nn.LayerNorm(settings.hidden)
        )
        self.bias = nn.Parameter(torch.zeros(settings.vocab_size))

    def forward(self, inputs: torch.Tensor, positions: torch.Tensor) -> torch.Tensor:
        """Return logits[n_positions, vocab] for the flat `positions` of inputs int64[batch, length]."""
        hidden = self.encoder(input_ids=inputs).last_hidden_state
        picked = self.transform(hidden.flatten(0, 1)[positions])
        return picked @ self.encoder.embeddings.word_embeddings.weight.T + self.bias


class Optimisers:
    """Muon for the layers' matrices, AdamW for embeddings, biases and the head (Jordan et al. 2024).

    Orthogonalised steps reach the same loss in about half of AdamW's steps on encoders of this size.
    """

    def __init__(self, model: MaskedModel, settings: PretrainSettings) -> None:
        matrices = [p for p in model.encoder.encoder.parameters() if p.ndim == 2]
        own = {id(p) for p in matrices}
        others = [p for p in model.parameters() if id(p) not in own]
        self.settings = settings
        self.muon = torch.optim.Muon(matrices, lr=settings.matrix_learning_rate, weight_decay=0.01)
        self.adam = torch.optim.AdamW(
            others, lr=settings.learning_rate, betas=(0.9, 0.98), weight_decay=0.01, fused=True
        )

    def step(self, factor: float) -> None:
        """Move the weights by the gradients at `factor` (0..1) of the peak rates, and clear the gradients."""
        peaks = (self.settings.matrix_learning_rate, self.settings.learning_rate)
        for optimiser, peak in zip((self.muon, self.adam), peaks, strict=True):
            for group in optimiser.param_groups:
                group["lr"] = peak * factor
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)

    def state_dict(self) -> dict:
        """Return what a checkpoint keeps."""
        return {"muon": self.muon.state_dict(), "adam": self.adam.state_dict()}

    def load_state_dict(self, state: dict) -> None:
        """Go on from a checkpoint."""
        self.muon.load_state_dict(state["muon"])
        self.adam.load_state_dict(state["adam"])


def learning_rate(step: int, settings: PretrainSettings) -> float:
    """Return the factor 0..1 on the peak rate: linear warm-up, then cosine to a tenth."""
    warmup = max(1, int(settings.steps * settings.warmup_share))
    if step < warmup:
        return (step + 1) / warmup
    progress = (step - warmup) / max(1, settings.steps - warmup)
    return 0.1 + 0.45 * (1 + math.cos(math.pi * min(1.0, progress)))


def pretrain(data: Path, out: Path, settings: PretrainSettings, checkpoint_every: int = 100) -> Path:
    """Train, or go on from the last checkpoint; return the folder with model and tokenizer in transformers' format."""
    torch.manual_seed(settings.seed)
    tok, ids, starts = pack(data, out, settings)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    model = MaskedModel(settings).to(device)
    optimiser = Optimisers(model, settings)
    step, state_path = 0, out / "checkpoint.pt"
    if state_path.exists():
        state = torch.load(state_path, map_location=device, weights_only=True)
        # More steps may be planned later: the plan only shapes the learning rate from here on.
        if {**state["settings"], "steps": 0} != {**asdict(settings), "steps": 0}:
            raise ValueError(
                f"{state_path} was trained with other settings: {state['settings']}; remove it to start anew"
            )
        model.load_state_dict(state["model"])
        optimiser.load_state_dict(state["optimiser"])
        step = state["step"]
    mask_id, losses, began, first_step = pieces.id_of(tok, pieces.MASK), [], time.monotonic(), step
    while step < settings.steps:
        random = np.random.default_rng([settings.seed, step])
        epoch, place = divmod(step * settings.batch, len(ids))
        order = np.random.default_rng([settings.seed, 99, epoch]).permutation(len(ids))
        rows = order[np.arange(place, place + settings.batch) % len(ids)]
        inputs, positions = mask_words(ids[rows], starts[rows], settings, mask_id, random)
        gold = torch.from_numpy(ids[rows].astype(np.int64).ravel()[positions]).to(device)
        with torch.autocast(device, dtype=torch.bfloat16):
            logits = model(torch.from_numpy(inputs).to(device), torch.from_numpy(positions).to(device))
        loss = nn.functional.cross_entropy(logits.float(), gold)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step(learning_rate(step, settings))
        step += 1
        losses.append(float(loss.detach()))
        if step % 20 == 0:
            rate = (step - first_step) * settings.batch * settings.length / (time.monotonic() - began)
            print(f"step {step}/{settings.steps} loss {np.mean(losses[-50:]):.3f} {rate:,.0f} pieces/s", flush=True)
        if step % checkpoint_every == 0 or step == settings.steps:
            temporary = state_path.with_suffix(".new")
            torch.save(
                {"settings": asdict(settings), "step": step, "model": model.state_dict(),
                 "optimiser": optimiser.state_dict()},
                temporary,
            )  # fmt: skip
            temporary.replace(state_path)
            model.encoder.save_pretrained(out / "encoder")
            tok.save(str(out / "encoder" / "tokenizer.json"))
            (out / "progress.json").write_text(json.dumps({"step": step, "loss": float(np.mean(losses[-50:]))}))
    return out / "encoder"


def main() -> None:
    """Run from the command line: `python -m nlu.training.pretrain --data DIR --out DIR`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the public data sets")
    parser.add_argument("--out", type=Path, required=True, help="checkpoints and the finished encoder")
    for name, default in asdict(PretrainSettings()).items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(default), default=default)
    arguments = vars(parser.parse_args())
    pretrain(arguments.pop("data"), arguments.pop("out"), PretrainSettings(**arguments))


if __name__ == "__main__":
    main()
