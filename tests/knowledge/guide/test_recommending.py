"""Showing goods: fitting, different, never refused, each reason true."""

from __future__ import annotations

import numpy as np

from knowledge.guide.diversity import diverse
from knowledge.guide.ranking import Ranking
from tests.knowledge.guide.world import Critique, Reference, say, want

CHEAP = [want("category", "手机"), want("price", 2000, "<="), want("color", "黑色")]


def test_mother_with_weak_eyes(talk):
    """Transcript 1: one question, then the three with large screens and batteries."""
    eyes = want("screen", 6.7, ">=", strength="soft", text="眼睛不太好")
    asked = talk(say("recommend", wishes=[want("category", "手机"), eyes]))
    assert (asked.act, asked.attribute) == ("ask", "price")
    assert asked.options[0].count == 4
    shown = talk(say("inform", wishes=[want("price", 2000, "<="), want("battery", 5500, ">=", strength="soft")]))
    assert sorted(talk.shown) == ["p1", "p2", "p3"]
    largest = {(r.attribute, s.item.item_id) for s in shown.items for r in s.reasons if r.kind == "extreme"}
    assert {("screen", "p1"), ("battery", "p3"), ("price", "p2")} <= largest


def test_out_of_stock_is_never_shown(talk):
    talk(say("recommend", wishes=[want("category", "手机"), want("brand", "朗序"), want("price", 2000, "<=")]))
    assert talk.shown == ["p11"]


def test_more_shows_nothing_twice_and_ends_honestly(talk):
    seen = set(talk(say("recommend", wishes=CHEAP)) and talk.shown)
    while (decision := talk(say("more"))).act == "recommend":
        assert not seen & set(talk.shown)
        seen |= set(talk.shown)
    assert (decision.act, decision.topic, decision.items) == ("sorry", "no_more", [])
    assert seen == {"p1", "p3", "p6"}
    assert all(o.count > 3 for o in decision.options if o.preference)


def test_refused_goods_never_come_back(talk):
    talk(say("recommend", wishes=CHEAP))
    talk(say("refuse", references=[Reference("ordinal", 1)]))
    gone = talk.state.refused
    assert len(gone) == 1
    for said in (say("recommend"), say("more"), say("critique", critiques=[Critique("price", -1)]), say("start_over")):
        talk(said)
        assert not set(gone) & set(talk.shown)


def test_a_list_refused_as_a_whole(talk):
    first = talk(say("recommend", wishes=[want("category", "手机"), want("price", 3000, "<="), want("nfc", True)]))
    ids = [s.item.item_id for s in first.items]
    talk(say("refuse"))
    assert talk.state.refused == ids
    assert not set(talk.shown) & set(ids)


def test_a_wish_against_refuses_no_shown_goods(talk):
    talk(say("recommend", wishes=CHEAP))
    talk(say("refuse", wishes=[want("brand", "凌峰", polarity="against")]))
    assert talk.state.refused == []
    assert "p3" not in talk.shown


def test_brands_differ_where_they_can(talk):
    decision = talk(say("recommend", wishes=[want("category", "手机"), want("price", 5000, "<="), want("nfc", True)]))
    brands = [s.item.brand for s in decision.items]
    assert len(set(brands)) == len(brands) == 3


def test_what_the_catalogue_cannot_check_is_said_once_and_filters_nothing(talk):
    decision = talk(say("recommend", wishes=[*CHEAP, want("weight", 200, "<=", text="别超过二百克")]))
    assert decision.unchecked == ["别超过二百克"]
    assert sorted(talk.shown) == ["p1", "p3", "p6"]
    assert [w.strength for w in decision.wishes if w.attribute == "weight"] == ["soft"]
    assert talk(say("more")).unchecked == []


def test_free_words_rank_and_unknown_ones_are_said(talk):
    decision = talk(say("recommend", wishes=[want("category", "耳机"), want("price", 900, "<=")], keywords="无线充电"))
    assert talk.shown[0] == "e6"
    assert talk.state.keywords == "无线充电"
    assert decision.unchecked == []
    assert talk(say("inform", wishes=[want("price", 500, "<=")], keywords="翻译功能")).unchecked == ["翻译功能"]


def test_nothing_fits_keeps_the_wishes(talk):
    decision = talk(
        say("recommend", wishes=[want("category", "电视"), want("price", 1000, "<="), want("resolution", "8K")])
    )
    assert (decision.act, decision.topic, decision.items) == ("sorry", "nothing_fits", [])
    after = talk.press(decision, [o.preference.attribute for o in decision.options].index("resolution"))
    assert after.act == "recommend"
    assert sorted(talk.shown) == ["t1", "t2"]


def test_accessories_come_from_the_graph_and_are_in_stock(talk):
    talk(say("recommend", wishes=[want("category", "手机"), want("brand", "松果"), want("price", 2000, "<=")]))
    picked = talk(say("pick", references=[Reference("ordinal", 1)]))
    place = next(i for i, o in enumerate(picked.options) if o.label.get("zh") == "看搭配")
    assert picked.options[place].count == 1  # the leather case is sold out
    decision = talk.press(picked, place)
    assert (decision.topic, talk.shown) == ("accessories", ["c1"])
    assert decision.items[0].reasons[0].kind == "graph"


def test_change_of_category_forgets_the_questions_of_the_old_one(talk):
    talk(say("recommend", wishes=[want("category", "手机")]))
    assert talk.state.asked == ["price"]
    talk(say("recommend", wishes=[want("category", "耳机")]))
    assert talk.state.asked == ["category"]  # too few earphones to ask about; budget is open again


def test_what_the_new_kind_of_goods_does_not_have_falls_aloud(talk):
    talk(say("recommend", wishes=[want("category", "手机"), want("price", 2000, "<="), want("color", "绿色")]))
    assert talk.shown == ["p11"]
    decision = talk(say("recommend", wishes=[want("category", "手机壳")]))
    assert talk.shown == ["c1"]  # there is no green one
    assert ("dropped", "color") in [(c.kind, c.preference.attribute) for c in decision.changes]
    # A budget for phones says nothing of cases, which cost a hundredth.
    assert ("dropped", "price") in [(c.kind, c.preference.attribute) for c in decision.changes]


def test_correction_of_the_category(talk):
    talk(say("recommend", wishes=[want("category", "手机")]))
    talk(say("deny", "inform", wishes=[want("category", "耳机")]))
    assert [w.value for w in talk.state.wishes if w.attribute == "category"] == ["耳机"]


def test_half_sentences_add_up(talk):
    for wish in (want("category", "手机"), want("price", 2000, "<="), want("features", "快充")):
        talk(say("inform", wishes=[wish]))
    assert sorted(talk.shown) == ["p1", "p3"]


def test_of_equals_the_one_that_differs_is_chosen(tiny):
    positions = np.array([tiny.position(i) for i in ("p3", "p4", "p5")])
    equal = Ranking(positions, np.ones(3), np.full(3, 1 / 3))
    assert [tiny.ids[p] for p in diverse(tiny, equal, 2)] == ["p3", "p5"]  # p4 is of p3's brand
    assert [tiny.ids[p] for p in diverse(tiny, equal, 2, spread=())] == ["p3", "p4"]


def test_an_attribute_of_other_goods_cannot_be_checked_here(talk):
    decision = talk(say("recommend", wishes=[*CHEAP, want("resolution", "4K", text="4K的")]))
    assert decision.act == "recommend"
    assert decision.unchecked == ["4K的"]


def test_told_again_that_nothing_fits_a_way_out_is_offered_and_at_last_a_person(talk):
    wishes = [want("category", "电视"), want("price", 1000, "<="), want("resolution", "8K")]
    said = [talk(say("recommend", wishes=wishes)), talk(say("recommend")), talk(say("recommend"))]
    assert [d.numbers["stuck"] for d in said] == [1, 2, 3]
    assert [any("handoff" in o.payload.acts for o in d.options) for d in said] == [False, False, True]
    first = said[-1].relaxations[0]
    talk(say("affirm"))
    assert talk.decisions[-1].act == "recommend"
    assert len(talk.shown) == first.count
