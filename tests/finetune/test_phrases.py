"""How wishes, ways out and facts read: measure words, what need not be met, degrees, names."""

from __future__ import annotations

from typing import Any

import pytest

from finetune.cards import card_lines
from finetune.contract import GroundedPrompt
from finetune.guard import unsupported
from finetune.naming import short_names
from finetune.template import TemplateWriter
from finetune.template.en import wishes as en
from finetune.template.zh import degrees
from finetune.template.zh import wishes as zh
from finetune.units import quantity
from finetune.values import Values
from knowledge.types import (
    Answer,
    Attribute,
    Category,
    Change,
    Decision,
    Item,
    Option,
    Payload,
    Preference,
    Question,
    Reason,
    Relaxation,
    Shop,
    Shown,
    UserAct,
)  # fmt: skip

SHOP = Shop(
    name="out",
    title={"zh": "出行"},
    language="zh",
    currency="CNY",
    categories=[Category("酒店", {"en": ["hotels"]}), Category("餐馆", {"en": ["restaurants"]})],
    attributes=[
        Attribute("price", "number", {"zh": ["价格", "门票"], "en": ["price"]}, better="lower"),
        Attribute("facilities", "tags", {"zh": ["酒店设施"], "en": ["facilities"]}, categories=["酒店"]),
        Attribute("cuisine", "tags", {"zh": ["菜系"], "en": ["cuisine"]}, categories=["餐馆"]),
        Attribute("district", "category", {"zh": ["城区"], "en": ["district"]}),
        Attribute("year", "number", {"zh": ["出版年份"], "en": ["year published"]}, unit="年", better="higher"),
        Attribute("rating", "number", {"zh": ["评分"], "en": ["rating"]}, unit="分", better="higher"),
        Attribute("pets", "bool", {"zh": ["宠物"], "en": ["pets"]}),
        Attribute("berths", "number", {"zh": ["可住人数"], "en": ["sleeps"]}, unit="人"),
        Attribute("material", "tags", {"zh": ["材质"], "en": ["material"]}),
    ],
)
HOTELS = [
    Item("h1", "松果饭店", "酒店", price=300.0, attributes={"rating": 4.64, "facilities": ["健身房", "早餐"]}),
    Item("h2", "云雀旅舍", "酒店", price=0.0, attributes={"rating": 4.2, "facilities": ["早餐"]}),
]
KIND = Preference("category", "=", "酒店")
NEAR = Preference("near", "=", "故宫", text="故宫附近")
GYM = Preference("facilities", "=", "健身房", text="健身房")


def said(decision: Decision, locale: Any = "zh", seed: int = 0) -> Any:
    """Word a decision; what is said must stand up to the guard."""
    prompt = GroundedPrompt(decision, SHOP, locale, seed=seed)
    draft = TemplateWriter().write(prompt)
    assert unsupported(draft.text, prompt) == []
    return draft


@pytest.mark.parametrize(
    ("wish", "phrase", "without"),
    [
        (NEAR, "故宫附近", "不要求在附近"),
        (GYM, "有健身房", "不要求有健身房"),
        (Preference("price", "<=", 0.0), "免费", "不限预算"),
        (Preference("price", "<=", 500.0), "500元以内", "不限预算"),
        (Preference("district", "=", "东城"), "东城", "不限城区"),
        (Preference("cuisine", "=", "火锅"), "火锅", "不要求火锅"),
        (Preference("year", ">=", 2020.0, strength="soft"), "新", "不限出版年份"),
        (Preference("district", "in", ["东城", "西城"], text="西城也行"), "东城或西城", "不限城区"),
    ],
)
def test_wishes_in_chinese(wish: Preference, phrase: str, without: str) -> None:
    values = Values(SHOP, "zh")
    assert (zh.phrase(values, wish), zh.without(values, wish)) == (phrase, without)


def test_wishes_in_english() -> None:
    values = Values(SHOP, "en")
    assert en.phrase(values, NEAR) == "near 故宫"
    assert en.without(values, NEAR) == "not necessarily near 故宫"
    assert en.without(values, Preference("price", "<=", 500.0)) == "any budget"


def test_english_counts_people_and_places_as_people_do() -> None:
    berths = Preference("berths", ">=", 3.0)
    assert en.phrase(Values(SHOP, "en"), berths) == "for three people"
    shown = [Shown(Item("h3", "松果饭店", "酒店", price=300.0, attributes={"berths": 3.0, "title_en": "Pinecone Inn"}))]
    wishes = [KIND, Preference("price", "<=", 500.0), NEAR, berths]
    text = said(Decision("recommend", "fit", items=shown, wishes=wishes), "en").text
    assert "hotels near 故宫 for three people under ¥500" in text


def test_several_wishes_let_go_together() -> None:
    values = Values(SHOP, "zh")
    price, district = Preference("price", "<=", 9.0), Preference("district", "=", "东城")
    assert zh.let_go(values, [district, price]) == "不限城区和预算"
    assert zh.let_go(values, [NEAR, price]) == "不要求在附近、不限预算"


def test_goods_are_counted_with_their_measure_word() -> None:
    way = Relaxation(NEAR, None, 619, 62.0)
    option = Option(Payload([UserAct.RETRACT], wishes=[NEAR]), NEAR, 619)
    draft = said(Decision("sorry", "nothing_fits", wishes=[KIND, NEAR], relaxations=[way], options=[option]))
    assert "不要求在附近的话有619家，62元起" in draft.text
    assert draft.quick_replies[0][0] == "不要求在附近 · 619家"
    pick = Option(Payload([UserAct.PICK]), label={"zh": "就这款"})
    fixed = said(Decision("recommend", "fit", items=[Shown(HOTELS[0])], wishes=[KIND], options=[pick], n_matching=1))
    assert fixed.quick_replies[0][0] == "就这家"
    open_kind = said(Decision("ask", "category", attribute="category", options=[Option(Payload(["inform"]), count=9)]))
    assert open_kind.quick_replies[0][0].endswith("9个")


def test_told_again_that_nothing_fits_offers_a_way_and_at_last_a_person() -> None:
    ways = [Relaxation(NEAR, None, 619, 62.0), Relaxation(GYM, None, 3, 90.0)]
    options = [Option(Payload([UserAct.RETRACT], wishes=[NEAR]), NEAR, 619)]
    again = Decision("sorry", "nothing_fits", wishes=[KIND, NEAR, GYM], relaxations=ways, options=options)
    for locale, person in (("zh", "转人工"), ("en", "a person")):
        texts = []
        for stuck in (1, 2, 3):
            more = [Option(Payload([UserAct.HANDOFF]))] if stuck == 3 else []
            numbers = {"stuck": float(stuck)}
            texts.append(said(Decision(**{**vars(again), "numbers": numbers, "options": options + more}), locale).text)
        assert [text.endswith(("吗？", "?", "see?")) for text in texts] == [False, True, False]
        assert [person in text for text in texts] == [False, False, True]


def test_a_widened_wish_is_not_said_to_be_changed() -> None:
    wide = Preference("district", "in", ["东城", "西城"], text="西城也行")
    shown = [Shown(HOTELS[0])]
    decision = Decision("recommend", "fit", items=shown, wishes=[KIND, wide], changes=[Change("replaced", wide)])
    text = said(decision).text
    assert "东城、西城都看" in text
    assert "改成" not in text


def test_what_only_the_old_goods_had_is_forgotten_without_a_word() -> None:
    food = Preference("category", "=", "餐馆")
    east = Preference("district", "=", "东城")
    changes = [Change("replaced", food), Change("dropped", GYM), Change("dropped", east)]
    item = Item("r1", "老灶", "餐馆", price=80.0)
    text = said(Decision("recommend", "fit", items=[Shown(item)], wishes=[food], changes=changes)).text
    assert "之前的东城先放下" in text
    assert "健身房" not in text
    assert "设施" not in text


def test_the_name_that_the_shopper_used_is_used() -> None:
    answer = Answer(Question("price", text="门票多少钱"), "attribute", HOTELS[0], 300.0)
    text = said(Decision("answer", "facts", items=[Shown(HOTELS[0])], answers=[answer])).text
    assert "门票是300元" in text


def test_a_rating_of_the_reviews_is_told_with_one_decimal() -> None:
    inn = Item("h4", "松果饭店", "酒店", price=300.0)  # the rating is of its reviews, no attribute
    reasons = [Reason("rating", "rating", 4.6)]
    for locale, told in (("zh", "评分4.6"), ("en", "rated 4.6")):
        assert told in said(Decision("recommend", "fit", items=[Shown(inn, reasons)], wishes=[KIND]), locale).text


def test_what_reviews_speak_of_is_named() -> None:
    answer = Answer(Question("pets", text="宠物"), "reviews", HOTELS[0], n_reviews=9, n_mention=2, n_positive=1)
    text = said(Decision("answer", "facts", items=[Shown(HOTELS[0])], answers=[answer])).text
    assert "9条评价里提到宠物的有2条" in text


def test_kind_of_the_cards_stands_where_none_was_wished_for() -> None:
    shown = [Shown(h, [Reason("wish", "facilities", "早餐", preference=GYM)]) for h in HOTELS]
    east = Preference("district", "=", "东城")
    text = said(Decision("recommend", "fit", items=shown, wishes=[east], n_matching=2)).text
    assert "东城的酒店" in text


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [(1024.0, "GB", "1TB"), (2048.0, "GB", "2TB"), (512.0, "GB", "512GB"), (1536.0, "GB", "1536GB")],
)
def test_a_terabyte_is_one(value: float, unit: str, shown: str) -> None:
    assert quantity(value, unit, "zh") == shown


def test_years_are_new_and_old_and_ratings_are_rated() -> None:
    values = Values(SHOP, "zh")
    assert degrees.most(values, "year", 1) == "最新"
    assert values.line("rating", 4.64) == "评分4.6"
    assert Values(SHOP, "en").line("rating", 4.64) == "rated 4.6"
    assert values.line("material", ["棉", "麻"]) == "材质棉、麻"
    assert values.line("facilities", ["健身房"]) == "有健身房"


def test_a_short_name_is_not_cut_before_it_names_anything() -> None:
    items = [Item("u1", "Let it go男式纯棉免洗内裤", "内裤"), Item("u2", "男式玩色内裤", "内裤")]
    assert short_names(items, Values(SHOP, "zh"))["u1"] == "Let it go男式纯棉免洗内裤"


@pytest.mark.parametrize(
    ("locale", "n_bad", "told"),
    [
        ("zh", 2, "17条评价里，不满意的有2条，说的是物流（2条），例如“等了一周”。"),
        ("zh", 0, "17条评价里没有差评。"),
        ("en", 2, ", 2 complain about 物流 (2), for example “等了一周”."),
        ("en", 0, "None of 17 reviews"),
    ],
)
def test_complaints_are_counted_not_praise(locale: str, n_bad: int, told: str) -> None:
    bad = [("物流", n_bad)] if n_bad else []
    answer = Answer(
        Question("complaints"), "reviews", HOTELS[0], n_reviews=17, n_negative=n_bad, share_positive=0.9,
        praised=[("屏幕", 4)], blamed=bad, quote="等了一周" if n_bad else "",
    )  # fmt: skip
    text = said(Decision("answer", "facts", items=[Shown(HOTELS[0])], answers=[answer]), locale).text
    assert told in text
    assert "90%" not in text


def test_wishes_for_other_goods_are_put_aside_together_not_lifted_one_by_one() -> None:
    hotel = Preference("category", "=", "酒店")
    gone = [Preference("price", "<=", 100.0), Preference("district", "=", "东城"), Preference("rating", ">=", 4.5)]
    changes = [Change("added", hotel), *(Change("dropped", w) for w in gone)]
    item = Item("r1", "老灶", "酒店", price=80.0)
    told = said(Decision("recommend", "fit", items=[Shown(item)], wishes=[hotel], changes=changes)).text
    assert "之前的100元以内、东城等条件先放下" in told
    assert "不限" not in told


def test_a_card_names_first_what_was_asked_for() -> None:
    hotel = Item("h1", "宾馆", "酒店", attributes={"facilities": ["停车", "健身房", "洗衣", "早餐"]})
    wish = Preference("facilities", "contains", "早餐")
    lines = card_lines(Shown(hotel, [Reason("wish", "facilities", ["早餐"], preference=wish)]), SHOP, "zh")
    assert lines[0].split("早餐")[0] in ("有", "设施")


def test_the_least_of_something_is_told_as_a_lower_bound() -> None:
    from dataclasses import replace

    age = Attribute("age_min", "number", {"zh": ["适用年龄", "最小年龄"], "en": ["minimum age"]}, unit="岁")
    shop = replace(SHOP, attributes=[*SHOP.attributes, age])
    chinese, english = Values(shop, "zh"), Values(shop, "en")
    assert chinese.line("age_min", 3) == "适用年龄3岁以上"
    assert english.value("age_min", 3).endswith("and up")
    wish = Preference("age_min", "<=", 5.0, text="5岁")
    assert (zh.phrase(chinese, wish), zh.phrase(chinese, wish, short=True)) == ("适合5岁", "5岁以内")
    toy = Item("t1", "积木", "酒店", attributes={"age_min": 3})
    asked = Answer(Question("age_min", text="几岁能玩"), "attribute", toy, 3)
    prompt = GroundedPrompt(Decision("answer", "facts", items=[Shown(toy)], answers=[asked]), shop, "zh")
    told = TemplateWriter().write(prompt).text
    assert "3岁以上" in told
    assert unsupported(told, prompt) == []


@pytest.mark.parametrize(("locale", "words"), [("zh", "标明健身房的"), ("en", "listed as")])
def test_what_none_of_the_goods_have_is_said_beside_them(locale: str, words: str) -> None:
    gym = Preference("facilities", "contains", "健身房", strength="soft", text="健身房")
    decision = Decision(
        "recommend", "fit", items=[Shown(h) for h in HOTELS], wishes=[KIND, gym], n_matching=9,
        changes=[Change("added", gym)], numbers={"unmet.facilities": 1.0},
    )  # fmt: skip
    prompt = GroundedPrompt(decision, SHOP, locale)  # type: ignore[arg-type]
    told = TemplateWriter().write(prompt).text
    assert words in told
    assert unsupported(told, prompt) == []


def test_how_long_something_takes_is_told_in_english() -> None:
    english = Values(SHOP, "en")
    assert english.value("district", "1小时 - 2小时") == "1 hour - 2 hours"
    assert english.value("district", "3天 - 6天") == "3 days - 6 days"
    assert english.value("district", "三天坞") == "三天坞"
