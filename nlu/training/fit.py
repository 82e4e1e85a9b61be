"""Fine-tune the joint model: batches of similar length, bf16 autocast, linear decay, the best epoch on dev kept.

Owns: the loop. Does not know what a good figure is: the caller gives `score`.
"""

from __future__ import annotations

import copy
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import nn

from nlu.training.examples import Example, encode, tag_pieces
from nlu.training.model import JointModel, Labels, joint_loss


@dataclass(frozen=True)
class FitSettings:
    """Schedule of a run. `learning_rate` is the encoder's; the new heads get `head_factor` times it."""

    epochs: int = 6
    batch: int = 64
    learning_rate: float = 3e-4
    head_factor: float = 4.0
    warmup_share: float = 0.1
    weight_decay: float = 0.01
    max_length: int = 128
    drop_piece_share: float = 0.06
    seed: int = 7


def batches(examples: Sequence[Example], size: int, random: np.random.Generator | None) -> list[list[int]]:
    """Group indices by length; with `random`, shuffled within chunks of 50 batches and among batches."""
    if random is None:
        order = sorted(range(len(examples)), key=lambda i: len(examples[i].text) + len(examples[i].context))
        return [order[i : i + size] for i in range(0, len(order), size)]
    shuffled = random.permutation(len(examples)).tolist()
    groups: list[list[int]] = []
    for begin in range(0, len(shuffled), 50 * size):
        chunk = sorted(
            shuffled[begin : begin + 50 * size], key=lambda i: len(examples[i].text) + len(examples[i].context)
        )
        groups.extend(chunk[i : i + size] for i in range(0, len(chunk), size))
    random.shuffle(groups)
    return groups


def collate(
    examples: Sequence[Example], tokenizer: Tokenizer, labels: Labels, max_length: int
) -> tuple[dict[str, torch.Tensor], dict[str, torch.Tensor]]:
    """Return model inputs (int64[batch, length]) and gold labels for `joint_loss`."""
    encodings = [encode(tokenizer, e.text, e.context, max_length) for e in examples]
    width = max(len(e.ids) for e in encodings)
    shape = (len(examples), width)
    inputs = {name: torch.zeros(shape, dtype=torch.long) for name in ("input_ids", "attention_mask", "token_type_ids")}
    tags = torch.full(shape, -100)
    acts = torch.zeros(len(examples), len(labels.acts))
    classes = {f"class:{n}": torch.full((len(examples),), -100) for n in labels.classes}
    tag_ids = {name: i for i, name in enumerate(labels.bio)}
    for row, (example, encoding) in enumerate(zip(examples, encodings, strict=True)):
        n = len(encoding.ids)
        inputs["input_ids"][row, :n] = torch.tensor(encoding.ids)
        inputs["attention_mask"][row, :n] = 1
        inputs["token_type_ids"][row, :n] = torch.tensor(encoding.type_ids)
        if example.has_spans:
            tags[row, :n] = torch.tensor(tag_pieces(encoding, example.spans, tag_ids))
        if not example.has_acts:
            acts[row] = float("nan")
        for act in example.acts:
            if act in labels.acts:
                acts[row, labels.acts.index(act)] = 1.0
        for name, value in example.classes.items():
            if name in labels.classes:
                classes[f"class:{name}"][row] = labels.classes[name].index(value)
    return inputs, {"acts": acts, "tags": tags, **classes}


def fit(
    model: JointModel,
    tokenizer: Tokenizer,
    train: Sequence[Example],
    score: Callable[[JointModel], float],
    settings: FitSettings,
    unknown_id: int = 1,
) -> tuple[JointModel, list[float]]:
    """Train and return the model of the best epoch by `score` (higher is better) and the score of each epoch."""
    torch.manual_seed(settings.seed)
    random = np.random.default_rng(settings.seed)
    device = next(model.parameters()).device
    heads = [p for n, p in model.named_parameters() if not n.startswith("encoder.")]
    optimiser = torch.optim.AdamW(
        [
            {"params": model.encoder.parameters(), "lr": settings.learning_rate, "peak": settings.learning_rate},
            {
                "params": heads,
                "lr": settings.learning_rate * settings.head_factor,
                "peak": settings.learning_rate * settings.head_factor,
            },
        ],
        weight_decay=settings.weight_decay,
        fused=True,
    )
    n_steps = settings.epochs * -(-len(train) // settings.batch)
    warmup, step = max(1, int(n_steps * settings.warmup_share)), 0
    scores: list[float] = []
    best: dict[str, torch.Tensor] = {}
    for epoch in range(settings.epochs):
        model.train()
        began, losses = time.monotonic(), []
        for group in batches(train, settings.batch, random):
            inputs, gold = collate([train[i] for i in group], tokenizer, model.labels, settings.max_length)
            # Hidden words teach the model to read the rest of the sentence (unseen brands and values).
            hidden = torch.from_numpy(random.random(inputs["input_ids"].shape) < settings.drop_piece_share)
            inputs["input_ids"][hidden & (inputs["input_ids"] >= 37)] = unknown_id
            factor = (step + 1) / warmup if step < warmup else max(0.02, (n_steps - step) / max(1, n_steps - warmup))
            for part in optimiser.param_groups:
                part["lr"] = part["peak"] * min(1.0, factor)
            with torch.autocast(device.type, dtype=torch.bfloat16):
                outputs = model(**{k: v.to(device) for k, v in inputs.items()})
            loss = joint_loss(outputs, {k: v.to(device) for k, v in gold.items()})
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            losses.append(float(loss.detach()))
            step += 1
        scores.append(score(model.eval()))
        print(
            f"epoch {epoch + 1}/{settings.epochs} loss {np.mean(losses):.3f} dev {scores[-1]:.4f}"
            f" {time.monotonic() - began:.0f} s",
            flush=True,
        )
        if scores[-1] == max(scores):
            best = copy.deepcopy(model.state_dict())
    model.load_state_dict(best)
    return model.eval(), scores
