"""Measure opinions in reviews: aspect, opinion and polarity as written, beside a dictionary of the training reviews.

Owns: what is compared, and the dictionary baseline. Does not know how models are trained. A triple counts once a
review; an aspect or opinion that is not named is "_".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from knowledge.report import Report
from nlu.evaluate.acts import read_all, trained
from nlu.evaluate.figures import set_f1
from nlu.reviews.aspects import UNNAMED, AspectOpinion, paired
from nlu.training.aspects import LabelledReview, category_label, find_tables, read_reviews
from nlu.training.corpus import is_test

_MARKS = "，。！？；,.!?;~ \n"


def triple(told: AspectOpinion) -> tuple[str, str, str]:
    """Return what is compared."""
    return told.aspect, told.opinion, told.polarity


def evaluate_aspects(
    data: Path, model: Path | None, train: Path | None, encoder: str, epochs: int | None, seed: int, format_: str,
    part: str = "all",
) -> tuple[Report, list[dict[str, Any]]]:  # fmt: skip
    """Run `daogou evaluate aspects`; with --train, the dictionary stands beside."""
    folder = trained(model, train, "aspects", encoder, epochs, seed, part)
    reviews = [r for r in read_reviews(data) if part == "all" or is_test(r.text)]
    if not reviews:
        raise ValueError(f"{data}: nothing to measure")
    readings, times = read_all(folder, [(r.text, "") for r in reviews])
    found = [paired(review.text, reading.spans) for review, reading in zip(reviews, readings, strict=True)]
    gold = [{triple(o) for o in review.opinions} for review in reviews]
    figures = set_f1(gold, [{triple(o) for o in told} for told in found])
    figures["f1_without_polarity"] = set_f1(
        [{t[:2] for t in triples} for triples in gold], [{triple(o)[:2] for o in told} for told in found]
    )["f1"]
    figures["category_f1"] = set_f1(
        [{category_label(o) for o in r.opinions} for r in reviews],
        [{name for name, p in r.acts.items() if p >= 0.5} for r in readings],
    )["f1"]
    report = Report("aspects", find_tables(data)[1], seed, len(reviews), {"joint model": {**figures, **times}})
    if train is not None:
        known = [r for r in read_reviews(train) if part == "all" or not is_test(r.text)]
        reader = DictionaryReader(known)
        report.systems["dictionary of training reviews"] = set_f1(gold, [reader.read(r.text) for r in reviews])
    rows = [
        {"input": r.text, "gold": sorted(g), "predicted": [list(triple(o)) for o in f]}
        for r, g, f in zip(reviews, gold, found, strict=True)
    ]
    return report, rows


class DictionaryReader:
    """Opinion and aspect words of the training reviews, longest match first; an opinion takes the nearest aspect of its
    clause, and the polarity that it mostly had.
    """

    def __init__(self, reviews: Sequence[LabelledReview]) -> None:
        polarity: dict[str, Counter[str]] = {}
        self.aspects: set[str] = set()
        for review in reviews:
            for told in review.opinions:
                if told.opinion == UNNAMED:
                    continue
                polarity.setdefault(told.opinion, Counter())[told.polarity] += 1
                if told.aspect != UNNAMED:
                    self.aspects.add(told.aspect)
        self.opinions = {word: count.most_common(1)[0][0] for word, count in polarity.items()}
        self.longest = max(map(len, (*self.opinions, *self.aspects)), default=0)

    def read(self, text: str) -> set[tuple[str, str, str]]:
        """Return the triples of a text."""
        aspects: list[tuple[int, int]] = []
        opinions: list[tuple[int, int]] = []
        i = 0
        while i < len(text):
            for n in range(min(self.longest, len(text) - i), 0, -1):
                word = text[i : i + n]
                if word in self.opinions or word in self.aspects:
                    (opinions if word in self.opinions else aspects).append((i, i + n))
                    i += n
                    break
            else:
                i += 1
        out = set()
        for start, end in opinions:
            near = [(max(start - b, a - end), a, b) for a, b in aspects if self._one_clause(text, (start, end), (a, b))]
            aspect = text[min(near)[1] : min(near)[2]] if near else UNNAMED
            said = text[start:end]
            out.add((aspect, said, self.opinions[said]))
        return out

    @staticmethod
    def _one_clause(text: str, one: tuple[int, int], other: tuple[int, int]) -> bool:
        between = text[min(one[1], other[1]) : max(one[0], other[0])]
        return not any(mark in between for mark in _MARKS)
