"""Settings of retrieval: weights and limits, each set on a measurement. Same prefix and file as `settings.Settings`.

Owns: names, ranges and defaults of these knobs. Does not know: how they are used.
"""

from __future__ import annotations

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from knowledge.settings import PREFIX


class RetrievalSettings(BaseSettings):
    """How candidates are found and mixed. Frozen.

    `retrieve_diversity`: 0 = by score alone, 1 = by unlikeness alone (MMR, Carbonell & Goldstein, SIGIR 1998).
    `retrieve_exact_limit`: up to so many items inside the filter are scored exactly, above Chroma's graph is asked.
    `retrieve_dense`, `retrieve_lexical`, `retrieve_graph`, `retrieve_popular`: weights of the sources in the fusion;
    dense None = what was measured for the embedder in use.
    `retrieve_depth`: how many candidates each source gives for each one wanted, at least 50 in all.
    `retrieve_repair_s`: how long a derived store may lag behind SQL before this process rebuilds it, seconds.
    """

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_file=".env", extra="ignore", frozen=True)

    retrieve_diversity: float = Field(default=0.1, ge=0, le=1)
    retrieve_exact_limit: int = Field(default=50_000, ge=0)
    retrieve_dense: float | None = Field(default=None, ge=0)
    retrieve_lexical: float = Field(default=1.0, ge=0)
    retrieve_graph: float = Field(default=0.5, ge=0)
    retrieve_popular: float = Field(default=0.02, ge=0)
    retrieve_depth: int = Field(default=2, ge=1, le=20)
    retrieve_repair_s: float = Field(default=10.0, ge=0)
