"""When somebody is there, and how long things may take. Owns: the desk's settings and opening hours.

Does not know: chats. Times in seconds.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.settings import FILE, PREFIX, SettingsError

_HOURS = re.compile(r"^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)$")

#: Settings that each kind of outside desk cannot do without.
_NEEDED: dict[str, tuple[str, ...]] = {
    "": (),
    "chatwoot": (
        "chatwoot_url", "chatwoot_account", "chatwoot_inbox", "chatwoot_bot_token", "chatwoot_webhook_secret"
    ),
    "topics": ("topics_bot_token", "topics_group"),
}  # fmt: skip


class DeskSettings(BaseSettings):
    """What the agents' desk can be told from outside."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_file=FILE, frozen=True, extra="ignore")

    desk_take_within_s: float = Field(default=180.0, gt=0)  # then a message may be left
    desk_agent_idle_s: float = Field(default=180.0, gt=0)  # a shopper waits for the agent's word: back to the queue
    desk_agent_gone_s: float = Field(default=30.0, gt=1)  # the agent's page is not heard of: back to the queue
    desk_shopper_idle_s: float = Field(default=900.0, gt=0)  # nothing from the shopper: closed
    desk_tick_s: float = Field(default=1.0, gt=0)  # how often timers are looked at
    desk_login_hours: float = Field(default=12.0, gt=0)
    desk_chats_per_agent: int = Field(default=6, ge=1)  # chats that one agent has at once
    desk_hours: str = ""  # "09:00-21:00"; "" = whenever an agent is there
    desk_timezone: str = "Asia/Shanghai"

    # agents who sit elsewhere (docs/handoff.md); "" = at /desk only
    desk_outside: Literal["", "chatwoot", "topics"] = ""
    chatwoot_url: str = ""
    chatwoot_account: int = Field(default=0, ge=0)
    chatwoot_inbox: str = ""  # identifier of the API inbox
    chatwoot_bot_token: SecretStr | None = None  # access token of the agent bot
    chatwoot_webhook_secret: SecretStr | None = None  # several, of the inbox and the bot, with commas between
    topics_bot_token: SecretStr | None = None  # of a bot of its own, an administrator of the group
    topics_group: int = 0  # the forum group's number, below zero

    @field_validator("desk_hours")
    @classmethod
    def _hours(cls, value: str) -> str:
        if value and not _HOURS.match(value):
            raise ValueError("expected hours such as 09:00-21:00, or nothing")
        return value

    @field_validator("desk_timezone")
    @classmethod
    def _zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (KeyError, ValueError, OSError) as error:
            raise ValueError("expected a time zone such as Asia/Shanghai") from error
        return value

    @model_validator(mode="after")
    def _complete(self) -> DeskSettings:
        missing = [name for name in _NEEDED[self.desk_outside] if not getattr(self, name)]
        if missing:
            names = ", ".join(PREFIX + name.upper() for name in missing)
            raise ValueError(f"agents in {self.desk_outside} need the settings {names}")
        return self

    @property
    def chatwoot_secrets(self) -> list[str]:
        """Return the secrets that Chatwoot signs with."""
        kept = self.chatwoot_webhook_secret.get_secret_value() if self.chatwoot_webhook_secret else ""
        return [secret for secret in (one.strip() for one in kept.split(",")) if secret]

    def in_hours(self, now: float) -> bool:
        """Say whether the desk is open at `now` (UNIX time); hours may run past midnight."""
        found = _HOURS.match(self.desk_hours)
        if not found:
            return True
        opens, closes = (int(found[i]) * 60 + int(found[i + 1]) for i in (1, 3))
        local = datetime.fromtimestamp(now, ZoneInfo(self.desk_timezone))
        minute = local.hour * 60 + local.minute
        return opens <= minute < closes if opens < closes else minute >= opens or minute < closes


def load_desk(**overrides: object) -> DeskSettings:
    """Read the desk's settings; `overrides` win. Raises SettingsError in one line."""
    try:
        return DeskSettings(**overrides)  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise SettingsError(f"setting {'.'.join(map(str, first['loc']))}: {first['msg']}") from error
