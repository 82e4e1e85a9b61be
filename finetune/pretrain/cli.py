"""`daogou train writer`: pre-train the writer's base model. Owns: the command's options. Does not know training."""

from __future__ import annotations

import shutil
from pathlib import Path

import click


@click.command()
@click.option("--data", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True,
              help="Folder of the public data sets.")  # fmt: skip
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Checkpoints; the model goes to OUT/model.")
@click.option("--pairs", type=click.Path(exists=True, dir_okay=False, path_type=Path), multiple=True,
              help="Pairs (daogou train pairs) to read too, any number.")  # fmt: skip
@click.option("--shape", type=click.Choice(["tiny", "small", "deep", "large"]), default=None,
              help="Default: large on a GPU, small elsewhere.")  # fmt: skip
@click.option("--steps", type=click.IntRange(1), default=2400, show_default=True)
@click.option("--batch", type=click.IntRange(1), default=16, show_default=True, help="Rows of 256 pieces.")
@click.option("--hours", type=float, default=None, help="Stop after so long, with a checkpoint to go on from.")
@click.option("--fused/--no-fused", default=None, help="Compile the step. Default: where there is a C++ compiler.")
@click.option("--seed", type=int, default=7, show_default=True)
def train_writer(
    data: Path, out: Path, pairs: tuple[Path, ...], shape: str | None, steps: int, batch: int, hours: float | None,
    fused: bool | None, seed: int,
) -> None:  # fmt: skip
    """Pre-train the writer's base model, or go on where it stopped."""
    import torch

    from finetune.pretrain.train import PretrainSettings, pretrain

    shape = shape or ("large" if torch.cuda.is_available() else "small")
    fused = shutil.which("g++") is not None if fused is None else fused
    settings = PretrainSettings(shape=shape, steps=steps, batch=batch, seed=seed)
    try:
        click.echo(pretrain(data, out, settings, pairs=pairs, hours=hours, fused=fused))
    except (OSError, ValueError) as error:
        raise click.ClickException(str(error)) from error
