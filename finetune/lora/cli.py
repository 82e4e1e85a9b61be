"""`daogou train generator`: the command's options. Does not know training."""

from __future__ import annotations

import random
from pathlib import Path

import click

from finetune.lora.pairs import TASKS, read, split

#: Where the pairs of `daogou train pairs` come from, with licences; other files speak for themselves.
_SOURCES = {
    "reply": "CrossWOZ's system templates (Apache-2.0); wordings of ours over goods of three shops",
    "adcopy": "AdvertiseGen (CC BY 4.0) and taodescribe (none stated), training parts; wordings of ours",
    "summary": "wordings of ours",
    "rewrite": "wordings and rules of ours; CrossWOZ's system templates (Apache-2.0); complaints of"
    " online_shopping_10_cats (none stated)",
}
#: Development pairs at most: more tell no finer when to stop.
N_DEV = 500


@click.command()
@click.option("--task", type=click.Choice(TASKS), required=True)
@click.option("--data", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=True)
@click.option(
    "--format", "format_", type=click.Choice(["jsonl", "advertisegen", "taodescribe"]), default="jsonl",
    show_default=True, help='jsonl: {"prompt": …, "text": …}',
)  # fmt: skip
@click.option("--base", required=True, help="Base model: a folder or a hub name such as Qwen/Qwen3-0.6B.")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Folder of the adapter.")
@click.option("--epochs", type=click.IntRange(1), default=3, show_default=True)
@click.option("--batch", type=click.IntRange(1), default=8, show_default=True)
@click.option("--rank", type=click.IntRange(1), default=16, show_default=True)
@click.option("--rate", type=float, default=5e-4, show_default=True, help="Peak learning rate.")
@click.option("--limit", type=click.IntRange(2), default=None, help="Use at most this many training pairs.")
@click.option("--seed", type=int, default=7, show_default=True)
@click.option("--qlora", is_flag=True, help="The base in 4 bits; needs a CUDA GPU and bitsandbytes.")
@click.option("--merge", is_flag=True, help="Also write base and adapter as one model to OUT/merged.")
def train_generator(
    task: str, data: Path, format_: str, base: str, out: Path, epochs: int, batch: int, rank: int, rate: float,
    limit: int | None, seed: int, qlora: bool, merge: bool,
) -> None:  # fmt: skip
    """Tune a LoRA adapter for one task of the writer."""
    from finetune.lora.train import LoraSettings, train

    settings = LoraSettings(
        rank=rank, alpha=2 * rank, learning_rate=rate, epochs=epochs, batch=batch, seed=seed, qlora=qlora
    )
    command = f"daogou train generator --task {task} --data … --format {format_} --base {base} --seed {seed}"
    try:
        pairs = read(task, data, format_)
        ours = all(pair.messages[-1][1].startswith(f"<{task}>") for pair in pairs)
        card = {
            "task": task,
            "data": _SOURCES[task] if ours else f"{data.name}: see its own licence",
            "command": command,
        }
        learnt, dev = split(pairs)
        for part in (learnt, dev):  # files have one source after another; a limit takes of each
            random.Random(seed).shuffle(part)
        found = train(base, (learnt[:limit], dev[:N_DEV]), out, settings, card, merge=merge)
    except (OSError, ValueError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{out}: {found['n_train']} pairs, dev loss {found['best_dev_loss']:.3f}, {found['seconds']} s")


if __name__ == "__main__":
    train_generator()
