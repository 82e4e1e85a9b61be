"""Recipes: which examples, labels and schedule make each understanding model.

Owns: the list of recipes. Does not know how training works (make.py) or how figures are printed (nlu/evaluate).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from nlu.training import aspects, crosswoz, readers, shopper_talk
from nlu.training.corpus import is_test
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


def file_recipe(path: Path, format_: str, settings: FitSettings, without_test: bool = False) -> Recipe:
    """A labelled file in one of the formats of `daogou evaluate`; a tenth of it for development."""
    read = {"smp": readers.smp, "bioes": readers.bioes, "reviews": readers.labelled_texts, "jsonl": readers.act_lines}
    examples = [e for e in read[format_](path) if not (without_test and is_test(e.text))]
    train, dev = held_out(examples, 0.1, settings.seed)
    return Recipe(train, dev, settings, {"data": {path.name: "see the data's own README"}})


def aspects_recipe(folder: Path, settings: FitSettings, without_test: bool = False) -> Recipe:
    """Reviews with aspects, and beside them the sentiment of whole reviews of many kinds of goods (*.jsonl there).

    One model reads both: what is said of what, and the mood as a whole. A tenth of the reviews with aspects for
    development; of the others `_N_MOODS`, as many of each kind and mood as there are.
    """
    reviews = [r for r in aspects.read_reviews(folder) if not (without_test and is_test(r.text))]
    dev_texts = {e.text for e in held_out([Example(r.text) for r in reviews], 0.1, settings.seed)[1]}
    train = aspects.examples([r for r in reviews if r.text not in dev_texts])
    dev = aspects.examples([r for r in reviews if r.text in dev_texts])
    moods = [
        e
        for path in sorted(folder.glob("*.jsonl"))
        for e in readers.labelled_texts(path)
        if not (without_test and is_test(e.text))
    ]
    moods = [replace(e, classes={"sentiment": e.classes["sentiment"]}, has_spans=False) for e in _even(moods, _N_MOODS)]
    more, more_dev = held_out(moods, 0.05, settings.seed)
    card = {"data": {"zhijiang_cosmetics_absa": "none stated", "online_shopping_10_cats, waimai_10k": "none stated"}}
    return Recipe(train + more, dev + more_dev, settings, card)


_N_MOODS = 6_000


def _even(examples: Sequence[Example], n: int) -> list[Example]:
    """Return about `n` examples, as many of each group of classes as far as they reach, chosen by the text's hash."""
    groups: dict[tuple[tuple[str, str], ...], list[Example]] = {}
    for example in sorted(examples, key=lambda e: hashlib.sha1(e.text.encode()).hexdigest()):
        groups.setdefault(tuple(sorted(example.classes.items())), []).append(example)
    share = -(-n // max(1, len(groups)))
    return [example for key in sorted(groups) for example in groups[key][:share]]


def shopper_recipe(examples: Path, settings: FitSettings, data: Path) -> Recipe:
    """Hand-written examples of shoppers' acts in many forms; an eighth of them held out before that."""
    train, dev = held_out(shopper_talk.read_examples(examples), 0.125, settings.seed)
    built = shopper_talk.build(train, data, variants=6, seed=settings.seed)
    card = {
        "nlu/data/examples": "this project", "CLINC150": "CC BY 3.0", "SMP-2019": "none stated",
        "CrossWOZ": "Apache-2.0", "SGD": "CC BY-SA 4.0", "Multi-CPR queries": "none stated",
        "names: ecommerce_ner, bestbuy, douban": "none stated, CC0, CC0",
    }  # fmt: skip
    return Recipe(built, dev, settings, {"data": card})


#: Schedules per format. Tuned on development splits only. The tags of crosswoz are too many for a table of pairs.
SCHEDULES = {
    "crosswoz": FitSettings(epochs=2, batch=32, learning_rate=4e-4, max_length=160, drop_piece_share=0.03),
    "smp": FitSettings(
        epochs=24, batch=16, learning_rate=4e-4, layer_decay=0.95, encoder_dropout=0.1, adversarial=0.5, crf=True
    ),
    "bioes": FitSettings(
        epochs=10, batch=16, learning_rate=4e-4, layer_decay=0.95, encoder_dropout=0.1, adversarial=0.5, crf=True
    ),
    "reviews": FitSettings(epochs=3, batch=32, learning_rate=3e-4, encoder_dropout=0.1),
    "shopper": FitSettings(
        epochs=4,
        batch=32,
        learning_rate=4e-4,
        layer_decay=0.9,
        max_length=64,
        encoder_dropout=0.1,
        drop_piece_share=0.06,
        crf=True,
    ),
    "aspects": FitSettings(
        epochs=8, batch=32, learning_rate=4e-4, layer_decay=0.95, max_length=96, encoder_dropout=0.1, crf=True
    ),
    "jsonl": FitSettings(epochs=6, batch=32, learning_rate=4e-4, encoder_dropout=0.05, crf=True),
}


def cook(
    format_: str, data: Path, out: Path, encoder: str, epochs: int | None = None, seed: int | None = None,
    without_test: bool = False,
) -> dict[str, float]:  # fmt: skip
    """Train the recipe of `format_` on `data`, write the model to `out`; return dev figures.

    `data` is a file, except: crosswoz and aspects their folder; shopper the folder of all public data sets.
    `without_test` leaves out the tenth of the texts that `corpus.is_test` keeps for tests; crosswoz and shopper train
    on nothing that is tested on anyway.
    """
    settings = SCHEDULES[format_]
    settings = replace(settings, epochs=epochs or settings.epochs, seed=settings.seed if seed is None else seed)
    if format_ == "crosswoz":
        recipe = crosswoz_recipe(data, settings)
    elif format_ == "aspects":
        recipe = aspects_recipe(data, settings, without_test)
    elif format_ == "shopper":
        recipe = shopper_recipe(Path(__file__).parents[1] / "data" / "examples", settings, data)
    else:
        recipe = file_recipe(data, format_, settings, without_test)
    command = f"daogou train nlu --format {format_} --data … --encoder … --seed {settings.seed}"
    return make(out, encoder, recipe.train, recipe.dev, recipe.settings, {**recipe.card, "command": command})
