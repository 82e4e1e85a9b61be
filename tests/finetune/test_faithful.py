"""A rewording that turns a bound, a stock or a denial round, or babbles, is told from one that says the same."""

from __future__ import annotations

import pytest

from finetune.checks.faithful import relabelled, unfaithful
from finetune.checks.manner import astray
from finetune.tasks import reply
from tests.finetune import world

DRAFT = "好，<s0>以内的<s1>共<s2>款，先看这<s3>。<s4>有现货。"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("明白，<s0>以内的<s1>共<s2>款，我会先看这<s3>哦。<s4>有现货。", []),
        ("明白，<s0>的<s1>共<s2>款，先看这<s3>。<s4>有现货。", ["leaves out 以内", "takes apart <s0>以内"]),
        ("明白，<s0>的<s1>共<s2>款以内，先看这<s3>。<s4>有现货。", ["takes apart <s0>以内"]),
        ("明白，<s0>以内的<s1>共<s2>款，先看这<s3>。<s4>。", ["leaves out 现货"]),
        ("明白，<s0>以内的<s1>共<s2>款款，先看这<s3>。<s4>有现货。", ["babble 款款"]),
        ("<s0>以内的<s1>共<s2>款，看看这<s3>。<s4>有现货，很便宜。", ["says 便宜"]),
    ],
)
def test_chinese(text: str, found: list[str]) -> None:
    assert unfaithful(text, DRAFT, "zh") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("先看<s0>，材质<s1>，填充物是<s2>。", []),
        ("先看<s0>，<s1>、<s2>。", []),
        ("先看<s0>，<s1>，材质<s2>。", ["calls <s2> 材质"]),
    ],
)
def test_a_value_has_no_other_attribute_s_name(text: str, found: list[str]) -> None:
    assert relabelled(text, "<s0>：材质<s1>，填充物<s2>。", {"材质", "填充物", "颜色"}) == found


def test_a_weight_is_no_predicate() -> None:
    draft = "For <s0> these suit. <s1> is the <s2> (<s3>). <s4>: <s5>."
    assert unfaithful("Among <s0> these suit. <s1> is the <s2> (<s3>). <s4>: <s5>.", draft, "en") == []
    assert unfaithful("For <s0> these suit. <s1> is the <s2> (<s3>). <s4> is the <s5>.", draft, "en") == [
        "makes a predicate of <s5>"
    ]


def test_what_repeats_itself_is_babble() -> None:
    assert unfaithful("<s0>酒店星级酒店星级", "<s0>", "zh") == ["babble"]
    assert unfaithful("<s0>屏幕最大，<s1>屏幕最大", "<s0>屏幕最大；<s1>屏幕最大", "zh") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Among <s0> under <s1>, I'd pick these three. <s2> is the cheapest.", []),
        ("Of <s0> at <s1> these three suit. <s2> is the cheapest.", ["leaves out under", "takes apart under <s1>"]),
        ("For <s0> under <s1> these two suit best. <s2> is the cheapest.", ["says two", "leaves out three"]),
        ("For <s0> under <s1> these three suit best. <s2> is the largest.", ["says largest", "leaves out cheapest"]),
        ("For <s0> under <s1> these three don't suit. <s2> is the cheapest.",
         ["a denial that the draft has not, or none where it has one"]),
    ],
)  # fmt: skip
def test_english(text: str, found: list[str]) -> None:
    draft = "For <s0> under <s1> these three suit best. <s2> is the cheapest."
    assert unfaithful(text, draft, "en") == found


def test_another_shops_words_are_not_the_guides() -> None:
    draft = "先看看店里这阵子受欢迎的这<s0>。哪款更对你胃口？"
    assert astray("最近，安排上啦！三<s0>加油站立减！", draft, "zh")
    assert astray("不着急，可以从这<s0>看起。更喜欢哪一款？", draft, "zh") == []


def test_facts_stay_in_their_sentence() -> None:
    draft = "For <s0> <s1>, these three fit. <s2> has the largest volume (<s3>)."
    assert astray("These three <s0> fit. <s1> is largest (<s2> <s3>).", draft, "en")
    assert astray("Among <s0> <s1>, I'd pick these three. <s2> has the largest volume (<s3>).", draft, "en") == []


def test_what_is_learnt_is_faithful() -> None:
    asked = [world.prompt(world.recommended(), locale, seed=seed) for locale in ("zh", "en") for seed in range(6)]
    pairs = list(reply.pairs(asked, 3))
    assert len(pairs) > 12
    for pair in pairs:
        draft, locale = pair.prompt.split("<draft>")[1], pair.prompt[8:10]
        assert unfaithful(pair.text, draft, locale) == astray(pair.text, draft, locale) == []
