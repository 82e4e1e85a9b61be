"""The bot's settings: where its processes, data and limits are.

Owns: the gateway's, the supervisor's and the channels' settings, read from the environment (prefix DAOGOU_, plus PORT
and TELEGRAM_BOT_TOKEN) and one .env file. Does not know: other layers' settings, which share prefix and file and are
announced under the entry-point group "daogou.settings". A key that no settings class knows is an error naming the
nearest valid ones.
"""

from __future__ import annotations

import difflib
import os
import socket
from collections.abc import Iterable
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any, Literal

from dotenv import dotenv_values
from pydantic import AliasChoices, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "DAOGOU_"
GROUP = "daogou.settings"
FILE = ".env"
CHECKOUT = Path(__file__).resolve().parent.parent


class SettingsError(Exception):
    """Settings that cannot be used; the message says which key, what was found and what is valid."""


class Settings(BaseSettings):
    """What the bot can be told from outside. Times end in _s (seconds), sizes in _bytes; 0 turns a limit off."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=FILE, frozen=True, extra="ignore", populate_by_name=True
    )

    # where
    data: Path = CHECKOUT / "var"
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535, validation_alias=AliasChoices("PORT", "port"))
    rasa_url: str = "http://127.0.0.1:5005"
    actions_url: str = "http://127.0.0.1:5055"
    database_url: str = ""  # "" = SQLite in <data>/conversations.db
    redis_url: str = ""  # Rasa's locks, for several replicas of it; "" = in memory (read by bot.policy.launch)
    broker_url: str = ""  # where Rasa publishes its events; "" = nowhere (read by bot.policy.launch)
    rasa_python: Path = CHECKOUT / ".venv-rasa" / "bin" / "python"
    nlu_model: str = ""  # folder of a trained model of understanding; "" = models/nlu, where there is one
    instance: str = ""  # name of this gateway among its replicas; "" = host and port
    trusted_proxies: tuple[str, ...] = ()  # addresses whose X-Forwarded-For is believed
    allowed_origins: str = ""  # sites that may embed the widget, as "https://a.example https://b.example"; "*" = all

    # what
    default_shop: str = ""  # "" = the first shop
    telegram_bot_token: SecretStr | None = Field(
        default=None, validation_alias=AliasChoices("TELEGRAM_BOT_TOKEN", "telegram_bot_token")
    )
    gateway_url: str = ""  # where channels find the gateway; "" = on this machine, at `port`

    # Telegram (docs/telegram.md)
    telegram_api_url: str = "https://api.telegram.org"  # or a Bot API server of one's own
    telegram_webhook_url: str = ""  # https address that ends in /telegram; "" = polling
    telegram_webhook_secret: SecretStr | None = None  # None = one derived from the token
    telegram_host: str = "127.0.0.1"  # where the channel listens: health, webhook
    telegram_port: int = Field(default=8081, ge=0, le=65535)
    telegram_messages_per_second: int = Field(default=28, ge=1, le=1000)  # in all; Telegram allows about 30
    telegram_chat_gap_s: float = Field(default=1.0, ge=0, le=60)  # between two messages to one chat
    telegram_give_up_s: float = Field(default=60.0, gt=0, le=3600)  # gateway away so long: an honest "sorry"

    # links with which a conversation goes on in another channel
    link_secret: SecretStr | None = None  # signs them; None = a key made up once and kept in the database
    link_minutes: float = Field(default=10.0, gt=0, le=1440)  # how long one is good

    # limits
    answer_within_s: float = Field(default=20.0, gt=0, le=600)  # then an honest "sorry"
    session_messages_per_minute: int = Field(default=300, ge=0)
    address_messages_per_minute: int = Field(default=12_000, ge=0)
    address_sessions_per_minute: int = Field(default=1_200, ge=0)
    rate_limits: Literal["replica", "shared"] = "replica"  # each replica counts for itself, or all together in SQL
    body_bytes: int = Field(default=1_000_000, ge=1_000)
    picture_bytes: int = Field(default=5_000_000, ge=1_000)
    catalogue_bytes: int = Field(default=200_000_000, ge=1_000)  # of a file that an operator uploads
    text_characters: int = Field(default=2_000, ge=100)  # what understanding reads; the rest is cut
    pending_messages: int = Field(default=20, ge=1)  # unanswered messages of one session
    heartbeat_s: float = Field(default=15.0, gt=0)
    start_within_s: float = Field(default=180.0, gt=0)

    @field_validator("data", "rasa_python")
    @classmethod
    def _absolute(cls, value: Path) -> Path:
        # Not resolve(): a virtual environment's python is a symbolic link that must stay one.
        return Path(os.path.abspath(value.expanduser()))

    @property
    def store_url(self) -> str:
        """Return the SQLAlchemy URL of the conversations."""
        return self.database_url or f"sqlite:///{self.data / 'conversations.db'}"

    @property
    def tracker_url(self) -> str:
        """Return the SQLAlchemy URL of Rasa's record; like Rasa's launcher, a file of its own unless it is a server."""
        server = self.database_url and not self.database_url.startswith("sqlite")
        return self.database_url if server else f"sqlite:///{self.data / 'tracker.sqlite'}"

    @property
    def gateway_address(self) -> str:
        """Return the gateway's address for channels."""
        host = "127.0.0.1" if self.host in ("0.0.0.0", "::") else self.host
        return self.gateway_url.rstrip("/") or f"http://{host}:{self.port}"

    @property
    def replica(self) -> str:
        """Return this gateway's name: the same after a restart, another for every replica."""
        return self.instance or f"{socket.gethostname()}:{self.port}"


def load(**overrides: Any) -> Settings:
    """Read the settings; `overrides` win. Raises SettingsError with one line for the person who starts the process."""
    _check(overrides, Settings.model_fields, "the call")
    _check_prefixed(os.environ, "the environment")
    _check_prefixed(dotenv_values(FILE), f"the file {FILE}")
    try:
        return Settings(**overrides)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise SettingsError(f"setting {'.'.join(map(str, first['loc']))}: {first['msg']}") from error


def _check_prefixed(found: Iterable[str], where: str) -> None:
    prefixed = [key for key in found if key.upper().startswith(PREFIX)]
    if not prefixed:
        return
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    for point in entry_points(group=GROUP):
        if not point.value.startswith(f"{__name__}:"):
            known |= {PREFIX + name.upper() for name in point.load().model_fields}
    _check([key.upper() for key in prefixed], known, where)


def _check(found: Iterable[str], known: Iterable[str], where: str) -> None:
    names = sorted(known)
    for key in sorted(found):
        if key not in names:
            near = difflib.get_close_matches(key, names, n=3, cutoff=0.5) or names
            raise SettingsError(f"unknown setting {key} in {where}; the nearest valid ones are {', '.join(near)}")
