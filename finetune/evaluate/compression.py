"""`daogou evaluate compression`: one model as it ships, in int8, pruned, distilled: size, speed and quality in a table.

Owns: the measurements. Does not know: how a model is made smaller (finetune/compress, finetune/decode). Quality: loss
in nats a piece on the answers of held-out pairs, read piece by piece as in writing, so that all are measured alike.
"""

from __future__ import annotations

import json
import random
from pathlib import Path

import click
import numpy as np

from finetune.compress.prune import pruned
from finetune.decode import weights
from finetune.decode.decoder import Decoder
from finetune.decode.model import WriterModel
from finetune.evaluate.decoding import of_decoder, of_transformers
from finetune.requests import END, WRITE
from knowledge.report import Report

#: Pieces of a prompt, and written after it, when speed is measured.
N_PROMPT, N_WRITTEN = 80, 40


def loss(decoder: Decoder, examples: list[tuple[list[int], list[int]]]) -> float:
    """Return the mean loss in nats a piece of answers after their prompts."""
    total = n = 0.0
    for prompt, answer in examples:
        logits, cache = decoder.read(prompt)
        for piece in answer:
            row = logits[0].astype(np.float64)
            total += float(np.log(np.exp(row - row.max()).sum()) + row.max() - row[piece])
            n += 1
            logits, cache = decoder.step([piece], cache)
    return total / max(1, n)


def read_pairs(path: Path, model: WriterModel, n: int, seed: int) -> list[tuple[list[int], list[int]]]:
    """Return (prompt, answer with its end) as pieces, of `n` pairs drawn by seed."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    chosen = random.Random(seed).sample(rows, min(n, len(rows)))
    end = model.id(END)
    return [(model.ids(r["prompt"] + WRITE), [*model.ids(r["text"]), end]) for r in chosen]


@click.command()
@click.option("--model", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True)
@click.option("--adapter", type=click.Path(exists=True, file_okay=False, path_type=Path), default=None)
@click.option("--data", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=True, help="Pairs.")
@click.option("--student", type=click.Path(exists=True, file_okay=False, path_type=Path), default=None,
              help="A distilled model (daogou train student).")  # fmt: skip
@click.option("--share", type=float, default=0.25, show_default=True, help="Of inner neurons that pruning takes out.")
@click.option("-n", type=click.IntRange(1), default=60, show_default=True, help="Pairs.")
@click.option("--seed", type=int, default=7, show_default=True)
@click.option("--out", type=click.Path(path_type=Path), help="Write the report as JSON.")
def compression(
    model: Path, adapter: Path | None, data: Path, student: Path | None, share: float, n: int, seed: int,
    out: Path | None,
) -> None:  # fmt: skip
    """Size, speed and quality of a writer's model in several forms."""
    import torch

    torch.set_num_threads(1)
    try:
        examples = read_pairs(data, WriterModel(model), n, seed)
        whole = weights.read(model, adapter)
        forms = {"bf16": Decoder.of(whole, "fp32"), "int8": Decoder.of(whole, "int8"),
                 f"pruned {share:.0%}, int8": Decoder.of(pruned(whole, share), "int8")}  # fmt: skip
        if student:
            forms["distilled, int8"] = Decoder.load(student)
    except (OSError, ValueError) as error:
        raise click.ClickException(str(error)) from error
    rng = random.Random(seed)
    prompts = [[rng.randrange(len(whole.head)) for _ in range(N_PROMPT)] for _ in range(3)]
    report = Report("compression", data, seed, len(examples))
    for name, decoder in forms.items():
        if name == "bf16":  # as it ships: the file in bf16, written by transformers; its loss is that of the weights
            size = sum(p.stat().st_size for p in model.glob("model*.safetensors"))
            speed = of_transformers(model, "bf16", prompts, N_WRITTEN)
        else:
            size, speed = decoder.n_bytes, of_decoder(decoder, prompts, N_WRITTEN)
        report.systems[name] = {"MB": size / 1e6, "loss": loss(decoder, examples), **speed}
    report.notes.append("loss: nats a piece on answers; first_ms after a prompt of 80 pieces; one thread")
    click.echo(report.table())
    if out:
        report.write(out)
