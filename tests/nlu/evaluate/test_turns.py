from __future__ import annotations

from pathlib import Path

import pytest

from nlu.evaluate.meaning import readings
from nlu.evaluate.turns import figures, nearest, parts, read_turns


def test_a_meaning_has_an_act_and_what_is_linked() -> None:
    assert parts("recommend; +price<=500; +category=酒店") == ("recommend", {"+price<=500", "+category=酒店"})
    assert parts("thank") == ("thank", frozenset())


def test_the_nearer_of_two_right_meanings_counts() -> None:
    right = ("inform; +color=black", "recommend; +color=black; +category=phone")
    assert nearest("recommend; +color=black", right) == right[1]
    assert nearest("inform; +color=red", right) == right[0]


def test_an_expectation_may_list_ways_and_leave_parts_out() -> None:
    assert readings("inform; +a=1") == ["inform; +a=1"]
    assert readings("refuse | inform; +a=1; [+b | (+b)]") == [
        "refuse; +a=1", "refuse; +a=1; +b", "refuse; +a=1; (+b)",
        "inform; +a=1", "inform; +a=1; +b", "inform; +a=1; (+b)",
    ]  # fmt: skip
    assert readings("recommend; +dishes:['鱼头', '魚頭']") == ["recommend; +dishes:['鱼头', '魚頭']"]


def test_figures_tell_acts_from_links() -> None:
    rows = [
        {"gold": "inform; +a=1; +b=2", "predicted": "inform; +b=2; +a=1; {left over}", "confidence": 1.0},
        {"gold": "refuse; -a=1", "predicted": "inform; +a=1", "confidence": 0.25},
    ]
    found = figures(rows)
    assert (found["acts"], found["whole"], found["ece"]) == (0.5, 0.5, 0.125)
    assert found["linked_precision"] == pytest.approx(2 / 3)


def test_a_table_without_cases_is_named(tmp_path: Path) -> None:
    path = tmp_path / "exam.yml"
    path.write_text("- {shop: s, cases: [{say: hi, means: greet}]}\n- {shop: t}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"exam.yml, table 2"):
        read_turns(path)
