"""Shops held in memory, with the face of `catalogue.Catalogue`: for benchmarks, evaluations and tests of retrieval.

Owns: turning lists of items into a view without SQL. Does not know: importing, the record.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from knowledge.errors import UnknownShop, nearest
from knowledge.popularity import popularity
from knowledge.settings import Settings
from knowledge.snapshot import _columns
from knowledge.types import Item, Link, Shop
from knowledge.view import ShopView

_FIELDS = ("item_id", "title", "category", "brand", "price", "stock", "description", "url", "image_url")


@dataclass
class MemoryCatalogue:
    """A catalogue whose shops are given. `put` makes a new version of a shop, from 1."""

    settings: Settings
    views: dict[str, ShopView] = field(default_factory=dict)

    def put(self, shop: Shop, items: Sequence[Item], links: Sequence[Link] = ()) -> ShopView:
        """Replace a shop's goods and return the new view."""
        before = self.views.get(shop.name)
        self.views[shop.name] = make_view(shop, items, links, version=before.version + 1 if before else 1)
        return self.views[shop.name]

    def view(self, name: str) -> ShopView:
        """Return the newest view. Raises UnknownShop."""
        if name not in self.views:
            raise UnknownShop(f"no shop {name!r}", remedy=nearest(name, self.views))
        return self.views[name]

    def refresh(self, name: str) -> ShopView:
        """Return the newest view, as `view` does."""
        return self.view(name)

    def changes_since(self, name: str, version: int) -> tuple[list[str], list[str]] | None:
        """Nothing is noted: None, take all as changed."""
        return None

    def version(self, name: str) -> int:
        """Return the newest version. Raises UnknownShop."""
        return self.view(name).version


def make_view(shop: Shop, items: Sequence[Item], links: Sequence[Link] = (), *, version: int = 1) -> ShopView:
    """Make a view of these goods; nothing is rated, all that state no stock are in stock."""
    fields = {name: [getattr(i, name) for i in items] for name in _FIELDS}
    columns = _columns(shop, fields, [dict(i.attributes) for i in items])
    n = len(items)
    stock = np.array([np.inf if i.stock is None else i.stock for i in items], dtype=np.float64)
    rating = np.full(n, np.nan)
    n_reviews = np.zeros(n, dtype=np.int32)
    position = {i.item_id: p for p, i in enumerate(items)}
    known = sorted((position[x.item_id], x.relation, position[x.other_id]) for x in links)
    relations = sorted({relation for _, relation, _ in known})
    counts = np.bincount([a for a, _, _ in known], minlength=n) if known else np.zeros(n, dtype=np.int64)
    return ShopView(
        shop=shop,
        version=version,
        ids=fields["item_id"],
        columns=columns,
        descriptions=fields["description"],
        urls=fields["url"],
        image_urls=fields["image_url"],
        rating=rating.astype(np.float32),
        n_reviews=n_reviews,
        popularity=popularity(rating, n_reviews, stock > 0),
        in_stock=stock > 0,
        link_offsets=np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
        link_relations=np.array([relations.index(r) for _, r, _ in known], dtype=np.int32),
        link_others=np.array([b for _, _, b in known], dtype=np.int32),
        relations=relations,
    )
