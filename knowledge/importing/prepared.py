"""The rows of one import, checked and waiting to be written. Owns: what waits. Does not know: checking, SQL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from knowledge.importing.spool import Spool
from knowledge.types import Item, Review

Place = tuple[str, int]  # file, line


@dataclass
class Prepared:
    """All rows of an import, checked, waiting on disk. Links name the other item by id or by title.

    `items`: each with the mark of its row (`known_rows`), None where it has none. `same`: id and mark of items whose
    rows were checked before.
    """

    items: Spool[tuple[Item, str | None]]
    reviews: Spool[tuple[Place, Review]]
    links: Spool[tuple[Place, str, str, str]]
    files: list[str]
    roles: set[str] = field(default_factory=set)
    same: dict[str, str] = field(default_factory=dict)

    @classmethod
    @contextmanager
    def open(cls, folder: Path, files: list[str]) -> Iterator[Prepared]:
        """Open empty spools in a folder; they are gone afterwards. `files`: names for the log of imports."""
        items: Spool[tuple[Item, str | None]] = Spool(folder)
        reviews: Spool[tuple[Place, Review]] = Spool(folder)
        links: Spool[tuple[Place, str, str, str]] = Spool(folder)
        with items, reviews, links:
            yield cls(items, reviews, links, files)

    @property
    def n_rows(self) -> int:
        """How many rows wait."""
        return self.items.n_rows + self.reviews.n_rows + self.links.n_rows
