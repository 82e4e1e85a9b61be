"""Whatever is said, in whatever order: what the guide promises holds in every decision."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from knowledge.guide import Guide
from knowledge.guide.meeting import meets
from knowledge.types import (
    Ambiguity,
    Critique,
    Decision,
    DialogueState,
    Question,
    Reference,
    Understanding,
    Unknown,
    UserAct,
    from_json,
    to_json,
)
from tests.knowledge.guide.conftest import Talk
from tests.knowledge.guide.world import ITEMS, OneShop, WordFinder, say, view, want

WISHES = st.sampled_from(
    [want("category", c) for c in ("手机", "耳机", "电视", "数码", "手机壳")]
    + [want("price", p, o) for p in (500, 1000, 2000, 1500.5) for o in ("<", "<=", ">", ">=", "~")]
    + [want("brand", b, polarity=p) for b in ("凌峰", "云雀", "松果") for p in ("for", "against")]
    + [want("color", c, polarity=p) for c in ("黑色", "白色") for p in ("for", "against")]
    + [want("brand", ["凌峰", "云雀"], "in"), want("screen", 6.7, ">=", strength="soft"), want("screen", 60, ">=")]
    + [want("features", f) for f in ("大字体", "快充", "拍照")]
    + [want("nfc", True), want("nfc", False), want("weight", 200, "<="), want("price", "cheap", "<=")]
    + [want("text", "快充", "contains", strength="soft")]
)
CRITIQUES = st.builds(
    Critique,
    st.sampled_from(["price", "screen", "brand", "color", "waterproof", "nothing"]),
    st.sampled_from([-1, 0, 1]),
    st.sampled_from([None, 100.0]),
)
REFERENCES = st.one_of(
    st.builds(Reference, st.just("ordinal"), st.sampled_from([1, 2, 3, -1, 9])),
    st.builds(Reference, st.just("item"), st.sampled_from(["p1", "e2", "p12", "gone"])),
    st.builds(Reference, st.sampled_from(["focus", "all", "page"])),
    st.builds(
        Reference,
        st.just("superlative"),
        st.sampled_from(["price", "screen", "nothing"]),
        direction=st.sampled_from([-1, 1]),
    ),
    st.builds(Reference, st.just("value"), st.sampled_from(["黑色", "云雀"]), st.sampled_from(["color", "brand"])),
)
QUESTIONS = st.builds(
    Question,
    st.sampled_from(
        ["waterproof", "nfc", "brand", "price", "reviews", "stock", "url", "policy:returns", "accessories", ""]
    ),
    st.sampled_from([None, True, "黑色", 5000]),
    st.sampled_from(["", "支持无线充电不", "会卡吗"]),
)
UNDERSTOOD = st.builds(
    Understanding,
    st.just("…"),
    st.sampled_from(["zh", "en"]),
    st.lists(st.sampled_from(UserAct.ALL), min_size=1, max_size=2, unique=True).map(lambda a: say(*a).acts),
    st.lists(WISHES, max_size=3),
    st.lists(st.sampled_from(["price", "brand", "*", "nothing"]), max_size=1),
    st.lists(CRITIQUES, max_size=2),
    st.lists(REFERENCES, max_size=2),
    st.lists(QUESTIONS, max_size=2),
    st.lists(st.builds(Unknown, st.sampled_from(["category", "brand", "value"]), st.just("帐篷")), max_size=1),
    st.lists(st.builds(Ambiguity, st.just("大"), st.lists(WISHES, min_size=2, max_size=2)), max_size=1),
    st.sampled_from(["", "快充", "嗯嗯"]),
    st.sampled_from([0.0, -0.9]),
)
TINY = view()
PRICES = TINY.column("price")


# Without shrinking: a failing conversation is short enough to read, and shrinking it takes minutes.
@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    report_multiple_bugs=False,
)
@given(st.lists(UNDERSTOOD, min_size=1, max_size=8), st.sampled_from([None, "p2", "gone"]))
def test_promises_hold_in_any_conversation(turns, page_item):
    talk = Talk(Guide(OneShop(TINY), WordFinder()), page_item=page_item)  # type: ignore[arg-type]
    for said in turns:
        asked_before = list(talk.state.asked)
        decision = talk(said)
        assert from_json(Decision, to_json(decision)) == decision
        check_cards(decision, talk.state)
        check_options(decision)
        if decision.act == "ask" and decision.attribute and "category" not in talk.state.asked[: len(asked_before)]:
            assert decision.attribute not in asked_before
        assert talk.state.turn == len(talk.decisions)
        assert all(w.said_at >= 1 for w in talk.state.wishes)


def check_cards(decision: Decision, state: DialogueState) -> None:
    """Goods that the guide chose itself meet every hard wish, were not refused and are in stock."""
    positions = [TINY.position(s.item.item_id) for s in decision.items]
    assert all(p is not None for p in positions)
    assert len(decision.items) <= 5 or decision.topic == "wishlist_shown"
    if decision.act != "recommend":
        return
    assert decision.items
    for shown, position in zip(decision.items, positions, strict=True):
        assert shown.item.item_id not in state.refused
        assert TINY.in_stock[position]
        if decision.topic != "accessories":
            for wish in decision.wishes:
                assert wish.strength == "soft" or meets(TINY, wish)[position], (shown.item, wish)
        for reason in shown.reasons:
            if reason.kind in ("wish", "fact"):
                value = TINY.column(reason.attribute).value(position)
                assert set(reason.value) <= set(value) if isinstance(value, list) else reason.value == value
            if reason.kind == "wish":
                assert reason.preference is not None
                assert meets(TINY, reason.preference)[position]
            if reason.kind == "extreme":
                others = [TINY.column(reason.attribute).value(p) for p in positions if p != position]
                assert all(reason.direction * (reason.value - other) > 0 for other in others)


def check_options(decision: Decision) -> None:
    """A wish that is offered with a count leaves exactly so many; nothing offered leaves none."""
    for option in decision.options:
        assert option.payload.acts
        assert option.count is None or option.count > 0
    for relaxation in decision.relaxations:
        hard = [w for w in decision.wishes if w.strength == "hard" and w != relaxation.wish]
        wishes = [*hard, *([relaxation.instead] if relaxation.instead else [])]
        fits = np.logical_and.reduce([meets(TINY, w) for w in wishes] or [TINY.in_stock])
        assert relaxation.count <= int(np.count_nonzero(fits & TINY.in_stock))


def test_counts_of_options_are_what_pressing_leaves(talk):
    asked = talk(say("recommend", wishes=[want("category", "手机"), want("brand", "凌峰", polarity="against")]))
    assert (asked.act, asked.topic, asked.attribute) == ("ask", "attribute", "price")
    for place, option in enumerate(asked.options[:-1]):
        other = Talk(talk.guide, talk.state)
        assert other.press(asked, place).n_matching == option.count


def test_two_shoppers_share_nothing(tiny):
    guide = Guide(OneShop(tiny), WordFinder())  # type: ignore[arg-type]
    one, two = Talk(guide), Talk(guide)
    one(say("recommend", wishes=[want("category", "手机")]))
    two(say("recommend", wishes=[want("category", "耳机")]))
    one(say("inform", wishes=[want("price", 2000, "<=")]))
    assert [w.attribute for w in two.state.wishes] == ["category"]
    assert two.state.turn == 1


def test_same_state_same_decision(tiny):
    guide = Guide(OneShop(tiny), WordFinder())  # type: ignore[arg-type]
    said = say("recommend", wishes=[want("category", "手机"), want("price", 2000, "<="), want("features", "大字体")])
    assert guide.take("", DialogueState(), said, "tiny") == guide.take("", DialogueState(), said, "tiny")


@pytest.mark.parametrize("item", ITEMS, ids=lambda i: i.item_id)
def test_the_tiny_world_states_its_own_facts(item):
    assert TINY.item(item.item_id).value("price") == item.price
