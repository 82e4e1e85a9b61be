"""Numbers with units as shops write them: 6.1英寸, 5000mAh, ¥2,999, 1.2kg, 8GB, 100-150元, 2万. Pure functions.

Owns: the table of units and reading of a written quantity. Does not know: attributes, files. Understanding of what
shoppers say about amounts is elsewhere (nlu).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

#: dimension -> unit -> (factor to the first unit of its dimension, spellings after NFKC and casefold).
UNITS: dict[str, dict[str, tuple[float, tuple[str, ...]]]] = {
    "money": {"元": (1, ("元", "圆", "块", "块钱", "rmb", "cny", "¥", "元/人", "元/晚", "元/件", "元起")), "角": (0.1, ("角", "毛"))},
    "dollars": {"USD": (1, ("usd", "$", "us$", "dollar", "dollars", "美元"))},
    "euros": {"EUR": (1, ("eur", "€", "euro", "euros", "欧元"))},
    "length": {
        "cm": (1, ("cm", "厘米", "公分", "centimeter", "centimeters", "centimetre")),
        "mm": (0.1, ("mm", "毫米", "millimeter", "millimeters", "millimetre")),
        "m": (100, ("m", "米", "公尺", "meter", "meters", "metre", "metres")),
        "km": (100_000, ("km", "公里", "千米")),
        "英寸": (2.54, ("英寸", "吋", "寸", "inch", "inches", "in", '"', "''", "″", "”")),
    },
    "weight": {
        "kg": (1, ("kg", "kgs", "公斤", "千克", "kilogram", "kilograms")),
        "g": (0.001, ("g", "克", "gram", "grams")),
        "mg": (1e-6, ("mg", "毫克")),
        "斤": (0.5, ("斤", "市斤")),
        "t": (1000, ("t", "吨")),
        "lb": (0.45359237, ("lb", "lbs", "pound", "pounds", "磅")),
        "oz": (0.028349523125, ("oz", "ounce", "ounces", "盎司")),
    },
    "charge": {"mAh": (1, ("mah", "毫安时", "毫安")), "Ah": (1000, ("ah", "安时"))},
    "storage": {
        "GB": (1, ("gb", "g", "gib")),
        "TB": (1024, ("tb", "t", "tib")),
        "MB": (1 / 1024, ("mb", "mib")),
    },
    "volume": {
        "L": (1, ("l", "升", "公升", "liter", "liters", "litre", "litres")),
        "ml": (0.001, ("ml", "毫升", "milliliter", "milliliters", "cc")),
    },
    "power": {"W": (1, ("w", "瓦", "瓦特", "watt", "watts")), "kW": (1000, ("kw", "千瓦"))},
    "energy": {"kWh": (1, ("kwh", "度", "千瓦时")), "Wh": (0.001, ("wh", "瓦时"))},
    "frequency": {"Hz": (1, ("hz", "赫兹", "赫")), "kHz": (1000, ("khz",)), "MHz": (1e6, ("mhz",)), "GHz": (1e9, ("ghz",))},
    "time": {
        "小时": (1, ("小时", "个小时", "h", "hr", "hrs", "hour", "hours", "钟头")),
        "分钟": (1 / 60, ("分钟", "分", "min", "mins", "minute", "minutes")),
        "秒": (1 / 3600, ("秒", "s", "sec", "second", "seconds")),
        "天": (24, ("天", "日", "day", "days")),
    },
    "age": {"岁": (1, ("岁", "years old", "周岁")), "个月": (1 / 12, ("个月", "月", "month", "months")), "年": (1, ("年", "year", "years"))},
    "pixels": {"万像素": (1, ("万像素", "万")), "MP": (100, ("mp", "megapixel", "megapixels"))},
    "share": {"%": (1, ("%", "percent"))},
    "noise": {"dB": (1, ("db", "分贝", "decibel", "decibels", "db(a)"))},
    "temperature": {"℃": (1, ("℃", "°c", "度", "摄氏度"))},
    "area": {"㎡": (1, ("㎡", "m2", "m²", "平方米", "平米", "平"))},
    "count": {"件": (1, ("件", "个", "只", "条", "套", "片", "支", "包", "袋", "盒", "瓶", "双", "本", "张", "人", "份", "次", "页", "pcs", "pc", "pieces"))},
}  # fmt: skip

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
    """Read a written number, range or amount; None where the text is something else (as "1080P高清屏幕一块" or "A4")."""
    folded = unicodedata.normalize("NFKC", text).casefold().strip()
    match = _WRITTEN.match(folded)
    if match is None:
        return None
    low_unit, high_unit = (match["low_unit"] or "").strip(), (match["high_unit"] or "").strip()
    prefix = _PREFIXES.get(match["prefix"] or "", "")
    low, low_unit = _multiplied(_number(match["low"]), low_unit)
    if match["high"] is None:
        return Quantity(low, low, low_unit or prefix)
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
    if low > high:
        return None
    return Quantity(low, high, unit)


def unit_of(spelling: str) -> list[tuple[str, str]]:
    """List (dimension, unit) that a spelling may mean; "g" is grams or gigabytes."""
    return list(_BY_SPELLING.get(unicodedata.normalize("NFKC", spelling).casefold().strip(), ()))


def convert(number: float, unit: str, wanted: str) -> float | None:
    """Turn a number from one unit into another of the same dimension; None where they have none in common.

    A bare number ("") is taken to be in the wanted unit already.
    """
    if not unit or unit == wanted or unicodedata.normalize("NFKC", unit).casefold() == wanted.casefold():
        return number
    for dimension, target in unit_of(wanted):
        for other, source in unit_of(unit):
            if other == dimension:
                factor = UNITS[dimension][source][0] / UNITS[dimension][target][0]
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


_BY_SPELLING: dict[str, list[tuple[str, str]]] = {}
for _dimension, _units in UNITS.items():
    for _unit, (_factor, _spellings) in _units.items():
        for _spelling in {*_spellings, unicodedata.normalize("NFKC", _unit).casefold()}:
            _BY_SPELLING.setdefault(_spelling, []).append((_dimension, _unit))
