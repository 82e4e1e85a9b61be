"""What a person's wishes and tastes do to a list, and that it is told; widening; suggestions."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from knowledge import derive
from knowledge.expand import widen
from knowledge.hashing import HashingEmbedder
from knowledge.memory import MemoryCatalogue
from knowledge.neighbour_words import NeighbourWords, unknown_words
from knowledge.neighbours import beside
from knowledge.profiles import Profile, Remembered, Seen
from knowledge.retrieve import Retriever
from knowledge.search import search
from knowledge.settings import Settings
from knowledge.shopper import Shopper, shopper_of
from knowledge.suggest import suggest
from knowledge.types import DialogueState, Item, Link, Preference
from knowledge.view import ShopView
from tests.knowledge.tiny import ITEMS, LINKS, SHOP

TODAY = date(2026, 5, 14)
BRAND = Preference("brand", "=", "云雀", strength="soft", said_at=1)
WHITE = Preference("color", "=", "白", strength="soft", said_at=3)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> tuple[Retriever, ShopView]:
    catalogue = MemoryCatalogue(Settings(data=tmp_path_factory.mktemp("data"), embedder="hashing"))
    view = catalogue.put(SHOP, ITEMS, LINKS)
    derive.rebuild(catalogue, SHOP.name)
    return Retriever(catalogue, catalogue.settings), view


def ids(view: ShopView, candidates: list) -> list[str]:
    return [view.ids[c.position] for c in candidates]


class TestShopper:
    def test_later_words_outweigh_earlier_ones_and_the_profile(self) -> None:
        state = DialogueState(turn=7, wishes=[BRAND, WHITE])
        old = Preference("waterproof", "=", True)
        profile = Profile(wishes=[Remembered(old, "", "2026-04-14")])
        weights = {w.attribute: n for w, n in shopper_of(state, profile, TODAY).wishes}
        assert weights["color"] > weights["brand"] > weights["waterproof"] > 0
        assert weights["brand"] == pytest.approx(0.5)  # six turns ago
        assert weights["waterproof"] == pytest.approx(0.25)  # half of a half, after thirty days

    def test_what_is_settled_in_the_talk_is_not_brought_back(self) -> None:
        profile = Profile(wishes=[Remembered(BRAND, "", "2026-05-14"), Remembered(WHITE, "", "2026-05-14")])
        state = DialogueState(wishes=[Preference("brand", "=", "松果")], no_preference=["color"])
        assert [w.value for w, _ in shopper_of(state, profile, TODAY).wishes] == ["松果"]

    def test_goods_count_by_how_they_were_met(self) -> None:
        profile = Profile(items=[Seen("e1", "picked", "2026-05-14"), Seen("e2", "refused", "2026-05-14")])
        goods = shopper_of(DialogueState(shown=[["e3"]], refused=["e1"]), profile, TODAY).goods
        assert goods["e1"] < 0  # refused in this talk, whatever was before
        assert goods["e2"] < 0 < goods["e3"]

    def test_nothing_known_is_nobody(self) -> None:
        assert not shopper_of(None, None, TODAY)
        assert not shopper_of(DialogueState(), Profile(), TODAY)


class TestPersonal:
    def test_says_why_each_good_moved(self, world: tuple[Retriever, ShopView]) -> None:
        retriever, view = world
        plain = search(retriever, view, "耳机", 3)
        found = search(retriever, view, "耳机", 3, Shopper([(BRAND, 1.0)]))
        assert (plain.personal, plain.moved, plain.met) == (False, {}, {})
        assert found.personal
        assert ids(view, found.candidates)[0] == "e2" != ids(view, plain.candidates)[0]
        assert found.met == {"e2": [BRAND]}
        assert found.moved["e2"] > 0
        assert set(ids(view, found.candidates)) == set(ids(view, plain.candidates))
        for candidate in found.candidates:
            assert sum(candidate.sources.values()) == pytest.approx(candidate.score)

    def test_the_weight_moves_with_the_wishes(self, world: tuple[Retriever, ShopView]) -> None:
        retriever, view = world

        def part(weight: float) -> float:
            found = search(retriever, view, "耳机", 3, Shopper([(BRAND, weight)]))
            return next(c.sources["profile"] for c in found.candidates if view.ids[c.position] == "e2")

        assert part(2.0) > part(1.0) > part(0.1) > 0
        white_now = search(retriever, view, "耳机", 3, Shopper([(WHITE, 1.0), (BRAND, 0.1)]))
        assert ids(view, white_now.candidates)[0] == "e3"

    def test_goods_like_a_liked_one_come_forward_and_refused_ones_go_last(
        self, world: tuple[Retriever, ShopView]
    ) -> None:
        retriever, view = world
        liked = search(retriever, view, "耳机", 3, Shopper([], {"e2": 1.0}))
        assert liked.like["e2"] == "e2"
        refused = search(retriever, view, "耳机", 3, Shopper([], {"e1": -1.0}))
        assert ids(view, refused.candidates)[-1] == "e1"

    def test_wishes_that_cannot_be_checked_and_goods_that_are_gone_count_nothing(
        self, world: tuple[Retriever, ShopView]
    ) -> None:
        retriever, view = world
        nobody = Shopper([(Preference("no such", "=", "x"), 1.0)], {"gone": 1.0, "gone too": -1.0})
        found = search(retriever, view, "耳机", 3, nobody)
        assert not found.personal
        assert ids(view, found.candidates) == ids(view, search(retriever, view, "耳机", 3).candidates)

    def test_two_shoppers_never_see_each_others_list(self, world: tuple[Retriever, ShopView]) -> None:
        retriever, view = world
        a, b = Shopper([(BRAND, 1.0)]), Shopper([(WHITE, 1.0)])
        first = [ids(view, search(retriever, view, "耳机", 3, who).candidates) for who in (a, b, a, b)]
        assert first[0] == first[2] != first[1] == first[3]


class TestWidening:
    def test_goods_beside_the_best_hit_follow_it_and_say_so(self, tmp_path: Path) -> None:
        catalogue = MemoryCatalogue(Settings(data=tmp_path, embedder="hashing"))
        items = [
            Item("a", "骨传导耳机", "耳机", brand="云雀"),
            Item("b", "夹耳式音响设备", "耳机", brand="云雀"),
            *(Item(f"x{n}", f"登山杖 {n}", "户外", brand="凌峰") for n in range(5)),
        ]
        view = catalogue.put(SHOP, items, [Link("b", "same_series", "a"), Link("x1", "accessory_of", "a")])
        derive.rebuild(catalogue, SHOP.name)
        retriever = Retriever(catalogue, catalogue.settings)
        narrow = search(retriever, view, "骨传导", 5, wide=False)
        wide = search(retriever, view, "骨传导", 5)
        assert ids(view, narrow.candidates) == ["a"]
        assert ids(view, wide.candidates)[:2] == ["a", "b"]
        assert wide.widened["b"] == ("same_series", "a")
        assert "x1" not in ids(view, wide.candidates)  # an accessory is no answer

    def test_what_was_found_keeps_its_score_and_its_order(self, world: tuple[Retriever, ShopView]) -> None:
        retriever, view = world
        found = retriever.candidates(view, "耳机", np.ones(view.n_items, bool), 6, diversity=0.0)
        wider = widen(retriever, view, found, 6)
        kept = [c for c in wider.candidates if view.ids[c.position] not in wider.because]
        assert kept == found[: len(kept)]
        assert widen(retriever, view, [], 6).candidates == []

    def test_neighbours_are_inside_the_mask_and_never_the_item(self, world: tuple[Retriever, ShopView]) -> None:
        retriever, view = world
        mask = np.array([i.category == "耳机" for i in ITEMS])
        near = beside(retriever, view, "e1", mask, 5)
        assert near
        assert {view.ids[n.position] for n in near} <= {"e2", "e3"}
        assert [n.strength for n in near] == sorted((n.strength for n in near), reverse=True)
        assert beside(retriever, view, "gone", mask, 5) == []

    def test_a_word_that_the_shop_does_not_know_is_widened(self) -> None:
        words = NeighbourWords({"蓝牙耳机": 5, "登山杖": 3, "电饭煲": 2}, HashingEmbedder())
        assert words.of("蓝牙耳机子") == ["蓝牙耳机"]
        assert words.of("羽绒服") == []
        assert NeighbourWords({}, HashingEmbedder()).of("耳机") == []
        assert unknown_words("红色 耳机 15寸", {"耳机": 1}) == ["红色"]


class TestSuggestions:
    @pytest.mark.parametrize(
        ("typed", "offer"), [("手机", "手机壳"), ("shouj", "手机"), ("云雀 er", "云雀 耳机"), ("", "耳机")]
    )
    def test_completes_words_and_half_typed_pinyin(
        self, world: tuple[Retriever, ShopView], typed: str, offer: str
    ) -> None:
        retriever, view = world
        offers = suggest(typed, view, retriever.vocabulary(view))
        assert offer in offers
        assert typed not in offers
        assert len(offers) <= 5

    def test_offers_nothing_for_nonsense_or_without_an_index(self, world: tuple[Retriever, ShopView]) -> None:
        retriever, view = world
        assert suggest("zzqx", view, retriever.vocabulary(view)) == []
        assert suggest("手", view, None) == []
