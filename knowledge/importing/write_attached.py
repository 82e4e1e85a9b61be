"""Write what hangs on items: reviews and links. Owns: keeping each once, finding what they name, what goes on replace.

Does not know: the transaction around it, files.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, delete, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from knowledge.importing.prepared import Prepared
from knowledge.importing.problems import Problem, Report
from knowledge.importing.write_items import ItemWriter, digest, table_of
from knowledge.store.models import ItemRow, LinkRow, ReviewRow

Progress = Callable[[int], None]  # rows written since the last call


def write_reviews(
    connection: Connection, items: ItemWriter, prepared: Prepared, report: Report, replace: bool, progress: Progress
) -> list[str]:
    """Write reviews that are not there yet; return the ids of the items whose reviews changed."""
    mine = select(ItemRow.id).where(ItemRow.shop_id == items.shop_id)
    id_of = {pk: item_id for item_id, pk in items.pk_of.items()}
    there: set[tuple[int, str]] = set()
    if prepared.reviews.n_rows:
        known = connection.execute(select(ReviewRow.item_pk, ReviewRow.digest).where(ReviewRow.item_pk.in_(mine)))
        there = {(pk, known_digest) for pk, known_digest in known}
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
            identity = (pk, digest([review.text, review.rating, review.at]))
            if identity in kept:
                continue  # said twice in the files
            kept.add(identity)
            if identity not in there:
                new.append({"item_pk": pk, "rating": review.rating, "text": review.text, "at": review.at,
                            "digest": identity[1]})  # fmt: skip
                touched[review.item_id] = None
        if new:
            connection.execute(insert(table_of(ReviewRow)), new)
            report.reviews += len(new)
        progress(len(batch))
    if replace and "reviews" in prepared.roles:
        for pk, gone in there - kept:
            connection.execute(delete(ReviewRow).where(ReviewRow.item_pk == pk, ReviewRow.digest == gone))
            if pk in id_of:
                touched[id_of[pk]] = None
    return list(touched)


def write_links(
    connection: Connection, items: ItemWriter, prepared: Prepared, report: Report, replace: bool, progress: Progress
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
            connection.execute(_insert_once(connection, table_of(LinkRow)), new)
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


def _insert_once(connection: Connection, table: Any) -> Any:
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    return dialect.insert(table).on_conflict_do_nothing()
