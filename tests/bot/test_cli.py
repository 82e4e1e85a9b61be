"""The command `daogou`: finding subcommands, quick help, exit codes."""

from __future__ import annotations

import subprocess
import sys
import time
from importlib.metadata import EntryPoint, entry_points

import pytest
from click.testing import CliRunner

from bot import cli
from bot.settings import CHECKOUT


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "bot.cli", *arguments], cwd=CHECKOUT, capture_output=True, text=True)


def test_help_lists_own_and_announced_commands_with_a_line_each():
    shown = CliRunner().invoke(cli.main, ["--help"]).output
    announced = [point.name for point in entry_points(group="daogou.commands")]
    assert "import" in announced
    for name in ("up", "chat", "evaluate", *announced):
        (line,) = [line for line in shown.splitlines() if line.split()[:1] == [name]]
        assert len(line.split()) > 2, f"{name} is not described"


def test_help_is_quick_because_it_loads_nothing():
    code = "import sys; from bot.cli import main; main(['--help'], standalone_mode=False); print(sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], cwd=CHECKOUT, capture_output=True, text=True).stdout
    assert "'click'" in loaded
    for heavy in ("fastapi", "sqlalchemy", "torch", "numpy", "pydantic", "rich.console"):
        assert f"'{heavy}'" not in loaded
    started = time.process_time()
    CliRunner().invoke(cli.main, ["--help"])
    assert time.process_time() - started < 0.3


@pytest.mark.parametrize(
    "arguments", [["nothing"], ["evaluate", "nothing"], ["up", "--nothing"], ["chat", "--locale", "fr"]]
)
def test_wrong_usage_is_2_with_the_reason_on_standard_error(arguments):
    done = run(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Error" in done.stderr


def test_an_unknown_command_names_the_nearest():
    assert "import" in run("inport").stderr


def test_failed_work_is_1_with_one_line(tmp_path, monkeypatch):
    monkeypatch.setenv("DAOGOU_DATA", str(tmp_path))
    monkeypatch.setenv("DAOGOU_RASA_PYTHON", str(tmp_path / "none"))
    done = run("up", "--port", "0")
    assert done.returncode == 1
    assert done.stderr.strip().splitlines()[-1].startswith("daogou up: Rasa's Python is not at")
    monkeypatch.setenv("DAOGOU_RASA_PYHTON", "x")
    done = run("up")
    assert done.returncode == 1
    assert "DAOGOU_RASA_PYTHON" in done.stderr


def test_the_first_line_is_read_without_importing():
    assert cli.first_line(EntryPoint("x", "bot.cli:evaluate", "g")).startswith("Measure a task")
    assert cli.first_line(EntryPoint("x", "bot.none:x", "g")) == ""
    assert cli.first_line(EntryPoint("x", "bot.cli:none", "g")) == ""
