"""Read one number as people write it: 3,000, 1.5k, 6k5, 2w, 三千五, 两三百, 百来, 十几, two hundred and fifty.

Owns: numerals. Does not know: units, bounds, ranges of two numbers. Standard library only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from nlu.chinese_numbers import DIGIT, SCALE, read_chinese

_LETTER = {
    "k": 1000.0,
    "w": 10_000.0,
    "千": 1000.0,
    "百": 100.0,
    "万": 10_000.0,
    "亿": 1e8,
    "": 1.0,
    "hundred": 100.0,
    "thousand": 1000.0,
    "grand": 1000.0,
    "million": 1e6,
}
_ONES = {
    w: i
    for i, w in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
_TENS = {
    w: 10 * i
    for i, w in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2)
}
_ENGLISH = {**_ONES, **_TENS}
_HUNDREDS = {"hundred": 100, "thousand": 1000, "grand": 1000, "million": 1_000_000, "dozen": 12}
_WORD = "|".join(sorted(_ENGLISH, key=len, reverse=True))
_BIG = "|".join(_HUNDREDS)

_ARABIC = re.compile(
    r"(?<![\d.])(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?:\s?(?P<letter>[kw](?![a-z])|[千百万亿]|(?:hundred|thousand|grand|"
    r"million)(?![a-z]))(?:(?P<inner>[\d一二三四五六七八九])百)?(?P<more>\d{1,3}(?![\d.a-z]|"
    r"\s?(?:个|寸|款|人|岁|天|g|gb)))?)?(?P<many>多|来|几)?"
)
_CHINESE = re.compile(
    r"[零〇一二两俩三仨四五六七八九壹贰叁肆伍陆柒捌玖十拾百佰千仟万亿几半上好点]{1,20}(?:[多来把](?!点|少|电|自|货))?"
)
_EN_NUMBER = re.compile(
    rf"\b(?:(?P<couple>a couple of|couple of|a couple|a few|several) )?(?:a )?(?:"
    rf"(?P<half>half)(?! price| off| sleeve| ear|-)(?: an?)?|"
    rf"(?P<words>(?:(?:{_WORD}|{_BIG})(?:[ -](?:and )?)?)+)(?P<plus>a half(?! off| price))?)(?![a-z])"
    r"|(?<![a-z])an?(?= (?:week|fortnight)(?![a-z]))"
)
#: Words that hold a numeral and are none. The scanner skips them.
_NOT_NUMBERS = re.compile(
    r"[一二三四五六七八九]年级|一分(?=钱|都|也)|[我咱你他她]们?[俩仨]|一起|一下|一些|一点|一样|一直|一般|一定|一共|一切|一款|一种|一批|一双|一套|一条|一件|"
    r"一台|一部|一看|一家|一律|一会儿?|一边|一流|一体|一次性|有一(?![百千万])|哪一|"
    r"这一|那一|每一|另一|随便一|换一|再一|第[一二三四五六七八九十]+|万一|千万|百分百|百分之百"
    r"|十分|十足|三星(?!级|以|酒|饭|的酒)|七匹狼|三只松鼠|两用|二手|"
    r"二合一|三合一|双十一|五金|八成|四件套|三件套|五件套|六件套|两件套|万能|万用|百搭|千元机|"
    r"百元机|一加|四季|三明治|九阳|"
    r"五粮液|三体|一言|十一(?=假|长假|国庆|黄金周)|五芳斋|七喜|百事|八宝|六神|两[个款]都|[前这那后][两三四五](?=[个款台件双])|"
    r"几款|几个|几种|几样|哪几|好几|几乎|好点|上点|差点|早点|晚点|半夜|半入耳|半身裙?|半袖|"
    r"半袖|一半|点半|上万|(?<![\d.])[2345]g(?=网|手机|信号|版|的?吗|的?么|络)|四川|三亚|九寨沟"
    r"|"
    r"\bone (?:of|that|with|for|please|more|i|is|in|from|which|the)\b|\bone(?=[?!,.]|$)|"
    r"\b(?:this|that|which|the|any|white|black|red|blue|green|cheap|cheaper|cheapest|small|"
    r"smaller|big|bigger|other|another|first|second|last|no|good|new) ones?\b"
    r"|\b(?:have|got|had|own) one\b|\b(?:first|last|these|those|other) (?:two|three|four)\b"
)


_PAIR = re.compile(r"[双单](?=人(?!旁|床单|枕))")
#: Behind digits that are glued to letters: a bound, so they are no model number. SPF50以上, spf50 or higher.
_BOUND = re.compile(r"\s?(?:及?以上|以下|以内|左右|or (?:more|above|higher|less|lower)|and (?:up|above))")


#: 1米8, 一米七五; no 2米3个.
_PAST_METRES = re.compile(r"(?:\d{1,2}|[一二三四五六七八九]{1,2})(?![\d.十百千个人张件条块元款年月天米厘公折])")
#: 百元左右, 千元以内: only beside a bound is the bare scale a number.
_BARE_SCALE = re.compile(r"元(?:左右|上下|以内|之内|以下|以上|往上|内|封顶)")
#: 百八十: somewhat under a hundred.
_LOOSE = {"百八十": 100.0, "千八百": 1000.0, "万八千": 10_000.0}
#: What holds numbers that are none of the shopper's: coupons, instalments, versions, resolutions.
_LABELS = re.compile(
    r"满\s?\d+元?[减送返]\s?\d+|满[一二两三四五六七八九十百千]+[减送返][一二两三四五六七八九十百千]+|买[一二两三]送[一二两三]"
    r"|(?:\d+|[一二两三六九十]{1,3}|二十四)期(?![间待望])|\bnumber \d+"
    r"|(?:wi-?fi|usb|bluetooth|hdmi|ddr|pcie|android|ios|windows|win|蓝牙|安卓|鸿蒙)\s?\d+(?:\.\d+)?(?!\s?[\d个gw元块])"
    r"|(?<![\d.])[248]k(?=\s?(?:电视|显示|屏|分辨率|超清|高清|画质|视频|投影|摄像|录像|tv|monitor|video|screen|resolution|display))"
    r"|(?:小米|红米|荣耀|魅族|苹果|iphone|ipad|galaxy|pixel)\s?\d{1,2}(?!\d|[.,]\d|\s?(?:[万千百wk元块个台斤g寸]|以|左右|到|至|-|~))"
)


@dataclass(frozen=True)
class Numeral:
    """A number at text[start:end], low == high unless vague (三五百: 300 to 500). `scale`: its largest multiplier word.

    `letter`: a k, w or m written after the digits, which could also be a unit.
    """

    start: int
    end: int
    low: float
    high: float
    about: bool = False
    scale: float = 1.0
    letter: str = ""
    raw: float = 0.0  # the digits before the letter

    def tail(self, text: str, end: int, readings: list[Any]) -> tuple[float, int] | None:
        """Return what follows the unit of this number (九块九: 0.9; 一斤半: 0.5) and where it ends, or None."""
        if (
            readings[0].unit == "money"
            and (
                m := re.match(
                    r"([\d一二三四五六七八九])(?:毛|角)?(?![\d.一二三四五六七八九十百千到至~-]|折|寸)", text[end:]
                )
            )
            and text[end - 1] in "块元"
        ):
            digit = m.group(1)
            return (DIGIT.get(digit, 0) or float(digit) if not digit.isdigit() else float(digit)) / 10, end + m.end()
        if text[end - 1] == "米" and readings[0].factor == 100 and (m := _PAST_METRES.match(text, end)):
            return float("0." + "".join(c if c.isdigit() else str(DIGIT[c]) for c in m.group())), m.end()
        if readings[0].unit not in ("", "money") and text.startswith("半", end) and not text.startswith("半价", end):
            return 0.5, end + 1
        return None


def numerals(text: str) -> Iterator[Numeral]:
    """Yield the numerals of a normalised text from left to right; they do not overlap."""
    blocked = [m.span() for m in _NOT_NUMBERS.finditer(text)]
    labels = [m.span() for m in _LABELS.finditer(text)]
    found = sorted([*_arabic(text), *_chinese(text), *_english(text), *_pairs(text)], key=lambda n: (n.start, -n.end))
    last = 0
    for numeral in found:
        if any(a <= numeral.start < b for a, b in labels):
            continue
        if numeral.start < last or any(
            a < numeral.end and numeral.start < b and (not text[numeral.start].isdigit() or a == numeral.start)
            for a, b in blocked
        ):
            continue
        if text.startswith(("半价", "半入", "半身", "半袖"), numeral.end - 1) or text.startswith("半价", numeral.start):
            continue
        last = numeral.end
        yield numeral


def _arabic(text: str) -> Iterator[Numeral]:
    for match in _ARABIC.finditer(text):
        start, end = match.span()
        if start and (
            (text[start - 1].isascii() and text[start - 1].isalpha() and not _BOUND.match(text, end))
            or (text[start - 1] in "-_/#第" and _glued(text, start))
        ):
            continue
        value = float(match["number"].replace(",", ""))
        letter = match["letter"] or ""
        scale = _LETTER[letter]
        low = value * scale
        if match["inner"]:  # 3千5百
            inner = match["inner"]
            low += 100.0 * (int(inner) if inner.isdigit() else DIGIT[inner])
        if match["more"]:
            low += float(match["more"]) * scale / 10 ** len(match["more"])
        high, about = low, False
        if match["many"] == "多":
            high = low + (10 ** (len(str(int(low))) - 1) if scale == 1 else scale) - 1
        elif match["many"] == "来":
            about = True
        elif match["many"] == "几":
            high = low + 9
        yield Numeral(start, end, low, high, about, scale, letter, value)


def _glued(text: str, start: int) -> bool:
    """Say whether the mark before `start` ties the digits to a model number (wh-1000, #3, 第2)."""
    mark = text[start - 1]
    if mark in "#第":
        return True
    return start >= 2 and text[start - 2].isascii() and text[start - 2].isalpha() and mark in "-_"


#: What so much is paid for, each: 三百一晚, 两千一台.
_EACH = re.compile(r"[晚天夜位人间次张盒斤年月件套台部个双条份顿桌盏把床杯瓶](?!十|百|千)")


def _chinese(text: str) -> Iterator[Numeral]:
    for match in _CHINESE.finditer(text):
        word, start = match.group(), match.start()
        while word and word[0] in "点多来把":
            word, start = word[1:], start + 1
        if word.startswith("零上"):  # 零上五度
            word, start = word[2:], start + 2
        while word and word[-1] in "点上好":
            word = word[:-1]
        if len(word) > 2 and word[-1] == "一" and word[-2] in SCALE and _EACH.match(text, start + len(word)):
            word = word[:-1]  # 四五百一晚
        if word[:1] == "好" and not re.match("好几", word):
            word, start = word[1:], start + 1
        if not word or (
            word in ("几", "上", "好", "半", "多", "来", "万", "千", "百", "亿", "十")
            and not (word == "十" or word == "半")
            and not (word in SCALE and _BARE_SCALE.match(text, start + len(word)))
        ):
            continue
        value = (_LOOSE[word], _LOOSE[word], True) if word in _LOOSE else read_chinese(word)
        if value is None:
            continue
        low, high, about = value
        scale = max([float(SCALE[c]) for c in word if c in SCALE], default=1.0)
        if start and text[start - 1].isdigit():
            continue
        yield Numeral(start, start + len(word), low, high, about, scale)


def _pairs(text: str) -> Iterator[Numeral]:
    """Yield 双 and 单 where they count people: 双人帐篷, 单人间."""
    for match in _PAIR.finditer(text):
        value = 2.0 if match.group() == "双" else 1.0
        yield Numeral(match.start(), match.end(), value, value)


def _english(text: str) -> Iterator[Numeral]:
    for match in _EN_NUMBER.finditer(text):
        start = match.start()
        end = match.end()
        while end > start and text[end - 1] in " -":
            end -= 1
        if match["half"] or not match["words"]:
            part = 0.5 if match["half"] else 1.0  # half a year; a week
            yield Numeral(start, end, part, part)
            continue
        words = re.findall(r"[a-z]+", match["words"])
        if words[-1] == "and":
            words = words[:-1]
            end = start + text[start:end].rstrip().removesuffix("and").rstrip().__len__()
        value = _read_english([w for w in words if w != "and"])
        if value is None:
            continue
        if match["plus"]:
            value, end = value + 0.5, match.end()
        factor = {
            "a couple of": (2, 2),
            "couple of": (2, 2),
            "a couple": (2, 2),
            "a few": (3, 5),
            "several": (3, 7),
        }.get(match["couple"] or "", (1, 1))
        scale = max((float(_HUNDREDS[w]) for w in words if w in _HUNDREDS), default=1.0)
        yield Numeral(
            start, end, value * factor[0], value * factor[1], bool(match["couple"]) and factor[0] == factor[1], scale
        )


def _read_english(words: list[str]) -> float | None:
    total = current = 0.0
    for word in words:
        if word in _ENGLISH:
            current += _ENGLISH[word]
        elif word == "hundred" or word == "dozen":
            current = (current or 1.0) * _HUNDREDS[word]
        else:
            total += (current or 1.0) * _HUNDREDS[word]
            current = 0.0
    return total + current
