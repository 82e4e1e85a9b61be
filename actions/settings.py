"""Settings of the action server, from the environment (prefix DAOGOU_)."""

from __future__ import annotations

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class ActionSettings(BaseSettings):
    """`action_threads`: turns worked on at once; numpy and the stores release the interpreter only in part, so more
    threads than cores only add waiting. `import_*`: what an import over HTTP may take: bytes of the file, bytes of
    memory (hostile files unpack to a multiple), seconds; `imports_at_once`: others are refused meanwhile.
    """

    model_config = SettingsConfigDict(env_prefix="DAOGOU_", env_file=".env", extra="ignore", frozen=True)

    action_threads: int = Field(default=2, ge=1, le=64)
    import_bytes: int = Field(default=500_000_000, ge=1_000)
    import_memory_bytes: int = Field(default=4_000_000_000, ge=200_000_000)
    import_within_s: float = Field(default=3600.0, gt=0)
    imports_at_once: int = Field(default=1, ge=1, le=16)
