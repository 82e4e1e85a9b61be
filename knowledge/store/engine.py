"""Open the record and bring its tables up to date. Owns: connection settings per database, the upgrade at start.

Does not know: what the tables mean. SQLite runs in WAL mode: readers never wait, writers wait `busy_timeout_s`.
"""

from __future__ import annotations

import sqlite3
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from knowledge.errors import StoreError
from knowledge.settings import Settings

#: Own name, because the bot keeps its conversations in the same database with migrations of its own.
VERSION_TABLE = "alembic_version_knowledge"
#: Execution option of a connection that is going to write: SQLite then takes the write lock at once. A lock taken in
#: the middle of a transaction that has read fails at once instead of waiting.
WRITING = {"sqlite_begin": "IMMEDIATE"}
_LOCK = 0x64616F67  # any number; the same in all our processes


@dataclass(frozen=True)
class Chain:
    """One line of revisions: the folder that they stand in, and the table that says how far a database has come."""

    folder: Path
    version_table: str


RECORD = Chain(Path(__file__).parent / "migrations", VERSION_TABLE)


def open_engine(settings: Settings, sql_url: str | None = None, chain: Chain = RECORD) -> Engine:
    """Open the record at `settings.sql_url`, upgrade its tables to head and return the engine.

    `sql_url`, `chain`: another database of this layer and its revisions, None = the record. Raises StoreError that says
    what to do when the database cannot be reached or belongs to a newer version.
    """
    try:
        url = make_url(sql_url or settings.sql_url)
    except ArgumentError as error:
        raise StoreError(
            str(error), where="DAOGOU_DATABASE_URL", remedy="give a URL such as postgresql://user@host/db"
        ) from error
    if url.drivername == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
    is_sqlite = url.get_backend_name() == "sqlite"
    if is_sqlite and url.database and url.database != ":memory:":
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, json_serializer=_dump, json_deserializer=orjson.loads, pool_pre_ping=not is_sqlite)
    if is_sqlite:
        _prepare_sqlite(engine, settings.busy_timeout_s)
    try:
        upgrade(engine, chain)
    except SQLAlchemyError as error:
        engine.dispose()
        reason = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        raise StoreError(
            reason, where=url.render_as_string(), remedy="check DAOGOU_DATABASE_URL and that the database is running"
        ) from error
    return engine


def upgrade(engine: Engine, chain: Chain = RECORD) -> None:
    """Bring the tables to the newest revision; several processes may do so at once. Raises StoreError."""
    config = Config()
    config.set_main_option("script_location", str(chain.folder))
    script = ScriptDirectory.from_config(config)
    head = script.get_current_head()
    with engine.connect() as connection:
        if _revision(connection, chain) == head:
            return
    with engine.connect().execution_options(**WRITING) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        current = _revision(connection, chain)  # another process may have been faster
        if current == head:
            return
        if current is not None and current not in {s.revision for s in script.walk_revisions()}:
            raise StoreError(
                f"the database is at revision {current}",
                expected=f"{head} or older",
                where=engine.url.render_as_string(),
                remedy="it was written by a newer Daogou: update this one",
            )
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _revision(connection: Connection, chain: Chain) -> str | None:
    context = MigrationContext.configure(connection, opts={"version_table": chain.version_table})
    return context.get_current_revision()


def _dump(value: Any) -> str:
    return orjson.dumps(value).decode()


def _prepare_sqlite(engine: Engine, busy_timeout_s: float) -> None:
    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # the driver's own BEGIN comes too late to give a stable snapshot
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout={int(busy_timeout_s * 1000)}")
        _write_ahead(cursor, busy_timeout_s)
        cursor.execute("PRAGMA synchronous=NORMAL")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        mode = connection.get_execution_options().get("sqlite_begin", "DEFERRED")
        connection.exec_driver_sql(f"BEGIN {mode}")


def _write_ahead(cursor: Any, busy_timeout_s: float) -> None:
    """Switch the file to write-ahead mode. SQLite doesn't wait for other openers at the switch, so we do."""
    give_up = time.monotonic() + busy_timeout_s
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > give_up:
                raise
            time.sleep(0.01)
        else:
            return
