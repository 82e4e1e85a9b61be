"""The character CRF that stands beside our spans: what a shop would train in seconds without a neural network.

Owns: its features and its training (python-crfsuite, L-BFGS). Does not know our models.
"""

from __future__ import annotations

import tempfile
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import pycrfsuite

from nlu.training.examples import Example

Found = tuple[str, int, int]


def character_crf(
    train: Sequence[Example], test: Sequence[str], c1: float = 0.1, c2: float = 0.05, rounds: int = 60
) -> list[set[Found]]:
    """Train on the spans of `train` and return (label, start, end) of each text of `test`.

    `c1`, `c2`: weights of the L1 and L2 penalties; `rounds`: L-BFGS iterations at most.
    """
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params({"c1": c1, "c2": c2, "max_iterations": rounds, "feature.possible_transitions": True})
    for example in train:
        if example.text:
            trainer.append(_features(example.text), _tags(example))
    tagger = pycrfsuite.Tagger()
    with tempfile.TemporaryDirectory() as folder:
        trainer.train(str(Path(folder) / "model"))
        tagger.open(str(Path(folder) / "model"))
        return [_spans(tagger.tag(_features(text))) if text else set() for text in test]


def _kind(character: str) -> str:
    return unicodedata.category(character)[:1] + ("Z" if character.isascii() else "")


def _features(text: str) -> list[list[str]]:
    padded = ["<<", "<", *text.lower(), ">", ">>"]
    kinds = ["-", "-", *map(_kind, text), "-", "-"]
    rows = []
    for i in range(2, len(padded) - 2):
        row = [f"{k}:{padded[i + k]}" for k in (-2, -1, 0, 1, 2)]
        row += [f"{k}{k + 1}:{padded[i + k]}{padded[i + k + 1]}" for k in (-2, -1, 0, 1)]
        row += [f"3:{padded[i - 1]}{padded[i]}{padded[i + 1]}", f"kind:{kinds[i - 1]}{kinds[i]}{kinds[i + 1]}"]
        rows.append(row)
    return rows


def _tags(example: Example) -> list[str]:
    tags = ["O"] * len(example.text)
    for span in sorted(example.spans, key=lambda s: s.end - s.start):
        for i in range(span.start, min(span.end, len(tags))):
            tags[i] = ("B-" if i == span.start else "I-") + span.label
    return tags


def _spans(tags: Sequence[str]) -> set[Found]:
    found: set[Found] = set()
    start = 0
    for i, tag in enumerate([*tags, "O"]):
        before = tags[i - 1] if i else "O"
        if before != "O" and tag != f"I-{before[2:]}":
            found.add((before[2:], start, i))
        if tag.startswith("B-") or (tag.startswith("I-") and before[2:] != tag[2:]):
            start = i
    return found
