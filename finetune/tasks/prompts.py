"""Prompts of a shop in a file: its schema in the first line, a grounded prompt in each other.

Owns: the file's shape, so that what needs a catalogue (actions/spoken.py writes it) and what tunes a model need not
know each other. Does not know: how a decision came about.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import get_args

from finetune.contract import TONES, GroundedPrompt
from knowledge.types import Decision, Locale, Shop, from_json, to_json


def write(shop: Shop, prompts: Iterable[GroundedPrompt], path: Path) -> int:
    """Write prompts of one shop; return how many."""
    path.parent.mkdir(parents=True, exist_ok=True)
    n = 0
    with path.open("w", encoding="utf-8") as lines:
        lines.write(json.dumps({"shop": to_json(shop)}, ensure_ascii=False) + "\n")
        for prompt in prompts:
            n += 1
            row = {"decision": to_json(prompt.decision), "locale": prompt.locale, "tone": prompt.tone,
                   "seed": prompt.seed, "turn": prompt.turn}  # fmt: skip
            lines.write(json.dumps(row, ensure_ascii=False) + "\n")
    return n


def read(path: Path) -> list[GroundedPrompt]:
    """Read what `write` wrote; all prompts share one shop. Raises ValueError that names the line it cannot read."""
    found: list[GroundedPrompt] = []
    shop: Shop | None = None
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        try:
            row = json.loads(line)
            if shop is None:
                shop = from_json(Shop, row["shop"])
                continue
            if row["tone"] not in TONES or row["locale"] not in get_args(Locale):
                raise ValueError(f"unknown tone or locale: {row['tone']}, {row['locale']}")
            decision = from_json(Decision, row["decision"])
            found.append(GroundedPrompt(decision, shop, row["locale"], row["tone"], row["seed"], row["turn"]))
        except (json.JSONDecodeError, KeyError, TypeError, ValueError) as error:
            raise ValueError(
                f"{path.name}, line {number}: expected what `daogou train prompts` writes; {error}"
            ) from error
    return found
