"""English words for more and less of a number: cheaper, lightest, longest battery life.

Owns: which adjective an attribute takes. Does not know: sentences or goods.
"""

from __future__ import annotations

import re

from finetune import units
from finetune.values import Values

# (comparative less, superlative less, comparative more, superlative more, a noun must follow)
_Words = tuple[str, str, str, str]
_LIGHT: _Words = ("lighter", "lightest", "heavier", "heaviest")
_SMALL: _Words = ("smaller", "smallest", "larger", "largest")
_SHORT: _Words = ("shorter", "shortest", "longer", "longest")
_FEW: _Words = ("fewer", "fewest", "more", "most")
_LOW: _Words = ("lower", "lowest", "higher", "highest")
_CHEAP: _Words = ("cheaper", "cheapest", "more expensive", "most expensive")
_NEW: _Words = ("older", "oldest", "newer", "newest")
_BY_NAME: tuple[tuple[str, _Words], ...] = (
    (r"\byear\b|release|publi", _NEW),
    ("weight", _LIGHT),
    ("thick", ("thinner", "thinnest", "thicker", "thickest")),
    ("distance", ("nearer", "nearest", "farther", "farthest")),
    ("life|time|duration|warranty|runtime|length", _SHORT),
    ("noise", ("quieter", "quietest", "louder", "loudest")),
    ("screen|size|battery|capacity|memory|storage|area|power|display", _SMALL),
)
_BY_DIMENSION: dict[str, _Words] = {
    "mass": _LIGHT, "inch": _SMALL, "time": _SHORT, "month": _SHORT, "charge": _SMALL, "energy": _SMALL,
    "power": _SMALL,
    "bytes": _SMALL, "volume": _SMALL, "pages": _FEW, "sheets": _FEW, "pieces": _FEW, "packs": _FEW, "pairs": _FEW,
    "boxes": _FEW, "times": _FEW, "levels": _FEW, "floors": _FEW, "people": _FEW,
}  # fmt: skip
#: Adjectives that name their attribute by themselves.
ALONE = {
    *_LIGHT,
    *_CHEAP,
    *_NEW,
    "thinner",
    "thinnest",
    "thicker",
    "thickest",
    "quieter",
    "quietest",
    "louder",
    "loudest",
    "nearest",
}


def degree(values: Values, key: str, direction: int) -> tuple[str, str, str]:
    """Return (comparative, superlative, noun or "") for more (+1) or less (-1) of an attribute."""
    words = _CHEAP if key == "price" else _words(values, key)
    comparative, superlative = words[2:] if direction > 0 else words[:2]
    return comparative, superlative, "" if superlative in ALONE else values.name(key)


def _words(values: Values, key: str) -> _Words:
    name = values.name(key)
    for pattern, words in _BY_NAME:
        if re.search(pattern, name):
            return words
    known = units.find(values.attribute(key).unit)
    return _BY_DIMENSION.get(known.dimension if known else "", _LOW)


def most(values: Values, key: str, direction: int) -> str:
    """Word a superlative as a predicate: is the cheapest, has the largest battery."""
    _, superlative, noun = degree(values, key, direction)
    return f"has the {superlative} {noun}" if noun else f"is the {superlative}"


def by(values: Values, key: str, amount: float) -> str:
    """Word a difference: ¥800 more expensive, 150g lighter, battery life 3 hours longer."""
    comparative, _, noun = degree(values, key, 1 if amount > 0 else -1)
    if key == "rating":
        return f"rated {units.number(round(abs(amount), 1))} {comparative}"
    if values.is_money(key):
        shown = units.money(round(abs(amount), 2), values.shop.currency, "en")
    else:
        shown = units.difference(amount, values.attribute(key).unit, "en")
    return f"{noun} {shown} {comparative}" if noun else f"{shown} {comparative}"


def gain(values: Values, key: str, direction: int) -> str:
    """Name what having more or less of it is: a lower price, low weight, longer battery life."""
    comparative, _, noun = degree(values, key, direction)
    if key == "price":
        return "a lower price" if direction < 0 else "a higher price"
    if noun:
        return f"a {comparative} {noun}" if comparative not in ("more", "fewer") else f"{comparative} {noun}"
    return f"something {comparative}"
