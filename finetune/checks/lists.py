"""The word lists of the guard, read once from lists.toml.

Owns: loading. The lists are data, so that a shop's lawyer can read them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import tomllib

_FILE = Path(__file__).with_name("lists.toml")


@dataclass(frozen=True)
class Lists:
    """See lists.toml for what each holds. `superlatives`: (pattern, direction, dimension of the unit, "price" or
    ""). `stated`: by language.
    """

    forbidden: re.Pattern[str]
    forbidden_in_ads: re.Pattern[str]
    ours_to_say: re.Pattern[str]
    superlatives: tuple[tuple[re.Pattern[str], int, str], ...]
    properties: tuple[str, ...]
    generic: frozenset[str]
    stock_phrases: frozenset[str]
    plain_words: frozenset[str]
    stated: dict[str, re.Pattern[str]]


def _any(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.I)


@lru_cache(maxsize=1)
def lists() -> Lists:
    """Return the lists. Raises KeyError for a list that is missing from the file."""
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return Lists(
        forbidden=_any(data["forbidden"]["always"]),
        forbidden_in_ads=_any(data["forbidden"]["always"] + data["forbidden"]["in_ads"]),
        ours_to_say=_any(data["superlatives"]["ours_to_say"]),
        superlatives=tuple((_any([p]), int(d), dim) for p, d, dim in data["superlatives"]["checked"]),
        properties=tuple(sorted(data["properties"]["words"], key=len, reverse=True)),
        generic=frozenset(w.lower() for w in data["vocabulary"]["generic"]),
        stock_phrases=frozenset(data["vocabulary"]["stock_phrases"]),
        plain_words=frozenset(w.lower() for w in data["vocabulary"]["plain_words"]),
        stated={
            "zh": _any(data["stated"]["zh"]),
            "en": re.compile(rf"\b(?:{'|'.join(data['stated']['en'])})\b", re.I),
        },
    )
