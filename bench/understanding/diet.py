"""The stock pipeline as a system to measure: examples in Rasa's format, trained and asked in the Rasa environment.

Owns: the exchange with `rasa_side`. Does not know: figures, our models.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bench.stock import CHECKOUT, BenchError
from nlu.training.examples import Example

PYTHON = CHECKOUT / ".venv-rasa" / "bin" / "python"
CONFIG = Path(__file__).with_name("diet.yml")
_SIDE = Path(__file__).with_name("rasa_side.py")
#: Stands for the intent where a set has none: DIET then learns spans alone.
NO_INTENT = "text"


@dataclass(frozen=True)
class DietResult:
    """What DIET read in each text, and what it cost: seconds and CPU seconds of training, peak MiB, ms a text."""

    intents: list[str]
    confidences: list[float]
    spans: list[set[tuple[str, int, int]]]
    milliseconds: list[float]
    train_seconds: float
    train_cpu_seconds: float
    train_peak_mib: float
    parse_peak_mib: float


def intent_of(example: Example) -> str:
    """Return an example's intent; several acts are one intent that names them all, as Rasa's users write it."""
    return example.classes.get("intent") or "+".join(example.acts) or NO_INTENT


def rasa_examples(examples: Sequence[Example]) -> dict[str, Any]:
    """Return examples as Rasa's JSON training data, which keeps offsets as they are."""
    rows = [
        {
            "text": e.text,
            "intent": intent_of(e),
            "entities": [
                {"start": s.start, "end": s.end, "value": e.text[s.start : s.end], "entity": s.label} for s in e.spans
            ],
        }
        for e in examples
        if e.text.strip()
    ]
    return {"rasa_nlu_data": {"common_examples": rows}}


def configuration(epochs: int, intents: bool) -> dict[str, Any]:
    """Return the stock configuration with so many epochs; without intents DIET learns spans alone."""
    config = yaml.safe_load(CONFIG.read_text("utf-8"))
    for part in config["pipeline"]:
        if part["name"] == "DIETClassifier":
            part |= {"epochs": epochs} if intents else {"epochs": epochs, "intent_classification": False}
    del config["policies"]
    return dict(config)


def diet(train: Sequence[Example], texts: Sequence[str], epochs: int, folder: Path) -> DietResult:
    """Train on `train` and read `texts`; files go to `folder`. Raises BenchError that names the log."""
    folder.mkdir(parents=True, exist_ok=True)
    intents = len({intent_of(e) for e in train}) > 1
    (folder / "config.yml").write_text(yaml.safe_dump(configuration(epochs, intents), allow_unicode=True), "utf-8")
    (folder / "nlu.json").write_text(json.dumps(rasa_examples(train), ensure_ascii=False), "utf-8")
    (folder / "texts.json").write_text(json.dumps(list(texts), ensure_ascii=False), "utf-8")
    made = _run(folder, "train", folder / "config.yml", folder / "nlu.json", folder / "models")
    read = _run(folder, "parse", made["model"], folder / "texts.json")
    return DietResult(
        intents=[r["intent"] or NO_INTENT for r in read["read"]],
        confidences=[r["confidence"] or 0.0 for r in read["read"]],
        spans=[{(label, start, end) for label, start, end in r["entities"]} for r in read["read"]],
        milliseconds=[r["ms"] for r in read["read"]],
        train_seconds=made["seconds"],
        train_cpu_seconds=made["cpu_seconds"],
        train_peak_mib=made["peak_mib"],
        parse_peak_mib=read["peak_mib"],
    )


def _run(folder: Path, task: str, *arguments: Any) -> dict[str, Any]:
    if not PYTHON.is_file():
        raise BenchError(f"no Rasa environment at {PYTHON}: run `make setup`")
    out, log = folder / f"{task}.json", folder / f"{task}.log"
    with log.open("wb") as lines:
        done = subprocess.run(
            [str(PYTHON), str(_SIDE), task, *map(str, arguments), str(out)], cwd=folder, stdout=lines, stderr=lines,
            env={**os.environ, "CUDA_VISIBLE_DEVICES": ""}, check=False,
        )  # fmt: skip
    if done.returncode or not out.is_file():
        raise BenchError(f"Rasa's {task} ended with {done.returncode}; see {log}")
    return dict(json.loads(out.read_text("utf-8")))
