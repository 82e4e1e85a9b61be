"""Money that went wrong and harm that goods have done go to a person; questions about goods do not."""

from __future__ import annotations

import pytest

from knowledge.guide import urgent
from tests.knowledge.guide.world import say, want

PAYMENT = [
    "付款失败了",
    "付不了款，一直报错",
    "被重复扣款了",
    "钱扣了两次",
    "我的卡被盗刷了",
    "付了钱但是没有订单",
    "支付一直不成功",
    "payment failed",
    "I was charged twice",
    "my card was declined",
    "the payment didn't go through",
    "I can't pay",
]
SAFETY = [
    "充电宝冒烟了",
    "充电器漏电，把我电到了",
    "手机电池鼓包了，会不会爆炸",
    "用了面霜脸过敏了",
    "孩子把玩具零件吞下去了",
    "洗衣机着火了",
    "the charger caught fire",
    "the power bank is smoking",
    "my skin got a rash from this cream",
    "the battery is swollen",
    "my kid swallowed a part of the toy",
    "it burned my hand",
]
NEITHER = [
    "可以用支付宝付款吗",
    "这款充电宝会不会爆炸",
    "安全吗",
    "敏感肌能用吗",
    "防过敏的面霜",
    "以前用别的面霜过敏了，想要温和的",
    "能分期付款吗",
    "扣子是什么材质",
    "can I pay by card",
    "is it safe for kids",
    "does it catch dust",
    "a flame-proof tent",
    "my last cream before gave me a rash, something mild",
    "有货到付款吗",
    "三个人用的帐篷",
]


@pytest.mark.parametrize("text", PAYMENT)
def test_payment_trouble_is_heard(text):
    assert urgent.reason(text) == "payment"


@pytest.mark.parametrize("text", SAFETY)
def test_harm_is_heard(text):
    assert urgent.reason(text) == "safety"


@pytest.mark.parametrize("text", NEITHER)
def test_what_is_asked_or_wished_for_is_neither(text):
    assert urgent.reason(text) == ""


@pytest.mark.parametrize(("text", "reason"), [("充电宝冒烟了", "safety"), ("被扣了两次款，付款失败", "payment")])
def test_a_person_is_offered_and_nothing_is_sold(talk, text, reason):
    talk(say("recommend", wishes=[want("category", "手机")]))
    wishes = talk.state.wishes
    offered = talk(say("recommend", "inform", text=text, wishes=[want("category", "耳机")]), "action_guide")
    assert (offered.act, offered.topic, offered.attribute, offered.text) == ("handoff", "offer", reason, text)
    assert offered.items == []
    assert talk.state.wishes == wishes, "what caught fire is not wished for"
    taken = talk(say("affirm"))
    assert (taken.topic, taken.attribute, taken.text) == ("requested", reason, text)
