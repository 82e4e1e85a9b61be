"""Makes what a house needs before its first start: a shop to talk about, a trained Rasa model.

Owns: what is missing and the commands that make it. Does not know: how; other packages do it in processes of their own,
since this one may not import them.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from bot.processes import StartError
from bot.settings import CHECKOUT, Settings

SAMPLE = "sample"


def prepare(settings: Settings, say: Callable[[str], None]) -> None:
    """Make what is missing; `say` is told each step. Raises StartError naming the step and the remedy."""
    settings.data.mkdir(parents=True, exist_ok=True)
    if not settings.rasa_python.exists():
        raise StartError(
            f"Rasa's Python is not at {settings.rasa_python}: run `make setup`, or set "
            "DAOGOU_RASA_PYTHON to one that has rasa"
        )
    if not any((settings.data / "lexicon").glob("*.json")):
        say("making the sample shop")
        goods = settings.data / "sample"
        _run("make the sample shop", settings, [sys.executable, "-m", "knowledge.sample", "--out", str(goods)])
        say("importing the sample shop")
        import_shop(settings, SAMPLE, goods / "shop.yml", sample_files(goods))
        shutil.copytree(goods / "media", settings.data / "media" / SAMPLE, dirs_exist_ok=True)
    say("checking the dialogue model")
    _run("train the dialogue model", settings,
         [str(settings.rasa_python), "-m", "bot.policy.train", "--out", str(settings.data / "rasa")])  # fmt: skip


def sample_files(folder: Path) -> list[str]:
    """Return the files of the sample shop with their roles, as `daogou import` takes them."""
    return [f"{role}={folder / role}.jsonl" for role in ("items", "reviews", "links")]


def import_shop(settings: Settings, name: str, schema: Path, files: list[str]) -> None:
    """Import files into a shop. Raises StartError with the import's own reason."""
    command = [sys.executable, "-m", "bot.cli", "import", *files, "--shop", name, "--schema", str(schema)]
    _run(f"import the shop {name}", settings, command)


def _run(step: str, settings: Settings, command: list[str]) -> None:
    environment = {
        **os.environ,
        "DAOGOU_DATA": str(settings.data),
        "PYTHONPATH": os.pathsep.join(filter(None, [str(CHECKOUT), os.environ.get("PYTHONPATH")])),
    }
    log = settings.data / "logs" / "preparing.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as out:
        done = subprocess.run(command, cwd=CHECKOUT, env=environment, stdin=subprocess.DEVNULL, stdout=out, stderr=out)
    if done.returncode:
        lines = log.read_text("utf-8", "replace").strip().splitlines()
        raise StartError(f"could not {step}: {lines[-1][:400] if lines else 'no output'} (log: {log})")
