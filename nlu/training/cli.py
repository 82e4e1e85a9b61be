"""`daogou train nlu`. Owns: the command's options. Does not know training."""

from __future__ import annotations

from pathlib import Path

import click

FORMATS = ("shopper", "crosswoz", "smp", "bioes", "reviews", "aspects", "jsonl")


@click.command()
@click.option("--data", type=click.Path(exists=True, path_type=Path), required=True, help="Training data.")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Folder of the model.")
@click.option("--format", "format_", type=click.Choice(list(FORMATS)), required=True)
@click.option("--encoder", default="models/encoder/encoder", show_default=True, help="A folder or a hub name.")
@click.option("--epochs", type=click.IntRange(1), default=None, help="Default: what the format's schedule says.")
@click.option("--seed", type=int, default=None)
@click.option(
    "--without-test", is_flag=True, help="Leave out the tenth of the texts that `evaluate --part test` takes."
)
def train_nlu(
    data: Path, out: Path, format_: str, encoder: str, epochs: int | None, seed: int | None, without_test: bool
) -> None:
    """Train an understanding model (acts, spans, classes) and export it to ONNX."""
    from nlu.training.recipes import cook

    try:
        figures = cook(format_, data, out, encoder, epochs, seed, without_test)
    except (OSError, ValueError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{out}: " + ", ".join(f"{k} {v:.4f}" for k, v in figures.items()))
