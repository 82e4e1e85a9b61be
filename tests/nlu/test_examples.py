"""The hand-written examples: enough of every act in both languages, marked with known labels."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
import yaml

from nlu.names import ACTS, POLARITIES, SPAN_LABELS

FOLDER = Path(__file__).parents[2] / "nlu" / "data" / "examples"
MARK = re.compile(r"\[(?P<text>[^\[\]]+)\]\((?P<label>\w+)\)(?:\{(?P<polarity>\w+)\})?")


@cache
def everything() -> dict[str, list[str]]:
    """Return the lines of every act, over all files."""
    found: dict[str, list[str]] = {}
    for path in sorted(FOLDER.glob("*.yml")):
        for entry in yaml.safe_load(path.read_text("utf-8"))["nlu"]:
            lines = [line.removeprefix("- ") for line in entry["examples"].strip().splitlines()]
            found.setdefault(entry["intent"], []).extend(lines)
    return found


def examples(act: str) -> list[str]:
    return everything()[act]


def test_no_act_is_unknown() -> None:
    assert set(everything()) == set(ACTS)


@pytest.mark.parametrize("act", ACTS)
def test_every_act_has_sixty_examples_in_each_language(act: str) -> None:
    lines = examples(act)
    english = [line for line in lines if MARK.sub(lambda m: m["text"], line).isascii()]
    assert len(set(lines)) == len(lines)
    assert len(english) >= 60
    assert len(lines) - len(english) >= 60


@pytest.mark.parametrize("act", ACTS)
def test_marks_are_well_formed(act: str) -> None:
    for line in examples(act):
        for mark in MARK.finditer(line):
            assert mark["label"] in SPAN_LABELS, line
            assert mark["polarity"] in (None, *POLARITIES), line
        assert not re.search(r"[\[\]{}]", MARK.sub("", line)), line


def test_no_utterance_is_an_example_of_two_acts() -> None:
    seen: dict[str, str] = {}
    twice = []
    for act in ACTS:
        for line in examples(act):
            text = MARK.sub(lambda m: m["text"], line)
            if text in seen:
                twice.append(f"{text}: {seen[text]} and {act}")
            seen[text] = act
    assert twice == []
