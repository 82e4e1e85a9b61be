"""Settings of the action server, from the environment (prefix DAOGOU_)."""

from __future__ import annotations

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class ActionSettings(BaseSettings):
    """`action_threads`: turns worked on at once; numpy and the stores release the interpreter only in part, so more
    threads than cores only add waiting.
    """

    model_config = SettingsConfigDict(env_prefix="DAOGOU_", env_file=".env", extra="ignore", frozen=True)

    action_threads: int = Field(default=2, ge=1, le=64)
