"""Others like this one, which list is meant, and what is wanted of one's data."""

from __future__ import annotations

import pytest

from knowledge.types import UserAct
from nlu.understand import Understander

SHOWN = {"shop": "digital", "last_act": "recommend", "category": "手机"}


@pytest.mark.parametrize(
    "text",
    [
        "类似第二个的还有吗",
        "像第二个那样的还有吗",
        "和第二个差不多的",
        "more like the second one",
        "anything similar to the second one?",
    ],
)
def test_others_like_one_are_asked_for(understander: Understander, text: str) -> None:
    said = understander.understand(text, SHOWN)
    assert said.has(UserAct.CRITIQUE)
    assert not said.has(UserAct.PICK, UserAct.ASK_ATTRIBUTE)
    assert [(r.kind, r.value) for r in said.references] == [("ordinal", 2.0)]


def test_a_wish_beside_the_likeness_stays(understander: Understander) -> None:
    said = understander.understand("和第一个差不多但是便宜点的有吗", SHOWN)
    assert [(c.attribute, c.direction) for c in said.critiques] == [("price", -1)]


@pytest.mark.parametrize(
    ("text", "kind", "value", "among"),
    [
        ("最开始那款多少钱", "focus", "", "first"), ("就第一次看的第二个吧", "ordinal", 2.0, "first"),
        ("上一批的第三个怎么样", "ordinal", 3.0, "previous"), ("第一个怎么样", "ordinal", 1.0, ""),
        ("the second one from the first list", "ordinal", 2.0, "first"),
    ],
)  # fmt: skip
def test_the_list_that_is_meant(understander: Understander, text: str, kind: str, value: object, among: str) -> None:
    (reference,) = understander.understand(text, SHOWN).references
    assert (reference.kind, reference.value, reference.among) == (kind, value, among)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("你还记得我什么", "show"), ("导出我的数据", "export"), ("把我的数据都删了", "forget"), ("可以记住我", "agree"),
        ("别记我的信息", "decline"), ("what do you remember about me", "show"), ("delete all my data", "forget"),
        ("don't track me", "decline"), ("you can remember me", "agree"),
    ],
)  # fmt: skip
def test_what_is_wanted_of_ones_data(understander: Understander, text: str, wanted: str) -> None:
    said = understander.understand(text, SHOWN)
    assert said.has(UserAct.PRIVACY)
    assert [q.attribute for q in said.questions] == [f"privacy:{wanted}"]


@pytest.mark.parametrize("text", ["忘掉我的预算", "forget my budget"])
def test_forgetting_one_thing_leaves_the_rest(understander: Understander, text: str) -> None:
    said = understander.understand(text, SHOWN)
    assert said.dropped == ["price"]
    assert not said.has(UserAct.PRIVACY)


def test_pressed_consent_and_feedback_are_taken(understander: Understander) -> None:
    for act, question in (("privacy", "privacy:agree"), ("thank", "feedback:good"), ("ask_attribute", "accessories")):
        payload = f'{{"acts": ["{act}"], "questions": [{{"attribute": "{question}"}}]}}'
        said = understander.understand("…", {**SHOWN, "payload": payload})
        assert said.source == "payload"
        assert said.questions[0].attribute == question
