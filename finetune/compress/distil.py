"""`daogou train student`: a smaller model learns what a trained one predicts (Hinton et al. 2015, 1503.02531).

Owns: the loop. Does not know: data; it reads the rows that pre-training packed. Seeded, with a card.
"""

from __future__ import annotations

import json
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import click


@dataclass(frozen=True)
class DistilSettings:
    """Sizes of the student and schedule. `soft_share`: of the loss, how much is the teacher's prediction."""

    hidden: int = 384
    n_layers: int = 4
    n_heads: int = 6
    n_kv_heads: int = 2
    inner: int = 832
    head: int = 64
    batch: int = 16
    steps: int = 600
    rate: float = 2e-3
    matrix_rate: float = 1.2e-2
    soft_share: float = 0.7
    seed: int = 7


def distil(teacher: Path, packed: Path, out: Path, settings: DistilSettings) -> dict[str, float]:
    """Teach a student over `packed` (packed.npz of pre-training) and write it to `out`; return its losses.

    Raises OSError where a file is missing, ValueError where teacher and rows have different pieces.
    """
    import numpy as np
    import torch
    from torch.nn import functional
    from transformers import AutoModelForCausalLM, PreTrainedTokenizerFast

    from finetune.pretrain.shapes import Optimisers, Shape, config_of, decoder, n_parameters

    torch.manual_seed(settings.seed)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    rows = np.load(packed)["train"]
    known: Any = AutoModelForCausalLM.from_pretrained(teacher, dtype=torch.bfloat16).eval()
    known = known.to(device)
    if rows.max() >= known.config.vocab_size:
        raise ValueError(f"{packed}: expected pieces below {known.config.vocab_size}, found {rows.max()}")
    shape = Shape(
        settings.hidden, settings.n_layers, settings.n_heads, settings.n_kv_heads, settings.inner, settings.head
    )
    config = config_of(
        shape, known.config.vocab_size, end_id=known.config.eos_token_id, pad_id=known.config.pad_token_id
    )  # fmt: skip
    student: Any = decoder(config)
    student = student.to(device)
    optimiser = Optimisers(student, matrix_rate=settings.matrix_rate, rate=settings.rate)
    began, hards, softs = time.monotonic(), [], []
    for step in range(settings.steps):
        chosen = np.random.default_rng([settings.seed, step]).integers(0, len(rows), settings.batch)
        batch = torch.from_numpy(rows[chosen].astype(np.int64)).to(device)
        with torch.no_grad():
            wanted = known(batch[:, :-1]).logits.float().log_softmax(-1)
        with torch.autocast(device, dtype=torch.bfloat16):
            said = student(batch[:, :-1]).logits
        said = said.float().log_softmax(-1)
        hard = functional.nll_loss(said.flatten(0, 1), batch[:, 1:].flatten())
        soft = functional.kl_div(said.flatten(0, 1), wanted.flatten(0, 1), log_target=True, reduction="batchmean")
        (settings.soft_share * soft + (1 - settings.soft_share) * hard).backward()
        torch.nn.utils.clip_grad_norm_(student.parameters(), 1.0)
        optimiser.step(min(1.0, (step + 1) / 50) * (1 - 0.9 * step / settings.steps))
        hards.append(float(hard.detach()))
        softs.append(float(soft.detach()))
        if (step + 1) % 20 == 0:
            spent = time.monotonic() - began
            print(f"step {step + 1}/{settings.steps} loss {np.mean(hards[-20:]):.3f} "
                  f"from teacher {np.mean(softs[-20:]):.3f} {spent:.0f} s", flush=True)  # fmt: skip
    figures = {"loss": float(np.mean(hards[-20:])), "from_teacher": float(np.mean(softs[-20:]))}
    student.to(torch.bfloat16).save_pretrained(out)
    PreTrainedTokenizerFast.from_pretrained(teacher).save_pretrained(out)
    card = {"teacher": json.loads((teacher / "card.json").read_text("utf-8")) if (teacher / "card.json").is_file() else
            str(teacher.name), "settings": asdict(settings), **figures, "parameters": n_parameters(student),
            "seconds": round(time.monotonic() - began)}  # fmt: skip
    (out / "card.json").write_text(json.dumps(card, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return figures


@click.command()
@click.option("--teacher", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True)
@click.option("--packed", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=True,
              help="packed.npz of `daogou train writer`.")  # fmt: skip
@click.option("--out", type=click.Path(path_type=Path), required=True)
@click.option("--steps", type=click.IntRange(1), default=600, show_default=True)
@click.option("--seed", type=int, default=7, show_default=True)
def train_student(teacher: Path, packed: Path, out: Path, steps: int, seed: int) -> None:
    """Teach a model of a third of the size what a trained writer predicts."""
    try:
        figures = distil(teacher, packed, out, DistilSettings(steps=steps, seed=seed))
    except (OSError, ValueError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{out}: " + ", ".join(f"{k} {v:.3f}" for k, v in figures.items()))
