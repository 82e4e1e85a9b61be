"""A shop as numpy columns: exact filters, facets and popularity over one version of a shop, without SQL in the path.

Owns: the snapshot and what can be asked of it. Does not know: where it was read from (`snapshot`), when it is replaced
(`catalogue`), ranking, wording. All arrays are read-only; a view may be used by any number of threads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from knowledge.columns import CodesColumn, Column, Mask, NumberColumn
from knowledge.errors import BadPreference, UnknownAttribute, nearest
from knowledge.types import RESERVED_ATTRIBUTES, Item, ItemValue, Link, Preference, Review, Shop

T = TypeVar("T")


@dataclass(frozen=True)
class ShopView:
    """An immutable snapshot of one version of a shop. Positions count from 0 in the order of `ids`.

    `columns` has every attribute of the schema and the reserved ones (category, brand, title, price, stock, rating).
    `rating`: float32 (n_items,), 1 to 5, NaN = none. `n_reviews`: int32 (n_items,). `popularity`: float32 (n_items,),
    0 to 1 (see `knowledge.popularity`). `in_stock`: bool (n_items,); stock that is not stated counts as in stock.
    """

    shop: Shop
    version: int
    ids: Sequence[str]
    columns: Mapping[str, Column]
    descriptions: Sequence[str]
    urls: Sequence[str | None]
    image_urls: Sequence[str | None]
    rating: NDArray[np.float32]
    n_reviews: NDArray[np.int32]
    popularity: NDArray[np.float32]
    in_stock: Mask
    about_width: float = 0.1
    read_reviews: Callable[[str], list[Review]] = field(default=lambda _: [], repr=False)
    link_offsets: NDArray[np.int64] = field(default_factory=lambda: np.zeros(1, np.int64), repr=False)
    link_relations: NDArray[np.int32] = field(default_factory=lambda: np.zeros(0, np.int32), repr=False)
    link_others: NDArray[np.int32] = field(default_factory=lambda: np.zeros(0, np.int32), repr=False)
    relations: Sequence[str] = ()
    _made: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    def once(self, name: str, make: Callable[[], T]) -> T:
        """Return what `make` gives, made at the first call of this name and kept as long as the view."""
        if name not in self._made:
            self._made[name] = make()
        found: T = self._made[name]
        return found

    @property
    def n_items(self) -> int:
        """How many items the shop has."""
        return len(self.ids)

    # ------------------------------------------------------------ items

    @cached_property
    def _positions(self) -> dict[str, int]:
        return {item_id: i for i, item_id in enumerate(self.ids)}

    def position(self, item_id: str) -> int | None:
        """Return the position of an item, None where this version has none of this id."""
        return self._positions.get(item_id)

    def item(self, item_id: str) -> Item | None:
        """Return an item as the catalogue has it, None where this version has none of this id."""
        position = self.position(item_id)
        return None if position is None else self.item_at(position)

    def items(self, item_ids: Iterable[str]) -> list[Item]:
        """Return the items of these ids in this order; ids that are gone are left out."""
        return [item for item_id in item_ids if (item := self.item(item_id)) is not None]

    def item_at(self, position: int) -> Item:
        """Return the item at a position. Its attributes hold "rating" too where reviews or the catalogue give one."""
        columns, i = self.columns, position
        stock = columns["stock"].value(i)
        attributes: dict[str, ItemValue] = {}
        for key, column in columns.items():
            if key in RESERVED_ATTRIBUTES and key != "rating":
                continue
            value = column.value(i)
            if value is not None:
                attributes[key] = value
        return Item(
            item_id=self.ids[i],
            title=columns["title"].value(i) or "",  # type: ignore[arg-type]
            category=columns["category"].value(i) or "",  # type: ignore[arg-type]
            description=self.descriptions[i],
            brand=columns["brand"].value(i),  # type: ignore[arg-type]
            price=columns["price"].value(i),  # type: ignore[arg-type]
            stock=None if stock is None else int(stock),  # type: ignore[arg-type]
            url=self.urls[i],
            image_url=self.image_urls[i],
            attributes=attributes,
        )

    def reviews(self, item_id: str) -> list[Review]:
        """Read the reviews of an item from the record, newest first."""
        return self.read_reviews(item_id)

    def links(self, item_id: str) -> list[tuple[str, str]]:
        """Return (relation, other item's id) of the links that start at an item."""
        i = self.position(item_id)
        if i is None or i + 1 >= len(self.link_offsets):
            return []
        span = slice(self.link_offsets[i], self.link_offsets[i + 1])
        pairs = zip(self.link_relations[span], self.link_others[span], strict=True)
        return [(self.relations[r], self.ids[o]) for r, o in pairs]

    def all_links(self) -> list[Link]:
        """Return every link between two items of this version."""
        starts = np.repeat(np.arange(len(self.link_offsets) - 1), np.diff(self.link_offsets))
        triples = zip(starts.tolist(), self.link_relations.tolist(), self.link_others.tolist(), strict=True)
        return [Link(self.ids[a], self.relations[r], self.ids[b]) for a, r, b in triples]

    # ------------------------------------------------------------ filters

    def column(self, key: str) -> Column:
        """Return the column of an attribute. Raises UnknownAttribute that names the nearest."""
        try:
            return self.columns[key]
        except KeyError:
            where = f"shop {self.shop.name}"
            raise UnknownAttribute(f"no attribute {key!r}", where=where, remedy=nearest(key, self.columns)) from None

    def mask(self, preference: Preference) -> Mask:
        """Say exactly which items meet one wish: a fresh bool array (n_items,).

        A missing value does not meet a wish for, and meets a wish against. A category also means those below it.
        Raises UnknownAttribute and BadPreference; `can_check` tells beforehand.
        """
        mask = self._satisfies(preference)
        return ~mask if preference.polarity == "against" else mask

    def matching(self, preferences: Iterable[Preference]) -> Mask:
        """Say exactly which items meet all the hard ones of these wishes: a fresh bool array (n_items,)."""
        mask: Mask = np.ones(self.n_items, dtype=bool)
        for preference in preferences:
            if preference.strength == "hard":
                mask &= self.mask(preference)
        return mask

    def can_check(self, preference: Preference) -> bool:
        """Say whether the catalogue can tell if an item meets this wish (else it is to be said so, never ignored)."""
        try:
            self._satisfies(preference)
        except (UnknownAttribute, BadPreference):
            return False
        return True

    def facet(self, key: str, mask: Mask) -> list[tuple[ItemValue, int]]:
        """Count the values of an attribute among the masked items, most frequent first; missing ones are not counted.

        An item with several tags counts once for each.
        """
        return self.column(key).facet(mask)

    def coverage(self, key: str, mask: Mask) -> int:
        """Count the masked items for which the attribute is stated."""
        column = self.column(key)
        if isinstance(column, NumberColumn):
            return int(np.count_nonzero(mask & ~np.isnan(column.values)))
        if isinstance(column, CodesColumn):
            return int(np.count_nonzero(mask & (column.codes >= 0)))
        if hasattr(column, "offsets"):
            return int(np.count_nonzero(mask & (np.diff(column.offsets) > 0)))
        return int(np.count_nonzero(mask & (column.values >= 0)))

    def _satisfies(self, preference: Preference) -> Mask:
        column = self.column(preference.attribute)
        if preference.attribute == "category" and isinstance(column, CodesColumn):
            named = column.vocabulary.codes(preference.operator, preference.value, "category", "a category")
            return column.mask_of(sorted({below for code in named for below in self._below[code]}))
        return column.mask(preference.operator, preference.value, self.about_width)

    @cached_property
    def _below(self) -> list[list[int]]:
        """Category code -> the codes of it and of all categories below it."""
        words = list(self.columns["category"].vocabulary.words)  # type: ignore[union-attr]
        code_of = {word: code for code, word in enumerate(words)}
        parent_of = {c.name: c.parent for c in self.shop.categories}
        below: list[list[int]] = [[] for _ in words]
        for word, code in code_of.items():
            seen: set[str] = set()
            up: str | None = word
            while up is not None and up not in seen:  # `seen` ends a ring of parents
                seen.add(up)
                if up in code_of:
                    below[code_of[up]].append(code)
                up = parent_of.get(up)
        return below
