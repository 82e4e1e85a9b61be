"""A confusion matrix as a picture. Owns: the drawing. Does not know models."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np


def confusion_picture(confusions: Counter[tuple[str, str]], path: Path, most: int = 30) -> None:
    """Draw the `most` commonest labels; rows are gold, columns predicted, colours the share of the row."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    totals: Counter[str] = Counter()
    for (gold, _), n in confusions.items():
        totals[gold] += n
    labels = [label for label, _ in totals.most_common(most)]
    place = {label: i for i, label in enumerate(labels)}
    counts = np.zeros((len(labels), len(labels)))
    for (gold, found), n in confusions.items():
        if gold in place and found in place:
            counts[place[gold], place[found]] += n
    pyplot.rcParams["font.sans-serif"] = ["Noto Sans CJK SC", "Noto Sans CJK JP", "DejaVu Sans"]
    figure, axes = pyplot.subplots(figsize=(3 + 0.3 * len(labels), 2.5 + 0.3 * len(labels)))
    axes.imshow(counts / np.maximum(1, counts.sum(axis=1, keepdims=True)), cmap="Blues", vmin=0, vmax=1)
    axes.set_xticks(range(len(labels)), labels, rotation=90)
    axes.set_yticks(range(len(labels)), labels)
    axes.set_xlabel("predicted")
    axes.set_ylabel("gold")
    figure.tight_layout()
    figure.savefig(path, dpi=130)
    pyplot.close(figure)
