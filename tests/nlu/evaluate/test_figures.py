from __future__ import annotations

import json
from pathlib import Path

import pytest

from knowledge.report import Report, sha256_of
from nlu.evaluate.figures import class_figures, expected_calibration_error, set_f1
from nlu.training import readers
from nlu.training.examples import Span


def test_set_f1_counts_members() -> None:
    figures = set_f1([{1, 2}, {3}], [{1}, {3, 4}])
    assert figures == pytest.approx({"precision": 2 / 3, "recall": 2 / 3, "f1": 2 / 3})
    assert set_f1([set()], [set()])["f1"] == 0.0


def test_macro_f1_weighs_rare_classes_as_much() -> None:
    figures = class_figures(["a"] * 9 + ["b"], ["a"] * 10)
    assert figures["accuracy"] == 0.9
    assert figures["macro_f1"] == pytest.approx((18 / 19) / 2)


def test_calibration_error_of_a_boaster() -> None:
    assert expected_calibration_error([1.0, 1.0], [True, False]) == pytest.approx(0.5)
    assert expected_calibration_error([0.5, 0.5], [True, False]) == pytest.approx(0.0)


def test_bioes_keeps_spaces_and_spans(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("飞\tB-HP\n利\tI-HP\n浦\tE-HP\n \tO\n灯\tS-HC\n\n", "utf-8")
    (example,) = readers.bioes(path)
    assert example.text == "飞利浦 灯"
    assert example.spans == (Span("HP", 0, 3), Span("HC", 4, 5))


def test_broken_lines_are_named(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("飞\tX-HP\n", "utf-8")
    with pytest.raises(ValueError, match="line 1"):
        readers.bioes(path)
    path.write_text('{"text": "a", "label": 1}\n{broken\n', "utf-8")
    with pytest.raises(ValueError, match="line 2"):
        readers.labelled_texts(path)
    path.write_text('{"text": "a", "label": 5}\n', "utf-8")
    with pytest.raises(ValueError, match="label 0 or 1"):
        readers.labelled_texts(path)
    path.write_text("a\tb\t1\na\tb\n", "utf-8")
    with pytest.raises(ValueError, match="line 2"):
        readers.pairs(path)


def test_a_report_has_the_datas_hash_and_every_system(tmp_path: Path) -> None:
    data = tmp_path / "d.txt"
    data.write_text("x", "utf-8")
    report = Report("t", data, 3, 1, {"ours": {"f1": 0.5, "p95_ms": 1.23}, "baseline": {"f1": 0.25}})
    out = tmp_path / "r.json"
    report.write(out)
    written = json.loads(out.read_text("utf-8"))
    assert written["f1"] == 0.5
    assert written["data_sha256"] == sha256_of(data)
    assert written["systems"]["baseline"] == {"f1": 0.25}
    assert "baseline" in report.table()
