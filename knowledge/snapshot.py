"""Read a version of a shop from SQL into numpy columns. Owns: how rows become a `ShopView`. Does not know: caching."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from operator import methodcaller
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Engine

from knowledge.collecting import no_collection
from knowledge.columns import BoolColumn, CodesColumn, Column, NumberColumn, TagsColumn
from knowledge.errors import UnknownShop, nearest
from knowledge.popularity import SALES_NAMES, popularity
from knowledge.store import records
from knowledge.types import RESERVED_ATTRIBUTES, Attribute, Review, Shop
from knowledge.view import ShopView
from knowledge.words import Vocabulary, fold

_FIELDS = ("item_id", "title", "category", "brand", "price", "stock", "description", "url", "image_url", "id",
           "attributes")  # fmt: skip


def read_view(engine: Engine, name: str, about_width: float = 0.1) -> ShopView:
    """Read the newest version of a shop, in one transaction. Raises UnknownShop."""
    with no_collection():
        return _read_view(engine, name, about_width)


def _read_view(engine: Engine, name: str, about_width: float) -> ShopView:
    # PostgreSQL would otherwise see an import that commits between two of these queries; SQLite never does.
    options = {"isolation_level": "REPEATABLE READ"} if engine.dialect.name == "postgresql" else {}
    with engine.connect().execution_options(**options) as connection, connection.begin():
        found = records.read_shop(connection, name)
        if found is None:
            raise UnknownShop(f"no shop {name!r}", remedy=nearest(name, records.shop_names(connection)))
        shop_id, version, shop = found
        fields = records.item_columns(connection, shop_id, _FIELDS)
        documents = fields.pop("attributes")
        ratings = records.rating_rows(connection, shop_id)
        links = _links(connection, shop_id, fields["id"])

    columns = _columns(shop, fields, documents)
    position = {pk: i for i, pk in enumerate(fields["id"])}
    n_reviews = np.zeros(len(position), dtype=np.int32)
    stated = columns.get("rating")
    rating = stated.values if isinstance(stated, NumberColumn) else np.full(len(position), np.nan)
    for pk, n, mean in ratings:
        i = position[pk]
        n_reviews[i] = n
        if mean is not None and np.isnan(rating[i]):
            rating[i] = round(float(mean), 2)
    columns["rating"] = NumberColumn("rating", rating)
    stock = columns["stock"]
    assert isinstance(stock, NumberColumn)
    in_stock = ~(stock.values <= 0)  # NaN, not stated, is no shortage
    view = ShopView(
        shop=shop,
        version=version,
        ids=fields["item_id"],
        columns=columns,
        descriptions=fields["description"],
        urls=fields["url"],
        image_urls=fields["image_url"],
        rating=rating.astype(np.float32),
        n_reviews=n_reviews,
        popularity=popularity(rating, n_reviews, in_stock, _sales(shop, columns)),
        in_stock=in_stock,
        about_width=about_width,
        read_reviews=_review_reader(engine, shop_id),
        link_offsets=links[0],
        link_relations=links[1],
        link_others=links[2],
        relations=links[3],
    )
    _freeze(view)
    return view


def _columns(shop: Shop, fields: dict[str, list[Any]], documents: list[dict[str, Any]]) -> dict[str, Column]:
    by_key = {a.key: a for a in shop.attributes}
    category_aliases = {c.name: [n for names in c.names.values() for n in names] for c in shop.categories}
    parents = [c.name for c in shop.categories]  # so that a category above the items' own can be asked for
    columns: dict[str, Column] = {
        "category": _codes("category", fields["category"], category_aliases, parents),
        "brand": _codes("brand", fields["brand"], _merged(shop.brands, by_key.get("brand"))),
        "title": _codes("title", fields["title"], {}),
        "price": _numbers("price", fields["price"]),
        "stock": _numbers("stock", fields["stock"]),
    }
    for attribute in shop.attributes:
        if attribute.key in RESERVED_ATTRIBUTES and attribute.key != "rating":
            continue
        columns[attribute.key] = _column(attribute, list(map(methodcaller("get", attribute.key), documents)))
    return columns


def _column(attribute: Attribute, values: list[Any]) -> Column:
    if attribute.type == "number":
        return _numbers(attribute.key, values)
    if attribute.type == "bool":
        return BoolColumn(attribute.key, np.array([-1 if v is None else int(v) for v in values], dtype=np.int8))
    if attribute.type == "tags":
        return _tags(attribute, values)
    return _codes(attribute.key, values, _merged({}, attribute))


def _numbers(key: str, values: Iterable[float | None]) -> NumberColumn:
    return NumberColumn(key, np.array([np.nan if v is None else v for v in values], dtype=np.float64))


def _codes(key: str, values: list[Any], aliases: dict[str, list[str]], first: Sequence[str] = ()) -> CodesColumn:
    words, codes = _coded([*first, *values])
    return CodesColumn(key, codes[len(first) :], Vocabulary(words, aliases))


def _tags(attribute: Attribute, values: list[Any]) -> TagsColumn:
    tags = [v or () for v in values]
    words, codes = _coded(list(chain.from_iterable(tags)))
    offsets = np.concatenate([[0], np.cumsum(np.fromiter(map(len, tags), np.int64, len(tags)))]).astype(np.int64)
    return TagsColumn(attribute.key, offsets, codes, Vocabulary(words, _merged({}, attribute)))


def _coded(values: list[Any]) -> tuple[list[str], NDArray[np.int32]]:
    """Return the distinct words in the order of appearance, and for each value its place among them, -1 for None."""
    words = [w for w in dict.fromkeys(values) if w is not None]
    code_of: dict[str | None, int] = {word: code for code, word in enumerate(words)}
    code_of[None] = -1
    return words, np.fromiter(map(code_of.__getitem__, values), np.int32, len(values))


def _merged(aliases: dict[str, list[str]], attribute: Attribute | None) -> dict[str, list[str]]:
    """Other spellings of each value: its aliases and the texts it is shown as."""
    merged = {canonical: list(others) for canonical, others in aliases.items()}
    if attribute is not None:
        for canonical, others in attribute.values.items():
            merged.setdefault(canonical, []).extend(o for o in others if o not in merged[canonical])
        for canonical, texts in attribute.shown.items():
            merged.setdefault(canonical, []).extend(texts.values())
    return merged


def _links(
    connection: Connection, shop_id: int, pks: list[int]
) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.int32], list[str]]:
    position = {pk: i for i, pk in enumerate(pks)}
    counts = np.zeros(len(pks) + 1, dtype=np.int64)
    relation_code: dict[str, int] = {}
    rows = records.link_rows(connection, shop_id)  # ordered by item, as positions are
    relations = np.zeros(len(rows), dtype=np.int32)
    others = np.zeros(len(rows), dtype=np.int32)
    for n, (a, relation, b) in enumerate(rows):
        counts[position[a] + 1] += 1
        relations[n] = relation_code.setdefault(relation, len(relation_code))
        others[n] = position[b]
    return np.cumsum(counts), relations, others, list(relation_code)


def _sales(shop: Shop, columns: dict[str, Column]) -> NDArray[np.float64] | None:
    for attribute in shop.attributes:
        words = {fold(w) for w in (attribute.key, *(n for names in attribute.names.values() for n in names))}
        column = columns.get(attribute.key)
        if words & SALES_NAMES and isinstance(column, NumberColumn):
            return column.values
    return None


def _review_reader(engine: Engine, shop_id: int) -> Any:
    def read(item_id: str) -> list[Review]:
        with engine.connect() as connection:
            return records.reviews_of(connection, shop_id, item_id)

    return read


def _freeze(view: ShopView) -> None:
    arrays = [view.rating, view.n_reviews, view.popularity, view.in_stock]
    arrays += [view.link_offsets, view.link_relations, view.link_others]
    for column in view.columns.values():
        arrays += [a for a in vars(column).values() if isinstance(a, np.ndarray)]
    for array in arrays:
        array.setflags(write=False)
