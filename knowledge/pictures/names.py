"""Names of colours: what people call a colour, and which values of a shop's own colour attribute mean it.

Owns: the basic colour words in Chinese and English. Does not know: pictures, wishes. What people call a colour is read
from the XKCD colour survey (https://blog.xkcd.com/2010/05/03/color-survey-results/, 222,500 people, CC0), which
matplotlib ships: the survey's names that end in a basic word vote for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from knowledge.pictures.palette import lab_of_code
from knowledge.types import Attribute, Colour, Shop

#: Basic colour -> the words for it. A longer word wins, so that navy blue is navy and 米白 is beige.
WORDS: dict[str, tuple[str, ...]] = {
    "black": ("黑", "墨色", "black", "ebony", "charcoal", "jet", "midnight"),
    "white": ("白", "white", "snow"),
    "grey": ("灰", "grey", "gray", "graphite", "slate"),
    "silver": ("银", "silver", "platinum"),
    "beige": ("米色", "米白", "杏色", "奶油", "奶白", "卡其", "驼色", "燕麦", "beige", "cream", "khaki", "tan", "sand",
              "ivory", "ecru", "camel"),
    "brown": ("棕", "褐", "咖啡", "咖色", "巧克力", "brown", "coffee", "chocolate", "mocha"),
    "red": ("红", "red", "crimson", "scarlet", "maroon", "burgundy", "wine"),
    "pink": ("粉", "桃红", "玫红", "藕色", "pink", "rose", "fuchsia", "magenta", "salmon", "blush"),
    "orange": ("橙", "橘", "orange", "tangerine", "apricot"),
    "yellow": ("黄", "yellow", "lemon", "mustard"),
    "gold": ("金", "香槟", "gold", "golden", "champagne"),
    "green": ("绿", "青绿", "军绿", "薄荷", "green", "olive", "mint", "lime", "khaki green"),
    "blue": ("蓝", "青色", "天青", "blue", "sky", "azure", "cyan", "teal", "turquoise", "aqua"),
    "navy": ("藏青", "藏青色", "深蓝", "藏蓝", "海军蓝", "navy", "navy blue", "dark blue", "midnight blue"),
    "purple": ("紫", "purple", "violet", "lavender", "lilac", "plum", "mauve"),
}  # fmt: skip
#: How much farther (L*a*b*) than the nearest name another may be to do as well.
AS_GOOD = 3.5
#: Values that the main colour may be called by, and the share from which on a second colour counts as well.
N_NAMES = 2
LEAST_SECOND = 0.3
#: Light falls on things: how light a colour is says less of its name than its hue.
_LIGHT = np.array([0.6, 1.0, 1.0])
_IS_COLOUR = re.compile(r"颜色|配色|花色|色系|^色$|\bcolou?rs?\b", re.IGNORECASE)


def basic_of(text: str) -> str:
    """Return the basic colour that a value or its spelling names (曜石黑, Midnight Blue), "" where it names none."""
    folded = text.casefold()
    best, length = "", 0
    for basic, words in WORDS.items():
        for word in words:
            found = re.search(rf"(?<![a-z]){word}(?![a-z])", folded) if word.isascii() else word in folded
            if found and len(word) > length:
                best, length = basic, len(word)
    return best


#: Shades that goods are full of and that the survey, asked about screens, has few names for.
_OF_GOODS = {
    "white": ("#ffffff", "#f4f4f4", "#f4f3ef", "#e9eaec"),
    "black": ("#000000", "#1a1a1c", "#26272b", "#33353b"),
    "grey": ("#808080", "#9a9a9a", "#6b6e73", "#55585d", "#8e8d8a"),
    "silver": ("#c0c0c0", "#cfd3d8", "#d8dade", "#c4c8cc"),
    "beige": ("#f3ead7", "#e8dcc4", "#efe3d3", "#d9c7a7", "#cbb89a"),
    "gold": ("#d4af37", "#d9bd86", "#c9a86a"),
    "yellow": ("#efcf72", "#f4d35e"),
    "green": ("#1f3d2b", "#2d4a3a", "#7fb08a"),
    "navy": ("#1f2a44", "#3b4a78", "#243449"),
}


@lru_cache(maxsize=1)
def _survey() -> tuple[NDArray[np.float64], NDArray[np.intp]]:
    """Return the shades as L*a*b* (n, 3) and which of WORDS each is called, as places (n,)."""
    from matplotlib._color_data import XKCD_COLORS

    places = {basic: n for n, basic in enumerate(WORDS)}
    shades = [(basic, code) for basic, codes in _OF_GOODS.items() for code in codes]
    for name, code in XKCD_COLORS.items():
        spoken = name.removeprefix("xkcd:")
        # "Greenish brown" says brown, "navy blue" navy; "blue/green" says neither.
        basic = "navy" if basic_of(spoken) == "navy" else basic_of(spoken.rsplit(" ", 1)[-1])
        if basic and "/" not in spoken:
            shades.append((basic, str(code)))
    return np.array([lab_of_code(code) for _, code in shades]), np.array([places[basic] for basic, _ in shades])


def called(code: str) -> list[str]:
    """Return the basic colours that people call "#rrggbb", likeliest first; those far less likely are left out."""
    labs, basics = _survey()
    distances = np.linalg.norm((labs - lab_of_code(code)) * _LIGHT, axis=1)
    # A basic colour is as near as the two nearest shades that are called so: one alone may be somebody's whim.
    near = {basic: float(np.sort(distances[basics == n])[:2].mean()) for n, basic in enumerate(WORDS)}
    best = min(near.values())
    return [basic for basic in sorted(near, key=lambda b: near[b]) if near[basic] < best + AS_GOOD]


def colour_attribute(shop: Shop, categories: Sequence[str]) -> Attribute | None:
    """Return the attribute in which the shop states its goods' colours, None where it has none.

    One that occurs in `categories` (empty = any) comes before one that does not.
    """
    found = [
        a
        for a in shop.attributes
        if a.type in ("category", "tags", "text") and any(_IS_COLOUR.search(n) for ns in a.names.values() for n in ns)
    ]
    here = [a for a in found if not a.categories or not categories or set(a.categories) & set(categories)]
    return next(iter([*here, *found]), None)


def values_for(attribute: Attribute, stated: Iterable[str], colours: Sequence[Colour]) -> list[str]:
    """Return the shop's own values for the main colours of a picture, likeliest first; empty where it has none.

    `stated`: the values that goods have. The first colour may be called by N_NAMES values, further ones by one each.
    """
    by_basic: dict[str, list[str]] = {}
    for value in stated:
        spellings = (value, *attribute.values.get(value, ()), *attribute.shown.get(value, {}).values())
        basic = next((b for spelling in spellings if (b := basic_of(spelling))), "")
        if basic:
            by_basic.setdefault(basic, []).append(value)
    chosen: list[str] = []
    for n, colour in enumerate(colours):
        if n and colour.share < LEAST_SECOND:
            break
        # Where the shop has no navy, blue is what comes next to it.
        known = [basic for basic in called(colour.code) if basic in by_basic]
        chosen += [v for basic in known[: N_NAMES if n == 0 else 1] for v in by_basic[basic]]
    return list(dict.fromkeys(chosen))
