"""Settings of the writer, from the environment (prefix DAOGOU_). Owns names and defaults; does not know any backend."""

from __future__ import annotations

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class WriterSettings(BaseSettings):
    """Which writer speaks. `writer`: name of a backend (variable DAOGOU_WRITER), see finetune/generate/backends.py.

    `writer_model`: for `openai` the model's name at the server, for `local` a folder or hub name; `writer_adapter`:
    for `local`, a LoRA adapter's folder, "" = the base alone. `openai_url`: an OpenAI-compatible server's base URL
    (vLLM, Ollama, a vendor); `openai_key`: its key, "" = none is asked for. `writer_within_s`: a reply that takes
    longer is the template's; `writer_retries`: after a failed call. `writer_pieces`: tokens of a reply at most.
    """

    model_config = SettingsConfigDict(env_prefix="DAOGOU_", env_file=".env", extra="ignore", frozen=True)

    writer: str = "template"
    writer_model: str = ""
    writer_adapter: str = ""
    openai_url: str = ""
    openai_key: SecretStr = SecretStr("")
    writer_within_s: float = Field(default=8.0, gt=0)
    writer_retries: int = Field(default=1, ge=0, le=5)
    writer_pieces: int = Field(default=256, ge=16, le=4096)
    writer_temperature: float = Field(default=0.3, ge=0, le=2)
