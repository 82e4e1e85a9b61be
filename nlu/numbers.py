"""Find amounts in a normalised text: numbers as people write them, ranges, bounds, approximations, units.

Owns: the grammar of amounts in Chinese and English. Does not know: attributes, shops, currencies' names in a schema.
Standard library only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

#: Canonical units. "" = a bare number.
UNITS = ("", "money", "inch", "cm", "mm", "m", "gb", "mb", "mah", "g", "ml", "h", "min", "day", "person", "age", "w", "%",
         "hz", "px", "piece", "size", "star", "point", "km", "month", "year", "dpi", "k_resolution", "sqm", "v")  # fmt: skip


@dataclass(frozen=True)
class Amount:
    """An amount at text[start:end]: between `low` and `high` in `unit`, None = open on that side.

    `low_strict`/`high_strict`: the bound itself is excluded. `about`: approximate (左右, around); then low == high.
    kind "quantity"; "discount" (5折: low = high = 0.5 of the full price); "relative" is decided by the reader.
    """

    start: int
    end: int
    low: float | None
    high: float | None
    unit: str = ""
    low_strict: bool = False
    high_strict: bool = False
    about: bool = False
    kind: Literal["quantity", "discount"] = "quantity"

    @property
    def exact(self) -> bool:
        """Say whether a single number was named without any bound."""
        return self.low is not None and self.low == self.high and not self.about


def find_amounts(text: str) -> list[Amount]:
    """Return the amounts of a normalised text from left to right; they do not overlap."""
    raise NotImplementedError


def convert(value: float, unit: str, to: str) -> float | None:
    """Convert `value` from one of UNITS to the unit that a schema names (元, 英寸, GB, kg ...); None where they differ in kind."""
    raise NotImplementedError
