"""Measure the reading of amounts against a written specification: every case exactly as it is written.

Owns: how an amount is spelt in the specification, and the count. Does not know how amounts are read (nlu.numbers).
Notation: [low, high] in the canonical unit of nlu/units.py, "-" = no bound; ( ) = bound excluded; ~ = about; "% of" =
share of the full price; several amounts joined by "and"; nothing = "".
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from knowledge.report import Report
from nlu.normalise import normalise
from nlu.numbers import Amount, find_amounts


def spell(amount: Amount) -> str:
    """Write an amount as the specification does."""

    def number(value: float | None) -> str:
        return "-" if value is None else f"{value:.10g}"

    if amount.kind == "discount":
        return f"{(amount.low or 0) * 100:g}% of"
    if amount.about:
        return f"~{number(amount.low)} {amount.unit}".strip()
    left, right = "(" if amount.low_strict else "[", ")" if amount.high_strict else "]"
    return f"{left}{number(amount.low)}, {number(amount.high)}{right} {amount.unit}".strip()


def read(text: str) -> str:
    """Return every amount in a text, spelt; "" where there is none."""
    return " and ".join(spell(a) for a in find_amounts(normalise(text).text))


def cases(path: Path) -> list[tuple[str, str]]:
    """Read (text, expected) of a specification. Raises ValueError for any other file."""
    groups = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(groups, dict) or not all(isinstance(g, dict) for g in groups.values()):
        raise ValueError(f"{path.name}: expected groups of `text: amount`")
    return [(str(text), str(expected)) for group in groups.values() for text, expected in group.items()]


def evaluate_amounts(data: Path, errors: bool, seed: int = 0) -> tuple[Report, list[dict[str, Any]]]:
    """Run `daogou evaluate amounts`: exact share of all cases, of Chinese and of other ones."""
    rows = [{"input": text, "gold": expected, "predicted": read(text)} for text, expected in cases(data)]
    parts = {
        "exact": rows,
        "chinese": [r for r in rows if any("\u4e00" <= c <= "\u9fff" for c in r["input"])],
        "other": [r for r in rows if not any("\u4e00" <= c <= "\u9fff" for c in r["input"])],
    }
    figures = {
        name: sum(r["gold"] == r["predicted"] for r in part) / len(part) if part else 0.0
        for name, part in parts.items()
    }
    report = Report("amounts", data, seed, len(rows), {"grammar": figures})
    if errors:
        report.notes += [
            f"  {r['input']}: expected {r['gold'] or 'nothing'}, read {r['predicted'] or 'nothing'}"
            for r in rows
            if r["gold"] != r["predicted"]
        ]
    return report, rows
