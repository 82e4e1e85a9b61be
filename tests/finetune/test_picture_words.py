"""What is said of a shopper's picture: its colours and how far they helped, never what it shows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from finetune.generate.guarded import GuardedWriter
from finetune.guard import unsupported
from finetune.template import TemplateWriter, about_picture
from knowledge.types import Colour, Decision, Looked, Preference
from tests.finetune.world import PHONE, prompt, recommended

BLACK = Looked([Colour("#1f2020", 0.9)], "color", ["黑色"], n_alike=3)
CASES = {
    "goods": (replace(recommended(), looked=BLACK), "主要是黑色，我按这个颜色找手机", "mostly"),
    "two colours": (replace(recommended(), looked=replace(BLACK, values=["黑色", "灰色"])), "黑色或灰色", " or "),
    "none alike": (replace(recommended(), looked=replace(BLACK, n_alike=0)), "没有这个颜色", "nothing that fits"),
    "asked": (Decision("ask", "category", attribute="category", looked=BLACK), "颜色先记下了", "noted the colour"),
    "pictures": (replace(recommended(), looked=Looked(BLACK.colours, by_pictures=True)), "颜色相近", "similar colour"),
    "no colours": (replace(recommended(), looked=Looked(BLACK.colours)), "用不上", "does not help"),
    "elsewhere": (Decision("handoff", "requested", looked=Looked([], used=False)), "不会保存", "not kept"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_it_says_what_was_done_and_claims_nothing(case):
    decision, zh, en = CASES[case]
    if decision.looked.values:  # the guide has made them a wish
        wish = Preference("color", "in", decision.looked.values, strength="soft")
        decision = replace(decision, wishes=[*decision.wishes, wish])
    for locale, part in (("zh", zh), ("en", en)):
        spoken = prompt(decision, locale)
        assert part in about_picture(spoken)
        assert unsupported(about_picture(spoken), spoken) == []
        draft = GuardedWriter(TemplateWriter(), fallback=TemplateWriter(), name="template").write(spoken)
        assert draft.text.startswith(about_picture(spoken))
        assert len(draft.text) > len(about_picture(spoken)), "the answer follows"


def test_without_a_picture_nothing_is_said_of_one():
    assert about_picture(prompt(recommended())) == ""
    assert PHONE.attribute == "category"
