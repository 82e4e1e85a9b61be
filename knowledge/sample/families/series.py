"""Series of electronic goods and their generations.

Owns: how a series runs through its generations and what tier a generation reaches. Does not know: any category.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.sample.draft import chance


@dataclass(frozen=True)
class Series:
    """A series of one brand.

    `name` and `english` hold {} for the generation's number, which runs from `first` to `last`; `tier` 0 to 1 is where
    the newest generation stands between plain and fine; `bent` is what the series is made for.
    """

    brand: str
    name: str
    english: str
    tier: float
    bent: str
    first: int
    last: int


@dataclass(frozen=True)
class Model:
    """One generation of a series: its number, whether it is the newest, and the tier that it reaches."""

    series: Series
    number: int
    newest: bool
    tier: float

    @property
    def name(self) -> str:
        """Brand and model as in a title."""
        return f"{self.series.brand} {self.series.name.format(self.number)}"

    def english(self, brand_english: str) -> str:
        """Brand and model in English."""
        return f"{brand_english} {self.series.english.format(self.number)}"

    @property
    def series_name(self) -> str:
        """The name of the series without a number."""
        name = self.series.name.replace("第{}代", "").replace("{}", "")
        return f"{self.series.brand} {' '.join(name.split())}"


def models(all_series: Sequence[Series], rng: random.Random, variants: tuple[int, int]) -> Iterator[tuple[Model, int]]:
    """Yield every model with the number of a variant of it, newest generations with the most variants, series mixed.

    `variants`: least and most variants of one model.
    """
    planned: list[tuple[Model, int]] = []
    for series in all_series:
        for number in range(series.first, series.last + 1):
            age = series.last - number
            tier = min(1.0, max(0.0, series.tier - 0.06 * age + rng.gauss(0, 0.02)))
            n = rng.randint(*variants) if age < 2 or chance(rng, 0.6) else variants[0]
            planned.extend((Model(series, number, age == 0, tier), v) for v in range(n))
    # Newest first, so that a line that takes fewer goods leaves out the oldest.
    order = sorted(range(len(planned)), key=lambda i: (planned[i][0].series.last - planned[i][0].number, rng.random()))
    yield from (planned[i] for i in order)
