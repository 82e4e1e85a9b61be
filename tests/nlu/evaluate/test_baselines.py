"""Baselines and splits that our figures stand beside."""

from __future__ import annotations

import pytest

from bench.understanding.diet import configuration, intent_of, rasa_examples
from nlu.evaluate.acts import baselines, measured
from nlu.evaluate.crf import character_crf
from nlu.evaluate.opinions import DictionaryReader
from nlu.reviews.aspects import AspectOpinion
from nlu.training.aspects import LabelledReview
from nlu.training.corpus import is_test
from nlu.training.examples import Example, Span

PLACES = ["北京", "上海", "广州", "成都"]
ROUTES = [
    Example(f"从{a}到{b}", spans=(Span("from", 1, 3), Span("to", 4, 6)), classes={"intent": "route"}, has_acts=False)
    for a in PLACES
    for b in PLACES
    if a != b
]
CALLS = [Example(f"打电话给小{n}", classes={"intent": "dial"}, has_acts=False) for n in "明红刚强"]


def test_the_crf_reads_places_it_never_saw() -> None:
    assert character_crf([*ROUTES, *CALLS], ["从杭州到武汉", "打电话给小王", ""]) == [
        {("from", 1, 3), ("to", 4, 6)},
        set(),
        set(),
    ]


def test_baselines_are_measured_where_there_is_something_to_measure() -> None:
    known = [*ROUTES, *CALLS] * 2
    found = baselines(known, [*ROUTES[:3], CALLS[0]], 7)
    assert found["character CRF"]["span_f1"] == 1.0
    assert found["TF-IDF 1-3 + logistic regression"]["accuracy"] == 1.0
    assert baselines([Example("好", acts=("greet",))], [Example("好", acts=("greet",))], 7) == {}


def test_the_test_part_is_the_hashes_tenth() -> None:
    texts = [Example(f"第{n}句话") for n in range(400)]
    part = measured(texts, "test")
    assert 20 <= len(part) <= 65
    assert all(is_test(e.text) for e in part)
    assert measured(texts, "all") == texts
    with pytest.raises(ValueError, match="nothing to measure"):
        measured([], "test")


def test_the_dictionary_pairs_within_a_clause() -> None:
    opinions = (AspectOpinion("物流", "快", "positive"), AspectOpinion("_", "贵", "negative"))
    reader = DictionaryReader([LabelledReview("物流快，贵", opinions, ())])
    assert reader.read("物流真快") == {("物流", "快", "positive")}
    assert reader.read("物流还行，快") == {("_", "快", "positive")}
    assert reader.read("好贵") == {("_", "贵", "negative")}


def test_rasas_examples_keep_offsets_and_name_all_acts() -> None:
    rows = rasa_examples([ROUTES[0], Example("谢谢，再见", acts=("thank", "bye")), Example(" ")])
    first, second = rows["rasa_nlu_data"]["common_examples"]
    assert first["intent"] == "route"
    assert [first["text"][e["start"] : e["end"]] for e in first["entities"]] == [e["value"] for e in first["entities"]]
    assert second["intent"] == "thank+bye"
    assert intent_of(Example("标题", has_acts=False)) == "text"


def test_the_stock_configuration_is_the_documented_one() -> None:
    names = [part["name"] for part in configuration(5, intents=True)["pipeline"]]
    assert names[0] == "JiebaTokenizer"
    assert "CountVectorsFeaturizer" in names
    assert names[-1] == "DIETClassifier"
    assert configuration(5, intents=False)["pipeline"][-1]["intent_classification"] is False
    assert configuration(5, intents=True)["pipeline"][-1]["epochs"] == 5
