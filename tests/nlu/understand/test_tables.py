"""Utterances and what they mean, in four shops. The tables are the specification; `meaning.spell` explains the
notation."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge.types import Understanding, from_json, to_json
from nlu.evaluate.meaning import spell
from nlu.understand import Understander

TABLES = [yaml.safe_load(p.read_text("utf-8")) for p in sorted(Path(__file__).parent.glob("*.yml"))]
CASES = [(table["shop"], case) for table in TABLES for case in table["cases"]]


def test_there_are_enough_cases_in_both_languages() -> None:
    english = [c for _, c in CASES if str(c["say"]).isascii()]
    assert len(CASES) >= 250
    assert len(english) >= 80


@pytest.mark.parametrize(("shop", "case"), CASES, ids=[f"{s}: {c['say']}" for s, c in CASES])
def test_what_is_said_is_understood(understander: Understander, shop: str, case: dict[str, Any]) -> None:
    found = understander.understand(str(case["say"]), {"shop": shop, **case.get("before", {})})
    assert spell(found) == case["means"]
    assert from_json(Understanding, to_json(found)) == found
    assert found.text == str(case["say"]).split(" · ")[0]
