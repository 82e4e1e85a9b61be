"""`daogou train pairs`: what the writer's adapters are tuned on, as a file for `daogou train generator`.

Owns: the command's options. Does not know: how pairs are made.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import click

from finetune.requests import TASKS
from finetune.tasks import adcopy, crosswoz, pair, prompts, reply, rewrite
from finetune.tasks.pair import TaskPair


@click.command()
@click.option("--task", type=click.Choice(TASKS), required=True)
@click.option(
    "--data", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Folder of the public sets."
)
@click.option(
    "--prompts", "files", type=click.Path(exists=True, dir_okay=False, path_type=Path), multiple=True,
    help="Prompts of a shop (daogou train prompts), any number.",
)  # fmt: skip
@click.option("-n", type=click.IntRange(1), default=4000, show_default=True, help="Pairs made from wordings of ours.")
@click.option("--seed", type=int, default=7, show_default=True)
@click.option("--out", type=click.Path(path_type=Path), required=True, help="File of the pairs, JSON lines.")
def train_pairs(task: str, data: Path | None, files: tuple[Path, ...], n: int, seed: int, out: Path) -> None:
    """Make training pairs for one task of the writer."""
    try:
        found = pair.write(_pairs(task, data, files, n, seed), out)
    except (OSError, ValueError) as error:
        raise click.ClickException(str(error)) from error
    if not found:
        raise click.ClickException(f"no pairs for {task}: give --data, --prompts or both")
    click.echo(f"{out}: {found} pairs")


def _pairs(task: str, data: Path | None, files: tuple[Path, ...], n: int, seed: int) -> Iterator[TaskPair]:
    asked = list(chain.from_iterable(prompts.read(f) for f in files))
    if task == "reply":
        yield from crosswoz.pairs(data / "crosswoz", seed) if data else ()
        yield from dict.fromkeys(reply.pairs(asked, seed))
    elif task == "adcopy":
        if data:
            yield from adcopy.people(data / "advertisegen" / "train.jsonl", "advertisegen")
            yield from adcopy.people(data / "taodescribe" / "pairs.jsonl", "taodescribe")
        yield from dict.fromkeys(adcopy.items(asked, n // 4, seed))
    elif task == "summary":
        yield from rewrite.sums(n, seed)  # as often as they come: those in slots are few, and what serving asks
    else:
        yield from dict.fromkeys(rewrite.styled(n, seed))
        if data:
            spoken = [p.text for p in crosswoz.pairs(data / "crosswoz", seed)]
            yield from rewrite.restyled(spoken[:n], seed)
            yield from rewrite.answered(data / "reviews" / "online_shopping_10_cats.jsonl", n // 4, seed)
