"""Puts a trained writer together as it ships: `python -m finetune.shipping --base DIR --adapters DIR --out DIR`.

Owns: which files ship, adapters in bf16, the limits of size. Does not know: training. What training leaves beside them
(checkpoints, curves, tokenizers of each adapter, folders of this machine in their cards) stays behind.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import click

from finetune.generate.own import ADAPTERS, is_ours
from finetune.requests import TASKS

#: MB of a file, and of everything.
MAX_FILE_MB, MAX_MB = 40.0, 120.0
_NAME = "models/writer"
_BASE_FILES = ("*.json", "*.safetensors", "*.jinja")


class CannotShip(ValueError):
    """What was trained is no writer, lacks an adapter, or is too large: says what was expected, and what was found."""


def ship(base: Path, adapters: Path, out: Path) -> dict[str, float]:
    """Write base and adapters to `out`, in place of what was there; return MB by part. Raises CannotShip, OSError."""
    if not is_ours(base):
        raise CannotShip(f"{base}: expected a model made by `daogou train writer`, found none")
    missing = [task for task in TASKS if not (adapters / task / "adapter_config.json").is_file()]
    if missing:
        raise CannotShip(f"{adapters}: expected an adapter for each task, found none for {', '.join(missing)}")
    fresh = out.with_name(out.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    for pattern in _BASE_FILES:
        for path in sorted(base.glob(pattern)):
            shutil.copyfile(path, fresh / path.name)
    for task in TASKS:
        _adapter(adapters / task, fresh / ADAPTERS / task)
    sizes: dict[str, float] = {task: _mb(fresh / ADAPTERS / task) for task in TASKS}
    sizes["base"] = _mb(fresh) - sum(sizes.values())
    largest = max((p for p in fresh.rglob("*") if p.is_file()), key=lambda p: p.stat().st_size)
    if largest.stat().st_size > MAX_FILE_MB * 1e6 or sum(sizes.values()) > MAX_MB:
        raise CannotShip(
            f"expected files below {MAX_FILE_MB:g} MB and {MAX_MB:g} MB in all, found {largest.name} of "
            f"{largest.stat().st_size / 1e6:.1f} MB and {sum(sizes.values()):.1f} MB in all"
        )
    shutil.rmtree(out, ignore_errors=True)
    fresh.rename(out)
    return sizes


def _adapter(source: Path, out: Path) -> None:
    """Write an adapter's weights in bf16, its configuration and its card."""
    import torch
    from safetensors.torch import load_file, save_file

    out.mkdir(parents=True)
    weights = load_file(source / "adapter_model.safetensors")
    half = {name: tensor.to(torch.bfloat16) for name, tensor in weights.items()}
    save_file(half, out / "adapter_model.safetensors", metadata={"format": "pt"})
    for name, key in (("adapter_config.json", "base_model_name_or_path"), ("card.json", "base")):
        found = json.loads((source / name).read_text("utf-8"))
        found[key] = _NAME
        (out / name).write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _mb(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


@click.command()
@click.option("--base", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True)
@click.option("--adapters", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True,
              help=f"Holds {', '.join(TASKS)}.")  # fmt: skip
@click.option("--out", type=click.Path(path_type=Path), required=True)
def main(base: Path, adapters: Path, out: Path) -> None:
    """Put a trained writer together as it ships."""
    try:
        sizes = ship(base, adapters, out)
    except (OSError, ValueError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{out}: " + ", ".join(f"{part} {mb:.1f} MB" for part, mb in sizes.items()))
    click.echo(f"in all {sum(sizes.values()):.1f} MB")


if __name__ == "__main__":
    main()
