"""The tree of errors that knowledge raises. Owns: their names and the form of their messages. Knows no storage.

    KnowledgeError
    ├── SettingsError          a setting is unknown, missing or out of range
    ├── UnknownShop            no shop of this name
    ├── UnknownAttribute       the shop's schema has no such attribute
    ├── BadPreference          a wish whose operator or value does not suit the attribute's type
    ├── StoreError             the record or a derived store cannot be opened, read or written
    └── ImportFailed           an import could not be done; nothing was changed
        ├── BadFile            a file cannot be read at all (missing, wrong encoding, not what its name says)
        └── BadSchema          shop.yml is wrong

Every message says what was expected, what was found, where, and what to do.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class KnowledgeError(Exception):
    """Root of all errors of this package.

    Args:
        found: what was found, in one line.
        expected: what was expected; "" = plain from `found`.
        where: file and line, setting, URL, attribute; "" = no place.
        remedy: what the reader can do about it.
    """

    def __init__(self, found: str, *, expected: str = "", where: str = "", remedy: str = "") -> None:
        self.found, self.expected, self.where, self.remedy = found, expected, where, remedy
        parts = [f"{where}: {found}" if where else found]
        if expected:
            parts.append(f"expected {expected}")
        if remedy:
            parts.append(remedy)
        super().__init__("; ".join(parts))


class SettingsError(KnowledgeError):
    """A setting is unknown, missing or out of range."""


class UnknownShop(KnowledgeError):
    """No shop of this name."""


class UnknownAttribute(KnowledgeError):
    """The shop's schema has no such attribute."""


class BadPreference(KnowledgeError):
    """A wish whose operator or value does not suit the type of its attribute."""


class StoreError(KnowledgeError):
    """The record or a derived store cannot be opened, read or written."""


class ImportFailed(KnowledgeError):
    """An import could not be done; nothing was changed."""


class BadFile(ImportFailed):
    """A file cannot be read at all."""


class BadSchema(ImportFailed):
    """shop.yml is wrong."""


def nearest(name: str, known: Iterable[str]) -> str:
    """Word a remedy that names the known names nearest to `name`, or all (at most ten) where none is near."""
    names = sorted(known)
    near = difflib.get_close_matches(name, names, n=3, cutoff=0.5)
    if near:
        return f"did you mean {' or '.join(near)}?"
    if not names:
        return "there are none yet"
    return f"known are {', '.join(names[:10])}" + (" …" if len(names) > 10 else "")
