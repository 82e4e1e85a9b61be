"""The wordings of the exam, split into those that we tune on and those that are reported.

Owns: reading paraphrases.yml, the split. Does not know: shops.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b
from importlib.resources import files
from typing import Any, Literal

import yaml

Half = Literal["tune", "test"]


@lru_cache(maxsize=1)
def paraphrases() -> dict[str, Any]:
    """Return the wordings as written."""
    return yaml.safe_load(files("knowledge.answers").joinpath("paraphrases.yml").read_text("utf-8"))


def half_of(text: str) -> Half:
    """Tell which half a wording or an item belongs to: by a hash of the text, so it never moves."""
    return "tune" if blake2b(text.encode(), digest_size=1).digest()[0] % 2 else "test"


def of_half(wordings: Sequence[str], half: Half) -> list[str]:
    """Keep the wordings of a half; a list that is all of the other half gives its first wording."""
    kept = [w for w in wordings if half_of(w) == half]
    return kept or list(wordings[:1])
