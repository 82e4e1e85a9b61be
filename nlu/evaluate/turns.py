"""Measure whole turns: what a shopper says in a shop, and what the rules, the linker and a model make of it.

Owns: the exam file's shape and what counts as right. Does not know: how a turn is read. A case's meaning is written in
the notation of `nlu.evaluate.meaning`; where two readings are equally right it lists both, and the nearer one counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from knowledge.report import Report
from nlu.evaluate.figures import expected_calibration_error, set_f1
from nlu.evaluate.meaning import readings, spell
from nlu.lexicon import Lexicons
from nlu.reader import OnnxReader
from nlu.understand import Understander


@dataclass(frozen=True)
class Turn:
    """One case: the shop, what is said, the metadata of what the bot did before, and the meanings that are right."""

    shop: str
    text: str
    before: dict[str, Any]
    means: tuple[str, ...]


def parts(meaning: str) -> tuple[str, frozenset[str]]:
    """Return the main act of a meaning, and all that was linked. Words left over ({…}) are no meaning."""
    act, *linked = (part.strip() for part in meaning.split(";"))
    # How many goods "all" are is what was shown, not what an exam spells.
    linked = ["@all" if p.startswith("@all ") else p for p in linked]
    return act, frozenset(p for p in linked if p and not p.startswith("{"))


def read_turns(path: Path) -> list[Turn]:
    """Read an exam: a list of {shop, cases: [{say, before, means}]}. Raises ValueError that names the table."""
    tables = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(tables, list):
        raise ValueError(f"{path.name}: expected a list of tables {{shop, cases}}")
    turns = []
    for number, table in enumerate(tables, 1):
        try:
            for case in table["cases"]:
                listed = case["means"] if isinstance(case["means"], list) else [case["means"]]
                means = tuple(reading for meaning in listed for reading in readings(str(meaning)))
                turns.append(Turn(table["shop"], str(case["say"]), case.get("before") or {}, means))
        except (KeyError, TypeError) as error:
            raise ValueError(f"{path.name}, table {number}: expected shop and cases of say, means ({error})") from error
    return turns


def nearest(found: str, right: Sequence[str]) -> str:
    """Return the meaning of `right` that shares most with `found`, the act first."""
    act, linked = parts(found)

    def likeness(meaning: str) -> tuple[bool, float]:
        other_act, other = parts(meaning)
        return act == other_act, len(linked & other) / max(1, len(linked | other)) if linked | other else 1.0

    return max(right, key=likeness)


def figures(rows: Iterable[dict[str, Any]]) -> dict[str, float]:
    """Return acts (share of right main acts), linked_f1 (all that is linked), whole (all right), ece (of the acts)."""
    chosen = list(rows)
    gold, found = [parts(r["gold"]) for r in chosen], [parts(r["predicted"]) for r in chosen]
    n = max(1, len(chosen))
    scores = set_f1([g for _, g in gold], [f for _, f in found])
    right = [g[0] == f[0] for g, f in zip(gold, found, strict=True)]
    return {
        "acts": sum(right) / n,
        **{f"linked_{name}": value for name, value in scores.items()},
        "whole": sum(g == f for g, f in zip(gold, found, strict=True)) / n,
        "ece": expected_calibration_error([r["confidence"] for r in chosen], right),
    }


def evaluate_turns(
    data: Sequence[Path], lexicons: Path, model: Path | None, errors: bool, seed: int = 0
) -> tuple[Report, list[dict[str, Any]]]:
    """Run `daogou evaluate turns`: by shop and by language; with a model also the rules alone beside it."""
    turns = [turn for path in data for turn in read_turns(path)]
    readers: dict[str, OnnxReader | None] = {"rules": None}
    if model is not None:
        readers = {"rules and model": OnnxReader(model), **readers}
    report = Report("turns", Path(" + ".join(path.name for path in data)), seed, len(turns))
    first: list[dict[str, Any]] = []
    for name, reader in readers.items():
        understander = Understander(Lexicons(lexicons), reader)
        rows: list[dict[str, Any]] = []
        for turn in turns:
            read = understander.understand(turn.text, {"shop": turn.shop, **turn.before})
            found, sure = spell(read), read.acts[0].confidence
            gold = nearest(found, turn.means)
            rows.append({"shop": turn.shop, "input": turn.text, "gold": gold, "predicted": found, "confidence": sure})
        report.systems[name] = figures(rows)
        for shop in dict.fromkeys(t.shop for t in turns):
            report.systems[f"{name}, {shop}"] = figures(r for r in rows if r["shop"] == shop)
        report.systems[f"{name}, Latin script"] = figures(r for r in rows if r["input"].isascii())
        first = first or rows
    if errors:
        report.notes += [
            f"  {r['shop']}: {r['input']}\n    expected {r['gold']}\n    read     {r['predicted']}"
            for r in first
            if parts(r["gold"]) != parts(r["predicted"])
        ]
    return report, first
