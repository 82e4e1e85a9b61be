"""Find amounts in a normalised text: numbers as people write them, ranges, bounds, approximations, units.

Owns: the grammar of amounts in Chinese and English. Does not know: attributes, shops, what an amount is an amount of.
How a single number is read stands in nlu/numerals.py, units in nlu/units.py. Standard library only.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from typing import Literal

from nlu.numerals import Numeral, numerals
from nlu.units import PREFIX_UNITS, SUFFIX_UNITS, Reading, unit_readings


@dataclass(frozen=True)
class Amount:
    """An amount at text[start:end]: between `low` and `high` in `unit` (see nlu.units), None = open on that side.

    `low_strict`/`high_strict`: the bound itself is excluded. `about`: approximate (左右, around); then low == high.
    `kind` "discount": 5折, low = high = 0.5 of the full price. `budget`: said as the money at hand (预算3000).
    `others`: further readings of the same words, likeliest first (2w: 20,000 or 2 watts; 8g: 8 GB or 8 grams).
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
    budget: bool = False
    others: tuple[Amount, ...] = ()

    @property
    def exact(self) -> bool:
        """Say whether a single number was named without any bound."""
        return self.low is not None and self.low == self.high and not self.about


@dataclass
class _Piece:
    """A numeral with its unit, before bounds."""

    start: int
    end: int
    low: float
    high: float
    about: bool
    readings: list[Reading]
    scale: float
    mark: str = ""  # a bound written between the number and its unit: 100+ dollars, 200ish dollars


# Longest first within each group. A bound before: at most, less than, at least, more than, about.
_BEFORE = (
    (
        "le",
        r"(?:最好)?(?:不要|不能|不可以|不可|不想|别|不得|不会|不许)再?(?:超过|超出|超|高于|多于|"
        r"大于|高过|贵过|重过|厚过)了?|不超过|不超出|不超"
        r"|(?:don't|do not|doesn't|not|no|never|can't|cannot|won't)[a-z' ]{0,24} (?:more than|over"
        r"|above|exceed(?:ing)?)",
    ),
    (
        "le",
        r"不高于|不大于|不多于|不贵于|不重于|小于等于|低于等于|小于或等于|至多|最多|顶多|撑死|最高|最贵"
        r"|最大|最重|上限是?|封顶|控制在|限制在|压到|压在|降到|减到|降至|加到|提到|提高到|涨到|"
        r"放宽到|调到|提升到|max(?:imum)?(?: of)?|(?<!go )(?<!stretch )up to|at most|at the most|no more than|"
        r"(?:can |could |may )?(?:stretch(?: it)?(?: up)? to|push it to|go (?:up to|as (?:high|far) as"
        r"|to(?= ?[¥$£€]?\s?\d{3})))|"
        r"(?:no|not|nothing|never) (?:any )?(?:wider|bigger|larger|longer|heavier|taller|thicker|deeper|older|louder|"
        r"pricier|more expensive|dearer|higher|further|farther) than|"
        r"not more than|no higher than|not over|not above|no over|don't go over|within|"
        r"cap(?:ped)? at|limit(?: of)?|<=|≤",
    ),
    (
        "lt",
        r"低于|少于|小于|不足|不满|不到|没到|未满|短于|轻于|便宜于|under|below|less than|"
        r"cheaper than|smaller than|lighter than|shorter than|fewer than|lower than|thinner than|"
        r"younger than|narrower than|quieter than|nearer than|closer than|<",
    ),
    (
        "ge",
        r"不少于|不低于|不小于|不轻于|不短于|大于等于|高于等于|大于或等于|至少|最少|起码|最低|最小"
        r"|下限是?|at least|min(?:imum)?(?: of)?|at the (?:very )?least|no less than|not less than|no fewer than|"
        r"(?:no|not|nothing|never) (?:any )?(?:smaller|shorter|narrower|lighter|thinner|lower|younger) than|"
        r"starting (?:at|from)|>=|≥",
    ),
    (
        "gt",
        r"超过|超出|大于|高于|多于|不止|长于|重于|破|over|above|more than|greater than|bigger than"
        r"|larger than|longer than|heavier than|higher than|older than|wider than|taller than|thicker than|"
        r"louder than|>",
    ),
    (
        "about",
        r"大概|大约|大致|约莫|约|差不多|接近|将近|近|around|(?<!what )(?<!how )about|approx(?:imately|\.)?|roughly|"
        r"circa|near(?:ly)?|close to|~",
    ),
    (
        "budget",
        r"预算(?:只有|有|是|在|就|为|:|给到|能给)?|budget(?: is|'s)?(?: of)?:?|只有|手头有|手上有|"
        r"(?:最多|顶多|最高|撑死)(?:只|也?就)?能?(?:出|给|花|接受)到?|只能出|能出|can spend|spend",
    ),
)
_AFTER = (
    (
        "le",
        r"(?:块|元)?(?:以内|之内|以下|之下|以里|封顶|打住|为限|为止|往下|顶天|"
        r"内(?![存置衣裤胆部外涵饰贴膜容]))|(?:块|元)?(?:就)?(?:封顶了|到顶)|or less|or below|"
        r"or under|or cheaper|or lighter|or fewer|or smaller|max(?:imum)?\b|tops\b|at most|"
        r"at the most",
    ),
    (
        "ge",
        r"以上|之上|往上|朝上|打底|起步|起(?![来码价泡球毛点身重])|"
        r"(?: (?!and|or|a|the|for|with|but)[a-z]+)? ?(?:or (?:more|above|over|better|larger|bigger|higher|longer|up)"
        r"|and (?:up|above|over))(?![a-z])|min(?:imum)?\b|(?:at the )?(?:very )?least\b|plus\b|"
        r"\+(?![\d一二三四五六七八九])",
    ),
    (
        "about",
        r"左右|上下|前后|附近|出头|的样子|这样子?|那样|上下浮动|or so|ish\b|-ish\b|,? ?(?:give or take|or thereabouts"
        r"|more or less)",
    ),
    ("lt", r"不到"),
)
_LINK = re.compile(r"\s*(?:到|至|-|~|—|to|–)\s*", re.IGNORECASE)
_OR = re.compile(r"\s*(?:or|或者?)\s*")
_LINK_BETWEEN = re.compile(r"\s*(?:到|至|-|~|—|to|and|和|跟|与|&)\s*")
_BETWEEN_BEFORE = re.compile(r"(?:between|在|介于|from)\s*$")
_BETWEEN_AFTER = re.compile(r"\s*(?:之间|间)")
_BEFORE_PATTERNS = [(kind, re.compile(rf"(?:{pattern})\s*$")) for kind, pattern in _BEFORE]
_AFTER_PATTERNS = [(kind, re.compile(rf"\s*(?:{pattern})")) for kind, pattern in _AFTER]
_MOST = re.compile(r"最多|顶多|最高|撑死")
_LOOK_BACK = 40  # characters of the longest bound before an amount, with margin
_DISCOUNT = re.compile(r"\s*折(?![叠扣旧])")
_PERCENT_OFF = re.compile(r"\s*% ?off")
_BELOW_ZERO = re.compile(r"(?:零下|(?<!\d)(?<!\d度)-|(?<![a-z])(?:minus|negative) )\s?$")
_ABOVE_ZERO = re.compile(r"零上\s?$")
_WORD_BEFORE = re.compile(r"[a-z]$")
_MARK = re.compile(r"\+|-?ish\b")
#: A bare number behind these is a shoe's or a garment's size; a screen's size has another unit.
_SHOES = re.compile(r"(?:鞋码|尺码|码数|(?<!screen )(?<!display )(?<!pack )(?<![a-z])size)\s?(?:是|:|is)?\s?$")
#: At the end of what stands before a price: the least (from $500), nearly (小两千).
_FROM = re.compile(r"(?<![a-z])from\s?$")
_SMALL = re.compile(r"(?<![最大较更很太缩减窄])小$")


def find_amounts(text: str) -> list[Amount]:
    """Return the amounts of a normalised text from left to right; they do not overlap."""
    pieces = [piece for numeral in numerals(text) if (piece := _with_unit(text, numeral))]
    out: list[Amount] = []
    i = 0
    while i < len(pieces):
        floor = out[-1].end if out else 0
        amount = _discount(text, pieces[i])
        used = 1
        if amount is None:
            pair = _range(text, pieces[i], pieces[i + 1]) if i + 1 < len(pieces) else None
            amount, used = (pair, 2) if pair else (_single(text, pieces[i], floor), 1)
        if amount is not None and amount.start >= floor:
            out.append(amount)
        i += used
    return out + _bare_discounts(text, out)


def _with_unit(text: str, numeral: Numeral) -> _Piece | None:
    start, end = numeral.start, numeral.end
    if text[start:end] == "零" and text[end : end + 1] in ("下", "上"):
        return None  # 零下5度: the sign of the number after it
    readings: list[Reading] = []
    if prefix := PREFIX_UNITS.search(text, max(0, start - 5), start):
        start = prefix.start()
        readings = [Reading("money")]
    mark = ""
    if (between := _MARK.match(text, end)) and SUFFIX_UNITS.match(text, between.end()):
        mark, end = "ge" if "+" in between.group() else "about", between.end()
    suffix = SUFFIX_UNITS.match(text, end)
    if suffix:
        readings = unit_readings(suffix.group().strip(), numeral, text[suffix.end() : suffix.end() + 4]) or readings
        if "半" in suffix.group():  # 两个半小时
            numeral = replace(numeral, low=numeral.low + 0.5, high=numeral.high + 0.5)
        end = suffix.end()
        tail = numeral.tail(text, end, readings)  # 九块九, 一斤半, 3块5
        if tail:
            numeral, end = replace(numeral, low=numeral.low + tail[0], high=numeral.high + tail[0]), tail[1]
    sign = _BELOW_ZERO.search(text, max(0, start - 8), start)
    if sign and (sign.group()[0] in "零mn" or any(r.unit == "degree" for r in readings)):
        numeral, start = replace(numeral, low=-numeral.high, high=-numeral.low), sign.start()
    elif above := _ABOVE_ZERO.search(text, max(0, start - 4), start):
        start = above.start()
    if numeral.letter == "w" and not suffix:
        readings = _w_readings(numeral, text[end : end + 4], text[max(0, start - 12) : start])
    if not suffix and not readings and _SHOES.search(text, max(0, start - 12), start) and 34 <= numeral.low <= 48:
        readings = [Reading("size"), Reading("")]
    if not readings and text.endswith("grand", start, end):
        readings = [Reading("money")]
    readings = readings or [Reading("")]
    return _Piece(start, end, numeral.low, numeral.high, numeral.about, readings, numeral.scale, mark)


def _w_readings(numeral: Numeral, after: str, before: str) -> list[Reading]:
    """2w is 20,000, 65w is a charger: small numbers are money unless the words beside speak of power."""
    watts, money = Reading("w", numeral.raw / numeral.low if numeral.low else 1.0), Reading("")
    power = re.match(r"\s?(?:的?快充|的?闪充|充|功率|的?无线|的?有线|charg|power|fast)", after) or re.search(
        r"(?:快充|功率|充电|power)(?:[\s要得有在至少不低超过于大是]"
        r"|at least|at most|over|under|no (?:more|less) than|of|up to)*$",
        before,
    )
    return [watts, money] if power or (numeral.raw >= 15 and numeral.raw == int(numeral.raw)) else [money, watts]


def _range(text: str, a: _Piece, b: _Piece) -> Amount | None:
    between = text[a.end : b.start]
    before = _BETWEEN_BEFORE.search(text[max(0, a.start - 10) : a.start])
    after = _BETWEEN_AFTER.match(text, b.end)
    link = _LINK_BETWEEN if before or after else _LINK
    either = _OR.fullmatch(between) and b.low - a.low == 1  # two or three people
    if not link.fullmatch(between) and not either:
        return None
    low, high = a.low, b.high
    if a.readings == [Reading("")] and b.scale > 1 and a.scale == 1 and low * b.scale <= high and low < 100:
        low *= b.scale  # 两到三千, 2-3k
    if a.readings == [Reading("")] and low >= high and not before:
        return None
    start = a.start - (before.end() - before.start()) if before else a.start
    end = after.end() if after else b.end
    if tail := re.match(r"\s*(?:左右|上下|的样子|or so)", text[end:]):
        end += tail.end()
    readings = b.readings if b.readings != [Reading("")] else a.readings
    if low > high:
        low, high = high, low
    return _read(Amount(start, end, low, high), readings)


def _single(text: str, piece: _Piece, floor: int) -> Amount | None:
    start, end, kind, budget = piece.start, piece.end, "", False
    for _ in range(2):  # a budget may stand before a bound: 预算不超过三千; "about" before and 以内 after
        head = text[max(floor, start - _LOOK_BACK) : start]
        bound = _bound_before(head)
        if bound is None:
            break
        name, at = bound
        start -= len(head) - at
        budget = budget or name == "budget"
        if name == "budget":
            kind = "le" if not kind and _MOST.match(head[at:]) else kind
        elif kind in ("", "about"):
            kind = name
    if not kind and piece.readings[0].unit == "money" and (origin := _FROM.search(text[floor:start])):
        kind, start = "ge", floor + origin.start()
    if not kind and piece.scale >= 100 and _SMALL.search(text[floor:start]):
        kind, start = "about", start - 1
    kind = kind or piece.mark
    for name, pattern in _AFTER_PATTERNS:
        if found := pattern.match(text, end):
            if name == "lt" and kind:
                break
            end = found.end()
            kind = name if kind in ("", "about") else kind
            break
    low: float | None = piece.low
    high: float | None = piece.high
    about = kind == "about" or (piece.about and kind == "")
    if kind in ("le", "lt"):
        low = None
    elif kind in ("ge", "gt"):
        high = None
        low = piece.low
    if about and piece.low != piece.high:
        about = False  # 三五百左右 stays a range
    amount = Amount(
        start, end, low, high, low_strict=kind == "gt", high_strict=kind == "lt", about=about, budget=budget
    )
    return _read(amount, piece.readings)


def _bound_before(head: str) -> tuple[str, int] | None:
    """Return the kind of the longest bound at the end of `head` and where it starts: 不低于, not 低于."""
    best: tuple[str, int] | None = None
    for name, pattern in _BEFORE_PATTERNS:
        found = pattern.search(head)
        if not found or found.start() == found.end():
            continue
        if found.group().endswith("近 "):
            continue  # 离公园近 六百左右
        if (
            head[found.start()].isascii()
            and head[found.start()].isalpha()
            and _WORD_BEFORE.search(head[: found.start()])
        ):
            continue  # inside a word
        if best is None or found.start() < best[1]:
            best = name, found.start()
    return best


def _read(amount: Amount, readings: list[Reading]) -> Amount:
    def scaled(value: float | None, factor: float) -> float | None:
        return None if value is None or value == math.inf else _tidy(value * factor)

    versions = [
        replace(amount, low=scaled(amount.low, r.factor), high=scaled(amount.high, r.factor), unit=r.unit)
        for r in readings
    ]
    return replace(versions[0], others=tuple(versions[1:]))


def _tidy(value: float) -> float:
    rounded = round(value, 6)
    return float(int(rounded)) if rounded == int(rounded) else rounded


def _discount(text: str, piece: _Piece) -> Amount | None:
    if found := _DISCOUNT.match(text, piece.end):
        share = piece.low / 10 if piece.low <= 10 else piece.low / 100
        start = piece.start - 1 if text[: piece.start].endswith("打") else piece.start
        return Amount(start, found.end(), _tidy(share), _tidy(share), kind="discount") if 0 < share <= 1 else None
    if piece.readings[0].unit == "%" and (found := re.compile(r"\s*off\b").match(text, piece.end)):
        return Amount(piece.start, found.end(), _tidy(1 - piece.low / 100), _tidy(1 - piece.low / 100), kind="discount")
    return None


def _bare_discounts(text: str, taken: list[Amount]) -> list[Amount]:
    found = []
    for match in re.finditer(r"半价|对折|half[ -]price|half off", text):
        if not any(a.start < match.end() and match.start() < a.end for a in taken):
            found.append(Amount(match.start(), match.end(), 0.5, 0.5, kind="discount"))
    return found
