"""Vague needs, half sentences, likeness: what they come to."""

from __future__ import annotations

import numpy as np

from knowledge.guide import fragments, season, vague
from knowledge.guide.meeting import meets
from knowledge.types import Attribute, Category, DialogueState, Item, Reference, Shop
from tests.knowledge.guide.world import ITEMS, SHOP, say, view, want


def test_a_present_ranks_and_never_rules_out(tiny):
    wishes = [want("features", "大字体", text="礼物"), want("features", "快充", text="快充")]
    assert [w.strength for w in vague.softened(tiny, wishes)] == ["soft", "hard"]


def test_about_a_price_is_wider_than_about_a_size(tiny):
    near = [ITEMS[i].price for i in np.flatnonzero(meets(tiny, want("price", 2000, "~")))]
    assert near
    assert all(1600 <= p <= 2400 for p in near)
    assert min(near) < 1800
    screens = meets(tiny, want("screen", 55, "~"))
    assert all(49.5 <= ITEMS[i].attributes["screen"] <= 60.5 for i in np.flatnonzero(screens))


def test_not_too_dear_is_measured_among_the_goods_in_question(talk):
    cheap = want("price", 6000, "<=", strength="soft", text="预算不多")
    talk(say("inform", wishes=[cheap]))
    talk(say("inform", wishes=[want("category", "耳机")]))
    bound = next(w.value for w in talk.state.wishes if w.attribute == "price")
    assert bound < 300
    said = want("price", 300, "<=", strength="soft", text="最好300以内")
    assert vague.refitted(talk.guide._catalogue.view("tiny"), [said], np.ones(len(ITEMS), bool)) == [said]


def test_half_a_sentence_completes_the_number_before():
    before = DialogueState(turn=1, wishes=[want("price", 2000, "~", said_at=1, text="两千")])
    for text, operator in (("以内", "<="), ("以上吧", ">="), ("or less", "<="), ("左右", "~")):
        done = fragments.completed(before, say("out_of_scope", text=text))
        assert [(w.operator, w.value) for w in done.wishes] == [(operator, 2000)]
        assert done.acts[0].name == "inform"
    assert fragments.completed(before, say("out_of_scope", text="以内还有吗")).wishes == []
    assert fragments.completed(DialogueState(turn=1), say("out_of_scope", text="以内")).wishes == []


def test_others_like_one_that_was_shown(talk):
    talk(say("recommend", wishes=[want("category", "手机")]))
    first = list(talk.shown)
    decision = talk(say("critique", references=[Reference("ordinal", 1.0)]))
    assert decision.topic == "alike"
    assert not set(talk.shown) & set(first)
    assert talk.state.liked == [first[0]]


def test_the_first_list_can_be_pointed_at_several_turns_later(talk):
    talk(say("recommend", wishes=[want("category", "手机")]))
    first = list(talk.shown)
    talk(say("more"))
    talk(say("more"))
    talk(say("pick", references=[Reference("ordinal", 2.0, among="first")]))
    assert talk.shown == [first[1]]
    talk(say("ask_attribute", references=[Reference("focus", among="first")]))
    assert talk.shown == [first[0]]


def test_a_comparison_answers_what_was_asked_beside_it(talk):
    from knowledge.types import Question

    talk(say("recommend", wishes=[want("category", "手机")]))
    said = say("compare", "ask_attribute", references=[Reference("ordinal", n) for n in (1.0, 2.0)],
               questions=[Question("nfc")])  # fmt: skip
    decision = talk(said)
    assert decision.act == "compare"
    assert len(decision.answers) == 2


def test_the_season_speaks_for_goods_that_name_it():
    from datetime import date

    worn = Attribute("season", "tags", {"zh": ["季节"]}, values={"冬": ["winter"], "夏": ["summer"]})
    shop = Shop("tiny", {"zh": "小店"}, "zh", "CNY", [Category("外套")], [worn])
    coats = view(
        shop,
        [
            Item("w", "冬装", "外套", attributes={"season": ["冬"]}),
            Item("s", "夏装", "外套", attributes={"season": ["夏"]}),
        ],
    )
    assert [w.value for w in season.leanings(coats, [], date(2026, 1, 5))] == ["冬"]
    assert [w.value for w in season.leanings(coats, [], date(2026, 7, 5))] == ["夏"]
    assert season.leanings(view(SHOP, ITEMS), [], date(2026, 1, 5)) == []
    assert season.leanings(coats, [want("season", "夏", text="夏天的")], date(2026, 1, 5)) == []
