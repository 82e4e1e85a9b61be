"""Ad copy of a data set's test part from a model of ours: several drafts, the one that covers most and claims least.

Owns: that choice. Does not know: measures, data sets.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from finetune.decode.model import Asked, WriterModel
from finetune.decode.sampling import Choice, Rules
from finetune.evaluate.adcopy import Example
from finetune.evaluate.claims import Claims
from finetune.requests import END, SPECIAL, WRITE
from finetune.tasks.adcopy import of_attributes

#: What an unsupported claim costs, and a value that is not named, beside the mean log-probability of a piece.
CLAIM_COST, MISSING_COST = 0.5, 4.0
#: Pieces of a copy at least. These three and the number of drafts were chosen on sixty training examples.
LEAST_PIECES = 60


def written(
    examples: Sequence[Example], model: WriterModel, adapter: str, claims: Claims, *, n_drafts: int = 24,
    least: int = LEAST_PIECES, missing_cost: float = MISSING_COST, temperature: float = 0.8, seed: int = 7,
) -> list[str]:  # fmt: skip
    """Return one copy for each example."""
    end = model.id(END)
    orders = np.array([model.id(p) for p in SPECIAL if p != END], np.int64)
    rules = Rules(end, orders, least=least)
    out = []
    for i, example in enumerate(examples):
        asked = of_attributes(example.source) + WRITE
        prompts = [
            Asked(asked, rules, Choice(temperature if d else 0.0), seed + 100 * i + d, prefix=asked.find("<fact>"))
            for d in range(n_drafts)
        ]
        drafts = [(model.text(t.ids).strip(), t.score) for t in model.write(prompts, adapter)]
        out.append(max(drafts, key=lambda d: _worth(d[0], d[1], example, claims, missing_cost))[0])
    return out


def _worth(text: str, score: float, example: Example, claims: Claims, missing_cost: float) -> float:
    missing = sum(v not in text for _, v in example.pairs) / max(1, len(example.pairs))
    return score - missing_cost * missing - CLAIM_COST * len(claims.of(text, example))
