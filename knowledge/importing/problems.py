"""What was wrong with a row, and the report of a whole import. Owns: these shapes. Does not know: reading, SQL."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Problem:
    """One thing wrong in a file: where, what, what to do.

    `line` counts from 1 (rows of Parquet and of a JSON list too); 0 = the file as a whole. `refused`: the row was left
    out; else only the value of `field` was.
    """

    file: str
    line: int
    reason: str
    remedy: str
    field: str = ""
    refused: bool = True

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        about = f" {self.field}:" if self.field else ""
        return f"{place}:{about} {self.reason} – {self.remedy}"


#: How many problems are kept with their text; the rest is only counted.
KEPT = 1000


@dataclass
class Report:
    """What an import did, or with `dry_run` would do. Counts are items, reviews and links, not rows.

    `version`: the shop's version afterwards. `schema_path`: where an inferred schema was written, None = none was
    inferred. `notes`: lines worth reading that concern no single row.
    """

    shop: str
    dry_run: bool = False
    version: int = 0
    rows: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    deleted: int = 0
    reviews: int = 0
    links: int = 0
    refused: int = 0
    values_left_out: int = 0
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    schema_path: Path | None = None
    seconds: dict[str, float] = field(default_factory=dict)
    _unknown: Counter[str] = field(default_factory=Counter, repr=False)

    def add(self, problem: Problem) -> None:
        """Count a problem and keep its text while there is room."""
        if problem.refused:
            self.refused += 1
        else:
            self.values_left_out += 1
        if len(self.problems) < KEPT:
            self.problems.append(problem)

    @property
    def n_problems(self) -> int:
        """How many problems there were: rows refused and values left out."""
        return self.refused + self.values_left_out

    def add_unknown(self, name: str) -> None:
        """Count a field that the schema does not have."""
        self._unknown[name] += 1

    def unknown_fields(self) -> Iterator[tuple[str, int]]:
        """Yield (field, rows) of the fields that the schema does not have, most frequent first."""
        yield from self._unknown.most_common()
