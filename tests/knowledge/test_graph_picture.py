"""A picture shows every node and kind of edge; the same edges give the same file."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from knowledge.graph_picture import Edge, _around, draw, short

EDGES = [
    Edge("松果 X2", "颜色", "黑"),
    Edge("松果 X2", "适合人群", "老人", "mentioned", True),
    Edge("松果 X2", "适合人群", "学生", "denied"),
    Edge("保护壳", "accessory_of", "松果 X2", "predicted"),
]


def test_every_label_is_in_the_picture(tmp_path: Path) -> None:
    file = tmp_path / "a.svg"
    draw(EDGES, "松果 X2", file)
    text = file.read_text("utf-8")
    for label in ("松果 X2", "黑", "老人", "学生", "保护壳", "颜色", "accessory_of", "said in text", "predicted"):
        assert f">{label}<" in text, label
    again = tmp_path / "b.svg"
    draw(EDGES, "松果 X2", again)
    assert again.read_text("utf-8") == text


def test_other_files_and_empty_graphs_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"svg or \.png"):
        draw(EDGES, "松果 X2", tmp_path / "a.gif")
    with pytest.raises(ValueError, match="nothing is known"):
        draw([], "松果 X2", tmp_path / "a.svg")


def test_long_labels_are_cut() -> None:
    assert short("x" * 40) == "x" * 17 + "…"


def test_boxes_of_a_full_neighbourhood_do_not_share_a_place() -> None:
    edges = [Edge("x", f"r{i % 7}", f"n{i}") for i in range(24)] + [Edge(f"m{i}", "r7", "x") for i in range(6)]
    places = list(_around(edges, "x").values())
    assert len(places) == 31
    nearest = min(math.dist(a, b) for i, a in enumerate(places) for b in places[:i])
    assert nearest > 0.25
