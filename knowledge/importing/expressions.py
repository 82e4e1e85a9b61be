"""Where a value stands in a row of any shape: JMESPath, plain keys, and words looked for in a text.

Owns: compiling and applying these. Does not know: items, attributes, files.

An expression is written in shop.yml as
- JMESPath text (`category[-1]`, `[周边景点, 周边餐馆][]`); names in any script need no quotes; or
- `{from: EXPR, words: {VALUE: [word, ...]}, else: EXPR, all: false}`: the first VALUE one of whose words the text holds
  (with `all: true` every such VALUE, as a list), so that a product type or a material can be read off a title.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import jmespath
import jmespath.exceptions

from knowledge.errors import BadSchema
from knowledge.words import fold

Expression = Callable[[Any], Any]
_PLAIN = re.compile(r"[^\s.\[\]{}(),:|&@`'\"!=<>?*#]+")
#: Quoted parts stay; of the rest, names that JMESPath would want quoted.
_PARTS = re.compile(r"(\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`)|([^\s.\[\]{}(),:|&@`'\"!=<>?*]+)")
_KEYS = frozenset({"from", "words", "else", "all"})


def compile_expression(written: Any, where: str) -> Expression:
    """Compile an expression. Raises BadSchema that names `where`."""
    if isinstance(written, dict):
        return _words(written, where)
    if not isinstance(written, str) or not written.strip():
        raise BadSchema(f"{written!r}", expected="an expression", where=where, remedy="write a key or a JMESPath")
    text = written.strip()
    keys = text.split(".")
    if all(_PLAIN.fullmatch(k) for k in keys):
        return _path(keys)
    quoted = _PARTS.sub(lambda m: m[1] or (m[2] if m[2].isascii() else f'"{m[2]}"'), text)
    try:
        return jmespath.compile(quoted).search
    except jmespath.exceptions.JMESPathError as error:
        reason = str(error).splitlines()[0]
        raise BadSchema(
            f"{written!r}: {reason}", expected="JMESPath", where=where, remedy="see jmespath.org"
        ) from error


def _path(keys: list[str]) -> Expression:
    """Plain keys are much the commonest case and ten times faster without JMESPath."""

    def look(row: Any) -> Any:
        for key in keys:
            if not isinstance(row, dict):
                return None
            row = row.get(key)
        return row

    return look


def _words(written: dict[str, Any], where: str) -> Expression:
    unknown = set(written) - _KEYS
    if unknown or "from" not in written or not isinstance(written.get("words"), dict):
        remedy = "write {from: EXPR, words: {VALUE: [word, ...]}, else: EXPR, all: false}"
        raise BadSchema(f"keys {', '.join(map(str, written))}", where=where, remedy=remedy)
    source = compile_expression(written["from"], f"{where}.from")
    otherwise = compile_expression(written["else"], f"{where}.else") if "else" in written else None
    words = [
        (value, [fold(str(w)) for w in (listed if isinstance(listed, list) else [listed])])
        for value, listed in written["words"].items()
    ]
    every = bool(written.get("all", False))

    def look(row: Any) -> Any:
        text = fold(_flat(source(row)))
        hits = [value for value, listed in words if any(w in text for w in listed)]
        if hits:
            return hits if every else hits[0]
        return otherwise(row) if otherwise is not None else None

    return look


def _flat(found: Any) -> str:
    if isinstance(found, dict):
        found = list(found.values())
    if isinstance(found, list):
        return " ".join(_flat(f) for f in found)
    return "" if found is None else str(found)
