"""The patterns of nlu/data/patterns.json, compiled once per process.

Owns: reading and compiling. Does not know: what a pattern means to whom.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from nlu.general import read

#: End of an utterance that is one of the short answers: mood particles and marks.
_TAIL = r"[\s,.!?。~哈呢吧啊呀哦了的]*(?:(?:谢谢|多谢|谢了|thanks|thank you|thx)[\s,.!?。~哈呢吧啊呀哦了的你您]*)?"


@lru_cache(maxsize=1)
def _data() -> dict[str, dict[str, dict[str, list[str]]]]:
    return read("patterns.json")  # type: ignore[return-value]


def _join(patterns: list[str], *, word: bool = False) -> str:
    body = "|".join(f"(?:{p})" for p in patterns)
    return rf"(?<![a-z])(?:{body})(?![a-z])" if word else f"(?:{body})"


@lru_cache(maxsize=1)
def acts() -> dict[str, re.Pattern[str]]:
    """Return act -> pattern to search for, both languages in one."""
    return {
        act: re.compile("|".join((_join(by["zh"]), _join(by["en"], word=True)))) for act, by in _data()["acts"].items()
    }


@lru_cache(maxsize=1)
def whole() -> dict[str, re.Pattern[str]]:
    """Return act -> pattern that the whole utterance or clause must match."""
    return {act: re.compile(rf"\s*(?:{_join(ps)}){_TAIL}") for act, ps in _data()["whole"].items()}  # type: ignore[arg-type]


@cache
def polarity(name: str) -> re.Pattern[str]:
    """Return one of the polarity patterns: before, after, stop, drop, drop_before, also."""
    by = _data()["polarity"][name]
    zh = sorted(by["zh"], key=len, reverse=True)
    en = sorted(by["en"], key=len, reverse=True)
    english = "|".join(f"(?:{p})" for p in en)
    left = "" if name in ("after", "drop", "also") else r"(?<![a-z])"
    return re.compile("|".join((_join(zh), rf"{left}(?:{english})(?![a-z])")))


@lru_cache(maxsize=1)
def policies() -> dict[str, re.Pattern[str]]:
    """Return topic of the shop's rules -> pattern of a question about it."""
    table: dict[str, tuple[str, str]] = read("policies.json")  # type: ignore[assignment]
    return {topic: re.compile(rf"(?:{zh})|(?<![a-z])(?:{en})(?![a-z])") for topic, (zh, en) in table.items()}


def asks_hours(text: str) -> bool:
    """Say whether a text asks when the shop or its people are there."""
    return bool(policies()["hours"].search(text))


@lru_cache(maxsize=1)
def fillers() -> re.Pattern[str]:
    """Return the pattern of words that press or scold and say nothing of goods: hurry up, 听懂没."""
    by = _data()["fillers"]
    return re.compile("|".join((_join(by["zh"]), _join(by["en"], word=True))))  # type: ignore[arg-type]


@lru_cache(maxsize=1)
def function_words() -> tuple[re.Pattern[str], frozenset[str]]:
    """Return a pattern of Chinese function words, longest first, and the English ones."""
    by = _data()["function_words"]
    negations = (w for w in _data()["polarity"]["before"]["zh"] if w.isalpha())
    zh = sorted({*by["zh"], *negations}, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, zh))), frozenset(by["en"])
