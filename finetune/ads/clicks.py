"""Train the appeal model on simulated viewers: `python -m finetune.ads.clicks`.

Owns: what simulated viewers like, and the training. Does not know: real viewers; once a shop has clicks, the same
training runs on them. The assumptions, each from the practice of short ads: neither terse nor long texts, figures, a
price and a named audience are clicked more; dear goods less; exclamation marks help a little. The noise is large on
purpose: single viewers are hardly predictable.
"""

from __future__ import annotations

import argparse
import json
import math
import random
from pathlib import Path

import numpy as np

from finetune.ads.appeal import FEATURES

#: What the simulated viewers like, by feature; unlisted = 0. In logits per unit of the feature.
LIKED = {
    "length": 2.4, "length_squared": -1.3, "digits": 0.9, "exclamation": 0.15, "n_facts": 0.6, "says_price": 0.5,
    "says_audience": 0.7, "price_log": -0.8, "style_warm": 0.2, "style_playful": 0.1, "style_formal": -0.1,
}  # fmt: skip
BIAS = -4.2


def views(n: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Return features[n, len(FEATURES)] of random creatives and whether each was clicked, 0 or 1."""
    rng = random.Random(seed)
    rows, clicks = [], []
    for _ in range(n):
        length = min(rng.lognormvariate(3.9, 0.45), 160) / 80
        style = rng.randrange(4)
        row = [
            length, length * length, rng.randint(0, 14) / 20, float(rng.random() < 0.35), rng.randint(1, 6) / 6,
            float(rng.random() < 0.8), float(rng.random() < 0.4), rng.uniform(0.2, 0.9),
            *(float(i == style) for i in range(4)),
        ]  # fmt: skip
        logit = BIAS + sum(LIKED.get(name, 0.0) * v for name, v in zip(FEATURES, row, strict=True)) + rng.gauss(0, 0.6)
        rows.append(row)
        clicks.append(float(rng.random() < 1 / (1 + math.exp(-logit))))
    return np.array(rows), np.array(clicks)


def train(n: int, seed: int) -> dict[str, object]:
    """Fit and measure on a held-out fifth; return the model with its card."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import roc_auc_score

    x, y = views(n, seed)
    cut = n * 4 // 5
    mean, scale = x[:cut].mean(0), x[:cut].std(0).clip(1e-6)
    fitted = LogisticRegression(C=1.0, max_iter=500).fit((x[:cut] - mean) / scale, y[:cut])
    shown = fitted.predict_proba((x[cut:] - mean) / scale)[:, 1]
    bins = np.clip((shown * 50).astype(int), 0, 9)
    ece = sum(abs(shown[bins == b].mean() - y[cut:][bins == b].mean()) * (bins == b).mean() for b in set(bins.tolist()))
    return {
        "weights": fitted.coef_[0].round(5).tolist(), "bias": round(float(fitted.intercept_[0]), 5),
        "mean": mean.round(5).tolist(), "scale": scale.round(5).tolist(),
        "card": {
            "data": f"{n} simulated views (finetune/ads/clicks.py), no real clicks", "seed": seed,
            "auc": round(float(roc_auc_score(y[cut:], shown)), 4),
            "auc_of_length_alone": round(float(roc_auc_score(y[cut:], x[cut:, 0])), 4),
            "ece": round(float(ece), 4), "command": f"python -m finetune.ads.clicks --views {n} --seed {seed}",
        },
    }  # fmt: skip


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--views", type=int, default=60_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--out", type=Path, default=Path(__file__).with_name("appeal.json"))
    arguments = parser.parse_args()
    found = train(arguments.views, arguments.seed)
    arguments.out.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(found["card"])


if __name__ == "__main__":
    main()
