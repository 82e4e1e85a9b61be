"""A picture beside the words: its colours are a wish, it recognises nothing, and words win."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.guide import Guide
from knowledge.types import Colour, DialogueState, Reference, from_json, to_json
from tests.knowledge.guide.world import SHOP, OneShop, Question, WordFinder, say, view, want

BLACK = [Colour("#1f2020", 0.9)]
GREEN = [Colour("#1f3d2b", 0.9)]
RED = [Colour("#b3202c", 0.9)]


class Pictures:
    """Goods whose pictures are alike as the test says."""

    def __init__(self, alike: dict[str, float]) -> None:
        self.alike = alike

    def likeness(self, view, positions, colours):
        assert colours
        return {p: self.alike[view.ids[p]] for p in positions if view.ids[p] in self.alike}


class Talk:
    def __init__(self, tiny, pictures=None) -> None:
        self.guide = Guide(OneShop(tiny), WordFinder(), pictures=pictures)
        self.state = DialogueState()

    def __call__(self, said, picture=(), page_item=None, action=""):
        self.state, decision = self.guide.take(action, self.state, said, "tiny", page_item, picture=picture)
        self.state = from_json(DialogueState, to_json(self.state))
        return decision


@pytest.fixture
def talk(tiny):
    return Talk(tiny)


def colours(decision):
    return [s.item.attributes.get("color") for s in decision.items]


def test_a_picture_alone_asks_for_the_kind_and_keeps_its_colour(talk):
    decision = talk(say("recommend", text="[图片]", source="payload"), BLACK)
    assert (decision.act, decision.topic, decision.attribute) == ("ask", "category", "category")
    assert decision.options
    assert (decision.looked.attribute, decision.looked.values, decision.looked.used) == ("color", ["黑色"], True)
    assert decision.changes == [], "the colour is told with the picture, not once more"
    decision = talk(say("inform", wishes=[want("category", "手机")]))
    assert colours(decision) == ["黑色"] * 3
    assert decision.looked is None


def test_a_caption_gives_the_kind_and_like_this_means_the_picture(talk):
    said = say("critique", "inform", text="类似这样的手机", wishes=[want("category", "手机")], keywords="类似",
               references=[Reference("focus", text="这样")])  # fmt: skip
    decision = talk(said, GREEN, action="action_chat")
    assert decision.act == "recommend"
    assert colours(decision)[:2] == ["绿色", "绿色"]
    assert decision.looked.n_alike == 2
    assert not decision.unchecked, "similar is no word that the catalogue must know"


def test_what_is_asked_of_the_thing_in_the_picture_shows_goods(talk):
    said = say("ask_attribute", text="这个手机多少钱", wishes=[want("category", "手机")], questions=[Question("price")],
               references=[Reference("focus")])  # fmt: skip
    assert talk(said, BLACK).act == "recommend"


def test_a_colour_ranks_and_never_rules_out(talk):
    decision = talk(say("inform", wishes=[want("category", "手机"), want("price", 700, "<=")]), BLACK)
    assert colours(decision) == ["蓝色"]
    assert decision.looked.n_alike == 0


def test_the_words_own_colour_wins(talk):
    said = say("inform", wishes=[want("category", "手机"), want("color", "白色")])
    assert colours(talk(said, BLACK)) == ["白色"] * 3
    assert talk.state.picture == []


def test_another_colour_later_or_none_ends_the_pictures_part(talk):
    talk(say("inform", wishes=[want("category", "手机")]), BLACK)
    assert talk.state.picture
    talk(say("inform", wishes=[want("battery", 5000, ">=")]))
    assert talk.state.picture
    assert colours(talk(say("inform", wishes=[want("color", "白色")])))[0] == "白色"
    assert talk.state.picture == []
    talk(say("recommend"), BLACK)
    talk(say("no_preference", dropped=["color"]))
    assert talk.state.picture == []
    talk(say("recommend"), BLACK)
    talk(say("start_over"))
    assert talk.state.picture == []


@pytest.mark.parametrize("act", ["complain", "order", "handoff", "ask_policy"])
def test_what_colours_do_not_answer_goes_its_own_way(talk, act):
    decision = talk(say(act, text="收到就碎了"), BLACK)
    assert decision.act != "recommend"
    assert decision.looked.used is False
    assert talk.state.picture == []
    assert not talk.state.wishes


def test_the_kind_of_the_page_in_view_is_meant(talk):
    decision = talk(say("recommend", source="payload"), BLACK, page_item="p4")
    assert decision.act == "recommend"
    assert {s.item.category for s in decision.items} == {"手机"}


def test_a_colour_that_the_shop_has_no_word_for_is_no_wish(tiny):
    talk = Talk(tiny)
    decision = talk(say("inform", wishes=[want("category", "手机")]), RED)
    assert decision.looked.values == []
    assert not decision.looked.by_pictures
    assert [w.attribute for w in talk.state.wishes] == ["category"]


def test_goods_whose_own_pictures_are_alike_come_first(tiny):
    talk = Talk(tiny, Pictures({"p11": 1.0, "p7": 0.9}))
    decision = talk(say("inform", wishes=[want("category", "手机")]), RED)
    assert [s.item.item_id for s in decision.items][:2] == ["p11", "p7"]
    assert decision.looked.by_pictures


def test_a_shop_without_colours_says_so():
    bare = view(replace(SHOP, attributes=[a for a in SHOP.attributes if a.key != "color"]))
    decision = Talk(bare)(say("inform", wishes=[want("category", "手机")]), BLACK)
    assert decision.act == "recommend"
    assert (decision.looked.attribute, decision.looked.values) == ("", [])
