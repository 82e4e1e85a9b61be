"""Settings of the knowledge layer: where its stores are. Read from the environment (prefix DAOGOU_) and one .env file.

Owns: names, defaults and checks of these settings. Does not know: ports of processes, channels, models of the writer.
Other layers keep their own settings class with the same prefix and announce it under the entry-point group
"daogou.settings", so that a misspelt key can be told from a key of another layer.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from knowledge.errors import SettingsError, nearest

PREFIX = "DAOGOU_"
GROUP = "daogou.settings"
_CHECKOUT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """Where knowledge keeps its stores. Frozen; make one per process with `load`.

    `data`: folder of everything that is written at run time (variable DAOGOU_DATA).
    `database_url`: SQLAlchemy URL of the record; "" = SQLite in `data`.
    `chroma_url`: http URL of a Chroma server; "" = embedded in `data`.
    `sparql_url`: query URL of a SPARQL server; "" = embedded in `data`. `sparql_update_url`: its update URL, "" = the
    query URL with its last part changed to "update".
    `embedder`: "" = the shipped encoder; else a folder or hub name that sentence encoders are loaded from.
    `busy_timeout_s`: how long a SQLite writer waits for another, seconds.
    `version_check_s`: how often at most a shop's version is looked up in SQL, seconds.
    `about_width`: half width of "about" (operator "~") for numbers, as a share of the number; 0.1 = within 10 %.
    `guide_asking`: how the guide chooses what to ask (`knowledge.guide.strategies`): "gain" is the guide, the others
    are what it is measured against.
    """

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_file=".env", extra="ignore", frozen=True)

    data: Path = Field(default_factory=lambda: _CHECKOUT / "var")
    database_url: str = ""
    chroma_url: str = ""
    sparql_url: str = ""
    sparql_update_url: str = ""
    embedder: str = ""
    busy_timeout_s: float = Field(default=30.0, gt=0, le=600)
    version_check_s: float = Field(default=0.5, ge=0, le=60)
    about_width: float = Field(default=0.1, gt=0, lt=1)
    guide_asking: Literal["gain", "popular", "random", "entropy", "random_beside", "entropy_beside"] = "gain"
    log_level: Literal["debug", "info", "warning", "error"] = "info"

    @field_validator("data", mode="after")
    @classmethod
    def _absolute(cls, path: Path) -> Path:
        return path.expanduser().absolute()

    @property
    def sql_url(self) -> str:
        """The URL of the record: `database_url`, else a SQLite file in `data`."""
        return self.database_url or f"sqlite:///{self.data / 'daogou.sqlite'}"

    @property
    def profiles_sql_url(self) -> str:
        """The URL of the shoppers' profiles: the same database server, or a SQLite file of their own."""
        server = self.database_url and not self.database_url.startswith("sqlite")
        return self.database_url if server else f"sqlite:///{self.data / 'profiles.sqlite'}"

    @property
    def lexicons(self) -> Path:
        """Folder of the lexicon files that the import writes and understanding reads, one per shop."""
        return self.data / "lexicon"


def load(**given: Any) -> Settings:
    """Read the settings of this process; `given` wins over the environment and the file.

    Raises SettingsError for an unknown key (naming the nearest) and for a value out of range.
    """
    check_keys(os.environ)
    unknown = set(given) - set(Settings.model_fields)
    if unknown:
        key = min(unknown)
        raise SettingsError(f"unknown setting {key!r}", remedy=nearest(key, Settings.model_fields))
    try:
        return Settings(**given)
    except ValidationError as error:
        first = error.errors()[0]
        key = PREFIX + str(first["loc"][0]).upper()
        raise SettingsError(f"{first['input']!r}", expected=first["msg"], where=key, remedy=f"set {key}") from error


def check_keys(environ: Mapping[str, str]) -> None:
    """Raise SettingsError if `environ` has a DAOGOU_ key that no layer's settings class knows."""
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    for point in entry_points(group=GROUP):
        known |= {PREFIX + name.upper() for name in point.load().model_fields}
    for key in sorted(environ):
        if key.upper().startswith(PREFIX) and key.upper() not in known:
            raise SettingsError(f"unknown setting {key}", where="environment", remedy=nearest(key, known))
