"""Rows that were checked before and made the item that the record has: they need no second check.

Owns: the mark of a row, reading a shop's marks. Does not know: checking, writing.

A mark is a digest of the row as read from its file, of how an item is read from it, of the schema that it was held to
and of the code that did so; and what the row states, which the import wants to know of every row. A row of which
anything was refused or left out has no mark: it is checked, and told, each time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import orjson
from sqlalchemy import Engine, select

from knowledge.importing.mapping import Source
from knowledge.store import records
from knowledge.store.models import ItemRow
from knowledge.types import Shop, to_json

#: Reserved fields of which an import must know whether some row states them, by their bits in a mark.
_STATED = {"brand": 1, "price": 2, "stock": 4, "rating": 8}
_HAS_UNKNOWN = 16
_DIGEST_LENGTH = 32  # hexadecimal


class Known(NamedTuple):
    """A row known from before. `has_unknown`: it has fields that the schema does not, which are counted each time."""

    item_id: str
    mark: str
    stated: frozenset[str]
    has_unknown: bool


class KnownRows:
    """The marks of a shop's items."""

    def __init__(self, marks: Iterable[tuple[str, str]] = ()) -> None:
        """`marks`: (item id, mark)."""
        self._found = {mark[:_DIGEST_LENGTH]: (item_id, mark) for item_id, mark in marks}

    @classmethod
    def read(cls, engine: Engine, shop_name: str) -> KnownRows:
        """Read the marks of a shop; none where there is no such shop."""
        with engine.connect() as connection:
            found = records.read_shop(connection, shop_name)
            if found is None:
                return cls()
            query = select(ItemRow.item_id, ItemRow.checked)
            return cls(connection.execute(query.where(ItemRow.shop_id == found[0], ItemRow.checked.is_not(None))).all())  # type: ignore[arg-type]

    def find(self, digest: str | None) -> Known | None:
        """Return the row of this digest, None where none was so before."""
        found = self._found.get(digest or "")
        return None if found is None else Known(*found, *_read_flags(found[1][_DIGEST_LENGTH:]))


class RowDigest:
    """Digests rows that are read by one source and held to one schema."""

    def __init__(self, shop: Shop, source: Source) -> None:
        law = orjson.dumps([to_json(shop), source.told, _code()])
        self._start = hashlib.blake2b(hashlib.blake2b(law, digest_size=32).digest(), digest_size=_DIGEST_LENGTH // 2)

    def of(self, row: Any) -> str | None:
        """Return the digest of a row, equal for rows that make equal items; None for one nested too deep."""
        state = self._start.copy()
        try:
            state.update(orjson.dumps(row, default=repr, option=orjson.OPT_NON_STR_KEYS))
        except TypeError:
            return None
        return state.hexdigest()


def mark_of(digest: str, stated: Collection[str], *, has_unknown: bool) -> str:
    """Make the mark of a row that made an item without anything being refused or left out."""
    bits = sum(bit for key, bit in _STATED.items() if key in stated)
    return f"{digest}{bits | (_HAS_UNKNOWN if has_unknown else 0):02x}"


@cache
def _read_flags(flags: str) -> tuple[frozenset[str], bool]:
    bits = int(flags, 16)
    return frozenset(key for key, bit in _STATED.items() if bits & bit), bool(bits & _HAS_UNKNOWN)


@cache
def _code() -> str:
    """Digest the code and tables that check rows: marks of another version of them count for nothing."""
    digest = hashlib.blake2b(digest_size=16)
    modules: Collection[Any] = [*files("knowledge.importing").iterdir(), files("knowledge").joinpath("words.py")]
    for file in sorted(modules, key=lambda f: f.name):
        if file.name.endswith((".py", ".yml")):
            digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()
