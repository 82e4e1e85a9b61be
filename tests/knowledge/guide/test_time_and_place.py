"""The season and the place of the talk count, are said as a reason once, and stand on record with the rest."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from knowledge.guide import Guide, place
from knowledge.types import Attribute, Category, DialogueState, Item, Shop
from tests.knowledge.guide.world import OneShop, WordFinder, say, view, want

WINTER = date(2026, 1, 5)
A = Attribute
SHOP = Shop(
    "tiny", {"zh": "小城"}, "zh", "CNY", [Category("酒店"), Category("景点"), Category("外套")],
    [A("area", "category", {"zh": ["城区"], "en": ["district"]}, askable=True, values={"东城": [], "西城": []}),
     A("season", "tags", {"zh": ["季节"]}, values={"冬": ["winter"], "夏": ["summer"], "秋冬": []})],
)  # fmt: skip
ITEMS = [
    Item("h1", "东城酒店", "酒店", price=400, attributes={"area": "东城"}),
    Item("h2", "西城酒店", "酒店", price=300, attributes={"area": "西城"}),
    *(Item(f"s{n}", f"景点{n}", "景点", price=10.0 * n, attributes={"area": "东城" if n in (5, 6) else "西城"})
      for n in range(1, 9)),
    *(Item(f"c{n}", f"外套{n}", "外套", price=100.0 * n, attributes={"season": ["夏"] if n < 7 else ["秋冬"]})
      for n in range(1, 9)),
]  # fmt: skip


@pytest.fixture(scope="module")
def town():
    return replace(view(SHOP, ITEMS), relations=("near",), link_offsets=np.zeros(len(ITEMS) + 1, dtype=np.int64))


@pytest.fixture
def talk(town):
    guide, state = Guide(OneShop(town), WordFinder()), [DialogueState()]  # type: ignore[arg-type]

    def turn(said, today=WINTER):
        state[0], decision = guide.take("", state[0], said, "tiny", None, None, today)
        return decision

    return turn


def kinds(decision, at=0):
    return {r.kind: r.value for r in decision.items[at].reasons}


def test_goods_for_the_season_lead_and_it_is_said_once(talk):
    coats = say("recommend", wishes=[want("category", "外套")])
    first = talk(coats)
    assert {s.item.item_id for s in first.items[:2]} == {"c7", "c8"}
    assert kinds(first)["season"] == "秋冬"
    assert first.numbers["season"] == 4.0
    again = talk(say("inform", wishes=[want("price", 700, ">=")]))
    assert "season" in kinds(again)
    assert "season" not in again.numbers


def test_who_names_a_season_is_not_told_the_time_of_the_year(talk):
    shown = talk(say("recommend", wishes=[want("category", "外套"), want("season", "夏", text="夏天的")]))
    assert all(s.item.value("season") == ["夏"] for s in shown.items)
    assert "season" not in shown.numbers


def test_without_a_day_no_season_counts(talk):
    shown = talk(say("recommend", wishes=[want("category", "外套")]), None)
    assert "season" not in shown.numbers
    assert "season" not in kinds(shown)


def test_where_nothing_is_known_to_lie_near_the_same_district_is_offered_and_leads(talk, town):
    talk(say("recommend", wishes=[want("category", "酒店"), want("area", "东城")]))
    near = talk(say("recommend", wishes=[want("category", "景点"), want("near", "东城酒店")]))
    assert near.topic == "nothing_fits"
    offered = near.relaxations[0]
    assert (offered.instead.attribute, offered.instead.value, offered.count) == ("area", "东城", 2)
    assert near.options[0].preference == offered.instead
    shown = talk(say("inform", wishes=[want("price", 80, "<=")]))
    assert {s.item.item_id for s in shown.items[:2]} == {"s5", "s6"}
    assert kinds(shown)["place"] == "东城"
    assert shown.numbers["place"] == 1.0
    assert shown.attribute != "area"  # where the talk is need not be asked


def test_a_district_wished_for_is_no_reason_of_the_place(town):
    state = DialogueState(place="h1", wishes=[want("area", "西城")])
    assert place.leanings(town, state) == []
    assert [w.value for w in place.leanings(town, DialogueState(place="h1"))] == ["东城"]
    assert place.district(replace(SHOP, attributes=SHOP.attributes[1:])) is None


def test_the_terms_on_record_add_up_to_the_order_of_the_goods(talk):
    shown = talk(say("recommend", wishes=[want("category", "外套"), want("price", 650, ">=", strength="soft")]))
    ids = [s.item.item_id for s in shown.items]
    sums = {i: sum(v for k, v in shown.numbers.items() if k.startswith("term.") and k.endswith(f".{i}")) for i in ids}
    assert shown.numbers[f"term.season.{ids[0]}"] > 0
    by_place = sorted(ids, key=lambda i: shown.numbers[f"place.{i}"])
    assert by_place == sorted(ids, key=lambda i: -sums[i])
    assert len({k.split(".")[1] for k in shown.numbers if k.startswith("term.")}) >= 3


def test_the_same_district_is_offered_where_nothing_near_has_all_that_is_wished_for(town):
    offsets = np.zeros(len(ITEMS) + 1, dtype=np.int64)
    offsets[1:] = 1  # only 景点1 is near the first hotel
    others = np.array([town.position("s1")], dtype=np.int32)
    linked = replace(town, link_offsets=offsets, link_relations=np.zeros(1, np.int32), link_others=others)
    guide, state = Guide(OneShop(linked), WordFinder()), DialogueState()  # type: ignore[arg-type]
    near = [want("category", "景点"), want("near", "东城酒店"), want("price", 40, ">=")]
    state, decision = guide.take("", state, say("recommend", wishes=near), "tiny")
    way = decision.relaxations[0]
    assert (way.instead.value, way.count) == ("东城", 2)
    pressed = decision.options[0].payload
    said = say("inform", wishes=pressed.wishes, dropped=pressed.dropped, source="payload")
    state, decision = guide.take("", state, said, "tiny")
    assert {s.item.item_id for s in decision.items} == {"s5", "s6"}


def test_a_new_shopper_may_come_in_by_kinds_or_by_picking_among_what_is_popular(talk):
    greeted = talk(say("greet"))
    kinds, popular = greeted.options[:-1], greeted.options[-1]
    assert {o.preference.value for o in kinds} == {"酒店", "景点", "外套"}
    shown = talk(say(*popular.payload.acts, source="payload"))
    assert (shown.topic, len(shown.items)) == ("popular", 3)
    assert shown.numbers["season"] == 4.0
    picked = shown.options[0].payload
    alike = talk(say(*picked.acts, references=picked.references, source="payload"))
    assert (alike.topic, alike.act) == ("alike", "recommend")
    assert alike.items[0].item.category == shown.items[0].item.category
