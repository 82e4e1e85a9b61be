"""Write one import into the record, in one transaction. Owns: the transaction, the schema's rows, versions, changes.

Does not know: files, inference, derived stores. Whatever stops it (an error, Ctrl-C, a lost connection) leaves the
record as it was.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, delete, insert, select, update

from knowledge.importing.prepared import Prepared
from knowledge.importing.problems import Report
from knowledge.importing.write_attached import Progress, write_links, write_reviews
from knowledge.importing.write_items import ItemWriter
from knowledge.store import records
from knowledge.store.engine import WRITING
from knowledge.store.models import AttributeRow, CategoryRow, ChangeRow, ImportRow, ShopRow
from knowledge.types import Shop, to_json


@dataclass
class Written:
    """What the transaction did. `everything`: the schema changed, so every item counts as changed."""

    version: int
    changed: list[str]
    deleted: list[str]
    everything: bool


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
    exactly those of the files where the files hold any. Counts go into `report`. Raises Overtaken where an item whose
    row was not checked again has been changed meanwhile.
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
    items = ItemWriter(connection, shop_id, report)
    items.keep(prepared.same)
    for batch in prepared.items.batches():
        items.write(batch)
        progress(len(batch))
    if replace and "items" in prepared.roles:
        items.delete_others()
    touched = items.changed
    with_reviews = write_reviews(connection, items, prepared, report, replace, progress)
    with_links = write_links(connection, items, prepared, report, replace, progress)
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


def _note_changes(
    connection: Connection, shop_id: int, version: int, changed: list[str], deleted: list[str], everything: bool
) -> None:
    rows = [{"shop_id": shop_id, "version": version, "item_id": i, "deleted": True} for i in deleted]
    if everything:
        rows.append({"shop_id": shop_id, "version": version, "item_id": None, "deleted": False})
    else:
        rows += [{"shop_id": shop_id, "version": version, "item_id": i, "deleted": False} for i in changed]
    connection.execute(insert(ChangeRow), rows)
