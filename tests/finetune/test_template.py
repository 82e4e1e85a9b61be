"""The template's drafts: every act and topic, both languages, nothing invented, nothing loathed, nothing repeated."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from finetune.contract import GroundedPrompt
from finetune.guard import unsupported
from finetune.template import TemplateWriter
from finetune.template.quick import MAX_WIDTH, width
from knowledge.types import (
    Answer,
    Change,
    CompareRow,
    Decision,
    Option,
    Payload,
    Preference,
    Question,
    Reason,
    Relaxation,
    Shown,
    Unknown,
    from_json,
)  # fmt: skip
from tests.finetune.world import (
    AIR,
    BATTERY,
    BUDGET,
    L9,
    NOT_IN_EAR,
    NOT_LINGFENG,
    PHONE,
    PHONES,
    S14,
    X2,
    prompt,
    recommended,
)  # fmt: skip
from tests.finetune.worlds import TOPICS, World

WRITER = TemplateWriter()


def text(decision: Decision, locale: str = "zh", **more: object) -> str:
    draft = WRITER.write(prompt(decision, locale, **more))
    assert unsupported(draft.text, prompt(decision, locale)) == []
    return draft.text


def titles(decision: Decision, locale: str = "zh") -> list[str]:
    return [title for title, _ in WRITER.write(prompt(decision, locale)).quick_replies]


@settings(max_examples=600, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from(TOPICS), st.sampled_from(["zh", "en"]))
def test_no_draft_about_any_shop_states_what_its_facts_do_not(seed: int, topic: tuple[str, str], locale: str) -> None:
    given_: GroundedPrompt = World(seed).prompt(*topic, locale)
    draft = WRITER.write(given_)
    assert draft.text
    assert unsupported(draft.text, given_) == [], draft.text
    assert "{" not in draft.text
    assert "None" not in draft.text
    assert not re.search(r"，，|。。|、、|，。|\.\.|  |, ,|“”", draft.text.replace("| ", "|").replace(" |", "|")), (
        draft.text
    )
    for title, payload in draft.quick_replies:
        assert 0 < width(title.split(" · ")[0]) <= MAX_WIDTH
        from_json(Payload, json.loads(payload))


@pytest.mark.parametrize("locale", ["zh", "en"])
@pytest.mark.parametrize("topic", TOPICS)
def test_what_shoppers_loathe_is_never_said(topic: tuple[str, str], locale: str) -> None:
    loathed = re.compile(r"作为一个|as an ai|[\U0001f300-\U0001faff]", re.I)
    for seed in range(12):
        said = WRITER.write(World(seed).prompt(*topic, locale)).text
        assert not loathed.search(said)
        assert len(re.findall(r"抱歉|对不起|不好意思|\bsorry\b|apologi", said, re.I)) <= 1


def test_a_recommendation_names_wishes_and_true_extremes_in_at_most_three_sentences() -> None:
    said = text(recommended())
    assert "2000元以内" in said
    assert "电池大" in said
    assert "松果X2屏幕最大" in said
    assert "云雀L9最便宜" in said
    assert len(re.findall("[。？]", said)) <= 3


def test_an_extreme_that_is_shared_is_not_claimed() -> None:
    decision = Decision("recommend", "fit", items=[*recommended().items, Shown(replace(X2, item_id="p9"))])
    assert "屏幕最大" not in WRITER.write(prompt(decision)).text


def test_wishes_against_are_said_back() -> None:
    changes = [Change("added", NOT_IN_EAR), Change("added", NOT_LINGFENG)]
    said = text(Decision("ask", "attribute", attribute="use", changes=changes))
    assert "不要入耳式，也不看凌峰" in said


def test_what_is_taken_back_and_what_stays_are_said() -> None:
    changes = [Change("dropped", NOT_IN_EAR), Change("kept", NOT_LINGFENG)]
    decision = Decision(
        "recommend", "fit", items=[Shown(L9)], changes=changes, wishes=[PHONE, NOT_LINGFENG], n_matching=1
    )
    assert "入耳式放回来了（凌峰还是不看）" in text(decision)
    assert "in-ear is back in (still no Lingfeng)" in text(decision, "en").lower().replace("lingfeng", "Lingfeng")


def test_a_comparison_is_right_in_its_arithmetic_and_states_its_condition() -> None:
    rows = [
        CompareRow("price", [5799.0, 4999.0], [1]),
        CompareRow("weight", [1.2, 1.35], [0]),
        CompareRow("hours", [14, 11], [0]),
    ]
    light = Preference("weight", "<=", 1.4, strength="soft", text="轻")
    decision = Decision("compare", "items", items=[Shown(AIR), Shown(S14)], rows=rows, wishes=[light])
    said = text(decision)
    assert "| 重量 | 1.20kg | 1.35kg |" in said
    assert "墨格Air 14轻150克、续航长3小时，贵800元" in said
    assert re.search("选墨格Air 14", said)
    english = text(decision, "en")
    assert "150g lighter" in english
    assert "¥800 more expensive" in english


def test_nothing_fits_names_the_blocking_wish_and_the_smallest_ways_out() -> None:
    decision = Decision(
        "sorry", "nothing_fits", wishes=[PHONE], blocking=[Preference("price", "<=", 1000.0)],
        relaxations=[Relaxation(Preference("price", "<=", 1000.0), Preference("price", "<=", 1399.0), 3, 1399.0)],
    )  # fmt: skip
    said = text(decision)
    assert "1000元以内的手机" in said
    assert "1,399元以内有3款" in said
    assert "under ¥1,000" in text(decision, "en")


def test_the_catalogue_not_saying_is_said() -> None:
    answer = Answer(Question("wireless", text="支持无线充电不"), "none", L9)
    for seed in range(4):
        said = text(Decision("answer", "facts", items=[Shown(L9)], answers=[answer]), seed=seed)
        assert re.search("商品资料里没有写.*不敢乱说|商品资料里没有写.*不乱猜", said)
        assert "无线充电" in said


def test_reviews_carry_counts_and_a_quote() -> None:
    answer = Answer(
        Question("", text="会卡吗"), "reviews", L9, quote="用了半年有点卡，清理后好了",
        n_reviews=126, n_mention=48, n_positive=41,
        n_negative=7, share_positive=0.84,
    )  # fmt: skip
    said = text(Decision("answer", "facts", items=[Shown(L9)], answers=[answer]))
    for part in ("126条评价", "48条", "41条", "7条", "“用了半年有点卡，清理后好了”", "84%是好评"):
        assert part in said


def test_a_false_flag_is_said_as_not() -> None:
    answer = Answer(Question("wireless"), "attribute", PHONES[2], False, False)
    assert "不支持无线充电" in text(Decision("answer", "facts", items=[Shown(PHONES[2])], answers=[answer]))
    assert "has no wireless charging" in text(
        Decision("answer", "facts", items=[Shown(PHONES[2])], answers=[answer]), "en"
    )


def test_quick_replies_are_short_and_counted() -> None:
    def wish(*bounds: tuple[str, float]) -> list[Preference]:
        return [Preference("price", operator, value) for operator, value in bounds]  # type: ignore[arg-type]

    ranges = [wish(("<=", 1000.0)), wish((">=", 1000.0), ("<=", 2000.0)), wish((">=", 2000.0))]
    options = [Option(Payload(["inform"], wishes=w), w[0], n) for w, n in zip(ranges, (14, 31, 52), strict=True)]
    options.append(Option(Payload(["no_preference"])))
    decision = Decision("ask", "attribute", attribute="price", options=options)
    assert titles(decision) == ["1000以内 · 14款", "1000–2000 · 31款", "2000以上 · 52款", "都行"]
    assert titles(decision, "en") == ["Under ¥1,000 · 14", "¥1,000–¥2,000 · 31", "Over ¥2,000 · 52", "No preference"]


def test_wording_does_not_repeat_itself_while_there_is_another() -> None:
    decision = Decision("ask", "attribute", attribute="battery")
    said: list[str] = []
    for turn in range(3):
        said.append(WRITER.write(prompt(decision, seed=7, turn=turn, recent=tuple(said))).text)
    assert len(set(said)) == 3


def test_the_same_prompt_gives_the_same_draft() -> None:
    assert WRITER.write(prompt(recommended(), seed=3)) == WRITER.write(prompt(recommended(), seed=3))


def test_casual_shoppers_are_not_addressed_formally() -> None:
    for seed in range(8):
        assert "您" not in WRITER.write(prompt(Decision("chat", "greet"), tone="casual", seed=seed)).text


def test_anger_is_met_without_cheer() -> None:
    decision = Decision("handoff", "offer", text="什么破店", sentiment=-0.9)
    for seed in range(8):
        for locale in ("zh", "en"):
            said = text(decision, locale, tone="angry", seed=seed)
            assert "!" not in said
            assert "！" not in said


def test_unknown_goods_are_named_with_what_there_is() -> None:
    option = Option(Payload(["inform"], wishes=[PHONE]), PHONE, 31)
    decision = Decision("sorry", "unknown_category", unknown=[Unknown("category", "咖啡机")], options=[option])
    said = text(decision)
    assert "咖啡机" in said
    assert "手机" in said


def test_a_situation_is_said_back_with_what_was_made_of_it() -> None:
    eyes = Preference("screen", ">=", 6.5, strength="soft", text="眼睛不太好")
    decision = Decision(
        "recommend",
        "fit",
        items=recommended().items,
        changes=[Change("added", eyes)],
        wishes=[PHONE, BUDGET, BATTERY, eyes],
    )
    said = text(decision)
    assert "“眼睛不太好”" in said
    assert "屏幕大" in said


@pytest.mark.parametrize(("locale", "season", "place"), [("zh", "冬天", "白色"), ("en", "winter", "white")])
def test_the_season_and_the_place_are_said_as_reasons(locale: str, season: str, place: str) -> None:
    plain = recommended()
    reasons = [Reason("season", "use", "运动"), Reason("place", "color", "白色")]
    led = replace(plain, items=[replace(s, reasons=reasons) for s in plain.items])
    said = text(replace(led, numbers={"season": 4.0, "place": 1.0}), locale)
    assert season in said
    assert place in said
    silent = text(led, locale)
    assert season not in silent


def test_goods_that_all_lack_something_are_told_so_in_one_breath() -> None:
    answers = [
        Answer(Question("color", "绿色", "有绿色的吗"), "attribute", item, item.value("color"), holds=False)
        for item in (X2, L9)
    ]
    said = text(Decision("answer", "facts", items=[Shown(X2), Shown(L9)], answers=answers))
    assert said == "这两款都没有标绿色，标的是黑色、白色。"


def test_one_of_many_things_that_goods_lack_is_no_place_for_the_others() -> None:
    lacks = Answer(Question("use", "运动", "能运动用吗"), "attribute", X2, ["通勤", "办公"], holds=False)
    assert "通勤" not in text(Decision("answer", "facts", items=[Shown(X2)], answers=[lacks]))
    silent = Answer(Question("use", "运动", "能运动用吗"), "none", L9)
    assert "运动" in text(Decision("answer", "facts", items=[Shown(L9)], answers=[silent]))


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_a_single_review_is_quoted_and_what_reviews_say_is_no_fact(locale: str) -> None:
    one = Answer(Question("reviews"), "reviews", X2, quote="好用", n_reviews=1, blamed=[("客服", 1)])
    told = text(Decision("answer", "facts", items=[Shown(X2)], answers=[one]), locale)
    assert "好用" in told
    assert "客服" not in told
    of = Answer(Question("weight", text="多重"), "reviews", X2, quote="挺轻", n_reviews=9, n_mention=1, n_positive=1)
    told = text(Decision("answer", "facts", items=[Shown(X2)], answers=[of]), locale)
    assert ("没有写重量" if locale == "zh" else "doesn't state the weight") in told


def test_a_sentence_is_not_said_twice() -> None:
    first = text(recommended())
    again = text(recommended(), recent=(first,))
    assert not {s for s in re.split("[。？]", first) if len(s) > 9} & set(re.split("[。？]", again))


@pytest.mark.parametrize(("locale", "words"), [("zh", ("1,599元", "1,399元", "2,998元")), ("en", ("¥1,599", "¥2,998"))])
def test_what_several_goods_cost_together_is_told_with_each_price(locale: str, words: tuple[str, ...]) -> None:
    said = text(Decision("answer", "facts", items=[Shown(X2), Shown(L9)], numbers={"total": 2998.0}), locale)
    assert all(word in said for word in words)
