"""Turn one raw value of a file into the value of an attribute's type. Pure functions.

Owns: what counts as yes, as a number with unit, as tags. Does not know: files, rows, SQL.
"""

from __future__ import annotations

import datetime
import decimal
import math
import re
from collections.abc import Mapping
from typing import Any

from knowledge.importing.units import convert, read_quantity
from knowledge.types import Attribute, ItemValue
from knowledge.words import FALSE_WORDS, TRUE_WORDS, fold

#: What shops write where they have nothing to say.
EMPTY_WORDS = frozenset(
    {"", "-", "--", "—", "/", "n/a", "na", "null", "none", "nan", "暂无", "未知", "无数据", "其他/其它", "\\n"}
)
_LONGEST_EMPTY = 12  # with space around
SEPARATORS = re.compile(r"\s*[、,，;；|\n]\s*")
_SLASH = re.compile(r"\s*/\s*")
_PATH = re.compile(r"://|/.*\.\w{2,5}$")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class BadValue(ValueError):
    """A raw value that is not of the attribute's type; the message says what was expected."""


def clean_text(raw: Any) -> str:
    """Return text without control characters, lone surrogates (no database takes them) and outer space."""
    if type(raw) is str:
        text = raw.strip()
        return text if text.isprintable() else _CONTROL.sub("", text).strip()
    if raw is None:
        return ""
    if isinstance(raw, float) and raw.is_integer() and abs(raw) < 1e15:
        raw = int(raw)
    if isinstance(raw, (datetime.date, datetime.datetime)):
        raw = raw.isoformat()
    return _CONTROL.sub("", str(raw)).strip()


def is_empty(raw: Any) -> bool:
    """Say whether a raw value states nothing."""
    if isinstance(raw, str):
        return (len(raw) <= _LONGEST_EMPTY and raw.strip().casefold() in EMPTY_WORDS) or not raw.strip()
    if raw is None or (isinstance(raw, float) and math.isnan(raw)):
        return True
    return isinstance(raw, (list, tuple, dict)) and not raw


def to_number(raw: Any, unit: str | None, better: str | None = None) -> float:
    """Read a number in `unit` (None = bare).

    A range counts as its worse end (the upper one where lower is better, else the lower one), so that a wish is met
    only if the whole range meets it. Raises BadValue.
    """
    if isinstance(raw, bool):
        raise BadValue("expected a number, found yes/no")
    if isinstance(raw, (int, float, decimal.Decimal)):
        number = float(raw)
        if not math.isfinite(number):
            raise BadValue(f"expected a finite number, found {raw}")
        return number
    quantity = read_quantity(str(raw)) if isinstance(raw, str) else None
    if quantity is None:
        raise BadValue(f"expected a number{f' in {unit}' if unit else ''}, found {shorten(raw)}")
    number = quantity.high if better == "lower" else quantity.low
    if unit is None:
        return number
    converted = convert(number, quantity.unit, unit)
    if converted is None:
        raise BadValue(f"expected a number in {unit}, found {shorten(raw)}")
    return converted


def to_bool(raw: Any) -> bool:
    """Read yes or no: booleans, 0 and 1, 是/否/支持/yes …; 支持15W begins with yes and counts. Raises BadValue."""
    if isinstance(raw, bool):
        return raw
    if isinstance(raw, (int, float)) and raw in (0, 1):
        return bool(raw)
    word = fold(str(raw))
    if word in TRUE_WORDS:
        return True
    if word in FALSE_WORDS:
        return False
    if word.startswith(("不支持", "不带", "没有", "不含", "无")):
        return False
    if word.startswith(("支持", "带", "有", "含")):
        return True
    raise BadValue(f"expected yes or no, found {shorten(raw)}")


def to_tags(raw: Any) -> list[str]:
    """Read tags from a list, or from text cut at 、，；| and line ends (at / only where it is the only separator).

    Of objects in a list their name counts. A path or an address on the web is one piece.
    """
    if isinstance(raw, Mapping):
        raise BadValue("expected a list of words, found an object")
    if isinstance(raw, (list, tuple)):
        named = [p.get("name", p.get("名称")) if isinstance(p, dict) else p for p in raw]
        parts = [clean_text(p) for p in named if not isinstance(p, (dict, list, tuple))]
    else:
        text = clean_text(raw)
        parts = SEPARATORS.split(text)
        if len(parts) == 1 and not _PATH.search(text):
            parts = _SLASH.split(text)
    return list(dict.fromkeys(p for p in parts if p and not is_empty(p)))


def to_value(raw: Any, attribute: Attribute) -> ItemValue | None:
    """Read a value of the attribute's type; None where nothing is stated. Raises BadValue.

    Another spelling of a known value becomes the canonical one.
    """
    if is_empty(raw):
        return None
    if attribute.type == "number":
        return to_number(raw, attribute.unit, attribute.better)
    if attribute.type == "bool":
        return to_bool(raw)
    if attribute.type == "tags":
        return [canonical(tag, attribute.values) for tag in to_tags(raw)] or None
    if isinstance(raw, (dict, list, tuple)):
        if isinstance(raw, dict) or any(isinstance(p, (dict, list, tuple)) for p in raw):
            raise BadValue(f"expected text, found {'an object' if isinstance(raw, dict) else 'nested lists'}")
        raw = "、".join(clean_text(p) for p in raw)
    return canonical(clean_text(raw), attribute.values) or None


def canonical(word: str, values: dict[str, list[str]]) -> str:
    """Return the canonical value that `word` is a spelling of, else the word itself."""
    if not values or word in values:
        return word
    folded = fold(word)
    for name, others in values.items():
        if folded == fold(name) or any(folded == fold(o) for o in others):
            return name
    return word


def shorten(raw: Any, length: int = 40) -> str:
    """Quote a raw value for a message."""
    text = repr(raw)
    return text if len(text) <= length else text[: length - 1] + "…"
