"""Numbers, units and money as text, in Chinese and English, and which units measure the same thing.

Owns: the table of units and the shape of a number in running text. Does not know: shops, attributes, sentences.
"""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Unit:
    """A unit: `factor` of it make one base unit of `dimension`; `zh`, `en` as shown; `spaced` where en leaves a
    space.
    """

    dimension: str
    factor: float
    zh: str
    en: str
    spaced: bool = True


# One line a unit: spellings -> Unit. The first spelling in each language is the one shown where the schema's own is
# foreign.
_TABLE: tuple[tuple[tuple[str, ...], Unit], ...] = (
    (("英寸", "寸", "inch", "inches", "in", '"', "″"), Unit("inch", 1, "英寸", "in")),
    (("毫米", "mm"), Unit("length", 0.001, "mm", "mm")),
    (("厘米", "公分", "cm"), Unit("length", 0.01, "cm", "cm")),
    (("米", "m"), Unit("length", 1, "米", "m")),
    (("公里", "千米", "km"), Unit("length", 1000, "公里", "km")),
    (("克", "g", "gram", "grams"), Unit("mass", 1, "克", "g", False)),
    (("千克", "公斤", "kg", "kilogram", "kilograms"), Unit("mass", 1000, "kg", "kg", False)),
    (("斤",), Unit("mass", 500, "斤", "jin")),
    (("毫升", "ml", "mL"), Unit("volume", 0.001, "ml", "ml", False)),
    (("升", "L", "l", "liter", "liters", "litre", "litres"), Unit("volume", 1, "L", "L", False)),
    (("秒", "s", "sec"), Unit("time", 1, "秒", "s")),
    (("毫秒", "ms"), Unit("time", 0.001, "毫秒", "ms")),
    (("分钟", "min", "mins", "minute", "minutes"), Unit("time", 60, "分钟", "min")),
    (("小时", "h", "hr", "hrs", "hour", "hours"), Unit("time", 3600, "小时", "hours")),
    (("天", "day", "days"), Unit("time", 86400, "天", "days")),
    (("个月", "月", "month", "months"), Unit("month", 1, "个月", "months")),
    (("年", "year", "years"), Unit("month", 12, "年", "years")),
    (("岁", "years old"), Unit("age", 1, "岁", "years old")),
    (("mAh", "毫安时", "毫安"), Unit("charge", 1, "mAh", "mAh", False)),
    (("Wh", "瓦时"), Unit("energy", 1, "Wh", "Wh", False)),
    (("W", "瓦", "瓦特", "watt", "watts"), Unit("power", 1, "W", "W", False)),
    (("匹", "hp"), Unit("horsepower", 1, "匹", "hp")),
    (("Hz", "赫兹"), Unit("frequency", 1, "Hz", "Hz", False)),
    (("GHz",), Unit("frequency", 1e9, "GHz", "GHz", False)),
    (("dB", "分贝"), Unit("loudness", 1, "dB", "dB")),
    (("MB",), Unit("bytes", 2**20, "MB", "MB", False)),
    (("GB", "G"), Unit("bytes", 2**30, "GB", "GB", False)),
    (("TB", "T"), Unit("bytes", 2**40, "TB", "TB", False)),
    (("万像素",), Unit("pixels", 1e4, "万像素", "×10k pixels")),
    (("MP", "megapixels"), Unit("pixels", 1e6, "MP", "MP", False)),
    (("℃", "°C", "度"), Unit("celsius", 1, "℃", "°C")),
    (("流明", "lm", "lumens"), Unit("light", 1, "流明", "lm")),
    (("%", "％", "percent"), Unit("percent", 1, "%", "%", False)),
    (("星", "星级", "star", "stars"), Unit("stars", 1, "星", "stars")),
    (("分", "points"), Unit("points", 1, "分", "points")),
    (("人", "人用", "people", "persons", "person", "ppl"), Unit("people", 1, "人", "people")),
    (("页", "pages"), Unit("pages", 1, "页", "pages")),
    (("层", "floors"), Unit("floors", 1, "层", "floors")),
    (("次", "times"), Unit("times", 1, "次", "times")),
    (("档", "挡", "speeds", "levels"), Unit("levels", 1, "档", "levels")),
    (("片", "枚", "抽", "张", "sheets"), Unit("sheets", 1, "片", "sheets")),
    (("件", "个", "块", "颗", "粒", "支", "只", "套", "pieces", "pcs"), Unit("pieces", 1, "件", "pieces")),
    (("包", "袋", "bags", "packs"), Unit("packs", 1, "包", "packs")),
    (("条", "双", "对", "pairs"), Unit("pairs", 1, "双", "pairs")),
    (("瓶", "盒", "罐", "桶", "bottles", "boxes"), Unit("boxes", 1, "盒", "boxes")),
)
_UNITS: dict[str, Unit] = {spelling: unit for spellings, unit in _TABLE for spelling in spellings}
#: Every spelling of every unit, longest first: what the guard looks for behind a number.
SPELLINGS: tuple[str, ...] = tuple(sorted(_UNITS, key=len, reverse=True))

#: Currency code -> (Chinese word after the amount, English sign before it).
CURRENCIES: dict[str, tuple[str, str]] = {
    "CNY": ("元", "¥"), "RMB": ("元", "¥"), "USD": ("美元", "$"), "EUR": ("欧元", "€"), "GBP": ("英镑", "£"),
    "JPY": ("日元", "JP¥"), "HKD": ("港元", "HK$"), "TWD": ("新台币", "NT$"), "SGD": ("新元", "S$"), "AUD": ("澳元",
    "A$"),
    "CAD": ("加元", "C$"), "KRW": ("韩元", "₩"), "INR": ("卢比", "₹"),
}  # fmt: skip
#: Words for money behind a number, in any shop.
MONEY_WORDS = ("元", "块钱", "块", "rmb", "RMB", "yuan", *(zh for zh, _ in CURRENCIES.values()))


def find(unit: str | None) -> Unit | None:
    """Return what is known of a unit as a schema or a text writes it, or None."""
    if not unit:
        return None
    return _UNITS.get(unit) or _UNITS.get(unit.strip()) or _UNITS.get(unit.strip().lower())


def is_money(unit: str | None) -> bool:
    """Say whether a schema's unit is money (元, CNY, USD, ¥)."""
    if not unit:
        return False
    return unit in MONEY_WORDS or unit.upper() in CURRENCIES or unit in ("¥", "￥", "$", "€", "£")


def number(value: float, *, n_decimals: int | None = None) -> str:
    """Write a number plainly: no thousands separator, no trailing zeros, at most three decimals unless asked for."""
    if not math.isfinite(value):
        raise ValueError(f"expected a finite number, found {value!r}")
    if n_decimals is not None:
        return f"{value:.{n_decimals}f}"
    return f"{value:.3f}".rstrip("0").rstrip(".") if value != int(value) else str(int(value))


#: Numbers of years that are dates.
_YEARS = (1500, 2200)


def n_decimals(value: float) -> int:
    """Return how many decimals `number` writes for this value, 0 to 3."""
    return len(number(value).partition(".")[2])


def quantity(value: float, unit: str | None, locale: str, *, decimals: int | None = None) -> str:
    """Write a number with its unit: 6.9英寸 / 6.9 in, 6000mAh. Unknown units stand as the schema writes them."""
    if unit in ("GB", "G") and value >= 1024 and value % 1024 == 0:
        value, unit, decimals = value / 1024, "TB", None
    digits = number(value, n_decimals=decimals)
    if not unit:
        return digits
    known = find(unit)
    if locale == "en" and known and known.en == "years" and value == int(value) and _YEARS[0] <= value <= _YEARS[1]:
        return digits  # 2025年 is a date, not a length of time
    if locale == "zh":
        # The schema's own spelling stays where it is Chinese or a symbol that Chinese texts use too.
        shown = known.zh if known and unit.isascii() and len(unit) > 3 else unit
        return digits + shown
    shown = known.en if known and not unit.isascii() else unit
    if known and known.en in ("hours", "days", "years", "months", "stars", "people", "pieces", "packs") and value == 1:
        shown = {"people": "person"}.get(known.en, known.en[:-1]) if shown == known.en else shown
    return f"{digits}{' ' if known is None or known.spaced else ''}{shown}"


def money(value: float, currency: str, locale: str, *, plain: bool = False) -> str:
    """Write an amount: 1,599元 / ¥1,599. `plain` leaves out the separator (2000元以内)."""
    whole = abs(value - round(value)) < 0.005
    digits = f"{round(value)}" if whole else f"{value:.2f}"
    if not plain or value >= 10_000:
        digits = f"{round(value):,}" if whole else f"{value:,.2f}"
    if locale == "zh":
        digits = digits.rstrip("0").rstrip(".") if "." in digits else digits
        word = CURRENCIES.get(currency.upper(), (f" {currency}", ""))[0]
        return digits + word
    sign = CURRENCIES.get(currency.upper(), ("", f"{currency} "))[1]
    return sign + digits


def difference(amount: float, unit: str | None, locale: str) -> str:
    """Write how much two values differ, in the unit that reads best: 0.15 kg becomes 150克 / 150g."""
    known = find(unit)
    if known and known.dimension == "mass" and known.factor == 1000 and 0 < abs(amount) < 1:
        return quantity(round(abs(amount) * 1000, 1), "克" if locale == "zh" else "g", locale)
    return quantity(round(abs(amount), 3), unit, locale)
