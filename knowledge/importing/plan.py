"""Decide what each file of an import holds, and read its rows. Owns: mapping, told role or guess, in this order.

Does not know: checking of rows, SQL.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from knowledge.errors import BadFile
from knowledge.importing.files import Row, format_of, read_rows
from knowledge.importing.mapping import Role, Source, guess_role, usual_source
from knowledge.importing.problems import Problem

#: Rows whose field names are looked at: rows of messy files differ.
_PEEK = 5000


@dataclass(frozen=True)
class InputFile:
    """A file to import. `role` None = find out."""

    path: Path
    role: Role | None = None


@dataclass(frozen=True)
class Planned:
    """A file and how its rows are read; one file may be read in several ways."""

    path: Path
    sources: list[Source]


def plan_file(given: InputFile, sources: list[Source], encoding: str | None) -> Planned:
    """Decide what a file holds: by the mapping, else by the role told, else by the fields of its first rows."""
    format_of(given.path)
    mapped = [s for s in sources if s.reads(given.path) and given.role in (None, s.role)]
    if mapped:
        return Planned(given.path, mapped)
    names: dict[str, None] = {}
    for n, (_, row) in enumerate(rows_of(given.path, Source("items"), encoding)):
        if isinstance(row, dict):
            names.update(dict.fromkeys(str(k) for k in row))
        if n >= _PEEK:
            break
    role = given.role or guess_role(names)
    source = usual_source(role, names) if role else None
    if source is None:
        raise BadFile(
            f"fields {', '.join(list(names)[:12]) or '(no rows)'}",
            expected=f"those of {given.role or 'items, reviews or links'}",
            where=str(given.path),
            remedy="say in the mapping of a shop.yml where title and item_id stand, or write items=FILE, reviews=FILE",
        )
    return Planned(given.path, [source])


def rows_of(path: Path, source: Source, encoding: str | None) -> Iterator[tuple[int, Any]]:
    """Yield (line, row or Problem). Rows inside one document count from 1."""
    for row in read_rows(path, encoding):
        if isinstance(row, Problem):
            yield row.line, row
            continue
        assert isinstance(row, Row)
        if not row.line:
            yield from enumerate(source.rows_of(row.data), 1)
        elif source.rows is None and isinstance(row.data, dict):
            yield row.line, row.data
        else:
            for found in source.rows_of(row.data):
                yield row.line, found
