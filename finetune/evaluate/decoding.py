"""`daogou evaluate decoding`: how fast a writer's model writes here, beside transformers in float32 and bf16, same run.

Owns: the measurement. Does not know: what is written. First piece: from a prompt's text to its first piece; pieces a
second: of one text after its first piece; together: of several texts written at once. Prompts are random pieces.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import click
import numpy as np

from finetune.decode.decoder import Decoder, together
from finetune.decode.graph import Precision
from knowledge.report import Report

#: Rows written together.
N_ROWS = 8


def of_decoder(decoder: Decoder, prompts: list[list[int]], n_pieces: int) -> dict[str, float]:
    """Return first_ms, pieces_s and together_s of our decoder; medians over the prompts."""
    firsts, rates = [], []
    for prompt in prompts:
        began = time.perf_counter()
        logits, cache = decoder.read(prompt)
        firsts.append((time.perf_counter() - began) * 1000)
        began = time.perf_counter()
        for _ in range(n_pieces):
            logits, cache = decoder.step([int(logits[0].argmax())], cache)
        rates.append(n_pieces / (time.perf_counter() - began))
    rows = [decoder.read(prompts[i % len(prompts)]) for i in range(N_ROWS)]
    logits, cache = np.concatenate([r[0] for r in rows]), together([r[1] for r in rows])
    began = time.perf_counter()
    for _ in range(n_pieces):
        logits, cache = decoder.step(logits.argmax(axis=1).tolist(), cache)
    whole = N_ROWS * n_pieces / (time.perf_counter() - began)
    return {"first_ms": statistics.median(firsts), "pieces_s": statistics.median(rates), "together_s": whole}


def of_transformers(model: Path, precision: str, prompts: list[list[int]], n_pieces: int) -> dict[str, float]:
    """Return first_ms and pieces_s of transformers' own `generate`, greedy."""
    import torch
    from transformers import AutoModelForCausalLM

    kind = {"fp32": torch.float32, "bf16": torch.bfloat16}[precision]
    loaded = AutoModelForCausalLM.from_pretrained(model, dtype=kind).eval()

    def write(prompt: list[int], n: int) -> float:
        began = time.perf_counter()
        with torch.inference_mode():
            loaded.generate(torch.tensor([prompt]), max_new_tokens=n, min_new_tokens=n, do_sample=False)
        return time.perf_counter() - began

    write(prompts[0], 4)  # the first call also makes buffers
    firsts, rates = [], []
    for prompt in prompts:
        first = write(prompt, 1)
        firsts.append(first * 1000)
        rates.append(n_pieces / max(1e-9, write(prompt, n_pieces + 1) - first))
    return {"first_ms": statistics.median(firsts), "pieces_s": statistics.median(rates)}


@click.command()
@click.option("--model", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True)
@click.option("--prompt-pieces", type=click.IntRange(1, 512), default=80, show_default=True)
@click.option("--pieces", type=click.IntRange(2, 256), default=40, show_default=True, help="Written each time.")
@click.option("-n", type=click.IntRange(1), default=5, show_default=True, help="Prompts.")
@click.option("--threads", type=click.IntRange(1), default=1, show_default=True)
@click.option("--seed", type=int, default=7, show_default=True)
@click.option("--out", type=click.Path(path_type=Path), help="Write the report as JSON.")
def decoding(model: Path, prompt_pieces: int, pieces: int, n: int, threads: int, seed: int, out: Path | None) -> None:
    """Pieces a second and milliseconds to the first piece: int8, fp32, and transformers' own."""
    import torch

    torch.set_num_threads(threads)
    rng = random.Random(seed)
    try:
        decoders = {p: Decoder.load(model, precision=p, n_threads=threads) for p in _PRECISIONS}
        n_known = decoders["fp32"].read([1])[0].shape[1]
        prompts = [[rng.randrange(n_known) for _ in range(prompt_pieces)] for _ in range(n)]
        report = Report("decoding", model, seed, n)
        runs: dict[str, Callable[[], dict[str, float]]] = {
            **{f"ours, {p}": lambda p=p: of_decoder(decoders[p], prompts, pieces) for p in _PRECISIONS},  # type: ignore[misc]
            **{f"transformers, {p}": lambda p=p: of_transformers(model, p, prompts, pieces)  # type: ignore[misc]
               for p in ("fp32", "bf16")},
        }  # fmt: skip
        for name, run in runs.items():
            report.systems[name] = run()
    except (OSError, ValueError) as error:
        raise click.ClickException(str(error)) from error
    faster = report.systems["ours, int8"]["pieces_s"] / report.systems["transformers, fp32"]["pieces_s"]
    report.notes.append(f"int8 writes {faster:.1f} times as fast as transformers in fp32; {threads} thread(s)")
    click.echo(report.table())
    if out:
        report.write(out)


_PRECISIONS: tuple[Precision, ...] = ("int8", "fp32")
