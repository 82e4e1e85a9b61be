"""A model beside the rules: asked only where they are unsure, believed only where it is sure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

from knowledge.types import Preference, Question, UserAct
from nlu.lexicon import Lexicons
from nlu.understand import Understander
from nlu.understand.frame import Context
from nlu.understand.second_opinion import context_of


@dataclass
class Span:
    label: str
    start: int
    end: int
    confidence: float = 0.9


@dataclass
class Fake:
    """Reads every text alike and notes what it was asked."""

    acts: dict[str, float] = field(default_factory=dict)
    spans: list[Span] = field(default_factory=list)
    asked: list[tuple[str, str]] = field(default_factory=list)

    def read(self, text: str, context: str = "") -> Any:
        self.asked.append((text, context))
        return self


UNSURE = "呜呼"  # no rule knows it, no search has it


def understand(lexicons: Lexicons, fake: Fake | None, text: str, **before: Any) -> Any:
    return Understander(lexicons, fake).understand(text, {"shop": "digital", **before})


def test_rules_are_unsure_of_it(lexicons: Lexicons) -> None:
    assert understand(lexicons, None, UNSURE).acts[0].confidence < 0.5


def test_an_unsure_rule_gives_way_to_a_sure_model(lexicons: Lexicons) -> None:
    found = understand(lexicons, Fake({"thank": 0.83, "bye": 0.61, "greet": 0.49}), UNSURE)
    assert [(a.name, a.confidence) for a in found.acts] == [("bye", 0.61), ("thank", 0.83)]


@pytest.mark.parametrize("acts", [{}, {"thank": 0.49}, {"no such act": 0.9}, {"pick": 0.9}])
def test_the_rules_stand_where_the_model_says_nothing_that_fits(lexicons: Lexicons, acts: dict[str, float]) -> None:
    assert understand(lexicons, Fake(acts), UNSURE) == understand(lexicons, None, UNSURE)


def test_acts_about_goods_count_where_goods_are_in_view(lexicons: Lexicons) -> None:
    assert understand(lexicons, Fake({"pick": 0.9}), UNSURE, last_act="recommend").acts[0].name == UserAct.PICK


def test_a_sure_rule_of_an_act_is_not_overruled(lexicons: Lexicons) -> None:
    assert understand(lexicons, Fake({"handoff": 0.99}), "不要黑色的手机").acts[0].name == UserAct.REFUSE


def test_the_model_is_not_asked_where_nothing_is_open(lexicons: Lexicons) -> None:
    fake = Fake()
    understand(lexicons, fake, "谢谢")
    assert fake.asked == []


def test_a_name_is_refused_where_the_model_is_sure(lexicons: Lexicons) -> None:
    text = "黑色呜呼"
    assert [w.polarity for w in understand(lexicons, None, text).wishes] == ["for"]
    found = understand(lexicons, Fake(spans=[Span("value:against", 0, 2, 0.98)]), text)
    assert [(w.value, w.polarity) for w in found.wishes] == [("黑色", "against")]
    assert found.has(UserAct.REFUSE)


def test_a_name_is_taken_back_where_the_model_is_sure(lexicons: Lexicons) -> None:
    found = understand(lexicons, Fake(spans=[Span("value:drop", 0, 2, 0.98)]), "黑色呜呼")
    assert found.wishes == []
    assert found.dropped == ["color"]


@pytest.mark.parametrize(
    "span", [Span("value:against", 0, 2, 0.9), Span("category:against", 0, 2), Span("value", 0, 2)]
)
def test_a_wish_stands_where_the_model_is_not_sure(lexicons: Lexicons, span: Span) -> None:
    text = "黑色呜呼"
    assert understand(lexicons, Fake(spans=[span]), text) == understand(lexicons, None, text)


def test_a_refusal_that_the_rules_saw_stands(lexicons: Lexicons) -> None:
    text = "不要黑色的"
    assert understand(lexicons, Fake(spans=[Span("value:drop", 2, 4)]), text) == understand(lexicons, None, text)


def test_a_question_keeps_the_words(lexicons: Lexicons) -> None:
    assert understand(lexicons, Fake({"ask_attribute": 0.9}), UNSURE).questions == [Question("", text=UNSURE)]


def test_refused_words_are_no_search(lexicons: Lexicons) -> None:
    text = "手机 花哨"
    assert understand(lexicons, None, text).keywords == "花哨"
    found = understand(lexicons, Fake(spans=[Span("value:against", 3, 5)]), text)
    assert Preference("text", "contains", "花哨", polarity="against", text="花哨") in found.wishes
    assert found.keywords == ""
    assert found.has(UserAct.REFUSE)


def test_words_taken_back_are_no_search(lexicons: Lexicons) -> None:
    found = understand(lexicons, Fake(spans=[Span("value:drop", 3, 5)]), "手机 花哨")
    assert found.keywords == ""
    assert [w.attribute for w in found.wishes] == ["category"]


@pytest.mark.parametrize(
    "span",
    [Span("value", 3, 5), Span("value:against", 3, 5, 0.4), Span("amount:against", 3, 5), Span("value:against", 0, 2)],
)
def test_other_spans_change_nothing(lexicons: Lexicons, span: Span) -> None:
    assert understand(lexicons, Fake(spans=[span]), "手机 花哨") == understand(lexicons, None, "手机 花哨")


def test_it_is_read_once_with_what_the_bot_did_before(lexicons: Lexicons) -> None:
    fake = Fake({"inform": 0.9})
    understand(lexicons, fake, "花哨", last_act="ask", last_attribute="color")
    assert fake.asked == [("花哨", "ask color")]


@pytest.mark.parametrize(
    ("context", "expected"),
    [
        (Context("s"), ""),
        (Context("s", last_act="recommend"), "recommend"),
        (Context("s", last_act="ask", asked="price"), "ask price"),
        (Context("s", asked="price"), "ask price"),
    ],
)
def test_context_is_spelt_as_in_training(context: Context, expected: str) -> None:
    assert context_of(context) == expected


def test_what_only_follows_from_names_gives_way_to_a_sure_model(lexicons: Lexicons) -> None:
    text = "蓝色呜呼"
    assert understand(lexicons, None, text).acts[0].name == UserAct.INFORM
    found = understand(lexicons, Fake({"thank": 0.95, "inform": 0.6}), text)
    assert [a.name for a in found.acts] == [UserAct.THANK]
    assert found.wishes == []
    spans = [Span("value:against", 0, 2, 0.9)]
    refused = understand(lexicons, Fake({"refuse": 0.95}, spans), text, last_act="recommend")
    assert refused.acts[0].name == UserAct.REFUSE
    assert [w.value for w in refused.wishes] == ["蓝色"]


@pytest.mark.parametrize(
    "acts", [{"thank": 0.8}, {"refuse": 0.99}, {"retract": 0.99}, {"chitchat": 0.99}, {"more": 0.99}]
)
def test_it_stands_where_the_model_is_less_sure_or_of_another_kind(lexicons: Lexicons, acts: dict[str, float]) -> None:
    assert understand(lexicons, Fake(acts), "蓝色呜呼") == understand(lexicons, None, "蓝色呜呼")
