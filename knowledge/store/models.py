"""Tables of the record. Owns: their columns, keys and indexes. Does not know: queries, files, numpy.

An item's attribute values stand as one JSON object in its row (docs/decisions/0009): filters run on the columns of
`knowledge.view`, so nothing asks SQL for a single value. Changes of tables go through a migration; a test compares
these models with the migrated database.
"""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import JSON, BigInteger, Boolean, Float, ForeignKey, Index, Integer, MetaData, String, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

#: Own JSON type: binary where the database has it.
Json = JSON().with_variant(JSONB(), "postgresql")
#: SQLite counts rows by itself only in a column of exactly this type.
Key = BigInteger().with_variant(Integer(), "sqlite")

SHOP_NAME_LENGTH, ITEM_ID_LENGTH = 64, 128
#: What a shop may be called: it names files and addresses.
SHOP_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")


class Base(DeclarativeBase):
    """Names every constraint, so that migrations can change it on every database."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {dict[str, Any]: Json, list[Any]: Json}  # noqa: RUF012 – SQLAlchemy reads it from the class


def _shop() -> Mapped[int]:
    return mapped_column(ForeignKey("shops.id", ondelete="CASCADE"))


class ShopRow(Base):
    """A shop. `version` counts imports that changed something; derived stores and snapshots compare it."""

    __tablename__ = "shops"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    name: Mapped[str] = mapped_column(String(SHOP_NAME_LENGTH), unique=True)
    title: Mapped[dict[str, Any]]
    language: Mapped[str] = mapped_column(String(8))
    currency: Mapped[str] = mapped_column(String(8))
    brands: Mapped[dict[str, Any]]
    policies: Mapped[dict[str, Any]]
    version: Mapped[int] = mapped_column(Integer, default=0)


class CategoryRow(Base):
    """A category of a shop, in the order of its schema."""

    __tablename__ = "categories"

    shop_id: Mapped[int] = mapped_column(ForeignKey("shops.id", ondelete="CASCADE"), primary_key=True)
    name: Mapped[str] = mapped_column(String(255), primary_key=True)
    position: Mapped[int]
    names: Mapped[dict[str, Any]]
    parent: Mapped[str | None] = mapped_column(String(255))


class AttributeRow(Base):
    """An attribute of a shop's schema; `definition` is the JSON of `knowledge.types.Attribute`."""

    __tablename__ = "attributes"

    shop_id: Mapped[int] = mapped_column(ForeignKey("shops.id", ondelete="CASCADE"), primary_key=True)
    key: Mapped[str] = mapped_column(String(255), primary_key=True)
    position: Mapped[int]
    definition: Mapped[dict[str, Any]]


class ItemRow(Base):
    """An item. `attributes` maps attribute key to value; `digest` is of all its fields, to find what changed.

    `checked`: mark of the row that it was made from (`importing.known_rows`), None = such a row is checked again.
    """

    __tablename__ = "items"
    __table_args__ = (Index("ix_items_shop_id_item_id", "shop_id", "item_id", unique=True),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    shop_id: Mapped[int] = _shop()
    item_id: Mapped[str] = mapped_column(String(ITEM_ID_LENGTH))
    title: Mapped[str] = mapped_column(Text)
    description: Mapped[str] = mapped_column(Text)
    category: Mapped[str] = mapped_column(String(255))
    brand: Mapped[str | None] = mapped_column(Text)
    price: Mapped[float | None] = mapped_column(Float)
    stock: Mapped[int | None] = mapped_column(BigInteger)
    url: Mapped[str | None] = mapped_column(Text)
    image_url: Mapped[str | None] = mapped_column(Text)
    attributes: Mapped[dict[str, Any]]
    digest: Mapped[str] = mapped_column(String(32))
    checked: Mapped[str | None] = mapped_column(String(34))


class ReviewRow(Base):
    """A review of an item; `digest` is of all its fields, so that the same review is kept once."""

    __tablename__ = "reviews"
    __table_args__ = (Index("ix_reviews_item_pk_digest", "item_pk", "digest", unique=True),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    item_pk: Mapped[int] = mapped_column(ForeignKey("items.id", ondelete="CASCADE"))
    rating: Mapped[float | None] = mapped_column(Float)
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[str | None] = mapped_column(String(32))
    digest: Mapped[str] = mapped_column(String(32))


class LinkRow(Base):
    """A relation from one item to another of the same shop."""

    __tablename__ = "links"
    __table_args__ = (Index("ix_links_other_pk", "other_pk"),)

    item_pk: Mapped[int] = mapped_column(ForeignKey("items.id", ondelete="CASCADE"), primary_key=True)
    relation: Mapped[str] = mapped_column(String(64), primary_key=True)
    other_pk: Mapped[int] = mapped_column(ForeignKey("items.id", ondelete="CASCADE"), primary_key=True)


class ChangeRow(Base):
    """What an import changed, for derived stores that are behind. `item_id` None = (almost) everything."""

    __tablename__ = "changes"
    __table_args__ = (Index("ix_changes_shop_id_version", "shop_id", "version"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    shop_id: Mapped[int] = _shop()
    version: Mapped[int]
    item_id: Mapped[str | None] = mapped_column(String(ITEM_ID_LENGTH))
    deleted: Mapped[bool] = mapped_column(Boolean)


class ImportRow(Base):
    """One import that was committed. Times are ISO 8601, UTC; counts are rows of the files."""

    __tablename__ = "imports"
    __table_args__ = (Index("ix_imports_shop_id", "shop_id"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    shop_id: Mapped[int] = _shop()
    version: Mapped[int]
    started_at: Mapped[str] = mapped_column(String(32))
    finished_at: Mapped[str] = mapped_column(String(32))
    files: Mapped[list[Any]]
    counts: Mapped[dict[str, Any]]
