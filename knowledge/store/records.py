"""Queries over the record that reading needs. Owns: SQL of reading. Does not know: writing (`importing`), caching."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, func, select

from knowledge.store.models import AttributeRow, CategoryRow, ChangeRow, ItemRow, LinkRow, ReviewRow, ShopRow
from knowledge.types import Attribute, Category, Review, Shop, from_json


def shop_rows(connection: Connection) -> list[dict[str, Any]]:
    """List the shops by name with counts, each as the fields of `catalogue.ShopInfo`."""

    def count(table: type, *joined: Any) -> Any:
        query = select(func.count()).select_from(table)
        if joined:
            query = query.join(ItemRow, joined[0])
            return query.where(ItemRow.shop_id == ShopRow.id).scalar_subquery()
        return query.where(table.shop_id == ShopRow.id).scalar_subquery()  # type: ignore[attr-defined]

    query = select(
        ShopRow.name, ShopRow.title, ShopRow.language, ShopRow.currency, ShopRow.version,
        count(ItemRow).label("n_items"), count(CategoryRow).label("n_categories"),
        count(AttributeRow).label("n_attributes"),
        count(ReviewRow, ReviewRow.item_pk == ItemRow.id).label("n_reviews"),
        count(LinkRow, LinkRow.item_pk == ItemRow.id).label("n_links"),
    ).order_by(ShopRow.name)  # fmt: skip
    return [dict(row) for row in connection.execute(query).mappings()]


def shop_names(connection: Connection) -> list[str]:
    """List the names of all shops."""
    return list(connection.execute(select(ShopRow.name).order_by(ShopRow.name)).scalars())


def shop_version(connection: Connection, name: str) -> int | None:
    """Read a shop's version, None where there is no such shop."""
    return connection.execute(select(ShopRow.version).where(ShopRow.name == name)).scalar()


def read_shop(connection: Connection, name: str) -> tuple[int, int, Shop] | None:
    """Read (row id, version, schema) of a shop, None where there is no such shop."""
    row = connection.execute(select(ShopRow.__table__).where(ShopRow.name == name)).mappings().first()
    if row is None:
        return None
    categories = connection.execute(
        select(CategoryRow.name, CategoryRow.names, CategoryRow.parent)
        .where(CategoryRow.shop_id == row["id"])
        .order_by(CategoryRow.position)
    )
    definitions = connection.execute(
        select(AttributeRow.definition).where(AttributeRow.shop_id == row["id"]).order_by(AttributeRow.position)
    ).scalars()
    shop = Shop(
        name=row["name"],
        title=row["title"],
        language=row["language"],
        currency=row["currency"],
        categories=[Category(*category) for category in categories],
        attributes=[from_json(Attribute, definition) for definition in definitions],
        brands=row["brands"],
        policies=row["policies"],
    )
    return row["id"], row["version"], shop


def item_columns(connection: Connection, shop_id: int, fields: Sequence[str]) -> dict[str, list[Any]]:
    """Read these fields of the items of a shop, each as a list, in the order in which items were first imported."""
    items = ItemRow.__table__
    query = select(*(items.c[f] for f in fields)).where(items.c.shop_id == shop_id).order_by(items.c.id)
    columns: dict[str, list[Any]] = {f: [] for f in fields}
    for rows in connection.execute(query, execution_options={"yield_per": 5000}).partitions():
        for values, found in zip(columns.values(), zip(*rows, strict=True), strict=True):
            values.extend(found)
    return columns


def rating_rows(connection: Connection, shop_id: int) -> list[tuple[int, int, float | None]]:
    """Read (item's row id, reviews, mean rating of those that rate) of every item that has reviews."""
    query = (
        select(ReviewRow.item_pk, func.count(), func.avg(ReviewRow.rating))
        .join(ItemRow, ReviewRow.item_pk == ItemRow.id)
        .where(ItemRow.shop_id == shop_id)
        .group_by(ReviewRow.item_pk)
    )
    return [(pk, n, mean) for pk, n, mean in connection.execute(query)]


def link_rows(connection: Connection, shop_id: int) -> list[tuple[int, str, int]]:
    """Read (item's row id, relation, other's row id) of every link, in the order of items."""
    query = (
        select(LinkRow.item_pk, LinkRow.relation, LinkRow.other_pk)
        .join(ItemRow, LinkRow.item_pk == ItemRow.id)
        .where(ItemRow.shop_id == shop_id)
        .order_by(LinkRow.item_pk, LinkRow.relation, LinkRow.other_pk)
    )
    return [(a, relation, b) for a, relation, b in connection.execute(query)]


def reviews_of(connection: Connection, shop_id: int, item_id: str) -> list[Review]:
    """Read the reviews of an item, newest first; those without a date come last, in the order of import."""
    query = (
        select(ReviewRow.text, ReviewRow.rating, ReviewRow.at)
        .join(ItemRow, ReviewRow.item_pk == ItemRow.id)
        .where(ItemRow.shop_id == shop_id, ItemRow.item_id == item_id)
        .order_by(func.coalesce(ReviewRow.at, "").desc(), ReviewRow.id)
    )
    return [Review(item_id, text, rating, at) for text, rating, at in connection.execute(query)]


def changes_since(connection: Connection, name: str, version: int) -> tuple[list[str], list[str]] | None:
    """Read the ids changed and the ids deleted after `version`, by each item's last change; None = take all."""
    current = shop_version(connection, name)
    if current is None or version < 1 or version > current:
        return None
    query = (
        select(ChangeRow.item_id, ChangeRow.deleted)
        .join(ShopRow, ChangeRow.shop_id == ShopRow.id)
        .where(ShopRow.name == name, ChangeRow.version > version)
        .order_by(ChangeRow.version, ChangeRow.id)
    )
    last: dict[str, bool] = {}
    for item_id, deleted in connection.execute(query):
        if item_id is None:
            return None
        last[item_id] = deleted
    return [i for i, gone in last.items() if not gone], [i for i, gone in last.items() if gone]
