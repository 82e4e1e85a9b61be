"""The report of an evaluation: figures beside baselines, with the data's hash, the seed and the machine.

Owns: the file's shape and the printed table. Does not know any task. Standard library only: every layer
may write one.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file, or of a folder's files in the order of their names."""
    digest = hashlib.sha256()
    for file in sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]:
        with file.open("rb") as handle:
            while block := handle.read(1 << 20):
                digest.update(block)
    return digest.hexdigest()


def machine() -> dict[str, Any]:
    """Return what a reader needs to know of this machine to judge a speed: architecture, cores, Python."""
    return {"machine": platform.machine(), "cores": os.cpu_count(), "python": platform.python_version()}


@dataclass
class Report:
    """Figures of one evaluation run. `systems` maps a name (ours first, then baselines) to its figures.

    Figures are fractions (0..1), times end in _ms. `n` is the number of examples.
    """

    task: str
    data: Path
    seed: int
    n: int
    systems: dict[str, dict[str, float]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def table(self) -> str:
        """Return the figures as a text table, one row per system."""
        columns = list(dict.fromkeys(name for figures in self.systems.values() for name in figures))
        width = max([len(name) for name in self.systems] + [8])
        lines = [f"{self.task}: {self.n} examples of {self.data.name}, seed {self.seed}"]
        lines.append(" " * width + "".join(f"{c:>{max(10, len(c) + 2)}}" for c in columns))
        for name, figures in self.systems.items():
            cells = []
            for column in columns:
                value = figures.get(column)
                shown = "-" if value is None else f"{value:.1f}" if column.endswith("_ms") else f"{value:.4g}"
                cells.append(f"{shown:>{max(10, len(column) + 2)}}")
            lines.append(f"{name:<{width}}" + "".join(cells))
        return "\n".join([*lines, *self.notes])

    def as_json(self) -> dict[str, Any]:
        """Return the report: the first system's figures at the top level, all systems under `systems`."""
        first = next(iter(self.systems.values()), {})
        return {
            "task": self.task, "data": self.data.name, "data_sha256": sha256_of(self.data), "seed": self.seed,
            "n": self.n, "at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), **machine(), **first,
            "systems": self.systems,
            "notes": self.notes,
        }  # fmt: skip

    def write(self, path: Path) -> None:
        """Write the report as JSON."""
        path.write_text(json.dumps(self.as_json(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def write_predictions(path: Path, rows: list[dict[str, Any]]) -> None:
    """Write one JSON line per example: input, gold, predicted."""
    with path.open("w", encoding="utf-8") as handle:
        for row in rows:
            handle.write(json.dumps(row, ensure_ascii=False) + "\n")
