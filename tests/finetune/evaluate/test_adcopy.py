"""The measures agree with hand-made cases; the split never leaks; a wrong line is named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from finetune.evaluate.adcopy import Example, adcopy, nearest, read_advertisegen, split
from finetune.evaluate.measures import coverage, distinct, overlap


def test_the_same_text_scores_one_and_another_near_nothing() -> None:
    text = "宽松的阔腿裤显瘦又舒适"
    same, other = overlap([text], [text]), overlap([text], ["这瓶牛奶很好喝"])
    assert all(v == pytest.approx(1.0) for v in same.values())
    assert other["rouge1"] == 0.0
    assert other["bleu4"] < 0.05


def test_half_of_the_words_is_half_of_rouge() -> None:
    assert overlap(["手机 电池"], ["手机 屏幕"])["rouge1"] == pytest.approx(0.5)


def test_distinct_counts_repetition() -> None:
    assert distinct(["啊啊啊啊"]) == pytest.approx(1 / 3)
    assert distinct(["一二三"]) == 1.0


def test_coverage_is_the_share_of_values_named() -> None:
    assert coverage([["宽松", "条纹"], []], ["宽松的裤子", "x"]) == 0.5


def test_no_source_is_in_both_halves() -> None:
    examples = [Example((("类型", f"裤{i % 40}"),), "裤", f"文案{i}") for i in range(400)]
    train, test = split(examples)
    assert train
    assert test
    assert not {e.source for e in train} & {e.source for e in test}


def test_the_nearest_copy_is_of_the_likest_attributes() -> None:
    train = [Example((("类型", "裙"), ("颜色", "红色")), "裙", "红裙"), Example((("类型", "裤"),), "裤", "裤子")]
    assert nearest(train, [Example((("类型", "裙"), ("颜色", "粉红色")), "裙", "")]) == ["红裙"]


def test_a_wrong_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"content": "类型#裤", "summary": "好"}) + "\n{}\n", "utf-8")
    with pytest.raises(ValueError, match="line 2"):
        read_advertisegen(path)


def test_the_command_prints_every_system(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    rows = [{"content": f"类型#裤*颜色#{c}{i}", "summary": f"{c}裤子显瘦{i}"} for i in range(30) for c in "红黄蓝"]
    path.write_text("\n".join(json.dumps(r, ensure_ascii=False) for r in rows), "utf-8")
    result = CliRunner().invoke(adcopy, ["--data", str(path), "--predictions", str(tmp_path / "p.jsonl")])
    assert result.exit_code == 0, result.output
    for name in ("template", "nearest training copy", "reference", "bleu4"):
        assert name in result.output
    assert (tmp_path / "p.jsonl").read_text("utf-8").count("\n") >= 1
