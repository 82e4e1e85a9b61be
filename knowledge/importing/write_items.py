"""Write items by comparing digests with what is there. Owns: what is new, what differs, what goes, marks of rows.

Does not know: the transaction around it, reviews, links.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import orjson
from sqlalchemy import Connection, bindparam, delete, insert, select, update

from knowledge.importing.problems import Report
from knowledge.store.models import ItemRow
from knowledge.types import Item

_CHUNK = 500  # values in one IN (…): the least that any database takes is 999


class Overtaken(Exception):
    """Another import changed an item since its row was found to be known: the rows must be checked."""


class ItemWriter:
    """Writes items by comparing digests with what is there. `pk_of`: row id of every item of the shop, kept current."""

    def __init__(self, connection: Connection, shop_id: int, report: Report) -> None:
        self.connection, self.shop_id, self.report = connection, shop_id, report
        known = connection.execute(
            select(ItemRow.item_id, ItemRow.id, ItemRow.digest, ItemRow.checked).where(ItemRow.shop_id == shop_id)
        ).all()
        self.pk_of: dict[str, int] = {item_id: pk for item_id, pk, _, _ in known}
        self._digest_of = {item_id: its_digest for item_id, _, its_digest, _ in known}
        self._mark_of = {item_id: mark for item_id, _, _, mark in known}
        self._seen: set[str] = set()
        self.changed: dict[str, None] = {}
        self.deleted: list[str] = []
        table = table_of(ItemRow)
        fields = [c.name for c in table.columns if c.name not in ("id", "shop_id", "item_id")]
        by_id = update(table).where(table.c.id == bindparam("b_id"))
        self._update = by_id.values({f: bindparam(f) for f in fields})
        self._mark = by_id.values({"checked": bindparam("checked")})

    def keep(self, same: Mapping[str, str]) -> None:
        """Count items (id, mark of the row) as unchanged. Raises Overtaken where the record has another mark by now."""
        if any(self._mark_of.get(item_id) != mark for item_id, mark in same.items()):
            raise Overtaken
        self._seen.update(same)
        self.report.unchanged += len(same)

    def write(self, batch: Sequence[tuple[Item, str | None]]) -> None:
        """Insert what is new and update what differs; of an equal item only the mark of its row is kept."""
        new: list[dict[str, Any]] = []
        differing: list[dict[str, Any]] = []
        marked: list[dict[str, Any]] = []
        for item, mark in batch:
            self._seen.add(item.item_id)
            its_digest = digest(vars(item))
            known = self._digest_of.get(item.item_id)
            if known == its_digest:
                self.report.unchanged += 1
                if self._mark_of[item.item_id] != mark:
                    marked.append({"checked": mark, "b_id": self.pk_of[item.item_id]})
                continue
            row = {**vars(item), "digest": its_digest, "checked": mark}
            if known is None:
                new.append({**row, "shop_id": self.shop_id})
            else:
                del row["item_id"]
                differing.append({**row, "b_id": self.pk_of[item.item_id]})
            self.changed[item.item_id] = None
        if new:
            self.connection.execute(insert(table_of(ItemRow)), new)
            for chunk in chunks([row["item_id"] for row in new]):
                found = self.connection.execute(
                    select(ItemRow.item_id, ItemRow.id).where(
                        ItemRow.shop_id == self.shop_id, ItemRow.item_id.in_(chunk)
                    )
                )
                self.pk_of.update(found.all())  # type: ignore[arg-type]
            self.report.added += len(new)
        if differing:
            self.connection.execute(self._update, differing)
            self.report.changed += len(differing)
        if marked:
            self.connection.execute(self._mark, marked)

    def delete_others(self) -> None:
        """Delete the items that were not in the files."""
        self.deleted = [item_id for item_id in self.pk_of if item_id not in self._seen]
        for chunk in chunks([self.pk_of.pop(item_id) for item_id in self.deleted]):
            self.connection.execute(delete(ItemRow).where(ItemRow.id.in_(chunk)))
        self.report.deleted = len(self.deleted)


def table_of(row: type) -> Any:
    """The plain table: many rows at once go faster without the ORM."""
    return row.__table__  # type: ignore[attr-defined]


def chunks(values: list[Any]) -> Iterator[list[Any]]:
    """Cut a list into pieces that fit into one statement."""
    for start in range(0, len(values), _CHUNK):
        yield values[start : start + _CHUNK]


def digest(value: Any) -> str:
    """Digest a value that JSON can hold; objects with the same entries have the same digest."""
    return hashlib.blake2b(orjson.dumps(value, option=orjson.OPT_SORT_KEYS), digest_size=16).hexdigest()
