"""The template user of CrossWOZ: what constraints mean, what counts as told, sentences, the course of a goal."""

from __future__ import annotations

import random
from typing import Any

import pytest

from bot.simulate.crosswoz.goals import Goal, SubGoal, parts
from bot.simulate.crosswoz.places import NEAR, Places, answered
from bot.simulate.crosswoz.run import Outcome, causes, figures
from bot.simulate.crosswoz.sentences import Act, Sentences
from bot.simulate.crosswoz.shopper import Errand, GoalShopper

PLACES = Places({
    "云雀酒店": {"领域": "酒店", "价格": 350, "评分": 4.6, "酒店类型": "经济型",
             "酒店设施": ["早餐服务"], "电话": "010-1234", "地铁": "东门地铁站A口", "周边景点": ["松果公园"]},
    "松果公园": {"领域": "景点", "门票": 0, "评分": None, "游玩时间": "1小时 - 2小时", "电话": None,
             "地铁": "西门地铁站B口", "周边酒店": ["云雀酒店"]},
    "墨格餐馆": {"领域": "餐馆", "人均消费": 88, "评分": 5.0, "推荐菜": ["烤鸭", "豆汁"],
             "营业时间": "周一至周日 10:00-22:00"},
})  # fmt: skip
SENTENCES = Sentences(
    {
        "Inform+酒店+评分*Request+酒店+名称": [
            "找个评分[Inform+酒店+评分]的酒店",
            "找个经济型的酒店，评分[Inform+酒店+评分]",
            "在附近找个评分[Inform+酒店+评分]的酒店",
        ],
        "Inform+酒店+评分": ["评分要[Inform+酒店+评分]"],
        "General+greet+none*Inform+酒店+评分*Request+酒店+名称": ["你好，找个评分[Inform+酒店+评分]的酒店"],
        "Inform+酒店+名称*Request+酒店+电话": ["[Inform+酒店+名称]的电话是多少"],
        "Request+酒店+名称": ["找个酒店"],
        "Request+酒店+电话": ["电话呢"],
        "Inform+酒店+酒店设施+是*Inform+酒店+酒店设施+是": ["要[Inform+酒店+酒店设施+是1]和[Inform+酒店+酒店设施+是2]"],
        "Inform+酒店+名称*Request+酒店+周边景点": ["[Inform+酒店+名称]周边有什么景点"],
    },
    {"经济型"},
)


def reply(act: str, text: str = "", *titles: str) -> dict[str, Any]:
    return {"act": act, "text": text, "items": [{"title": t} for t in titles], "quick_replies": []}


@pytest.mark.parametrize(
    ("name", "slot", "value", "met"),
    [
        ("云雀酒店", "价格", "300-400元", True),
        ("云雀酒店", "价格", "400-500元", False),
        ("云雀酒店", "价格", "1000元以上", False),
        ("云雀酒店", "评分", "4.5分以上", True),
        ("云雀酒店", "评分", "5分", False),
        ("云雀酒店", "酒店设施-早餐服务", "是", True),
        ("云雀酒店", "酒店设施-桑拿", "是", False),
        ("松果公园", "门票", "免费", True),
        ("松果公园", "门票", "20元以下", True),
        ("松果公园", "门票", "不免费", False),
        ("松果公园", "评分", "4分以上", False),
        ("松果公园", "游玩时间", "1小时", True),
        ("松果公园", NEAR, "云雀酒店", True),
        ("墨格餐馆", "推荐菜", ["烤鸭", "豆汁"], True),
        ("墨格餐馆", "推荐菜", "烤鸭 肘子", False),
    ],
)
def test_what_constraints_mean(name: str, slot: str, value: Any, met: bool) -> None:
    assert PLACES.meets(name, slot, value) is met


@pytest.mark.parametrize(
    ("text", "value", "told"),
    [
        ("营业时间是周一至周日 10：00–22：00。", "周一至周日 10:00-22:00", True),
        ("营业时间是周一至周日 10:00…", "周一至周日 10:00-22:00", False),
        ("1,354元一晚", 1354, True),
        ("354元一晚", 1354, False),
        ("免费", 0, True),
        ("招牌是烤鸭", ["烤鸭", "豆汁"], True),
        ("资料里没有写", None, True),
        ("电话是010-1", None, False),
    ],
)
def test_what_counts_as_told(text: str, value: Any, told: bool) -> None:
    assert answered(text, value) is told


def test_a_template_that_kept_a_value_is_not_spoken() -> None:
    acts = [Act("Inform+酒店+评分", "4.5分以上"), Act("Request+酒店+名称")]
    assert {SENTENCES.say(acts, random.Random(n)) for n in range(20)} == {"找个评分4.5分以上的酒店"}


def test_acts_without_a_template_of_their_own_are_said_one_after_the_other() -> None:
    acts = [Act("Inform+酒店+评分", "5分"), Act("Request+酒店+电话")]
    assert SENTENCES.say(acts, random.Random(0)) == "评分要5分电话呢"
    both = [Act("Inform+酒店+酒店设施+是", "桑拿"), Act("Inform+酒店+酒店设施+是", "暖气")]
    assert SENTENCES.say(both, random.Random(0)) == "要桑拿和暖气"


def test_goals_are_gathered_into_errands() -> None:
    rows = [
        [1, "酒店", "评分", "4.5分以上", False], [1, "酒店", "名称", "", False], [1, "酒店", "周边景点", [], False],
        [2, "景点", "名称", "出现在id=1的周边景点里", False], [2, "景点", "电话", "", False],
        [3, "地铁", "出发地", "id=1", False], [3, "地铁", "目的地", "id=2", False],
        [3, "地铁", "出发地附近地铁站", "", False],
    ]  # fmt: skip
    assert parts(rows) == [
        SubGoal(1, "酒店", {"评分": "4.5分以上"}, None, (), ("名称", "周边景点")),
        SubGoal(2, "景点", {}, 1, (), ("电话",)),
        SubGoal(3, "地铁", {}, None, (1, 2), ("出发地附近地铁站",)),
    ]


def shopper(*errands: SubGoal) -> GoalShopper:
    return GoalShopper(Goal("g", "单领域", list(errands)), PLACES, SENTENCES, 1)


HOTEL = SubGoal(1, "酒店", {"评分": "4.5分以上"}, None, (), ("名称", "电话"))


def test_a_goal_is_finished_when_a_fitting_place_was_shown_and_told_of() -> None:
    by = shopper(HOTEL)
    assert by.next(None) == "你好，找个评分4.5分以上的酒店"
    assert by.next(reply("recommend", "这家", "云雀酒店")) == "云雀酒店的电话是多少"
    assert by.next(reply("answer", "010-1234")) is None
    assert by.finished


@pytest.mark.parametrize(
    ("replies", "why"),
    [
        ([reply("recommend", "看看", "松果公园")] * 3, "recommend, not found"),
        ([reply("recommend", "", "云雀酒店"), reply("answer", "不知道"), reply("answer", "010-999")], "not told: 电话"),
    ],
)
def test_what_is_wrong_or_not_told_leaves_the_goal_open(replies: list[dict[str, Any]], why: str) -> None:
    by = shopper(HOTEL)
    by.next(None)
    words = [by.next(r) for r in replies]
    assert words[-1] is None
    assert not by.finished
    assert why in by.done[0].failed


def test_where_nothing_fits_an_honest_none_makes_the_shopper_give_up_one_wish() -> None:
    by = shopper(SubGoal(1, "酒店", {"酒店类型": "经济型", "评分": "5分"}, None, (), ("名称",)))
    by.next(None)
    assert (by.next(reply("sorry", "没有")) or "").startswith("评分没要求了。")
    assert by.next(reply("recommend", "", "云雀酒店")) is None
    assert by.finished
    assert by.done[0].given_up == ["评分"]


def test_what_was_told_is_no_failed_try_of_what_is_asked_later() -> None:
    requests = ("电话", "评分", "酒店类型", "周边景点")
    by = shopper(SubGoal(1, "酒店", {"名称": "云雀酒店"}, None, (), requests))
    by.next(None)
    for answer in ("010-1234", "4.6", "经济型", "松果公园"):
        assert not by.finished
        by.next(reply("answer", answer))
    assert by.finished


def test_what_hangs_on_a_place_that_was_not_found_fails() -> None:
    by = shopper(SubGoal(1, "酒店", {"评分": "4.5分以上"}), SubGoal(2, "景点", {}, 1))
    by.next(None)
    for _ in range(3):
        by.next(reply("recommend", "", "墨格餐馆"))
    assert [e.failed.split(";")[0] for e in by.done] == [
        "recommend, not found", "the place that it hangs on was not found",
    ]  # fmt: skip


def test_figures_and_causes_count_tasks() -> None:
    goal = Goal("7", "单领域", [HOTEL])
    taxi = Goal("8", "单领域", [SubGoal(1, "出租", {}, None, (1, 2), ("车型",))])
    fine, bad = Errand(HOTEL, {}, []), Errand(HOTEL, {}, [], failed="not told: 电话")
    no_car = Errand(taxi.parts[0], {}, [], failed="not told: 车型")
    outcomes = [Outcome(goal, True, [fine], 3, []), Outcome(goal, False, [fine, bad], 5, []),
                Outcome(taxi, False, [no_car], 1, [])]  # fmt: skip
    assert figures(outcomes) == {
        "finished": pytest.approx(1 / 3), "errands": 0.5, "turns": 3.0, "finished_without_taxi": 0.5,
    }  # fmt: skip
    assert causes(outcomes) == ["1 × 酒店: not told: 电话 (goal 7)", "1 × 出租: not told: 车型 (goal 8)"]
