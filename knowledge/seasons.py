"""Seasons: which one a day is in, and which goods are for it by what the catalogue says.

Owns: the words of seasons in Chinese and English, and the mask of goods. Does not know: popularity, weather. Seasons
are those of the northern hemisphere unless told otherwise.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Literal, get_args

import numpy as np

from knowledge.columns import CodesColumn, Mask, TagsColumn
from knowledge.words import fold

Season = Literal["spring", "summer", "autumn", "winter"]
SEASONS: tuple[Season, ...] = get_args(Season)

#: Words that say a season of goods; a word for two seasons stands with both. Longer than one character where the single
#: one is common in other words (春 in 青春, 夏 in names).
_WORDS: dict[Season, tuple[str, ...]] = {
    "spring": ("春季", "春天", "春秋", "春夏", "春款", "春装", "早春", "spring"),
    "summer": ("夏季", "夏天", "夏日", "春夏", "夏秋", "夏款", "夏装", "盛夏", "清凉", "防晒", "summer"),
    "autumn": ("秋季", "秋天", "春秋", "夏秋", "秋冬", "秋款", "秋装", "初秋", "autumn"),
    "winter": ("冬季", "冬天", "秋冬", "冬款", "冬装", "保暖", "加绒", "取暖", "winter"),
}
#: A season as a value by itself.
_ALONE: dict[Season, str] = {"spring": "春", "summer": "夏", "autumn": "秋", "winter": "冬"}


def season_of(day: date, *, southern: bool = False) -> Season:
    """Return the meteorological season: March to May is spring in the north, autumn in the south."""
    north = SEASONS[(day.month % 12) // 3 - 1]
    return SEASONS[(SEASONS.index(north) + 2) % 4] if southern else north


def named(text: str, season: Season) -> bool:
    """Say whether a word or a value of an attribute names a season: 冬, 秋冬, 保暖, for winter."""
    folded = fold(text)
    return folded == _ALONE[season] or any(word in folded for word in _WORDS[season])


def in_season(view: Any, season: Season) -> Mask:
    """Say which items are said to be for a season, in title, description or a value: bool (n_items,), read-only."""
    masks: dict[Season, Mask] = view.once("seasons", lambda: _read(view))
    return masks[season]


def _read(view: Any) -> dict[Season, Mask]:
    masks: dict[Season, Mask] = {season: np.zeros(view.n_items, dtype=bool) for season in SEASONS}
    texts = [fold(text) for text in view.descriptions]
    columns = [c for k, c in view.columns.items() if isinstance(c, CodesColumn | TagsColumn) and k != "brand"]
    for season, words in _WORDS.items():
        for word in words:
            masks[season] |= np.fromiter((word in text for text in texts), dtype=bool, count=len(texts))
            for column in columns:
                masks[season] |= column.mask("~", word)
        masks[season].setflags(write=False)
    return masks
