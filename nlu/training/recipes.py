"""Recipes: which examples, labels and schedule make each understanding model.

Owns: the list of recipes. Does not know how training works (make.py) or how figures are printed (nlu/evaluate).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from nlu.training import crosswoz, readers, shopper_talk
from nlu.training.examples import Example
from nlu.training.fit import FitSettings
from nlu.training.make import make


@dataclass(frozen=True)
class Recipe:
    """Examples for training and development, how to train, and what the card says of the data."""

    train: list[Example]
    dev: list[Example]
    settings: FitSettings
    card: dict[str, Any] = field(default_factory=dict)


def held_out(examples: Sequence[Example], share: float, seed: int) -> tuple[list[Example], list[Example]]:
    """Split by the hash of the text: (the rest, a `share` of them)."""
    limit = int(share * 0xFFFFFFFF)
    chosen = [int(hashlib.sha1(f"{seed}:{e.text}".encode()).hexdigest()[:8], 16) < limit for e in examples]
    return (
        [e for e, c in zip(examples, chosen, strict=True) if not c],
        [e for e, c in zip(examples, chosen, strict=True) if c],
    )


def crosswoz_recipe(folder: Path, settings: FitSettings) -> Recipe:
    """Filled templates, with context given to 60 % of them; a twentieth of the templates for development."""
    pairs = list(crosswoz.filled(folder, times=1, seed=settings.seed))
    examples = [e for _, e in crosswoz.with_context(pairs, 0.6, settings.seed)]
    train, dev = held_out(examples, 0.02, settings.seed)
    return Recipe(train, dev, settings, {"data": {"CrossWOZ templates and database": "Apache-2.0"}})


def file_recipe(path: Path, format_: str, settings: FitSettings) -> Recipe:
    """A labelled file in one of the formats of `daogou evaluate`; a tenth of it for development."""
    read = {"smp": readers.smp, "bioes": readers.bioes, "reviews": readers.labelled_texts, "jsonl": readers.act_lines}
    train, dev = held_out(read[format_](path), 0.1, settings.seed)
    return Recipe(train, dev, settings, {"data": {path.name: "see the data's own README"}})


def shopper_recipe(examples: Path, settings: FitSettings, data: Path) -> Recipe:
    """Hand-written examples of shoppers' acts in many forms; an eighth of them held out before that."""
    train, dev = held_out(shopper_talk.read_examples(examples), 0.125, settings.seed)
    built = shopper_talk.build(train, data, variants=14, seed=settings.seed)
    card = {
        "nlu/data/examples": "this project", "CLINC150": "CC BY 3.0", "SMP-2019": "none stated",
        "Multi-CPR queries": "none stated", "names: ecommerce_ner, bestbuy, douban": "none stated, CC0, CC0",
    }  # fmt: skip
    return Recipe(built, dev, settings, {"data": card})


#: Schedules per format. Tuned on development splits only.
SCHEDULES = {
    "crosswoz": FitSettings(epochs=2, batch=32, learning_rate=4e-4, max_length=160, drop_piece_share=0.03),
    "smp": FitSettings(epochs=30, batch=16, learning_rate=4e-4),
    "bioes": FitSettings(epochs=14, batch=16, learning_rate=4e-4),
    "reviews": FitSettings(epochs=2, batch=32, learning_rate=3e-4, max_length=128),
    "shopper": FitSettings(epochs=5, batch=32, learning_rate=4e-4, max_length=64, drop_piece_share=0.04),
    "jsonl": FitSettings(epochs=6, batch=32, learning_rate=4e-4),
}


def cook(
    format_: str, data: Path, out: Path, encoder: str, epochs: int | None = None, seed: int | None = None
) -> dict[str, float]:
    """Train the recipe of `format_` on `data`, write the model to `out`; return dev figures.

    `data` is a file, except: crosswoz its folder; shopper the folder of all public data sets.
    """
    settings = SCHEDULES[format_]
    settings = replace(settings, epochs=epochs or settings.epochs, seed=settings.seed if seed is None else seed)
    if format_ == "crosswoz":
        recipe = crosswoz_recipe(data, settings)
    elif format_ == "shopper":
        recipe = shopper_recipe(Path(__file__).parents[1] / "data" / "examples", settings, data)
    else:
        recipe = file_recipe(data, format_, settings)
    command = f"daogou train nlu --format {format_} --data … --encoder … --seed {settings.seed}"
    return make(out, encoder, recipe.train, recipe.dev, recipe.settings, {**recipe.card, "command": command})
