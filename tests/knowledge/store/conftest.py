"""The record on each database that it runs on: SQLite always, PostgreSQL where a server is installed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from knowledge.catalogue import Catalogue
from knowledge.settings import Settings
from tests.knowledge import postgres


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The URL of a PostgreSQL server."""
    if postgres.binaries() is None:
        pytest.skip("no PostgreSQL server is installed (apt install postgresql)")
    with postgres.server() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """Settings with an empty record on one of the databases."""
    if request.param == "sqlite":
        return Settings(data=tmp_path, _env_file=None)
    url: str = request.getfixturevalue("postgres_url")
    engine = create_engine(url.replace("postgresql", "postgresql+psycopg", 1))
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    return Settings(data=tmp_path, database_url=url, _env_file=None)


@pytest.fixture
def catalogue(settings: Settings) -> Iterator[Catalogue]:
    """A catalogue over an empty record."""
    catalogue = Catalogue(settings)
    yield catalogue
    catalogue.close()
