"""The pairs of sentences that the sentence encoder learns from.

Owns: which public sets are read and how their labels become grades. Does not know models.
"""

from __future__ import annotations

from pathlib import Path

from nlu.training.corpus import bucket, clean
from nlu.training.readers import json_lines, pairs

Pair = tuple[str, str, float]
_GRADES = {"entailment": 1.0, "neutral": 0.5, "contradiction": 0.0}


def inferences(path: Path) -> list[Pair]:
    """Read tab-separated premise, hypothesis, label (the three of natural language inference) as graded pairs.

    Pairs whose annotators did not agree ("-") are left out. Raises ValueError that names the line.
    """
    out: list[Pair] = []
    with path.open(encoding="utf-8-sig") as lines:
        for number, line in enumerate(lines, 1):
            premise, hypothesis, label, *_ = (*line.rstrip("\n").split("\t"), "", "")
            if label in _GRADES:
                out.append((premise, hypothesis, _GRADES[label]))
            elif label != "-":
                raise ValueError(f"{path.name}, line {number}: expected one of {', '.join(_GRADES)}, found {label!r}")
    return out


def graded_sets(data: Path) -> list[list[Pair]]:
    """Return the graded sets; a batch holds one: grades of two do not compare. Half of LCQMC dev, by hash.

    Inference pairs are graded too: what follows is alike, what contradicts is not, for all its words in common.
    """
    csts = data / "csts"
    lcqmc = [p for p in pairs(csts / "LCQMC/dev.txt") if bucket(p[0] + p[1]) % 2 == 1]
    return [
        pairs(csts / "AFQMC/train.txt"),
        pairs(csts / "OPPO-xiaobu/dev.txt"),
        [(a, b, g / 5) for a, b, g in pairs(csts / "Chinese-STS-B/sts-b-train.txt")] * 2,
        lcqmc * 2,
        pairs(csts / "PAWS-X/dev_2k.tsv"),
        inferences(csts / "Chinese-SNLI/dev.txt") * 2,
        inferences(csts / "Chinese-MNLI/dev.txt"),
    ]


def belonging_pairs(data: Path) -> list[tuple[str, str]]:
    """Return pairs that belong together: sentences of a product's description and its title (training part by hash)."""
    out: list[tuple[str, str]] = []
    for _, row in json_lines(data / "taodescribe/pairs.jsonl"):
        title, description = clean(row["title"]), clean(row["description"])
        if bucket(title) >= 2:
            half = len(description) // 2
            cut = next(
                (i + 1 for i in range(half, len(description)) if description[i] in "，。；！,.!"), len(description)
            )
            out.extend((part, title) for part in (description[:cut], description[cut:]) if len(part) >= 8)
    return out
