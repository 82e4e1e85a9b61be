"""Write one import into the record, in one transaction. Owns: SQL of writing, finding what changed, versions.

Does not know: files, inference, derived stores. Whatever stops it (an error, Ctrl-C, a lost connection) leaves the
record as it was.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import Connection, Engine, bindparam, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from knowledge.importing.problems import Problem, Report
from knowledge.importing.spool import Spool
from knowledge.store import records
from knowledge.store.engine import WRITING
from knowledge.store.models import (
    AttributeRow,
    CategoryRow,
    ChangeRow,
    ImportRow,
    ItemRow,
    LinkRow,
    ReviewRow,
    ShopRow,
)
from knowledge.types import Item, Review, Shop, to_json

Place = tuple[str, int]  # file, line
Progress = Callable[[int], None]  # rows written since the last call
_CHUNK = 500  # values in one IN (…): the least that any database takes is 999


@dataclass
class Prepared:
    """All rows of an import, checked, waiting on disk. Links name the other item by id or by title."""

    items: Spool[Item]
    reviews: Spool[tuple[Place, Review]]
    links: Spool[tuple[Place, str, str, str]]
    files: list[str]
    roles: set[str] = field(default_factory=set)

    @classmethod
    @contextmanager
    def open(cls, folder: Path, files: list[str]) -> Iterator[Prepared]:
        """Open empty spools in a folder; they are gone afterwards. `files`: names for the log of imports."""
        items: Spool[Item] = Spool(folder)
        reviews: Spool[tuple[Place, Review]] = Spool(folder)
        links: Spool[tuple[Place, str, str, str]] = Spool(folder)
        with items, reviews, links:
            yield cls(items, reviews, links, files)

    @property
    def n_rows(self) -> int:
        """How many rows wait."""
        return self.items.n_rows + self.reviews.n_rows + self.links.n_rows


@dataclass
class Written:
    """What the transaction did. `everything`: the schema changed, so every item counts as changed."""

    version: int
    changed: list[str]
    deleted: list[str]
    everything: bool


def digest_of(item: Item) -> str:
    """Digest all fields of an item."""
    return _digest(vars(item))


def write_import(
    engine: Engine,
    shop: Shop,
    prepared: Prepared,
    report: Report,
    *,
    replace: bool,
    started_at: datetime.datetime,
    dry_run: bool = False,
    progress: Progress = lambda _: None,
) -> Written:
    """Write an import and commit; with `dry_run` do all of it and roll back.

    Items of the shop that are not in the files stay, unless `replace`: then they go, and reviews and links become
    exactly those of the files where the files hold any. Counts go into `report`.
    """
    with engine.connect().execution_options(**WRITING) as connection:
        transaction = connection.begin()
        try:
            written = _write(connection, shop, prepared, report, replace, started_at, progress)
            if dry_run:
                transaction.rollback()
            else:
                transaction.commit()
            return written
        except BaseException:
            transaction.rollback()
            raise


def _write(
    connection: Connection,
    shop: Shop,
    prepared: Prepared,
    report: Report,
    replace: bool,
    started_at: datetime.datetime,
    progress: Progress,
) -> Written:
    shop_id, version, everything = _write_shop(connection, shop)
    items = _Items(connection, shop_id, report)
    for batch in prepared.items.batches():
        items.write(batch)
        progress(len(batch))
    if replace and "items" in prepared.roles:
        items.delete_others()
    touched = items.changed
    with_reviews = _write_reviews(connection, items, prepared, report, replace, progress)
    with_links = _write_links(connection, items, prepared, report, replace, progress)
    for item_id in (*with_reviews, *with_links):
        touched.setdefault(item_id)
    deleted = items.deleted
    if touched or deleted or everything:
        version += 1
        connection.execute(update(ShopRow).where(ShopRow.id == shop_id).values(version=version))
        _note_changes(connection, shop_id, version, list(touched), deleted, everything or version == 1)
        finished_at = datetime.datetime.now(datetime.UTC)
        counts = {"rows": report.rows, "added": report.added, "changed": report.changed, "deleted": report.deleted,
                  "reviews": report.reviews, "links": report.links, "refused": report.refused}  # fmt: skip
        connection.execute(
            insert(ImportRow).values(
                shop_id=shop_id,
                version=version,
                started_at=started_at.isoformat(timespec="seconds"),
                finished_at=finished_at.isoformat(timespec="seconds"),
                files=prepared.files,
                counts=counts,
            )
        )
    changed = list(items.pk_of) if everything else list(touched)
    return Written(version, changed, deleted, everything)


def _write_shop(connection: Connection, shop: Shop) -> tuple[int, int, bool]:
    """Write the schema; return (row id, version so far, whether what is said of items changed)."""
    found = records.read_shop(connection, shop.name)
    values = {"title": shop.title, "language": shop.language, "currency": shop.currency, "brands": shop.brands,
              "policies": shop.policies}  # fmt: skip
    if found is None:
        connection.execute(insert(ShopRow).values(name=shop.name, version=0, **values))
        shop_id = connection.execute(select(ShopRow.id).where(ShopRow.name == shop.name)).scalar_one()
        version, before = 0, None
    else:
        shop_id, version, before = found
        if before == shop:
            return shop_id, version, False
        connection.execute(update(ShopRow).where(ShopRow.id == shop_id).values(**values))
        connection.execute(delete(CategoryRow).where(CategoryRow.shop_id == shop_id))
        connection.execute(delete(AttributeRow).where(AttributeRow.shop_id == shop_id))
    if shop.categories:
        rows = [
            {"shop_id": shop_id, "name": c.name, "position": n, "names": c.names, "parent": c.parent}
            for n, c in enumerate(shop.categories)
        ]
        connection.execute(insert(CategoryRow), rows)
    if shop.attributes:
        definitions = [
            {"shop_id": shop_id, "key": a.key, "position": n, "definition": to_json(a)}
            for n, a in enumerate(shop.attributes)
        ]
        connection.execute(insert(AttributeRow), definitions)
    return shop_id, version, True


class _Items:
    """Writes items by comparing digests with what is there. `pk_of`: row id of every item of the shop, kept current."""

    def __init__(self, connection: Connection, shop_id: int, report: Report) -> None:
        self.connection, self.shop_id, self.report = connection, shop_id, report
        known = connection.execute(
            select(ItemRow.item_id, ItemRow.id, ItemRow.digest).where(ItemRow.shop_id == shop_id)
        ).all()
        self.pk_of: dict[str, int] = {item_id: pk for item_id, pk, _ in known}
        self._digest_of = {item_id: digest for item_id, _, digest in known}
        self._seen: set[str] = set()
        self.changed: dict[str, None] = {}
        self.deleted: list[str] = []
        table = _table(ItemRow)
        fields = [c.name for c in table.columns if c.name not in ("id", "shop_id", "item_id")]
        self._update = update(table).where(table.c.id == bindparam("b_id")).values({f: bindparam(f) for f in fields})

    def write(self, batch: Sequence[Item]) -> None:
        """Insert what is new and update what differs."""
        new: list[dict[str, Any]] = []
        differing: list[dict[str, Any]] = []
        for item in batch:
            self._seen.add(item.item_id)
            digest = digest_of(item)
            known = self._digest_of.get(item.item_id)
            if known == digest:
                self.report.unchanged += 1
                continue
            row = {**vars(item), "digest": digest}
            if known is None:
                new.append({**row, "shop_id": self.shop_id})
            else:
                del row["item_id"]
                differing.append({**row, "b_id": self.pk_of[item.item_id]})
            self.changed[item.item_id] = None
        if new:
            self.connection.execute(insert(_table(ItemRow)), new)
            for chunk in _chunks([row["item_id"] for row in new]):
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

    def delete_others(self) -> None:
        """Delete the items that were not in the files."""
        self.deleted = [item_id for item_id in self.pk_of if item_id not in self._seen]
        for chunk in _chunks([self.pk_of.pop(item_id) for item_id in self.deleted]):
            self.connection.execute(delete(ItemRow).where(ItemRow.id.in_(chunk)))
        self.report.deleted = len(self.deleted)


def _write_reviews(
    connection: Connection, items: _Items, prepared: Prepared, report: Report, replace: bool, progress: Progress
) -> list[str]:
    """Write reviews that are not there yet; return the ids of the items whose reviews changed."""
    mine = select(ItemRow.id).where(ItemRow.shop_id == items.shop_id)
    id_of = {pk: item_id for item_id, pk in items.pk_of.items()}
    there: set[tuple[int, str]] = set()
    if prepared.reviews.n_rows:
        known = connection.execute(select(ReviewRow.item_pk, ReviewRow.digest).where(ReviewRow.item_pk.in_(mine)))
        there = {(pk, digest) for pk, digest in known}
    kept: set[tuple[int, str]] = set()
    touched: dict[str, None] = {}
    for batch in prepared.reviews.batches():
        new = []
        for (file, line), review in batch:
            pk = items.pk_of.get(review.item_id)
            if pk is None:
                report.add(
                    Problem(file, line, f"no item {review.item_id!r}", "import the item too, or remove the review")
                )
                continue
            identity = (pk, _digest([review.text, review.rating, review.at]))
            if identity in kept:
                continue  # said twice in the files
            kept.add(identity)
            if identity not in there:
                new.append({"item_pk": pk, "rating": review.rating, "text": review.text, "at": review.at,
                            "digest": identity[1]})  # fmt: skip
                touched[review.item_id] = None
        if new:
            connection.execute(insert(_table(ReviewRow)), new)
            report.reviews += len(new)
        progress(len(batch))
    if replace and "reviews" in prepared.roles:
        for pk, digest in there - kept:
            connection.execute(delete(ReviewRow).where(ReviewRow.item_pk == pk, ReviewRow.digest == digest))
            if pk in id_of:
                touched[id_of[pk]] = None
    return list(touched)


def _write_links(
    connection: Connection, items: _Items, prepared: Prepared, report: Report, replace: bool, progress: Progress
) -> list[str]:
    """Write links that are not there yet; return the ids of the items whose links changed."""
    if not prepared.links.n_rows and not (replace and "links" in prepared.roles):
        return []
    mine = select(ItemRow.id).where(ItemRow.shop_id == items.shop_id)
    id_of = {pk: item_id for item_id, pk in items.pk_of.items()}
    known = connection.execute(
        select(LinkRow.item_pk, LinkRow.relation, LinkRow.other_pk).where(LinkRow.item_pk.in_(mine))
    )
    there = {(a, relation, b) for a, relation, b in known}
    by_title = _titles(connection, items.shop_id)
    kept: set[tuple[int, str, int]] = set()
    touched: dict[str, None] = {}
    for batch in prepared.links.batches():
        new = []
        for (file, line), item_id, relation, other in batch:
            a = items.pk_of.get(item_id)
            b = items.pk_of.get(other) or by_title.get(other)
            if a is None or b is None:
                gone = item_id if a is None else other
                several = " (several items have this title)" if gone in by_title else ""
                report.add(Problem(file, line, f"no item {gone!r}{several}", "link ids of items of this shop", "links"))
                continue
            link = (a, relation, b)
            if a == b or link in kept:
                continue
            kept.add(link)
            if link not in there:
                new.append({"item_pk": a, "relation": relation, "other_pk": b})
                touched[id_of[a]] = None
        if new:
            connection.execute(_insert_once(connection, LinkRow.__table__), new)
            report.links += len(new)
        progress(len(batch))
    if replace and "links" in prepared.roles:
        for a, relation, b in there - kept:
            connection.execute(
                delete(LinkRow).where(LinkRow.item_pk == a, LinkRow.relation == relation, LinkRow.other_pk == b)
            )
            if a in id_of:
                touched[id_of[a]] = None
    return list(touched)


def _titles(connection: Connection, shop_id: int) -> dict[str, int | None]:
    """Title -> row id; None where several items have it."""
    found: dict[str, int | None] = {}
    for title, pk in connection.execute(select(ItemRow.title, ItemRow.id).where(ItemRow.shop_id == shop_id)):
        found[title] = None if title in found else pk
    return found


def _table(row: type) -> Any:
    """The plain table: many rows at once go faster without the ORM."""
    return row.__table__  # type: ignore[attr-defined]


def _insert_once(connection: Connection, table: Any) -> Any:
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    return dialect.insert(table).on_conflict_do_nothing()


def _note_changes(
    connection: Connection, shop_id: int, version: int, changed: list[str], deleted: list[str], everything: bool
) -> None:
    rows = [{"shop_id": shop_id, "version": version, "item_id": i, "deleted": True} for i in deleted]
    if everything:
        rows.append({"shop_id": shop_id, "version": version, "item_id": None, "deleted": False})
    else:
        rows += [{"shop_id": shop_id, "version": version, "item_id": i, "deleted": False} for i in changed]
    connection.execute(insert(ChangeRow), rows)


def _chunks(values: list[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(values), _CHUNK):
        yield values[start : start + _CHUNK]


def _digest(value: Any) -> str:
    return hashlib.blake2b(orjson.dumps(value, option=orjson.OPT_SORT_KEYS), digest_size=16).hexdigest()
