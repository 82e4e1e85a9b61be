"""Numbers with units as shops write them: 6.1英寸, 5000mAh, ¥2,999, 1.2kg, 8GB, 100-150元, 2万. Pure functions.

Owns: reading of a written quantity; units.yml has the units. Does not know: attributes, files. Understanding of what
shoppers say about amounts is elsewhere (nlu).
"""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from knowledge.importing.tables import table

_MULTIPLIERS = {"万": 10_000.0, "千": 1_000.0, "k": 1_000.0, "亿": 1e8}
_PREFIXES = {"¥": "元", "￥": "元", "$": "USD", "us$": "USD", "€": "EUR", "rmb": "元", "cny": "元"}
_NUMBER = r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|[-+]?\.\d+"
_UNIT = r"[^\d\s.,;+~-][^\d;]{0,11}?"
_WRITTEN = re.compile(
    rf"^(?P<prefix>¥|us\$|\$|€|rmb|cny|约|大约|about)?\s*(?P<low>{_NUMBER})\s*(?P<low_unit>{_UNIT})?\s*"
    rf"(?:(?:-|–|—|~|～|至|到|to)\s*(?:¥|\$|€)?\s*(?P<high>{_NUMBER})\s*(?P<high_unit>{_UNIT})?)?\s*$"
)


@dataclass(frozen=True)
class Quantity:
    """A number or a range (`low` == `high` for a number) in `unit`: a spelling as written, "" = bare."""

    low: float
    high: float
    unit: str = ""


@lru_cache(maxsize=1 << 16)  # a column repeats its values
def read_quantity(text: str) -> Quantity | None:
    """Read a written number, range or amount; None where the text is something else (as "高清1080P" or "A4")."""
    folded = _plain(text)
    match = _WRITTEN.match(folded)
    if match is None:
        return None
    low_unit, high_unit = (match["low_unit"] or "").strip(), (match["high_unit"] or "").strip()
    prefix = _PREFIXES.get(match["prefix"] or "", "")
    low, low_unit = _multiplied(_number(match["low"]), low_unit)
    if match["high"] is None:
        return Quantity(low, low, low_unit or prefix) if math.isfinite(low) else None
    high, high_unit = _multiplied(_number(match["high"]), high_unit)
    if (
        not low_unit
        and high_unit
        and match["high_unit"]
        and match["high_unit"][:1] in _MULTIPLIERS
        and low < high / 100
    ):
        low, _ = _multiplied(low, match["high_unit"])  # 1-2万
    unit = high_unit or low_unit or prefix
    if low_unit and high_unit and low_unit != high_unit:
        converted = convert(low, low_unit, high_unit)
        if converted is None:
            return None
        low = converted
    if low > high or not math.isfinite(high):
        return None
    return Quantity(low, high, unit)


def unit_of(spelling: str) -> list[tuple[str, str]]:
    """List (dimension, unit) that a spelling may mean; "g" is grams or gigabytes."""
    return list(_by_spelling().get(_plain(spelling), ()))


def convert(number: float, unit: str, wanted: str) -> float | None:
    """Turn a number from one unit into another of the same dimension; None where they have none in common.

    A bare number ("") is taken to be in the wanted unit already.
    """
    if not unit or unit == wanted or _plain(unit) == _plain(wanted):
        return number
    for dimension, target in unit_of(wanted):
        for other, source in unit_of(unit):
            if other == dimension:
                factor = _factors()[dimension][source] / _factors()[dimension][target]
                return number if factor == 1 else float(f"{number * factor:.10g}")
    return None


def canonical_unit(spelling: str) -> str:
    """Return the unit's usual spelling (毫安时 -> mAh), or the spelling itself where the table has none."""
    found = unit_of(spelling)
    return found[0][1] if found else spelling


def _number(text: str) -> float:
    return float(text.replace(",", ""))


def _multiplied(number: float, unit: str) -> tuple[float, str]:
    if unit and unit[0] in _MULTIPLIERS and not unit_of(unit):
        return number * _MULTIPLIERS[unit[0]], unit[1:].strip()
    if unit in ("万", "千", "k", "亿"):
        return number * _MULTIPLIERS[unit], ""
    return number, unit


@cache
def _factors() -> dict[str, dict[str, float]]:
    return {d: {unit: float(entry[0]) for unit, entry in units.items()} for d, units in table("units").items()}


@cache
def _by_spelling() -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for dimension, units in table("units").items():
        for unit, (_, *spellings) in units.items():
            for spelling in dict.fromkeys([*(_plain(str(s)) for s in spellings), _plain(unit)]):
                found.setdefault(spelling, []).append((dimension, unit))
    return found


def _plain(spelling: str) -> str:
    return unicodedata.normalize("NFKC", spelling).casefold().strip()
