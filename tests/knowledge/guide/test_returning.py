"""A shopper who comes back: consent, what is taken up again, what is not shown again, what is told and forgotten."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import pytest

from knowledge.guide import Guide
from knowledge.profiles import Profile, Remembered, Seen
from knowledge.profiles.learning import learn
from knowledge.types import Decision, DialogueState, Question, Reference, Understanding, from_json, to_json
from tests.knowledge.guide.world import OneShop, WordFinder, say, view, want

DAY = date(2026, 5, 16)
EARLIER = "2026-05-14"


@dataclass
class Visit:
    """A talk of a shopper with a profile, which learns from each turn as the action server lets it."""

    guide: Guide
    profile: Profile | None = None
    state: DialogueState = field(default_factory=DialogueState)

    def __call__(self, said: Understanding) -> Decision:
        before = self.state
        self.state, decision = self.guide.take("", before, said, "tiny", None, self.profile, DAY)
        if self.profile is not None:
            learnt = learn(self.profile, before, self.state, decision, DAY)
            self.profile = from_json(Profile, to_json(learnt))
        return decision


@pytest.fixture
def visit():
    guide = Guide(OneShop(view()), WordFinder())  # type: ignore[arg-type]
    return lambda profile=None: Visit(guide, profile)


def known(*wishes, items=()) -> Profile:
    return Profile("yes", EARLIER, [Remembered(w, "手机", EARLIER) for w in wishes], list(items))


def ids(decision: Decision) -> list[str]:
    return [s.item.item_id for s in decision.items]


def privacy(kind: str) -> Understanding:
    return say("privacy", questions=[Question(f"privacy:{kind}")])


def test_consent_is_asked_once_and_only_where_it_can_be_kept(visit):
    for profile, asks in ((None, False), (Profile(), True)):
        talk = visit(profile)
        talk(say("recommend", wishes=[want("category", "手机")]))
        first = talk(say("wishlist", references=[Reference("ordinal", 1.0)]))
        assert bool(first.numbers.get("asks_consent")) == asks
        assert not talk(say("wishlist", references=[Reference("ordinal", 2.0)])).numbers.get("asks_consent")


def test_a_bare_yes_to_the_question_agrees(visit):
    talk = visit(Profile())
    talk(say("recommend", wishes=[want("category", "手机"), want("price", 2000, "<=")]))
    talk(say("wishlist", references=[Reference("ordinal", 1.0)]))
    assert talk(say("affirm")).topic == "privacy_agreed"
    assert talk.profile.agreed
    assert [r.wish.attribute for r in talk.profile.wishes] == ["price"]


def test_wishes_of_last_time_rank_and_are_said_back(visit):
    talk = visit(known(want("color", "白色"), want("brand", "云雀", polarity="against")))
    decision = talk(say("recommend", wishes=[want("category", "手机")]))
    recalled = {c.preference.attribute: c.preference for c in decision.changes if c.kind == "recalled"}
    assert recalled["color"].strength == "soft"
    assert recalled["brand"].polarity == "against"
    assert decision.items[0].item.value("color") == "白色"
    assert all(s.item.brand != "云雀" for s in decision.items)
    assert not [c for c in talk(say("more")).changes if c.kind == "recalled"]  # once


def test_what_is_said_now_wins_over_what_was_said_then(visit):
    talk = visit(known(want("color", "白色")))
    decision = talk(say("recommend", wishes=[want("category", "手机"), want("color", "黑色")]))
    assert not [c for c in decision.changes if c.kind == "recalled"]
    assert {s.item.value("color") for s in decision.items} == {"黑色"}
    assert [r.wish.value for r in talk.profile.wishes if r.wish.attribute == "color"] == ["黑色"]


def test_what_was_bought_or_refused_comes_again_only_where_nothing_else_fits(visit):
    gone = [Seen("p5", "picked", EARLIER), Seen("p8", "refused", EARLIER)]
    white = [want("category", "手机"), want("color", "白色")]
    assert ids(visit(known(items=gone))(say("recommend", wishes=white))) == ["p2"]
    all_gone = [*gone, Seen("p2", "refused", EARLIER)]
    assert set(ids(visit(known(items=all_gone))(say("recommend", wishes=white)))) == {"p2", "p5", "p8"}


def test_goods_of_last_time_can_be_pointed_at_with_what_changed(visit):
    talk = visit(known(want("price", 2000, "<="), items=[Seen("p2", "looked", EARLIER, 1499.0)]))
    that_phone = Reference("value", "手机", attribute="category")
    decision = talk(say("ask_attribute", references=[that_phone], questions=[Question("stock")]))
    assert ids(decision) == ["p2"]
    assert decision.numbers["cheaper_by"] == 100.0
    assert [c.preference.attribute for c in decision.changes if c.kind == "recalled"] == ["price"]


def test_who_agreed_is_greeted_with_what_they_looked_at(visit):
    seen = known(items=[Seen("p2", "looked", EARLIER, 1399.0)])
    assert ids(visit(seen)(say("greet"))) == ["p2"]
    assert visit(Profile("no", EARLIER))(say("greet")).topic == "greet"


def test_what_is_kept_is_told_each_wish_removable_and_a_changed_wish_is_used(visit):
    talk = visit(known(want("price", 2000, "<="), want("color", "白色")))
    talk(say("recommend", wishes=[want("category", "手机")]))
    told = talk(say("privacy", "inform", wishes=[want("color", "黑色")], questions=[Question("privacy:show")]))
    assert told.topic == "privacy_shown"
    assert told.numbers["day"] == 14.0
    assert {s.item.value("color") for s in told.items} == {"黑色"}
    offered = {o.preference.attribute: o.preference.value for o in told.options if o.preference}
    assert offered == {"color": "黑色", "price": 2000.0}


def test_a_tap_forgets_a_wish_that_stands_in_the_profile_alone(visit):
    talk = visit(known(want("color", "白色")))
    talk(say("retract", wishes=[want("color", "白色")]))
    assert talk.profile.wishes == []


def test_forgetting_leaves_nothing_and_is_not_asked_about_again(visit):
    talk = visit(known(want("price", 2000, "<="), items=[Seen("p2", "looked", EARLIER)]))
    talk(say("recommend", wishes=[want("category", "手机")]))
    assert talk(privacy("forget")).topic == "privacy_forgotten"
    assert talk.profile == Profile("no", DAY.isoformat())
    assert talk.state.wishes == []
    assert talk.state.shown == []
    assert not talk(say("bye")).numbers.get("asks_consent")


def test_taste_of_earlier_talks_leads_where_nothing_was_said(visit):
    seen = [Seen(i, "picked", EARLIER) for i in ("p9", "p10")]
    plain = ids(visit(Profile("yes", EARLIER))(say("recommend", wishes=[want("category", "手机")])))
    assert "p9" not in plain
    assert "p10" not in plain
    gamer = Profile("yes", EARLIER, [], [*seen, Seen("p4", "looked", EARLIER)])
    talk = visit(gamer)
    decision = talk(say("recommend", wishes=[want("category", "手机"), want("price", 2400, ">=")]))
    assert decision.items  # what was picked is not shown again while others fit
    assert not set(ids(decision)) & {"p9", "p10"}


def test_what_others_chose_for_the_same_leads_and_is_named(visit):
    guide = visit().guide
    said = say("recommend", wishes=[want("category", "手机")])
    _, plain = guide.take("", DialogueState(), said, "tiny", None, None, DAY)
    other = next(i for i in ("p10", "p11", "p7") if i not in ids(plain))
    _, led = guide.take("", DialogueState(), said, "tiny", None, None, DAY, {other: 5})
    assert ids(led)[0] == other
    assert led.numbers["peers"] == 5.0
    assert "peers" not in plain.numbers


def test_an_attribute_forgotten_by_name_is_forgotten_and_said(visit):
    talk = visit(known(want("price", 2000, "<="), want("color", "白色")))
    told = talk(say("retract", dropped=["price"]))
    assert [c.preference.attribute for c in told.changes if c.kind == "dropped"] == ["price"]
    assert [r.wish.attribute for r in talk.profile.wishes] == ["color"]


def test_for_whom_was_bought_holds_for_goods_of_the_same_branch():
    from dataclasses import replace as with_

    from knowledge.types import Attribute
    from tests.knowledge.guide.world import ITEMS, SHOP

    gender = Attribute("gender", "category", {"zh": ["性别"]}, values={"男款": [], "女款": []})
    shop = with_(SHOP, attributes=[*SHOP.attributes, gender])
    items = [with_(i, attributes={**i.attributes, "gender": "女款" if n % 2 else "男款"}) for n, i in enumerate(ITEMS)]
    guide = Guide(OneShop(view(shop, items)), WordFinder())  # type: ignore[arg-type]
    women = Profile("yes", EARLIER, [Remembered(want("gender", "女款"), "手机", EARLIER)])
    for kind, recalled in (("耳机", ["gender"]), ("电视", [])):
        decision = Visit(guide, women)(say("recommend", wishes=[want("category", kind)]))
        assert [c.preference.attribute for c in decision.changes if c.kind == "recalled"] == recalled
