"""Numbers and their units: each must be a fact of what the clause speaks of, in a unit that measures the same.

Owns: reading numbers from a draft. Does not know: names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from finetune import units
from finetune.checks.clauses import Clause
from finetune.checks.evidence import Evidence

_SIGNS = {sign: code for code, (_, sign) in units.CURRENCIES.items() if sign.strip() and code != "RMB"} | {"￥": "CNY"}
_MONEY = {word: code for code, (word, _) in units.CURRENCIES.items()} | {
    "块钱": "CNY",
    "块": "CNY",
    "元": "CNY",
    "yuan": "CNY",
}
_MONEY_WORDS = sorted(_MONEY, key=len, reverse=True)
_NUMBER = re.compile(
    r"(?P<sign>JP¥|HK\$|NT\$|S\$|A\$|C\$|[¥￥$€£₩₹])?\s?(?P<digits>(?<![\d.])(?:(?<![A-Za-z0-9_.])-(?=\d))?\d[\d,]*(?:\.\d+)?)(?P<scale>[万kK](?![A-Za-z]))?"
)
_HAN_COUNT = re.compile(
    r"([两二三四五六七八九十]+)(款|家|处|本|个|件|条|位|种|台|双|张|次|年|天|折|倍|成|分钟|小时|个月)"
)
_HAN = {c: i for i, c in enumerate("零一二三四五六七八九十")} | {"两": 2}
_WORDS = {
    w: i for i, w in enumerate(("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"))
}
_WORD_COUNT = re.compile(r"\b(two|three|four|five|six|seven|eight|nine|ten)\b", re.I)
#: Dimensions whose words also count things (件, 页, people): a bare count may stand before them.
_COUNTERS = {"pieces", "sheets", "packs", "pairs", "boxes", "people", "times", "pages", "levels", "floors", "points"}
#: Words that turn a number into a claim of their own.
_CLAIMING = re.compile(r"\s*(折|成|off\b|x faster|times faster|第一)")


@dataclass(frozen=True)
class Found:
    """A number of a draft: `unit` as written, "" = none; `text` is the whole; `at` its place in the clause."""

    value: float
    unit: str
    text: str
    at: int


def unsupported(clause: Clause, evidence: Evidence) -> list[str]:
    """Return the numbers of a clause that no fact supports."""
    facts = [f for f in evidence.of(clause.subjects) if f.kind == "number"]
    # Differences and counts hold of the conversation; they are among the facts of every subject.
    bad = []
    for found in read(clause.free):
        keys = _of_its_kind(_attributes_before(clause, found, evidence), found, evidence)
        if not any(_supports(f.number, f.unit, f.attribute, found, keys) for f in facts):
            bad.append(f"number {found.text}")
    return bad


def read(text: str) -> Iterator[Found]:
    """Read the numbers of a text, Chinese and English counts too."""
    matches = list(_NUMBER.finditer(text))
    taken: list[Found] = []
    for match in matches:
        value = float(match["digits"].replace(",", "")) * {"万": 10_000, "k": 1000, "K": 1000, None: 1}[match["scale"]]
        rest = text[match.end() :]
        if match["sign"]:
            taken.append(Found(value, _SIGNS.get(match["sign"], "?"), match.group().strip(), match.start()))
            continue
        unit, length = _unit(rest)
        if _CLAIMING.match(rest):
            unit, length = "?" + rest.strip()[:1], len(rest) - len(rest.lstrip()) + 1
        if rest.lstrip().startswith("倍"):
            unit, length = (
                "倍",
                len(rest) - len(rest.lstrip()) + 1,
            )  # a zoom's unit, or a claim of being so many times as good
        taken.append(Found(value, unit, (match.group() + rest[:length]).strip(), match.start()))
    for i, found in enumerate(taken):
        following = taken[i + 1] if i + 1 < len(taken) else None
        if (
            following
            and not found.unit
            and re.fullmatch(r"\s?[–\-~～至到]\s?", text[found.at + len(found.text) : following.at])
        ):
            found = Found(found.value, following.unit, found.text, found.at)
        yield found
    for match in _HAN_COUNT.finditer(text):
        value = _han_value(match[1])
        if match[2] in ("折", "倍", "成"):
            yield Found(value, "?" + match[2], match.group(), match.start())
        elif value:
            yield Found(
                value,
                "" if match[2] in ("款", "家", "处", "本", "条", "位", "种", "台") else match[2],
                match.group(),
                match.start(),
            )
    for match in _WORD_COUNT.finditer(text):
        yield Found(_WORDS[match[1].lower()], "", match.group(), match.start())


def _han_value(text: str) -> float:
    if "十" in text:
        tens, _, ones = text.partition("十")
        return (_HAN[tens] if tens else 1) * 10 + (_HAN[ones] if ones else 0)
    return _HAN.get(text, 0)


def _unit(rest: str) -> tuple[str, int]:
    """Return the unit that follows a number ("" where none does) and how many characters it takes."""
    lead = len(rest) - len(rest.lstrip(" "))
    rest = rest.lstrip(" ") if lead <= 1 else ""
    for word in _MONEY_WORDS:
        if rest.startswith(word):
            return _MONEY[word], lead + len(word)
    for spelling in units.SPELLINGS:
        if rest.startswith(spelling) and not re.match(r"[A-Za-z]{2}", rest[len(spelling) - 1 :]):
            return spelling, lead + len(spelling)
    return "", 0


def _attributes_before(clause: Clause, found: Found, evidence: Evidence) -> frozenset[str]:
    """Return the keys of the numeric attributes named last before the number (several may share a name)."""
    before = clause.free[: found.at].lower()
    ends, size = -1, 0
    keys: set[str] = set()
    for name, key in evidence.number_names:  # longest first: 功率 within 快充功率 is not named
        at = before.rfind(name.lower())
        if at >= 0 and at + len(name) > ends:
            ends, size, keys = at + len(name), len(name), {key}
        elif at >= 0 and at + len(name) == ends and len(name) == size:
            keys.add(key)
    return frozenset(keys)


def _of_its_kind(keys: frozenset[str], found: Found, evidence: Evidence) -> frozenset[str]:
    """Keep the attributes that the number could be a value of: 评分高0.6分、轻150克 names no weight before 150克."""
    wanted = units.find(found.unit)
    kinds = {key: units.find(evidence.values["zh"].attribute(key).unit) for key in keys}
    return frozenset(k for k, unit in kinds.items() if wanted and unit and unit.dimension == wanted.dimension)


def _supports(number: float, unit: str, attribute: str, found: Found, keys: frozenset[str]) -> bool:
    """Say whether a fact supports a found number: same amount as far as written, unit of the same dimension."""
    if found.unit.startswith("?"):
        return False
    known, wanted = units.find(unit), units.find(found.unit)
    if unit in units.CURRENCIES or found.unit in units.CURRENCIES:
        currency = "CNY" if unit in units.CURRENCIES and units.CURRENCIES[unit][0] == "元" else unit
        same = (unit in units.CURRENCIES and (found.unit in ("", currency, unit))) or (
            units.is_money(unit) and found.unit in ("", "CNY")
        )
        return same and _close(number, found.value, found.text)
    if not found.unit:
        return _close(number, found.value, found.text) and (not unit or (wanted is None and known is None))
    if not unit:
        return (
            found.unit != "倍"
            and bool((wanted and wanted.dimension in _COUNTERS) or wanted is None)
            and _close(number, found.value, found.text)
        )
    if known is None or wanted is None:
        return unit == found.unit and _close(number, found.value, found.text)
    if known.dimension != wanted.dimension or (keys and attribute and attribute not in keys):
        return False
    return _close(number * known.factor / wanted.factor, found.value, found.text)


def _close(fact: float, found: float, text: str) -> bool:
    """Say whether two amounts agree to the decimals that were written."""
    match = re.search(r"\.(\d+)", text)
    return abs(fact - found) <= 0.5000001 * 10 ** -(len(match[1]) if match else 0) * (
        1 if match else 0.001
    ) + 1e-9 * abs(fact)
