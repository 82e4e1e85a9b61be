"""A tiny world in which the missing links are known: goods of one series share everything."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("pykeen", reason="completion needs requirements/train.txt")

from knowledge.completion.missing import check
from knowledge.completion.model import LinkModel, measure
from knowledge.memory import make_view
from knowledge.types import Attribute, Category, Item, Shop

SERIES, GOODS, VALUES = 6, 12, 5


def world() -> np.ndarray:
    """Every item of a series has all values of the series."""
    links = [
        (f"item:{s}.{g}", f"has{v % 2}", f"value:{s}.{v}")
        for s in range(SERIES)
        for g in range(GOODS)
        for v in range(VALUES)
    ]
    return np.array(sorted(links), dtype=object)


def test_the_model_is_ahead_of_popularity_and_chance() -> None:
    ours, popularity, chance = measure(world(), epochs=20, seed=1, dim=16).values()
    assert ours["mrr"] > popularity["mrr"] > chance["mrr"]
    assert ours["hits_at_10"] >= popularity["hits_at_10"]
    assert all(0 <= v <= 1 for v in ours.values())


def test_a_missing_value_is_found_and_what_is_unknown_is_not_guessed() -> None:
    links = world()
    hidden = ("item:0.0", "has0", "value:0.0")
    model = LinkModel.fit(links[[tuple(x) != hidden for x in links]], epochs=20, seed=1, dim=16)
    values = [f"value:{s}.{v}" for s in range(SERIES) for v in (0, 2, 4)]
    best, unseen = model.best_tails(["item:0.0", "item:9.9"], "has0", values)
    assert best is not None
    assert unseen is None
    assert best[0].startswith("value:0.")
    assert 0 < best[1] <= 1
    assert model.best_tails(["item:0.0"], "lacks", values) == [None]


def test_hidden_statements_are_counted() -> None:
    colours = {"a": "红", "b": "蓝", "c": "绿", "d": "黑"}
    items = [
        Item(f"{s}{n}", f"{s} {n}", "灯", brand=s, attributes={"color": colours[s], "shade": f"{colours[s]}灯"})
        for s in colours
        for n in range(10)
    ]
    attributes = [Attribute("color", "category"), Attribute("shade", "category")]
    view = make_view(Shop("s", {}, "zh", "CNY", [Category("灯")], attributes), items)
    found = check(view, epochs=20, seed=1, at_least=0.5)
    assert 2 <= found.n_hidden <= 20  # about a tenth of 80
    assert found.n_right == found.n_kept > 0
    assert found.n_right_commonest < found.n_kept
