"""The message of a decision carries the figures behind it for the record."""

from __future__ import annotations

from actions.message import why
from knowledge.types import Change, Decision, Preference


def test_the_figures_of_a_decision_are_kept() -> None:
    wish = Preference("price", "<=", 2000.0)
    decision = Decision(
        "recommend", "fit", n_matching=3, numbers={"bits.color": 1.25}, changes=[Change("added", wish)], unchecked=["x"]
    )
    assert why(decision) == {
        "n_matching": 3,
        "numbers": {"bits.color": 1.25},
        "changes": [{"kind": "added", "preference": {"attribute": "price", "operator": "<=", "value": 2000.0}}],
        "unchecked": ["x"],
    }
    assert why(Decision("chat", "greet")) == {}
