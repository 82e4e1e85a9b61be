"""Make a model's probabilities mean what they say: one temperature per head, fitted on development examples.

Owns: the fit (Guo et al. 2017, 1706.04599) on the exported file, which is what runs. Does not know training. A
temperature never changes which class or span is best; of acts it moves none across one half.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize_scalar

from nlu.reader import OnnxReader, text_places
from nlu.training.examples import Example, tag_pieces

#: Examples that the fit looks at: one number per head needs no more.
MOST = 1200
#: Fewer labelled examples than this say nothing about a head.
FEWEST = 10
_RANGE = (0.5, 8.0)


def calibrate(folder: Path, dev: Sequence[Example]) -> dict[str, float]:
    """Fit the temperatures of the model in `folder`, write them to its labels.json; return them by head.

    Heads: `acts`, `tags`, `class:<name>`. A head that fewer than `FEWEST` examples label keeps 1.
    """
    reader = OnnxReader(folder)
    chosen = list(dev[:MOST])
    outputs = [reader.logits([(e.text, e.context)])[0] for e in chosen]
    heads: dict[str, tuple[int, Callable[[float], float]]] = {}
    labelled = [i for i, e in enumerate(chosen) if e.has_acts]
    if reader.labels["acts"] and labelled:
        logits = np.array([outputs[i][0]["acts"] for i in labelled])
        gold = np.array([[a in chosen[i].acts for a in reader.labels["acts"]] for i in labelled], float)
        heads["acts"] = len(labelled), lambda t: float((np.logaddexp(0, logits / t) - gold * logits / t).sum())
    for name, classes in reader.labels["classes"].items():
        heads[f"class:{name}"] = _class_head(
            [(out[f"class:{name}"], classes.index(e.classes[name])) for (out, _), e in zip(outputs, chosen, strict=True)
             if e.classes.get(name) in classes]
        )  # fmt: skip
    if len(reader.tags) > 1:
        heads["tags"] = _tag_head(reader, chosen, outputs)
    fitted = {
        head: round(float(minimize_scalar(loss, bounds=_RANGE, method="bounded", options={"xatol": 0.01}).x), 3)
        for head, (n, loss) in heads.items()
        if n >= FEWEST
    }
    path = folder / "labels.json"
    path.write_text(json.dumps({**reader.labels, "temperatures": fitted}, ensure_ascii=False), "utf-8")
    return fitted


def _class_head(rows: list[tuple[np.ndarray, int]]) -> tuple[int, Callable[[float], float]]:
    def loss(temperature: float) -> float:
        return float(sum(np.logaddexp.reduce(x / temperature) - x[gold] / temperature for x, gold in rows))

    return len(rows), loss


def _tag_head(
    reader: OnnxReader, examples: Sequence[Example], outputs: Sequence[tuple[dict[str, np.ndarray], Any]]
) -> tuple[int, Callable[[float], float]]:
    ids = {name: i for i, name in enumerate(reader.tags)}
    rows = []
    for example, (out, encoding) in zip(examples, outputs, strict=True):
        places = text_places(encoding)
        if example.has_spans and places:
            path = tag_pieces(encoding, example.spans, ids)
            rows.append((out["tags"][places].astype(float), [path[i] for i in places]))
    # A quarter of them is enough for one number: each step of the search runs every chain.
    rows = rows[:300]

    def loss(temperature: float) -> float:
        found = [reader.chain.log_likelihood(logits, path, temperature) for logits, path in rows]
        return -sum(x for x in found if np.isfinite(x))

    return len(rows), loss
