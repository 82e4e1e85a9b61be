"""Words that move a talk on: what goes furthest, what both cost, who praises, what was measured by what is in view."""

from __future__ import annotations

from dataclasses import replace

import pytest

from finetune.template import TemplateWriter
from knowledge.types import Answer, Change, Decision, Preference, Question, Relaxation, Shown
from tests.finetune.world import AIR, BUDGET, L9, PHONE, S14, X2, prompt

LAPTOP = Preference("category", "=", "笔记本", text="笔记本")
LIGHTER = Preference("weight", "<", 1.2, text="更轻")
FIVE = Preference("price", "<=", 5000, text="5000以内")


def said(decision: Decision, locale: str = "zh") -> str:
    return TemplateWriter().write(prompt(decision, locale)).text


def test_the_furthest_is_named_with_a_way_further() -> None:
    way = Relaxation(FIVE, replace(FIVE, value=9000.0), 3, 7000.0)
    decision = Decision(
        "sorry", "no_further", items=[Shown(AIR)], attribute="weight", wishes=[LAPTOP, FIVE], blocking=[LIGHTER],
        relaxations=[way], numbers={"extreme.weight": -1.0},
    )  # fmt: skip
    assert "墨格Air 14" in said(decision)
    assert "最轻" in said(decision)
    assert "1.2kg" in said(decision)
    assert "预算放宽到9000元以内有3款更轻的" in said(decision)
    assert "is already the lightest" in said(decision, "en")
    assert "three lighter ones" in said(decision, "en")


@pytest.mark.parametrize(
    ("locale", "words"), [("zh", ("1,599元", "1,399元", "一共2,998元")), ("en", ("¥2,998 in all",))]
)
def test_several_taken_are_summed_up(locale: str, words: tuple[str, ...]) -> None:
    decision = Decision("chat", "picked", items=[Shown(X2), Shown(L9)], wishes=[PHONE], numbers={"total": 2998.0})
    assert all(w in said(decision, locale) for w in words)


def test_one_voice_each_is_no_majority() -> None:
    answer = Answer(
        Question("reviews", text="评价"),
        "reviews",
        X2,
        n_reviews=2,
        praised=[("流畅", 1)],
        blamed=[("发热", 1)],
        quote="很流畅",
    )
    text = said(Decision("answer", "facts", items=[Shown(X2)], answers=[answer]))
    assert "夸的是流畅，抱怨的是发热" in text
    assert "夸得多" not in text


def test_how_many_are_content_is_answered_with_their_number() -> None:
    answer = Answer(
        Question("reviews", text="这个好评多吗"),
        "reviews",
        X2,
        n_reviews=20,
        share_positive=0.85,
        praised=[("屏幕", 9)],
    )
    assert "20条评价里有17条好评" in said(Decision("answer", "facts", items=[Shown(X2)], answers=[answer]))


def test_what_was_measured_by_the_goods_in_view_is_said_so() -> None:
    decision = Decision(
        "recommend", "fit", items=[Shown(AIR), Shown(S14)], wishes=[LAPTOP, LIGHTER],
        changes=[Change("replaced", LIGHTER)], n_matching=2,
    )  # fmt: skip
    assert "找比1.2kg轻的" in said(decision)


def test_which_is_the_lightest_names_it_first() -> None:
    answer = Answer(Question("weight", text="哪个最轻"), "attribute", AIR, 1.2)
    decision = Decision("answer", "facts", items=[Shown(AIR)], answers=[answer], numbers={"extreme.weight": -1.0})
    assert "最轻的是墨格Air 14，1.2kg" in said(decision)
    assert "Moge Air 14 is the lightest: 1.2kg" in said(decision, "en")


def test_a_thing_with_something_is_not_denied_in_stutters() -> None:
    wishes = [PHONE, BUDGET, Preference("big_font", "=", True, text="大字体")]
    assert "没有有" not in said(Decision("sorry", "nothing_fits", wishes=wishes, blocking=wishes[2:]))


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("zh", "电池：松果X2 6000mAh，云雀L9 5800mAh。"),
        ("en", "Battery – Pinecone Senior X2: 6000mAh; Lark L9: 5800mAh."),
    ],
)
def test_one_fact_of_several_goods_is_one_sentence(locale: str, words: str) -> None:
    asked = Question("battery", text="电池多大")
    answers = [Answer(asked, "attribute", X2, 6000), Answer(asked, "attribute", L9, 5800)]
    assert words in said(Decision("answer", "facts", items=[Shown(X2), Shown(L9)], answers=answers), locale)


def test_the_cheapest_is_shown_and_not_talked_about() -> None:
    most = Preference("price", "<=", 1399, strength="soft", text="最便宜")
    decision = Decision(
        "recommend", "fit", items=[Shown(L9), Shown(X2)], wishes=[PHONE, most], changes=[Change("added", most)],
        n_matching=9, numbers={"extreme.price": -1.0},
    )  # fmt: skip
    assert "优先" not in said(decision)
    assert "云雀L9最便宜" in said(decision)


def test_wireless_is_no_lack() -> None:
    none = Answer(Question("wireless", text="支持无线充电吗"), "none", X2)
    assert "是否" not in said(Decision("answer", "facts", items=[Shown(X2)], answers=[none]))


@pytest.mark.parametrize("seed", range(4))
def test_goods_without_a_kind_are_named_as_speakers_do(seed: int) -> None:
    mother = Preference("audience", "contains", "老人", text="妈妈")
    lighter = Preference("weight", "<", 1.2, text="更轻")
    decision = Decision("recommend", "fit", items=[Shown(X2), Shown(AIR)], wishes=[mother, lighter], n_matching=9)
    for locale in ("zh", "en"):
        text = TemplateWriter().write(replace(prompt(decision, locale), seed=seed)).text
        assert "kg里" not in text
        assert "for for" not in text.lower()
        assert "for under" not in text.lower()


def test_another_value_is_offered_with_what_it_is_a_value_of() -> None:
    black = Preference("color", "=", "黑色", text="黑色")
    way = Relaxation(black, replace(black, value="白色"), 2, 1999.0)
    decision = Decision("sorry", "nothing_fits", wishes=[PHONE, black], blocking=[black], relaxations=[way])
    assert "With white colour instead" in said(decision, "en")
