"""The value of a Chinese numeral: 三千五, 两三百, 百来, 十几, 半.

Owns: that grammar. Does not know: where numerals stand in a text (nlu/numerals.py). Standard library only.
"""

from __future__ import annotations

import math
import re

DIGIT = {
    "零": 0,
    "〇": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "俩": 2,
    "三": 3,
    "仨": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "壹": 1,
    "贰": 2,
    "叁": 3,
    "肆": 4,
    "伍": 5,
    "陆": 6,
    "柒": 7,
    "捌": 8,
    "玖": 9,
}
SCALE = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "万": 10_000, "亿": 100_000_000}


def read_chinese(word: str) -> tuple[float, float, bool] | None:
    """Return low, high, about of a Chinese numeral, None where it is none."""
    if word == "半":
        return 0.5, 0.5, False
    many = word[-1] if word[-1] in "多来把" else ""
    body = word[:-1] if many else word
    if body.startswith("上") and len(body) == 2 and body[1] in SCALE:
        return float(SCALE[body[1]]), math.inf, False
    body = body.removeprefix("好") if body.startswith("好几") else body
    if "几" in body:
        return _read_few(body)
    if "点" in body:
        whole, _, part = body.partition("点")
        left = _plain(whole)
        if left is None or not part or any(c not in DIGIT for c in part):
            return None
        number = left + float("0." + "".join(str(DIGIT[c]) for c in part))
        return number, number, False
    if pair := _read_pair(body):
        return pair
    if many and body in ("百", "千", "万", "十"):
        return float(SCALE[body]), float(SCALE[body]), True  # 百来块, 千把块
    value = _plain(body)
    if value is None:
        return None
    if many == "多":
        step = min((float(SCALE[c]) for c in body if c in SCALE), default=1.0)
        return value, value + step - 1, False
    return value, value, bool(many)


def _read_few(body: str) -> tuple[float, float, bool] | None:
    """几百 (200 to 900), 十几 (11 to 19), 二十几."""
    if body[0] == "几" and len(body) == 2 and body[1] in SCALE:
        return 2.0 * SCALE[body[1]], 9.0 * SCALE[body[1]], False
    if body[-1] == "几":
        base = _plain(body[:-1])
        if base is not None and base % 10 == 0 and base > 0:
            return base + 1, base + 9, False
    return None


def _read_pair(body: str) -> tuple[float, float, bool] | None:
    """三五百, 两三千, 十五六, 七八个: two digits that stand side by side are a range."""
    match = re.fullmatch(r"(.*?)([一二两三四五六七八九])([一二两三四五六七八九])([十百千万]*)", body)
    if not match:
        return None
    head, first, second, scales = match.groups()
    if DIGIT[first] >= DIGIT[second] or (head and head[-1] not in "十百千万"):
        return None
    base: float | None = _plain(head) if head else 0.0
    factor = 1.0
    for c in scales:
        factor *= SCALE[c]
    if base is None:
        return None
    if head and not scales and head[-1] != "十":
        factor = SCALE[head[-1]] / 10  # 一千七八: 1,700 to 1,800
    return base + DIGIT[first] * factor, base + DIGIT[second] * factor, False


def _plain(body: str) -> float | None:
    """Return a Chinese numeral's value with the spoken short end: 三千五 = 3500, 一百二 = 120, 一万二 = 12000."""
    if not body or any(c not in DIGIT and c not in SCALE and c != "半" for c in body):
        return None
    if "半" in body:  # 两万半 is not said; 一百半 neither
        return None
    if all(c in DIGIT for c in body):
        return float("".join(str(DIGIT[c]) for c in body))
    total = section = 0.0
    digit: float | None = None
    last_scale = 1.0
    for i, c in enumerate(body):
        if c in DIGIT:
            if digit not in (None, 0.0):
                return None
            digit = float(DIGIT[c])
            if digit == 0:
                last_scale = 10.0 if i else last_scale  # 三千零五: the end is not shortened
            continue
        scale = float(SCALE[c])
        if scale >= 10_000:
            total = (total + section + (digit or 0.0)) * scale if section or digit else (total or 1.0) * scale
            section = 0.0
        else:
            section += (1.0 if digit is None else digit) * scale
        digit, last_scale = None, scale
    if digit is not None:
        section += digit * (last_scale / 10 if last_scale > 10 else 1.0)
    return total + section
