"""The record of profiles: one row a shopper and shop, in SQL.

Owns: reading, changing in one transaction, erasing. Does not know: what is worth remembering (`learning`), who a
visitor is: the key is a hash that the gateway gives. In SQLite the profiles have a file of their own, so that no
shopper waits for an import of goods to end.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Engine, Index, MetaData, String, Table, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from knowledge.profiles.profile import Profile
from knowledge.settings import Settings
from knowledge.store.engine import WRITING, Chain, open_engine
from knowledge.store.models import Json
from knowledge.types import from_json, to_json

metadata = MetaData()
profiles = Table(
    "profiles",
    metadata,
    Column("visitor", String(64), primary_key=True),
    Column("shop", String(64), primary_key=True),
    Column("updated_on", String(10), nullable=False),
    Column("profile", Json, nullable=False),
)
choices = Table(
    "choices",
    metadata,
    Column("shop", String(64), primary_key=True),
    Column("audience", String(64), primary_key=True),
    Column("item_id", String(128), primary_key=True),
    Column("visitor", String(64), primary_key=True),
    Index("choices_visitor", "visitor"),
)
#: Shoppers who must have chosen the same before it is told: what one person chose is nobody's business.
MIN_PEERS = 3
#: The profiles' own migrations, because they may stand in the same database as the goods.
CHAIN = Chain(Path(__file__).parent / "migrations", "alembic_version_profiles")


class Profiles:
    """Profiles behind one database. Cheap to make: it is opened at first use. Safe to share between threads."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._engine: Engine | None = None
        self._opening = threading.Lock()

    @property
    def engine(self) -> Engine:
        """The database, its tables brought up to date. Raises StoreError."""
        with self._opening:
            if self._engine is None:
                self._engine = open_engine(self._settings, self._settings.profiles_sql_url, CHAIN)
            return self._engine

    def close(self) -> None:
        """Let go of the connections."""
        with self._opening:
            if self._engine is not None:
                self._engine.dispose()
                self._engine = None

    def read(self, visitor: str, shop: str) -> Profile:
        """Return the profile, an empty one where there is none."""
        with self.engine.connect() as connection:
            found = connection.execute(select(profiles.c.profile).where(*_of(visitor, shop))).scalar_one_or_none()
        return from_json(Profile, found) if found is not None else Profile()

    def change(self, visitor: str, shop: str, changed: Callable[[Profile], Profile], today: str) -> Profile:
        """Read, change and write a profile as one step; nothing is written where nothing changes.

        `changed` must be pure: it may be called twice. `today`: ISO day that the row is marked with.
        """
        for _ in range(2):
            try:
                return self._change(visitor, shop, changed, today)
            except IntegrityError:
                continue  # another process has just made the row: change that one
        return self._change(visitor, shop, changed, today)

    def _change(self, visitor: str, shop: str, changed: Callable[[Profile], Profile], today: str) -> Profile:
        with self.engine.connect().execution_options(**WRITING) as connection, connection.begin():
            row = connection.execute(
                select(profiles.c.profile).where(*_of(visitor, shop)).with_for_update()
            ).scalar_one_or_none()
            before = from_json(Profile, row) if row is not None else Profile()
            after = changed(before)
            if after == before:
                return after
            values: dict[str, Any] = {"profile": to_json(after), "updated_on": today}
            if row is None:
                connection.execute(insert(profiles).values(visitor=visitor, shop=shop, **values))
            else:
                connection.execute(update(profiles).where(*_of(visitor, shop)).values(**values))
            return after

    def choose(self, visitor: str, shop: str, chosen: Iterable[tuple[str, str]]) -> None:
        """Note (audience, item_id) that a shopper who agreed chose; the same again changes nothing."""
        for audience, item_id in chosen:
            row = {"shop": shop, "audience": audience[:64], "item_id": item_id, "visitor": visitor}
            try:
                with self.engine.connect().execution_options(**WRITING) as connection, connection.begin():
                    connection.execute(insert(choices).values(**row))
            except IntegrityError:
                continue  # chosen before

    def peers(self, shop: str, audiences: Sequence[str]) -> dict[str, int]:
        """Return item_id -> how many shoppers chose it for one of these audiences, where at least MIN_PEERS did."""
        if not audiences:
            return {}
        n = func.count(choices.c.visitor.distinct())
        found = (
            select(choices.c.item_id, n)
            .where(choices.c.shop == shop, choices.c.audience.in_(list(audiences)))
            .group_by(choices.c.item_id)
            .having(n >= MIN_PEERS)
        )
        with self.engine.connect() as connection:
            return {row[0]: int(row[1]) for row in connection.execute(found)}

    def erase_choices(self, visitor: str) -> None:
        """Forget what a visitor chose for whom, in every shop."""
        with self.engine.connect().execution_options(**WRITING) as connection, connection.begin():
            connection.execute(delete(choices).where(choices.c.visitor == visitor))

    def erase(self, visitor: str) -> int:
        """Delete all that is kept of a visitor, in every shop; return how many profiles there were."""
        with self.engine.connect().execution_options(**WRITING) as connection, connection.begin():
            connection.execute(delete(choices).where(choices.c.visitor == visitor))
            return connection.execute(delete(profiles).where(profiles.c.visitor == visitor)).rowcount


def _of(visitor: str, shop: str) -> tuple[Any, Any]:
    return profiles.c.visitor == visitor, profiles.c.shop == shop
