"""Tune one LoRA adapter on pairs: accelerate, early stopping on the development loss, card and learning curve.

Owns: the loop. Does not know: tasks, what a good text is. Runs on CPU (bf16 autocast) and GPU; over several processes
with `accelerate launch --module finetune.lora.cli …`; seeded.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from accelerate import Accelerator
from accelerate.utils import set_seed
from peft import LoraConfig, get_peft_model
from torch.utils.data import DataLoader, Sampler
from transformers import AutoModelForCausalLM, AutoTokenizer, get_cosine_schedule_with_warmup

from finetune.generate.local import as_text
from finetune.lora.pairs import Pair


@dataclass(frozen=True)
class LoraSettings:
    """`rank`, `alpha`: of LoRA (Hu et al. 2021, 2106.09685), on all linear layers. `patience`: epochs without a lower
    development loss before the end. `max_pieces`: longer pairs are cut at the prompt's start. `qlora`: the base in 4
    bits (a CUDA GPU and bitsandbytes).
    """

    rank: int = 16
    alpha: int = 32
    dropout_prob: float = 0.05
    learning_rate: float = 5e-4
    epochs: int = 3
    batch: int = 8
    accumulate: int = 2
    patience: int = 1
    max_pieces: int = 384
    seed: int = 7
    qlora: bool = False


class CannotTune(ValueError):
    """The settings ask for what this machine or these data cannot give."""


def train(
    base: str, pairs: tuple[Sequence[Pair], Sequence[Pair]], out: Path, settings: LoraSettings, card: dict[str, Any],
    *, merge: bool = False,
) -> dict[str, Any]:  # fmt: skip
    """Tune on (training, development) pairs and write the best epoch's adapter (or, `merge`, the whole model) to `out`.

    Returns the card as written: losses by epoch, seconds, sizes. Raises CannotTune, OSError where the base is no model.
    """
    if not pairs[0] or not pairs[1]:
        raise CannotTune(f"expected training and development pairs, found {len(pairs[0])} and {len(pairs[1])}")
    set_seed(settings.seed)
    accelerator = Accelerator(mixed_precision="bf16", gradient_accumulation_steps=settings.accumulate)
    tokenizer = AutoTokenizer.from_pretrained(base)
    if tokenizer.pad_token_id is None:
        tokenizer.pad_token = tokenizer.eos_token
    model = get_peft_model(_base(base, settings), _lora(settings))
    loaders: list[Any] = [
        DataLoader(
            rows,  # type: ignore[arg-type]
            batch_sampler=ByLength([len(ids) for ids, _ in rows], settings.batch, settings.seed, shuffled=not i),
            collate_fn=lambda rows: collate(rows, tokenizer.pad_token_id),
        )
        for i, rows in enumerate([[encode(tokenizer, p, settings.max_pieces) for p in part] for part in pairs])
    ]  # fmt: skip
    optimiser = torch.optim.AdamW([p for p in model.parameters() if p.requires_grad], lr=settings.learning_rate)
    n_steps = settings.epochs * -(-len(loaders[0]) // settings.accumulate)
    schedule = get_cosine_schedule_with_warmup(optimiser, max(1, n_steps // 20), n_steps)
    model, optimiser, schedule, *loaders = accelerator.prepare(model, optimiser, schedule, *loaders)
    began, curve, best = time.monotonic(), [], float("inf")
    for epoch in range(settings.epochs):
        model.train()
        losses: list[float] = []
        for step, batch in enumerate(loaders[0], 1):
            with accelerator.accumulate(model):
                loss = model(**batch).loss
                accelerator.backward(loss)
                if accelerator.sync_gradients:
                    accelerator.clip_grad_norm_(model.parameters(), 1.0)
                optimiser.step()
                schedule.step()
                optimiser.zero_grad()
            losses.append(float(loss.detach()))
            if step % 20 == 0:
                accelerator.print(
                    f"epoch {epoch + 1}/{settings.epochs} step {step}/{len(loaders[0])}"
                    f" loss {sum(losses[-20:]) / 20:.3f} {time.monotonic() - began:.0f} s", flush=True,
                )  # fmt: skip
        curve.append({"train": sum(losses) / len(losses), "dev": _dev_loss(model, loaders[1], accelerator)})
        accelerator.print(f"epoch {epoch + 1}/{settings.epochs} {curve[-1]}", flush=True)
        if curve[-1]["dev"] < best:
            best = curve[-1]["dev"]
            _save(accelerator, model, tokenizer, out)
        elif len(curve) - 1 - min(range(len(curve)), key=lambda i: curve[i]["dev"]) >= settings.patience:
            break
    accelerator.wait_for_everyone()
    whole = {
        **card, "base": base, "settings": asdict(settings), "losses": curve, "best_dev_loss": best,
        "seconds": round(time.monotonic() - began), "threads": torch.get_num_threads(),
        "n_train": len(pairs[0]), "n_dev": len(pairs[1]),
        "trained_parameters": sum(p.numel() for p in model.parameters() if p.requires_grad),
    }  # fmt: skip
    if accelerator.is_main_process:
        if merge:
            merged(base, out).save_pretrained(out / "merged")
            tokenizer.save_pretrained(out / "merged")
        (out / "card.json").write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", "utf-8")
        draw(curve, out / "learning.png")
    return whole


def _base(base: str, settings: LoraSettings) -> Any:
    if not settings.qlora:
        model = AutoModelForCausalLM.from_pretrained(base, dtype=torch.float32)
        if not torch.cuda.is_available():  # plain products train faster on CPUs than the fused attention
            model.set_attn_implementation("eager")
        return model
    if not torch.cuda.is_available():
        raise CannotTune("--qlora: expected a CUDA GPU, found none; leave --qlora out")
    from transformers import BitsAndBytesConfig

    quantised = BitsAndBytesConfig(load_in_4bit=True, bnb_4bit_compute_dtype=torch.bfloat16)
    return AutoModelForCausalLM.from_pretrained(base, quantization_config=quantised)


def _lora(settings: LoraSettings) -> LoraConfig:
    return LoraConfig(
        r=settings.rank, lora_alpha=settings.alpha, lora_dropout=settings.dropout_prob, target_modules="all-linear",
        task_type="CAUSAL_LM",
    )  # fmt: skip


class ByLength(Sampler[list[int]]):
    """Batches of rows of like length, in another order each epoch: half of what mixed batches hold is padding."""

    def __init__(self, lengths: Sequence[int], batch: int, seed: int, *, shuffled: bool) -> None:
        self._lengths, self._shuffled = list(lengths), shuffled
        self._seed, self._epoch = seed, 0
        self.batch_size, self.drop_last = batch, False  # accelerate reads these

    def __len__(self) -> int:
        """Return how many batches an epoch has."""
        return -(-len(self._lengths) // self.batch_size)

    def __iter__(self) -> Iterator[list[int]]:
        """Yield each batch's row numbers; every row once."""
        rng = random.Random(self._seed + self._epoch)
        self._epoch += self._shuffled
        order = list(range(len(self._lengths)))
        if self._shuffled:
            rng.shuffle(order)
        pool = 50 * self.batch_size  # like lengths among so many, or the order would be the lengths' own
        sorted_rows: list[int] = []
        for begin in range(0, len(order), pool):
            sorted_rows += sorted(order[begin : begin + pool], key=lambda i: self._lengths[i])
        batches = [sorted_rows[i : i + self.batch_size] for i in range(0, len(order), self.batch_size)]
        if self._shuffled:
            rng.shuffle(batches)
        yield from batches


def encode(tokenizer: Any, pair: Pair, max_pieces: int) -> tuple[list[int], int]:
    """Return the ids of prompt, answer and end, and how many are the prompt's; only the answer is learnt."""
    prompt = tokenizer(as_text(tokenizer, list(pair.messages)), add_special_tokens=False)["input_ids"]
    answer = [*tokenizer(pair.answer, add_special_tokens=False)["input_ids"], tokenizer.eos_token_id][:max_pieces]
    prompt = prompt[max(0, len(prompt) + len(answer) - max_pieces) :]
    return [*prompt, *answer], len(prompt)


def collate(rows: Sequence[tuple[list[int], int]], pad_id: int) -> dict[str, torch.Tensor]:
    """Return input_ids, attention_mask, labels int64[batch, length]; -100 where nothing is to be learnt."""
    length = max(len(ids) for ids, _ in rows)
    ids = torch.full((len(rows), length), pad_id)
    mask = torch.zeros_like(ids)
    labels = torch.full_like(ids, -100)
    for i, (row, n_prompt) in enumerate(rows):
        ids[i, : len(row)] = torch.tensor(row)
        mask[i, : len(row)] = 1
        labels[i, n_prompt : len(row)] = torch.tensor(row[n_prompt:])
    return {"input_ids": ids, "attention_mask": mask, "labels": labels}


@torch.no_grad()
def _dev_loss(model: Any, loader: Any, accelerator: Accelerator) -> float:
    model.eval()
    losses = [accelerator.gather_for_metrics(model(**batch).loss.detach().reshape(1)).mean() for batch in loader]
    return float(torch.stack(losses).mean())


def _save(accelerator: Accelerator, model: Any, tokenizer: Any, out: Path) -> None:
    if accelerator.is_main_process:
        out.mkdir(parents=True, exist_ok=True)
        accelerator.unwrap_model(model).save_pretrained(out)
        tokenizer.save_pretrained(out)


def merged(base: str, adapter: Path) -> Any:
    """Return the base with the adapter's weights added into it, as a plain model."""
    from peft import PeftModel

    return PeftModel.from_pretrained(AutoModelForCausalLM.from_pretrained(base), str(adapter)).merge_and_unload()


def draw(curve: Sequence[dict[str, float]], path: Path) -> None:
    """Draw losses by epoch."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(5, 3), layout="constrained")
    for name in ("train", "dev"):
        axes.plot(range(1, len(curve) + 1), [c[name] for c in curve], marker="o", label=name)
    axes.set(xlabel="epoch", ylabel="loss (nats per piece)")
    axes.legend()
    figure.savefig(path, dpi=120)
    pyplot.close(figure)
