"""`daogou evaluate guide` with another format runs that format's task."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from bot.simulate.task import guide


def test_another_format_needs_data() -> None:
    result = CliRunner().invoke(guide, ["--format", "multiround"])
    assert result.exit_code == 2
    assert "needs --data" in result.output


def test_multiround_runs_the_benchmark_of_asking(tmp_path: Path) -> None:
    attributes = {str(item): [item % 3, 3 + item] for item in range(12)}
    wanted = {"0": [1, 2], "1": [3, 4]}
    for name, content in {"train": {"0": [0], "1": [5]}, "valid": wanted, "item_attributes": attributes}.items():
        (tmp_path / f"{name}.json").write_text(json.dumps(content))
    out = tmp_path / "report.json"
    arguments = ["--format", "multiround", "--data", str(tmp_path), "-n", "2", "--out", str(out)]
    result = CliRunner().invoke(guide, arguments)
    assert result.exit_code == 0, result.output
    report = json.loads(out.read_text("utf-8"))
    assert report["n"] == 2
    assert report["success_at_15"] == 1.0
