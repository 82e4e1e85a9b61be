"""A good in the making: what a family module knows of it before it gets a number, reviews, links and a picture.

Owns: the shapes between the modules of the sample shop, and how a price or a chance is drawn. Does not know: any
category.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from knowledge.types import ItemValue

T = TypeVar("T")


@dataclass
class Draft:
    """One good. `price` in CNY; `attributes` as in the catalogue; `aspects` how it does in reviews, -1 to 1.

    `series` and `generation` say which goods belong together: (series, generation) alike = variants of one model.
    `fits` is the (series, generation) of the good that an accessory is made for; `extra` are sentences of facts that
    stand only in the description; `stated` are attributes that this good's page never leaves out.
    """

    category: str
    brand: str
    title: str
    title_en: str
    price: float
    attributes: dict[str, ItemValue]
    aspects: dict[str, float]
    lead: str
    extra: list[str] = field(default_factory=list)
    series: str = ""
    generation: int = 0
    fits: tuple[str, int] | None = None
    stated: tuple[str, ...] = ()


@dataclass(frozen=True)
class Line:
    """A category of the sample shop and how its goods are made.

    `make(rng)` yields drafts without end or until the family is out of models; `n_items` of them are taken. `prefix`
    starts the item ids. `keep` are attributes that every good states, `often_missing` the chance (0 to 1) that one is
    not stated; all others are missing at `MISSING`.
    """

    category: str
    prefix: str
    n_items: int
    make: Callable[[random.Random], Iterator[Draft]]
    attributes: tuple[str, ...]
    keep: tuple[str, ...] = ()
    often_missing: dict[str, float] = field(default_factory=dict)


#: The chance that a good's page does not state an attribute that is neither kept nor often missing.
MISSING = 0.04


def price_point(amount: float) -> float:
    """Round an amount in CNY to a price as shops write it: 49, 129, 1599, 5799."""
    if amount < 20:
        return max(4.9, round(amount) - 0.1)
    if amount < 100:
        return float(max(19, round(amount / 10) * 10 - 1))
    if amount < 1000:
        return float(round(amount / 10) * 10 - 1)
    return float(round(amount / 100) * 100 - 1)


def chance(rng: random.Random, p: float) -> bool:
    """Say yes with probability `p`."""
    return rng.random() < p


def step(tier: float, choices: Sequence[T], rng: random.Random, spread: float = 0.12) -> T:
    """Choose from `choices`, ordered from plain to fine, near the place that `tier` (0 to 1) points at."""
    place = min(max(tier + rng.gauss(0, spread), 0.0), 0.999)
    return choices[int(place * len(choices))]


def some(rng: random.Random, choices: Sequence[T], least: int, most: int) -> list[T]:
    """Choose `least` to `most` different members, in the order of `choices`."""
    n = min(rng.randint(least, most), len(choices))
    picked = set(rng.sample(range(len(choices)), n))
    return [c for i, c in enumerate(choices) if i in picked]


def scale(value: float, bad: float, good: float) -> float:
    """Place `value` on -1 (at `bad` or beyond) to 1 (at `good` or beyond)."""
    return max(-1.0, min(1.0, 2 * (value - bad) / (good - bad) - 1))


def number(attributes: dict[str, ItemValue], key: str) -> float:
    """Return a numeric attribute; TypeError where it is something else, KeyError where there is none."""
    value = attributes[key]
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise TypeError(f"attribute {key}: expected a number, found {value!r}")
    return float(value)
