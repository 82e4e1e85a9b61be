"""Who complained of a thing and buys it anew need not say again what it was."""

from __future__ import annotations

import pytest

from tests.knowledge.guide.world import say, want

BROKEN = say("complain", text="上周买的电视现在不亮了！")


def test_the_thing_complained_of_is_what_is_bought_anew(talk):
    talk(BROKEN, "action_hand_off")
    talk(say("deny", text="先不用"))
    talk(say("recommend", text="我要重新买一台"))
    assert talk.state.wishes[0].value == "电视"


@pytest.mark.parametrize(("text", "wishes"), [("推荐点什么", []), ("重新买个手机", [want("category", "手机")])])
def test_other_things_are_not_taken_for_it(talk, text, wishes):
    talk(BROKEN, "action_hand_off")
    talk(say("recommend", text=text, wishes=wishes))
    assert "电视" not in [w.value for w in talk.state.wishes]


def test_a_thing_that_nobody_named_is_not_guessed(talk):
    talk(say("complain", text="你们什么破店"), "action_hand_off")
    talk(say("recommend", text="我要重新买一台"))
    assert talk.state.wishes == []
