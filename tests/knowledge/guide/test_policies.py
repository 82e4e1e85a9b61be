"""Of a rule that tells several kinds of goods apart, the part that concerns those in question."""

from __future__ import annotations

import pytest

from knowledge.guide.policies import of_kind
from tests.knowledge.guide.world import SHOP, Question, Reference, say, want

RULE = "手机和耳机保修1年，电视整机保修3年；人为损坏不在保修内，但可以付费维修。"


@pytest.mark.parametrize(
    ("kinds", "said"),
    [
        (["电视"], "电视整机保修3年；人为损坏不在保修内，但可以付费维修。"),
        (["手机"], "手机和耳机保修1年，人为损坏不在保修内，但可以付费维修。"),
        ([], RULE),
        (["手机", "电视"], RULE),
    ],
)
def test_the_part_that_counts_is_left(kinds, said):
    assert of_kind(SHOP, RULE, kinds) == said


def test_a_rule_that_names_nothing_in_question_stands_whole():
    assert of_kind(SHOP, "耳机和电视保修1年，其他商品看说明。", ["手机壳"]) == "耳机和电视保修1年，其他商品看说明。"
    assert of_kind(SHOP, "七天无理由退货。", ["手机"]) == "七天无理由退货。"


def test_faults_are_asked_of_who_bought_it(talk):
    pointed = [Reference("item", "p2")]
    asked = [Question("description", text="有什么缺点")]
    decision = talk(say("ask_attribute", references=pointed, questions=asked, text="它有什么缺点"), "action_answer")
    assert (decision.answers[0].source, decision.answers[0].question.attribute) == ("reviews", "complaints")
    assert "有点卡" in decision.answers[0].quote


def test_whose_goods_last_is_not_answered_with_a_list_of_makers(talk):
    talk(say("recommend", wishes=[want("category", "手机")]))
    asked = say("ask_attribute", questions=[Question("brand", text="哪个牌子的坏得少")], text="哪个牌子的坏得少")
    decision = talk(asked, "action_answer")
    assert [(a.source, a.question.text) for a in decision.answers] == [("none", "坏得少")]
    assert {o.preference.attribute for o in decision.options} == {"brand"}
    plain = say("ask_attribute", questions=[Question("brand", text="有哪些牌子")], text="有哪些牌子")
    assert talk(plain, "action_answer").topic == "values"
