"""Settings of the writer, from the environment (prefix DAOGOU_). Owns names and defaults; does not know any backend."""

from __future__ import annotations

from pydantic_settings import BaseSettings, SettingsConfigDict


class WriterSettings(BaseSettings):
    """Which writer speaks. `writer`: name of a backend (variable DAOGOU_WRITER), see finetune/generate/backends.py."""

    model_config = SettingsConfigDict(env_prefix="DAOGOU_", env_file=".env", extra="ignore", frozen=True)

    writer: str = "template"
