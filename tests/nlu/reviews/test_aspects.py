"""Opinions told as labels of spans, and told back."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlu.evaluate import opinions
from nlu.reader import Reading, ReadSpan
from nlu.reviews.aspects import UNNAMED, paired
from nlu.reviews.mood import mood_of
from nlu.training.aspects import examples, read_reviews, spans_of

REVIEWS = "id,Reviews\n1,很好，物流很快，精美的包装\n2,没有赠品\n"
LABELS = (
    "id,AspectTerms,A_start,A_end,OpinionTerms,O_start,O_end,Categories,Polarities\n"
    "1,_, , ,很好,0,2,整体,正面\n1,物流,3,5,很快,5,7,物流,正面\n1,包装,11,13,精美,8,10,包装,正面\n"
    "2,赠品,2,4,_, , ,价格,负面\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "Train_reviews.csv").write_bytes(REVIEWS.encode("gb18030"))
    (tmp_path / "Train_labels.csv").write_bytes(LABELS.encode("utf-8-sig"))
    return tmp_path


def test_both_encodings_are_read_and_labels_tell_the_same_back(folder: Path) -> None:
    first, second = read_reviews(folder)
    assert [s.label for s in spans_of(first)] == [
        "opinion:positive:none", "aspect", "opinion:positive:left", "opinion:positive:right", "aspect",
    ]  # fmt: skip
    for review in (first, second):
        told = paired(review.text, [ReadSpan(s.label, s.start, s.end, 0.9) for s in spans_of(review)])
        wanted = [(o.aspect, o.opinion, o.polarity, o.start, o.end) for o in review.opinions]
        assert [(o.aspect, o.opinion, o.polarity, o.start, o.end) for o in told] == wanted
    assert second.opinions[0].opinion == UNNAMED


def test_each_opinion_is_also_an_example_of_its_own(folder: Path) -> None:
    rows = {e.text: e for e in examples(read_reviews(folder))}
    assert rows["物流很快"].acts == ("delivery:positive",)
    assert [(s.label, s.start, s.end) for s in rows["物流很快"].spans] == [
        ("aspect", 0, 2),
        ("opinion:positive:left", 2, 4),
    ]
    assert set(rows["没有赠品"].acts) == {"price:negative"}


def test_opinions_are_measured_by_what_is_written(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spans = {r.text: [ReadSpan(s.label, s.start, s.end, 0.9) for s in spans_of(r)] for r in read_reviews(folder)}
    spans["没有赠品"] = []

    def read_all(model: Path, pairs: list[tuple[str, str]]) -> tuple[list[Reading], dict[str, float]]:
        return [Reading({"delivery:positive": 0.9}, spans[text]) for text, _ in pairs], {}

    monkeypatch.setattr(opinions, "read_all", read_all)
    report, rows = opinions.evaluate_aspects(folder, folder, folder, "", None, 7, "zhijiang")
    found = report.systems["joint model"]
    assert (found["precision"], found["recall"]) == (1.0, 0.75)
    assert found["category_f1"] == pytest.approx(2 / 6)
    assert report.systems["dictionary of training reviews"]["recall"] == 0.75
    assert rows[0]["predicted"] == [
        ["_", "很好", "positive"],
        ["物流", "很快", "positive"],
        ["包装", "精美", "positive"],
    ]


def test_an_opinion_without_an_aspect_on_its_side_names_none() -> None:
    (told,) = paired("很快", [ReadSpan("opinion:positive:left", 0, 2, 0.8)])
    assert (told.aspect, told.opinion, told.polarity, told.confidence) == (UNNAMED, "很快", "positive", 0.8)


def test_a_label_that_does_not_stand_in_its_review_is_named(folder: Path) -> None:
    (folder / "Train_labels.csv").write_text(LABELS.replace("物流,3,5", "物流,4,6"), "utf-8")
    with pytest.raises(ValueError, match="line 3"):
        read_reviews(folder)
    (folder / "Train_labels.csv").unlink()
    with pytest.raises(ValueError, match=r"Train_labels\.csv"):
        read_reviews(folder)


@pytest.mark.parametrize(
    ("good", "sentiment", "strength", "score"),
    [(0.95, "positive", 0.9, 0.9), (0.2, "negative", 0.6, -0.6), (0.55, "neutral", 0.1, 0.0)],
)
def test_mood_has_class_strength_and_what_is_spoken_of(
    good: float, sentiment: str, strength: float, score: float
) -> None:
    acts = {"price:negative": 0.6, "price:positive": 0.8, "delivery:positive": 0.3, "greet": 0.9}
    spans = [ReadSpan("opinion:positive:none", 0, 1, 0.9), ReadSpan("opinion:negative:none", 1, 2, 0.2)]
    mood = mood_of("好坏", Reading(acts, spans, {"sentiment": {"positive": good, "negative": 1 - good}}))
    assert (mood.sentiment, mood.strength, mood.score) == (sentiment, pytest.approx(strength), pytest.approx(score))
    assert mood.categories == {"price": "positive"}
    assert [o.opinion for o in mood.opinions] == ["好"]
