"""Reviews with aspects, opinions and polarities (Zhijiang cosmetics): read from CSV, told as labels to learn from.

Owns: the files' format. Does not know models. Two tables: reviews (id, Reviews) and labels (id, AspectTerms, A_start,
A_end, OpinionTerms, O_start, O_end, Categories, Polarities); GB18030 or UTF-8, they differ within the set.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from nlu.reviews.aspects import UNNAMED, AspectOpinion, opinion_label
from nlu.training.examples import Example, Span

_POLARITIES = {"正面": "positive", "负面": "negative", "中性": "neutral"}
_CATEGORIES = {
    "整体": "overall", "使用体验": "use", "功效": "effect", "价格": "price", "物流": "delivery", "气味": "smell",
    "包装": "packaging", "真伪": "authenticity", "服务": "service", "成分": "ingredients", "尺寸": "size",
    "新鲜度": "freshness", "其他": "other",
}  # fmt: skip
Place = tuple[int, int]


@dataclass(frozen=True)
class LabelledReview:
    """A review and its opinions; `places`: (aspect, opinion) in characters for each, None where not named."""

    text: str
    opinions: tuple[AspectOpinion, ...]
    places: tuple[tuple[Place | None, Place | None], ...]


def find_tables(path: Path) -> tuple[Path, Path]:
    """Return (reviews, labels) at or one level below a folder, or beside the reviews' table itself.

    Raises ValueError that says what was expected where there is no such pair.
    """
    folders = [path.parent] if path.is_file() else [path, *sorted(p for p in path.iterdir() if p.is_dir())]
    for folder in folders:
        for labels in sorted(folder.glob("*labels.csv")):
            reviews = labels.with_name(labels.name.replace("labels", "reviews"))
            if reviews.is_file() and (path.is_dir() or path in (reviews, labels)):
                return reviews, labels
    raise ValueError(f"{path}: expected a pair of tables such as Train_reviews.csv and Train_labels.csv")


def read_reviews(path: Path) -> list[LabelledReview]:
    """Read the labelled reviews of a folder or a table. Raises ValueError with file and line for what is unreadable."""
    reviews_path, labels_path = find_tables(path)
    texts = {row["id"]: row["Reviews"] for row in _rows(reviews_path, ("id", "Reviews"))}
    found: dict[str, list[tuple[AspectOpinion, tuple[Place | None, Place | None]]]] = {i: [] for i in texts}
    for number, row in enumerate(_rows(labels_path, ("id", "AspectTerms", "OpinionTerms", "Polarities")), 2):
        try:
            text = texts[row["id"]]
            aspect = _place(text, row["AspectTerms"], row["A_start"], row["A_end"])
            opinion = _place(text, row["OpinionTerms"], row["O_start"], row["O_end"])
            ends = [place for place in (aspect, opinion) if place]
            told = AspectOpinion(
                row["AspectTerms"], row["OpinionTerms"], _POLARITIES[row["Polarities"]],
                _CATEGORIES[row["Categories"]], 1.0, min(a for a, _ in ends), max(b for _, b in ends),
            )  # fmt: skip
        except (KeyError, ValueError) as error:
            raise ValueError(f"{labels_path.name}, line {number}: cannot be read: {error!r}") from error
        found[row["id"]].append((told, (aspect, opinion)))
    return [
        LabelledReview(text, tuple(o for o, _ in found[i]), tuple(p for _, p in found[i])) for i, text in texts.items()
    ]


def _rows(path: Path, wanted: Sequence[str]) -> list[dict[str, str]]:
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("gb18030")
    rows = list(csv.DictReader(io.StringIO(text)))
    if not rows or not set(wanted) <= set(rows[0]):
        found = ", ".join(rows[0]) if rows else "nothing"
        raise ValueError(f"{path.name}: expected the columns {', '.join(wanted)}, found {found}")
    return rows


def _place(text: str, said: str, start: str, end: str) -> Place | None:
    if said == UNNAMED:
        return None
    place = int(start), int(end)
    if text[place[0] : place[1]] != said:
        raise ValueError(f"{said!r} does not stand at {start}..{end}")
    return place


def spans_of(review: LabelledReview) -> tuple[Span, ...]:
    """Tell a review's opinions as spans; an opinion of two aspects keeps the nearest."""
    aspects: dict[Place, str] = {}
    opinions: dict[Place, tuple[int, str]] = {}
    for told, (aspect, opinion) in zip(review.opinions, review.places, strict=True):
        if opinion is None:
            assert aspect is not None
            aspects.setdefault(aspect, f"aspect:{told.polarity}")
            continue
        side, distance = "none", 1_000
        if aspect is not None:
            aspects[aspect] = "aspect"
            side = "left" if aspect[0] < opinion[0] else "right"
            distance = max(opinion[0] - aspect[1], aspect[0] - opinion[1])
        best = min(opinions.get(opinion, (2_000, "")), (distance, opinion_label(told.polarity, side)))
        opinions[opinion] = best
    places = {**aspects, **{place: label for place, (_, label) in opinions.items()}}
    return tuple(Span(label, *place) for place, label in sorted(places.items()))


def category_label(told: AspectOpinion) -> str:
    """Return the act label of what an opinion is about, such as `price:positive`."""
    return f"{told.category}:{told.polarity}"


def examples(reviews: Sequence[LabelledReview]) -> list[Example]:
    """Return each review with its spans and what it speaks of, and each opinion's own words with what they speak of.

    The latter teach the model to tell what a single opinion is about.
    """
    out = []
    for review in reviews:
        acts = tuple(dict.fromkeys(map(category_label, review.opinions)))
        spans = spans_of(review)
        out.append(Example(review.text, acts=acts, spans=spans))
        if len(review.opinions) > 1:
            for told in review.opinions:
                inside = tuple(
                    Span(s.label, s.start - told.start, s.end - told.start)
                    for s in spans
                    if s.start >= told.start and s.end <= told.end
                )
                out.append(Example(review.text[told.start : told.end], acts=(category_label(told),), spans=inside))
    return out
