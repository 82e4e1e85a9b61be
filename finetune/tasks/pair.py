"""One training pair, and files of them.

Owns: the shape and the JSON lines. Does not know: where pairs come from.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class TaskPair:
    """`prompt`: a request without its WRITE; `text`: what is to be written, with the same slots."""

    prompt: str
    text: str


def write(pairs: Iterable[TaskPair], path: Path) -> int:
    """Write pairs as lines {"prompt", "text"}; return how many."""
    n = 0
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as lines:
        for n, pair in enumerate(pairs, 1):  # noqa: B007
            lines.write(json.dumps({"prompt": pair.prompt, "text": pair.text}, ensure_ascii=False) + "\n")
    return n
