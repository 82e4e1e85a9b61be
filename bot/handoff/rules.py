"""When somebody is there, and how long things may take. Owns: the desk's settings and opening hours.

Does not know: chats. Times in seconds.
"""

from __future__ import annotations

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.settings import FILE, PREFIX, SettingsError

_HOURS = re.compile(r"^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)$")


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
