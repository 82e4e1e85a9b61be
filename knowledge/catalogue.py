"""The shops of this installation: finds them in the record and keeps one snapshot of each per process.

Owns: the cache of views, when it is renewed, and that the lexicon file follows. Does not know: how rows become columns
(`snapshot`), imports, ranking.
"""

from __future__ import annotations

import logging
import math
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Engine

from knowledge.errors import UnknownShop, nearest
from knowledge.lexicon import lexicon_version, write_lexicon
from knowledge.settings import Settings
from knowledge.snapshot import read_view
from knowledge.store import records
from knowledge.store.engine import open_engine
from knowledge.types import Item, Link, Review, Shop
from knowledge.view import ShopView

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class ShopInfo:
    """One line of the list of shops. `version` counts imports that changed something, from 1."""

    name: str
    title: dict[str, str]
    language: str
    currency: str
    version: int
    n_items: int
    n_categories: int
    n_attributes: int
    n_reviews: int
    n_links: int


@dataclass
class _Cached:
    view: ShopView
    checked_at: float


class Catalogue:
    """All shops of one record. Cheap to make: the record is opened (and brought up to date) at first use.

    Args:
        settings: where the record is.
        clock: seconds, only differences count; for tests.
    """

    def __init__(self, settings: Settings, *, clock: Callable[[], float] = time.monotonic) -> None:
        self.settings = settings
        self._clock = clock
        self._engine: Engine | None = None
        self._opening = threading.Lock()
        self._views: dict[str, _Cached] = {}
        self._loading: dict[str, threading.Lock] = {}

    @property
    def engine(self) -> Engine:
        """The record's engine, its tables upgraded to this version of the code. Raises StoreError."""
        with self._opening:
            if self._engine is None:
                self._engine = open_engine(self.settings)
            return self._engine

    def close(self) -> None:
        """Let go of connections and snapshots."""
        with self._opening:
            if self._engine is not None:
                self._engine.dispose()
            self._engine = None
            self._views.clear()

    def shops(self) -> list[ShopInfo]:
        """List the shops by name, with counts."""
        with self.engine.connect() as connection:
            return [ShopInfo(**row) for row in records.shop_rows(connection)]

    def version(self, name: str) -> int:
        """Read the version of a shop from the record. Raises UnknownShop."""
        with self.engine.connect() as connection:
            version = records.shop_version(connection, name)
            if version is None:
                raise self._unknown(name, records.shop_names(connection))
            return version

    def shop(self, name: str) -> Shop:
        """Return a shop's schema. Raises UnknownShop that names the nearest."""
        return self.view(name).shop

    def view(self, name: str) -> ShopView:
        """Return the snapshot of a shop's newest version.

        The version is looked up at most every `version_check_s`. While one thread reads a new version the others
        keep the one before. Raises UnknownShop.
        """
        cached = self._views.get(name)
        if cached is not None and self._clock() - cached.checked_at < self.settings.version_check_s:
            return cached.view
        lock = self._loading.setdefault(name, threading.Lock())
        if not lock.acquire(blocking=cached is None):
            assert cached is not None
            return cached.view
        try:
            return self._renew(name)
        finally:
            lock.release()

    def refresh(self, name: str) -> ShopView:
        """Return the snapshot of the version that the record has now, however recently it was looked up."""
        cached = self._views.get(name)
        if cached is not None:
            cached.checked_at = -math.inf
        with self._loading.setdefault(name, threading.Lock()):
            return self._renew(name)

    def _renew(self, name: str) -> ShopView:
        now = self._clock()
        cached = self._views.get(name)
        if cached is not None and now - cached.checked_at < self.settings.version_check_s:
            return cached.view  # another thread was here while this one waited
        try:
            version = self.version(name)
        except UnknownShop:
            self._views.pop(name, None)
            raise
        if cached is None or cached.view.version != version:
            cached = self._views[name] = _Cached(read_view(self.engine, name, self.settings.about_width), now)
            self._keep_lexicon(cached.view)
        cached.checked_at = now
        return cached.view

    def _keep_lexicon(self, view: ShopView) -> None:
        """Write the lexicon of this data folder anew where it is of another version.

        That is how a replica gets its own, and how one that an import died before writing is made good.
        """
        folder = self.settings.lexicons
        if lexicon_version(folder, view.shop.name) == view.version:
            return
        try:
            write_lexicon(view, folder)
        except OSError:
            logger.exception("shop %s: the lexicon could not be written; understanding stays behind", view.shop.name)

    def items(self, name: str) -> list[Item]:
        """Return all items of a shop, in the order of the view's positions. Raises UnknownShop."""
        view = self.view(name)
        return [view.item_at(i) for i in range(view.n_items)]

    def reviews(self, name: str, item_id: str) -> list[Review]:
        """Return the reviews of an item, newest first; empty where the item is unknown. Raises UnknownShop."""
        return self.view(name).reviews(item_id)

    def links(self, name: str) -> list[Link]:
        """Return all links between items of a shop. Raises UnknownShop."""
        return self.view(name).all_links()

    def changes_since(self, name: str, version: int) -> tuple[list[str], list[str]] | None:
        """Return the ids changed (or new) and the ids deleted after `version`; None = unknown, take all as changed.

        For derived stores that are behind the record. Raises UnknownShop.
        """
        self.version(name)
        with self.engine.connect() as connection:
            return records.changes_since(connection, name, version)

    @staticmethod
    def _unknown(name: str, known: list[str]) -> UnknownShop:
        remedy = nearest(name, known) if known else "import one: daogou import FILE --shop NAME"
        return UnknownShop(f"no shop {name!r}", remedy=remedy)
