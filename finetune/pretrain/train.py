"""Pre-train the writer's base model: next-piece prediction over packed rows, resumable, seeded, with a card.

Owns: the loop and its checkpoints. Does not know: where texts come from (sources.py), sizes (shapes.py). It goes on
from the last checkpoint in `out`, and refuses one that was trained with other settings; more steps may be planned.
"""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

from finetune.pretrain import pack, pieces
from finetune.pretrain.loss import head_loss
from finetune.pretrain.shapes import SHAPES, Optimisers, config_of, decoder, n_parameters
from finetune.requests import END, PAD

#: Rows of the held-out part that a measurement takes.
N_MEASURED = 96


@dataclass(frozen=True)
class PretrainSettings:
    """Sizes and schedule. `shape`: a name of SHAPES. `batch` rows of `length` pieces make a step. `matrix_rate` is
    Muon's peak learning rate, `rate` AdamW's. The rate falls to a tenth over the last `decay_share` of the steps:
    until then a run may be planned longer without loss (Hägele et al. 2024, 2405.18392).
    """

    shape: str = "small"
    n_pieces: int = 8_000
    length: int = 256
    batch: int = 16
    steps: int = 2400
    rate: float = 2e-3
    matrix_rate: float = 1.2e-2
    warmup_steps: int = 100
    decay_share: float = 0.3
    seed: int = 7


def factor(step: int, settings: PretrainSettings) -> float:
    """Return the factor 0 to 1 on the peak rates: linear warm-up, flat, then linear to a tenth."""
    if step < settings.warmup_steps:
        return (step + 1) / settings.warmup_steps
    decay = max(1, int(settings.steps * settings.decay_share))
    return 1.0 - 0.9 * max(0.0, min(1.0, (step - (settings.steps - decay)) / decay))


def loss_of(model: Any, rows: torch.Tensor) -> torch.Tensor:
    """Return the mean loss in nats a piece over rows int64[batch, length], in bf16 products."""
    with torch.autocast(rows.device.type, dtype=torch.bfloat16):
        hidden = model.model(input_ids=rows, use_cache=False).last_hidden_state[:, :-1]
    return head_loss(hidden.flatten(0, 1).to(torch.bfloat16), model.lm_head.weight, rows[:, 1:].flatten())


def pretrain(
    data: Path, out: Path, settings: PretrainSettings, *, pairs: Sequence[Path] = (), checkpoint_every: int = 100,
    hours: float | None = None, fused: bool = False,
) -> Path:  # fmt: skip
    """Train, or go on; return the folder with model, tokenizer and card in transformers' format.

    `hours`: stop after so long with a checkpoint, None = after the planned steps. `fused`: let torch compile the step,
    a third faster on a CPU after a minute of compiling; needs a C++ compiler. Raises ValueError for a checkpoint
    of other settings, FileNotFoundError where a source is missing.
    """
    torch.manual_seed(settings.seed)
    packed = pack.pack(
        data, out, n_pieces=settings.n_pieces, length=settings.length, seed=settings.seed, pairs=pairs
    )  # fmt: skip
    tokenizer = packed.tokenizer
    device = "cuda" if torch.cuda.is_available() else "cpu"
    config = config_of(
        SHAPES[settings.shape], tokenizer.get_vocab_size(), end_id=pieces.id_of(tokenizer, END),
        pad_id=pieces.id_of(tokenizer, PAD),
    )  # fmt: skip
    model: Any = decoder(config)
    model = model.to(device)
    optimiser = Optimisers(model, matrix_rate=settings.matrix_rate, rate=settings.rate)
    step, seconds, curve = 0, 0.0, []
    state_path = out / "checkpoint.pt"
    if state_path.exists():
        state = torch.load(state_path, map_location=device, weights_only=True)
        if {**state["settings"], "steps": 0} != {**asdict(settings), "steps": 0}:
            raise ValueError(f"{state_path} was trained with {state['settings']}; remove it to start anew")
        model.load_state_dict(state["model"])
        optimiser.load_state_dict(state["optimiser"])
        step, seconds, curve = state["step"], state["seconds"], state["curve"]
        print(f"going on from step {step}", flush=True)
    if fused:
        print("compiling the step: one to five minutes", flush=True)
    step_loss = torch.compile(loss_of, dynamic=False) if fused else loss_of
    began, first, losses = time.monotonic(), step, []
    while step < settings.steps:
        rows = torch.from_numpy(_batch(packed.train, step, settings)).to(device)
        loss = step_loss(model, rows)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step(factor(step, settings))
        step += 1
        losses.append(float(loss.detach()))
        spent = time.monotonic() - began
        if step % 20 == 0:
            rate = (step - first) * settings.batch * settings.length / spent
            print(f"step {step}/{settings.steps} loss {np.mean(losses[-50:]):.3f} {rate:,.0f} pieces/s", flush=True)
        over = hours is not None and spent > 3600 * hours
        if step % checkpoint_every == 0 or step == settings.steps or over:
            curve.append({"step": step, "train": float(np.mean(losses[-50:])), "held_out": measure(model, packed)})
            print(f"step {step}: {curve[-1]}", flush=True)
            _keep(state_path, {
                "settings": asdict(settings), "step": step, "seconds": seconds + spent, "curve": curve,
                "model": model.state_dict(), "optimiser": optimiser.state_dict(),
            })  # fmt: skip
            _export(model, out, settings, packed, curve, seconds + spent)
        if over:
            break
    return out / "model"


def _batch(rows: np.ndarray, step: int, settings: PretrainSettings) -> np.ndarray:
    """Return the rows of a step as int64[batch, length]: each once in an epoch, in an order of the seed's."""
    epoch, place = divmod(step * settings.batch, len(rows))
    order = np.random.default_rng([settings.seed, epoch]).permutation(len(rows))
    taken = rows[order[np.arange(place, place + settings.batch) % len(rows)]]
    return taken.astype(np.int64)


@torch.no_grad()
def measure(model: Any, packed: pack.Packed) -> float:
    """Return the held-out loss in nats a piece."""
    model.eval()
    device = next(model.parameters()).device
    rows = torch.from_numpy(packed.held_out[:N_MEASURED].astype(np.int64)).to(device)
    losses = [float(loss_of(model, part)) * len(part) for part in rows.split(16)]
    model.train()
    return sum(losses) / max(1, len(rows))


def _keep(path: Path, state: dict[str, Any]) -> None:
    temporary = path.with_suffix(".new")
    torch.save(state, temporary)
    temporary.replace(path)


def _export(
    model: Any, out: Path, settings: PretrainSettings, packed: pack.Packed, curve: list[Any], seconds: float
) -> None:
    """Write the model in bf16, tokenizer and card to `out`/model."""
    folder = out / "model"
    half = {k: v.to(torch.bfloat16) for k, v in model.state_dict().items() if k != "lm_head.weight"}
    model.config.dtype = "bfloat16"
    model.save_pretrained(folder, state_dict=half)
    pieces.save(packed.tokenizer, folder)
    card = {
        "data": packed.shown, "settings": asdict(settings), "parameters": n_parameters(model), "curve": curve,
        "pieces_seen": curve[-1]["step"] * settings.batch * settings.length, "seconds": round(seconds),
        "epochs": round(curve[-1]["step"] * settings.batch / len(packed.train), 3),
        "left_out": "test tenths of advertisegen and taodescribe, CrossWOZ val, 1 in 100 of every other text, by hash",
        "command": f"daogou train writer --data … --out … --steps {settings.steps} --shape {settings.shape}",
    }  # fmt: skip
    (folder / "card.json").write_text(json.dumps(card, ensure_ascii=False, indent=1) + "\n", "utf-8")
