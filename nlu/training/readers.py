"""Readers of labelled data sets: SMP-2019, BIOES titles, reviews, JSON lines, sentence pairs.

Owns: file formats. Does not know models. Every reader says the line that it cannot read.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nlu.training.examples import Example, Span


def json_lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield (line number from 1, object). Raises ValueError with file and line for anything else."""
    with path.open(encoding="utf-8-sig") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                try:
                    row = json.loads(line)
                except json.JSONDecodeError as error:
                    raise ValueError(f"{path.name}, line {number}: expected a JSON object: {error}") from error
                if not isinstance(row, dict):
                    raise ValueError(f"{path.name}, line {number}: expected a JSON object, found {type(row).__name__}")
                yield number, row


def smp(path: Path) -> list[Example]:
    """Read SMP-2019: the intent as class `intent`, the slots as spans where their value stands in the text."""
    out = []
    for _, row in json_lines(path):
        text, spans = row["text"], []
        for name, value in (row.get("slots") or {}).items():
            for one in value if isinstance(value, list) else [value]:
                start = text.find(str(one)) if one else -1
                if start >= 0:
                    spans.append(Span(name, start, start + len(str(one))))
        out.append(Example(text, spans=tuple(spans), classes={"intent": str(row["intent"])}, has_acts=False))
    return out


def bioes(path: Path) -> list[Example]:
    """Read two columns (letter, tag in BIOES) with an empty line between titles."""
    out: list[Example] = []
    letters: list[str] = []
    spans: list[Span] = []
    start = 0

    def close() -> None:
        if letters:
            out.append(Example("".join(letters), spans=tuple(spans), has_acts=False))
            letters.clear()
            spans.clear()

    with path.open(encoding="utf-8-sig") as lines:
        for number, line in enumerate(lines, 1):
            line = line.rstrip("\n\r")
            if not line:
                close()
                continue
            # The letter may itself be a space or a tab: only the last field is the tag.
            letter, _, tag = line.rpartition("\t")
            if tag != "O" and tag[:2] not in ("B-", "I-", "E-", "S-"):
                raise ValueError(f"{path.name}, line {number}: expected a letter and a BIOES tag, found {line!r}")
            if tag[:1] in "BS":
                start = len(letters)
            letters.append(letter[:1] or " ")
            if tag[:1] in "ES":
                spans.append(Span(tag[2:], start, len(letters)))
        close()
    return out


def labelled_texts(path: Path) -> list[Example]:
    """Read {text, label, category}: classes `sentiment` (0/1 -> negative/positive) and `category` where given."""
    names = {"0": "negative", "1": "positive", "Negative": "negative", "Positive": "positive"}
    out = []
    for number, row in json_lines(path):
        text = row.get("text", row.get("sentence"))
        if not isinstance(text, str):
            raise ValueError(f"{path.name}, line {number}: expected a field `text`, found {', '.join(row)}")
        classes = {}
        if "label" in row:
            if str(row["label"]) not in names:
                raise ValueError(f"{path.name}, line {number}: expected label 0 or 1, found {row['label']!r}")
            classes["sentiment"] = names[str(row["label"])]
        if row.get("category"):
            classes["category"] = str(row["category"])
        out.append(Example(text, classes=classes, has_acts=False, has_spans=False))
    return out


def act_lines(path: Path) -> list[Example]:
    """Read {text, acts, spans: [{label, start, end}], context?}: our own shape."""
    out = []
    for number, row in json_lines(path):
        try:
            spans = tuple(Span(s["label"], int(s["start"]), int(s["end"])) for s in row.get("spans", []))
            out.append(Example(row["text"], row.get("context", ""), tuple(row.get("acts", [])), spans))
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError(f"{path.name}, line {number}: expected text, acts, spans; {error}") from error
    return out


def pairs(path: Path) -> list[tuple[str, str, float]]:
    """Read tab-separated a, b, label. Lines without a numeric label are refused with their number."""
    out = []
    with path.open(encoding="utf-8-sig") as lines:
        for number, line in enumerate(lines, 1):
            fields = line.rstrip("\n").split("\t")
            if len(fields) < 3:
                continue_ = not line.strip()
                if continue_:
                    continue
                raise ValueError(f"{path.name}, line {number}: expected a, b, label separated by tabs")
            try:
                out.append((fields[-3], fields[-2], float(fields[-1])))
            except ValueError as error:
                if number == 1:
                    continue  # a header
                raise ValueError(f"{path.name}, line {number}: expected a number, found {fields[-1]!r}") from error
    return out
