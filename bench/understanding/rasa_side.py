"""Runs in the Rasa environment: train a pipeline, or read texts with a trained one, each in a process of its own.

    python rasa_side.py train CONFIG NLU.json MODELS REPORT.json
    python rasa_side.py parse MODEL.tar.gz TEXTS.json REPORT.json

Owns: the calls of Rasa and what they cost. Does not know: data sets, figures. REPORT of `train`: model, seconds,
peak_mib. Of `parse`: peak_mib and for each text intent, confidence, entities as [label, start, end], ms.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import resource
import sys
import time
import warnings
from pathlib import Path
from typing import Any

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
warnings.filterwarnings("ignore")


def peak_mib() -> float:
    """Return the most memory that this process held, MiB."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)


def train(config: str, examples: str, models: str) -> dict[str, Any]:
    """Train and return the model's path and what it cost."""
    from rasa.model_training import train_nlu

    began, used = time.monotonic(), time.process_time()
    model = train_nlu(config, examples, models)
    if not model:
        raise SystemExit("Rasa trained no model; its log says why")
    return {
        "model": str(model), "seconds": round(time.monotonic() - began, 1),
        "cpu_seconds": round(time.process_time() - used, 1), "peak_mib": peak_mib(),
    }  # fmt: skip


def parse(model: str, texts: list[str]) -> dict[str, Any]:
    """Read the texts one after the other; the first of them twice, so that loading is not counted."""
    from rasa.core.agent import Agent

    agent = Agent.load(model)

    async def all_of_them() -> list[dict[str, Any]]:
        await agent.parse_message(texts[0])
        out = []
        for text in texts:
            began = time.perf_counter()
            said = await agent.parse_message(text)
            out.append({
                "intent": said["intent"]["name"], "confidence": said["intent"]["confidence"],
                "entities": [[e["entity"], e["start"], e["end"]] for e in said.get("entities", [])],
                "ms": (time.perf_counter() - began) * 1000,
            })  # fmt: skip
        return out

    return {"read": asyncio.run(all_of_them()), "peak_mib": peak_mib()}


def main() -> None:
    """Run from the command line."""
    logging.disable(logging.WARNING)
    task, *arguments, out = sys.argv[1:]
    if task == "train":
        report = train(*arguments)
    elif task == "parse":
        report = parse(arguments[0], json.loads(Path(arguments[1]).read_text("utf-8")))
    else:
        raise SystemExit(f"expected train or parse, found {task}")
    Path(out).write_text(json.dumps(report, ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    main()
