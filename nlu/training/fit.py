"""Fine-tune the joint model: batches of similar length, bf16 autocast, linear decay, the best epoch on dev kept.

Owns: the loop, resumable. Does not know what a good figure is: the caller gives `score`.
"""

from __future__ import annotations

import copy
import re
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import nn

from nlu.training.examples import Example, encode, tag_pieces
from nlu.training.model import JointModel, Labels, joint_loss

#: Steps between two checkpoints.
CHECKPOINT_STEPS = 50


@dataclass(frozen=True)
class FitSettings:
    """Schedule of a run.

    `learning_rate` is the encoder's top layer; each layer below learns `layer_decay` times as fast as the one above it
    (Howard and Ruder 2018, 1801.06146), the new heads `head_factor` times as fast, the table of tag pairs
    `chain_factor`. `encoder_dropout`: share of the encoder's own activations dropped. `adversarial`: length of the step
    against the word embeddings that a second pass must withstand (Miyato et al. 2017, 1605.07725), 0 = one pass.
    """

    epochs: int = 6
    batch: int = 64
    learning_rate: float = 3e-4
    layer_decay: float = 1.0
    head_factor: float = 4.0
    chain_factor: float = 25.0
    encoder_dropout: float = 0.0
    adversarial: float = 0.0
    crf: bool = False
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


def parameter_groups(model: JointModel, settings: FitSettings) -> list[dict[str, Any]]:
    """Return the optimiser's groups: each with its parameters, its peak learning rate and its weight decay."""
    n_layers = int(model.encoder.config.num_hidden_layers)
    groups: dict[tuple[float, float], list[nn.Parameter]] = {}
    for name, parameter in model.named_parameters():
        if not parameter.requires_grad:
            continue
        rate = settings.learning_rate
        if name in ("transitions", "first"):
            rate *= settings.chain_factor
        elif not name.startswith("encoder."):
            rate *= settings.head_factor
        elif layer := re.match(r"encoder\.encoder\.layer\.(\d+)\.", name):
            rate *= settings.layer_decay ** (n_layers - 1 - int(layer[1]))
        else:
            rate *= settings.layer_decay**n_layers
        decay = settings.weight_decay if parameter.ndim > 1 and name != "transitions" else 0.0
        groups.setdefault((rate, decay), []).append(parameter)
    return [{"params": p, "lr": rate, "peak": rate, "weight_decay": decay} for (rate, decay), p in groups.items()]


def _backward(model: JointModel, inputs: dict[str, torch.Tensor], gold: dict[str, torch.Tensor]) -> torch.Tensor:
    with torch.autocast(inputs["input_ids"].device.type, dtype=torch.bfloat16):
        outputs = model(**inputs)
    loss = joint_loss(outputs, gold, model)
    loss.backward()
    return loss.detach()


@contextmanager
def against_words(model: JointModel, length: float) -> Iterator[None]:
    """Move the word embeddings by `length` up their gradient while the block runs; gradients add up over it."""
    words: Any = model.encoder.get_input_embeddings().weight
    if words.grad is None or not (norm := float(words.grad.norm())):
        yield
        return
    kept = words.data.clone()
    words.data.add_(words.grad, alpha=length / norm)
    try:
        yield
    finally:
        words.data.copy_(kept)


def fit(
    model: JointModel,
    tokenizer: Tokenizer,
    train: Sequence[Example],
    score: Callable[[JointModel], float],
    settings: FitSettings,
    unknown_id: int = 1,
    checkpoint: Path | None = None,
) -> tuple[JointModel, list[float]]:
    """Train and return the model of the best epoch by `score` (higher is better) and the score of each epoch.

    With `checkpoint`, a file: the run goes on from it where it exists, and writes it every `CHECKPOINT_STEPS` steps.
    What is drawn at a step follows from the seed and the step alone: a run that was stopped ends as one that was not.
    Raises ValueError where the file is of another run.
    """
    device = next(model.parameters()).device
    optimiser = torch.optim.AdamW(parameter_groups(model, settings), fused=True)
    per_epoch = len(batches(train, settings.batch, np.random.default_rng(0)))
    n_steps = settings.epochs * per_epoch
    warmup, step = max(1, int(n_steps * settings.warmup_share)), 0
    scores: list[float] = []
    best: dict[str, torch.Tensor] = {}
    run = {"settings": asdict(settings), "n_train": len(train), "labels": asdict(model.labels)}
    if checkpoint and checkpoint.is_file():
        kept = torch.load(checkpoint, map_location=device, weights_only=True)
        if kept["run"] != run:
            raise ValueError(f"{checkpoint} is of a run with other settings or data: delete it, or train as before")
        model.load_state_dict(kept["model"])
        optimiser.load_state_dict(kept["optimiser"])
        step, scores, best = kept["step"], kept["scores"], kept["best"]
        print(f"goes on at step {step}/{n_steps}", flush=True)

    def save() -> None:
        if checkpoint:
            state = {"model": model.state_dict(), "optimiser": optimiser.state_dict(), "best": best, "scores": scores}
            torch.save({**state, "step": step, "run": run}, checkpoint.with_suffix(".new"))
            checkpoint.with_suffix(".new").replace(checkpoint)

    for epoch in range(step // per_epoch, settings.epochs):
        model.train()
        began, losses = time.monotonic(), []
        for group in batches(train, settings.batch, np.random.default_rng((settings.seed, epoch)))[step % per_epoch :]:
            torch.manual_seed(settings.seed * 1_000_000 + step)
            random = np.random.default_rng((settings.seed, epoch, step))
            inputs, gold = collate([train[i] for i in group], tokenizer, model.labels, settings.max_length)
            # Hidden words teach the model to read the rest of the sentence (unseen brands and values).
            hidden = torch.from_numpy(random.random(inputs["input_ids"].shape) < settings.drop_piece_share)
            inputs["input_ids"][hidden & (inputs["input_ids"] >= 37)] = unknown_id
            factor = (step + 1) / warmup if step < warmup else max(0.02, (n_steps - step) / max(1, n_steps - warmup))
            for part in optimiser.param_groups:
                part["lr"] = part["peak"] * min(1.0, factor)
            inputs, gold = ({k: v.to(device) for k, v in part.items()} for part in (inputs, gold))
            optimiser.zero_grad(set_to_none=True)
            loss = _backward(model, inputs, gold)
            if settings.adversarial:
                with against_words(model, settings.adversarial):
                    _backward(model, inputs, gold)
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            losses.append(float(loss))
            step += 1
            if step % CHECKPOINT_STEPS == 0 and step % per_epoch:
                save()
                print(f"step {step}/{n_steps} loss {np.mean(losses[-CHECKPOINT_STEPS:]):.3f}", flush=True)
        scores.append(score(model.eval()))
        print(
            f"epoch {epoch + 1}/{settings.epochs} loss {np.mean(losses):.3f} dev {scores[-1]:.4f}"
            f" {time.monotonic() - began:.0f} s",
            flush=True,
        )
        if scores[-1] == max(scores):
            best = copy.deepcopy(model.state_dict())
        save()
    model.load_state_dict(best)
    return model.eval(), scores
