"""Words of a catalogue: how they are compared, what counts as yes, and the vocabulary of a column.

Owns: folding of text, reading of a wish's value, search in a vocabulary. Does not know: items, masks, shops.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from knowledge.errors import BadPreference
from knowledge.types import Value

TRUE_WORDS = frozenset(
    {"是", "有", "支持", "yes", "y", "true", "t", "1", "√", "✓", "✔", "on", "对", "可以", "带", "含"}
)
FALSE_WORDS = frozenset(
    {"否", "无", "不支持", "没有", "no", "n", "false", "f", "0", "×", "✗", "✘", "off", "不", "不可以", "不带", "不含"}
)
_KEPT_SEARCHES = 256
ORDERED = ("<", "<=", ">", ">=")


def fold(text: str) -> str:
    """Bring text to the form in which it is compared: NFKC, case folded, outer and repeated space removed."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def as_number(value: Value, where: str) -> float:
    """Read a wish's value as a number. Raises BadPreference; yes/no is no number."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(value)
    if isinstance(value, str):
        try:
            return float(value.strip().replace(",", ""))
        except ValueError:
            pass
    raise BadPreference(
        f"{value!r}", expected="a number", where=where, remedy="give the number in the attribute's unit"
    )


def as_bool(value: Value, where: str) -> bool:
    """Read a wish's value as yes or no; understands 是/否/支持/yes … Raises BadPreference."""
    if isinstance(value, bool):
        return value
    word = fold(str(value)) if not isinstance(value, list) else ""
    if word in TRUE_WORDS:
        return True
    if word in FALSE_WORDS:
        return False
    raise BadPreference(f"{value!r}", expected="yes or no", where=where, remedy="give true or false")


def as_words(value: Value) -> list[str]:
    """Read a wish's value as a list of folded words. A whole number loses its ".0", as it would be written."""
    values = value if isinstance(value, list) else [value]
    return [fold(str(int(v)) if isinstance(v, float) and v.is_integer() else str(v)) for v in values]


def no_operator(operator: str, kind: str, where: str) -> BadPreference:
    """Make the error for an operator that a column of this kind does not have."""
    return BadPreference(f"operator {operator!r} on {kind}", where=where, remedy='use "=", "in", "~" or "contains"')


@dataclass(frozen=True)
class Vocabulary:
    """The distinct words of a column and how to find them. `aliases`: word -> other spellings of it."""

    words: Sequence[str]
    aliases: dict[str, list[str]] = field(default_factory=dict)
    _found: dict[str, list[int]] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def folded(self) -> list[str]:
        """The words as they are compared."""
        return [fold(w) for w in self.words]

    @cached_property
    def lookup(self) -> dict[str, list[int]]:
        """Folded word or alias -> codes. A word of the vocabulary wins over an alias of another word."""
        found: dict[str, list[int]] = {}
        for code, word in enumerate(self.folded):
            found.setdefault(word, []).append(code)
        own = set(found)
        for canonical, others in self.aliases.items():
            for alias in others:
                if fold(alias) not in own:
                    codes = found.setdefault(fold(alias), [])
                    codes.extend(c for c in found.get(fold(canonical), ()) if c not in codes)
        return found

    @cached_property
    def _text(self) -> tuple[str, NDArray[np.int64]]:
        # One string with NUL between words: substring search runs in C and only hits cost Python time.
        starts = np.cumsum([0] + [len(w) + 1 for w in self.folded])
        return "\0".join(self.folded) + "\0", starts

    def equal(self, words: Iterable[str]) -> list[int]:
        """Codes whose word (or alias) equals one of these folded words."""
        return sorted({code for word in words for code in self.lookup.get(word, ())})

    def containing(self, words: Iterable[str]) -> list[int]:
        """Codes whose word contains one of these folded words, or equals it by alias. An empty word is in none."""
        text, starts = self._text
        codes = set(self.equal(words := [w for w in words if w]))
        for word in words:
            at = text.find(word)
            while at >= 0:
                code = int(np.searchsorted(starts, at, side="right")) - 1
                codes.add(code)
                at = text.find(word, int(starts[code + 1]))
        return sorted(codes)

    def codes(self, operator: str, value: Value, where: str, kind: str) -> list[int]:
        """Codes that satisfy. "=" and "in": equal to any; "contains" and "~": contain any."""
        if operator not in ("=", "in", "contains", "~"):
            raise no_operator(operator, kind, where)
        words = as_words(value)
        if operator in ("=", "in"):
            return self.equal(words)
        # The same wish is masked several times a turn; searching long texts again would cost milliseconds each.
        key = "\0".join(words)
        if key not in self._found:
            if len(self._found) >= _KEPT_SEARCHES:
                self._found.clear()
            self._found[key] = self.containing(words)
        return self._found[key]
