"""Units of amounts: how they are written, what they may mean, how they convert to the unit of a schema.

Owns: the table of units. Does not know: numbers, attributes. Standard library only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

#: Written form -> (canonical unit, factor to it). Money is left in the shop's currency: exchange rates are not ours
#: to guess.
_WRITTEN: dict[str, tuple[str, float]] = {}


def _define(unit: str, factor: float, written: str) -> None:
    for form in written.split():
        _WRITTEN[form] = (unit, factor)


_define(
    "money",
    1,
    "元 块 块钱 元钱 圆 塊 rmb cny 人民币 ¥ 刀 美元 美金 usd "
    "dollar dollars buck bucks quid pound_sterling euro euros eur gbp € £ $ yuan kuai 大洋 大元 块大洋",
)
_define("money", 0.1, "毛 毛钱 角")
_define("inch", 1, '寸 英寸 吋 inch inches in. " 寸的')
_define("cm", 1, "厘米 公分 cm centimeter centimeters centimetre centimetres")
_define("cm", 0.1, "毫米 mm millimeter millimeters millimetre millimetres")
_define("cm", 100, "米 meter meters metre metres")
_define("km", 1, "公里 千米 km kilometer kilometers kilometre kilometres")
_define("km", 1.609, "mile miles 英里")
_define("gb", 1, "gb gib 个g")
_define("gb", 1024, "t tb 个t tib")
_define("gb", 1 / 1024, "mb")
_define("mah", 1, "mah 毫安 毫安时 ma")
_define("w", 1, "瓦 瓦特 watt watts")
_define("w", 1000, "kw 千瓦")
_define("g", 1, "克 gram grams gr")
_define("g", 1000, "公斤 千克 kg kgs kilo kilos kilogram kilograms")
_define("g", 500, "斤 市斤")
_define("g", 453.592, "lb lbs pound pounds 磅")
_define("g", 28.3495, "oz ounce ounces 盎司")
_define("ml", 1, "毫升 ml cc milliliter milliliters millilitre millilitres")
_define("ml", 1000, "升 l liter liters litre litres 公升")
_define("h", 1, "小时 个小时 个半小时 半小时 钟头 个钟头 个钟 h hr hrs hour hours")
_define("h", 1 / 60, "分钟 min mins minute minutes")
_define("day", 1, "天 日 day days 晚 night nights 日游")
_define("day", 7, "周 个星期 个半星期 星期 个礼拜 礼拜 week weeks")
_define("day", 14, "fortnight fortnights")
_define("month", 1, "个月 个半月 月 month months")
_define("month", 12, "年 year years yr yrs")
_define("age", 1, "岁 周岁 years-old year-old years_old yo y/o 岁半")
_define("person", 1, "人 个人 口人 位 口 ppl people person persons adult adults 人份 人座 个大人 kids 人用")
_define("star", 1, "星 星级 颗星 star stars")
_define("point", 1, "分 points")
_define("hz", 1, "hz 赫兹 赫")
_define("%", 1, "% percent 个点")
_define("px", 1, "像素 pixels px")
_define("px", 1e6, "mp megapixel megapixels 兆像素")
_define("db", 1, "db 分贝 decibel decibels")
_define("v", 1, "v 伏 伏特 volt volts")
_define("sqm", 1, "平 平米 平方 平方米 m2 sqm")
_define("degree", 1, "度 摄氏度 degrees degree celsius degrees_celsius")
_define("hp", 1, "匹")
_define("size", 1, "码 号码")
_define(
    "piece",
    1,
    "个 件 只 支 双 条 套 包 盒 瓶 袋 片 抽 份 台 款 颗 粒 部 把 本 张 罐 箱 枚 pcs pieces piece pack packs ct",
)
_define("times", 1, "倍 x")
#: A letter that may be two things; the likelier one first is decided in `unit_readings`.
_LETTERS = {"g": [("gb", 1.0), ("g", 1.0)], "m": [("cm", 100.0), ("gb", 1 / 1024)]}

SUFFIX_UNITS = re.compile(
    r"\s?-?(?:years?[ -]olds?|(?:{}))".format(
        "|".join(
            re.escape(w)
            + (r"(?![a-z])" if w[-1].isascii() and w[-1].isalpha() else "")
            + (r"(?!\s?\d)" if w in "$£€¥" else "")
            for w in sorted([*_WRITTEN, "g", "m"], key=len, reverse=True)
        )
    )
)
PREFIX_UNITS = re.compile(r"(?:¥|us\$|hk\$|\$|€|£|rmb|cny|usd|人民币)\s?$")


@dataclass(frozen=True)
class Reading:
    """One meaning of a written unit: the canonical unit and the factor to it."""

    unit: str
    factor: float = 1.0


def unit_readings(written: str, numeral: Any, after: str) -> list[Reading]:
    """Return what `written` may mean after `numeral`, likeliest first; `after` are the next characters of the text."""
    written = re.sub(r"^-", "", written.strip())
    if re.match(r"years?[ -]old", written):
        return [Reading("age")]
    if written in _LETTERS:
        readings = [Reading(u, f) for u, f in _LETTERS[written]]
        if written == "g" and not re.match(
            r"\s?(?:内存|存储|运存|运行|闪存|版|\+|ram|rom|mem|storage|显存|固态|硬盘|手机)", after
        ):
            # 8 to 1024 and a power of two is memory; else grams
            memory = numeral.low in (2, 3, 4, 6, 8, 12, 16, 18, 24, 32, 36, 48, 64, 96, 128, 256, 512, 1024)
            return readings if memory else readings[::-1]
        return readings
    unit, factor = _WRITTEN[written]
    return [Reading(unit, factor)]


#: What a schema may call its unit -> (canonical unit, factor from that to the canonical).
def canonical(name: str | None) -> str:
    """Return the canonical unit of what a schema writes, "" where it writes none or one that is not known."""
    known = _canonical(name) if name else None
    return known[0] if known else ""


def _canonical(name: str) -> tuple[str, float] | None:
    key = name.strip().lower()
    if key in _WRITTEN:
        return _WRITTEN[key]
    extra = {
        "g": ("g", 1.0),
        "m": ("cm", 100.0),
        "千像素": ("px", 1e3),
        "万像素": ("px", 1e4),
        "¥": ("money", 1.0),
        "w": ("w", 1.0),
        "星": ("star", 1.0),
        "years": ("age", 1.0),
        "岁": ("age", 1.0),
        "人": ("person", 1.0),
        "小时": ("h", 1.0),
        "℃": ("degree", 1.0),
        "°c": ("degree", 1.0),
        "dpi": ("dpi", 1.0),
        "in": ("inch", 1.0),
        "㎡": ("sqm", 1.0),
        "㎏": ("g", 1000.0),
        "m²": ("sqm", 1.0),
    }
    return extra.get(key)


#: Kinds that convert into each other: (from, to) -> factor.
_ACROSS = {
    ("inch", "cm"): 2.54,
    ("cm", "inch"): 1 / 2.54,
    ("month", "day"): 30.0,
    ("day", "month"): 1 / 30,
    ("day", "h"): 24.0,
    ("h", "day"): 1 / 24,
    ("star", "point"): 1.0,
    ("point", "star"): 1.0,
    ("km", "cm"): 1e5,
    ("cm", "km"): 1e-5,
}


def convert(value: float, unit: str, to: str | None) -> float | None:
    """Convert `value` from a canonical unit to the unit that a schema names (英寸, GB, kg ...; None = no unit).

    Returns None where the two differ in kind. A bare number (unit "") passes as it is.
    """
    if unit == "":
        return value
    if not to:
        return value if unit in ("piece", "person", "star", "point", "size", "times") else None
    target = _canonical(to)
    if target is None:
        return value if unit == "piece" or to == unit else None
    base, factor = target
    if base != unit:
        across = _ACROSS.get((unit, base))
        if across is None:
            return None
        value *= across
    result = round(value / factor, 6)
    return float(int(result)) if result == int(result) else result
