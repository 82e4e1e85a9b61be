"""Whatever the template says of whatever shop: its facts go into slots and come back unchanged."""

from __future__ import annotations

import dataclasses
import re

import pytest

from finetune.generate.model_writer import is_exact
from finetune.slots import Cut, TooManyFacts, cut, cut_words, fill, numbered, same_slots
from finetune.template import TemplateWriter
from tests.finetune import world
from tests.finetune.worlds import TOPICS, World


@pytest.mark.parametrize("seed", range(4))
def test_facts_go_out_and_come_back(seed: int) -> None:
    random_world, writer, n_cut = World(seed), TemplateWriter(), 0
    for act, topic in TOPICS:
        for locale in ("zh", "en"):
            prompt = random_world.prompt(act, topic, locale)
            if is_exact(prompt.decision):
                continue
            text = writer.write(prompt).text
            try:
                found = cut(text, prompt)
            except TooManyFacts:
                continue
            plain = re.sub(r"<s\d+>", "", text)
            assert fill(found.text, found.values) == plain.strip()
            free = re.sub(r"<s\d+>", "", found.text)
            assert not re.search(r"\d", free), (text, found)
            n_cut += bool(found.values)
    assert n_cut > 20


def test_names_values_numbers_and_comparisons_are_facts() -> None:
    prompt = world.prompt(world.recommended())
    found = cut("松果X2屏幕最大，6.9英寸，电池6000mAh，1599元，黑色的；这三款都合适。", prompt)
    assert found.text == "<s0><s1>，<s2>，电池<s3>，<s4>，<s5>的；这<s6>都合适。"
    assert found.values == ("松果X2", "屏幕最大", "6.9英寸", "6000mAh", "1599元", "黑色", "三款")


def test_who_has_the_most_is_a_fact_in_english_too() -> None:
    found = cut_words("A1 is the lightest, B2 the least noisy; rest assured, both are the best.", ["A1", "B2"], "en")
    assert found.values == ("A1", "lightest", "B2", "least noisy")


def test_a_slot_in_the_data_is_no_slot() -> None:
    assert cut_words("<s3>红色<s1>9元", [], "zh") == Cut("红色<s0>", ("9元",))


def test_slots_are_numbered_as_the_other_text_has_them() -> None:
    other = cut_words("价格9元的红裤", ["红裤"], "zh")
    assert other == Cut("价格<s0>的<s1>", ("9元", "红裤"))
    assert numbered(other, ("红裤", "9元")) == "价格<s1>的<s0>"
    assert numbered(other, ("红裤",)) == ""


def test_wrong_slots_are_told() -> None:
    with pytest.raises(ValueError, match="below 1"):
        fill("<s1>", ("a",))
    with pytest.raises(TooManyFacts):
        cut_words(" ".join(f"{i}元" for i in range(40)), [], "zh")
    assert same_slots("<s1>和<s0>", "<s0><s1>")
    assert not same_slots("<s0><s0>", "<s0>")
    assert not same_slots("<s0>", "<s0><s1>")


def test_an_act_that_is_exact_is_known() -> None:
    decision = world.recommended()
    assert not is_exact(decision)
    assert is_exact(dataclasses.replace(decision, act="compare"))
