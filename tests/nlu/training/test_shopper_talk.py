from __future__ import annotations

import random
from pathlib import Path

import pytest

from knowledge.types import UserAct
from nlu.training.examples import Example, Span
from nlu.training.shopper_talk import Words, joined, noisy, parse, read_examples, swapped

EXAMPLES = Path(__file__).parents[3] / "nlu" / "data" / "examples"
WORDS = Words({"brand": ["某某"], "category": ["水杯"]}, {"category": ["tv stands"]})


def spoken(example: Example) -> list[tuple[str, str]]:
    return [(s.label, example.text[s.start : s.end]) for s in example.spans]


def test_markup_becomes_spans_with_polarity() -> None:
    example = parse("不要[苹果](brand){against}的[手机](category)", "refuse")
    assert example.text == "不要苹果的手机"
    assert spoken(example) == [("brand:against", "苹果"), ("category", "手机")]


def test_every_act_has_sixty_examples_in_both_languages() -> None:
    examples = read_examples(EXAMPLES)
    for act in UserAct.ALL:
        own = [e for e in examples if e.acts == (act,)]
        assert len(own) >= 60, f"{act} has {len(own)}"
        assert sum(e.text.isascii() for e in own) >= 10, act
        assert sum(not e.text.isascii() for e in own) >= 10, act


def test_swapping_keeps_spans_on_their_words() -> None:
    example = parse("不要[苹果](brand){against}的[手机](category)，要[黑色](value)的", "refuse")
    for seed in range(20):
        other = swapped(example, WORDS, random.Random(seed))
        labels = dict(spoken(other))
        assert labels["brand:against"] in ("苹果", "某某")
        assert labels["category"] in ("手机", "水杯")
        assert labels["value"] == "黑色"


def test_joining_keeps_both_spans_and_acts() -> None:
    a, b = parse("要[黑色](value)的", "inform"), parse("[第二个](ordinal)防水吗", "ask_attribute")
    both = joined(a, b, random.Random(1))
    assert both.acts == ("inform", "ask_attribute")
    assert spoken(both) == [("value", "黑色"), ("ordinal", "第二个")]


def test_noise_never_leaves_a_span_outside_the_text() -> None:
    example = Example("哪个好吗", spans=(Span("attribute", 2, 4),))
    for seed in range(50):
        form = noisy(example, random.Random(seed))
        assert all(s.end <= len(form.text) for s in form.spans)


def test_a_file_without_examples_is_named(tmp_path: Path) -> None:
    (tmp_path / "empty.yml").write_text("nlu: []\n", "utf-8")
    with pytest.raises(ValueError, match=r"empty\.yml"):
        read_examples(tmp_path)
