"""How likely viewers are to click on a creative: a logistic model over what can be read off its text and item.

Owns: the features and the prediction. Does not know: where clicks come from (clicks.py makes simulated ones until there
are real ones). The weights are data: appeal.json beside this file, made by `python -m finetune.ads.clicks`.
"""

from __future__ import annotations

import json
import math
from functools import lru_cache
from importlib.resources import files
from typing import Any

from finetune.ads.brief import STYLES
from knowledge.types import Item

FEATURES = (
    "length", "length_squared", "digits", "exclamation", "n_facts", "says_price", "says_audience", "price_log",
    *(f"style_{s}" for s in STYLES),
)  # fmt: skip


def features(text: str, style: str, said: tuple[str, ...], item: Item) -> list[float]:
    """Return the features in the order of FEATURES, each about 0 to 1."""
    length = min(len(text), 160) / 80
    return [
        length,
        length * length,
        min(sum(c.isdigit() for c in text), 20) / 20,
        float(any(c in text for c in "!！～")),
        min(len(said), 6) / 6,
        float("price" in said),
        float(any(k in said for k in ("audience", "gender", "scene"))),
        math.log10(item.price + 1) / 5 if item.price else 0.5,
        *(float(style == s) for s in STYLES),
    ]


@lru_cache(maxsize=1)
def model() -> dict[str, Any]:
    """Return the shipped model: weights, bias, mean, scale and what its card says."""
    return json.loads(files("finetune.ads").joinpath("appeal.json").read_text("utf-8"))  # type: ignore[no-any-return]


def predict(text: str, style: str, said: tuple[str, ...], item: Item) -> float:
    """Return the predicted share of viewers that click, 0 to 1."""
    known = model()
    values = features(text, style, said, item)
    total = known["bias"] + sum(
        w * (v - m) / s for w, v, m, s in zip(known["weights"], values, known["mean"], known["scale"], strict=True)
    )
    return round(1 / (1 + math.exp(-total)), 4)
