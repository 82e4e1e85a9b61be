"""What the reviews of a shop say, summed up: mood, strength, what is praised and blamed, and how that moved in time.

Owns: the sums, and their file among the shop's derived stores (kind "moods"). Does not know: how a review is read; that
is done by what the entry point "reviews" of the group "daogou.understanding" names.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from knowledge.errors import StoreError
from knowledge.generations import Generations, Stamp

KIND = "moods"
_FILE = "moods.json"
#: Days before the newest review that count as lately, and reviews that either side needs for a trend.
LATELY_DAYS = 90
LEAST = 3
#: Opinions in the reviews' own words that are kept of each item and polarity.
N_WORDS = 8


class Mood(Protocol):
    """What a reader of reviews says of one: see `nlu.reviews.mood.Mood`."""

    sentiment: str
    categories: dict[str, str]
    opinions: Sequence[Any]

    @property
    def score(self) -> float:
        """Return -1 (bad) to 1 (good)."""


@dataclass(frozen=True)
class Month:
    """The reviews of a month ("2026-03"): how many, and their mean score, -1 to 1."""

    month: str
    n: int
    score: float


@dataclass(frozen=True)
class Summary:
    """What some reviews say. `n`: reviews with words; `n_positive`, `n_negative` of them; `score`: mean, -1 to 1.

    `aspects`: category -> (reviews that praise it, reviews that blame it). `praise`, `blame`: (words of the reviews,
    reviews), commonest first. `months`: in order; reviews without a date are in none. `change`: mean score of the last
    `LATELY_DAYS` days less that of before; None where either has fewer than `LEAST` reviews.
    """

    n: int = 0
    n_positive: int = 0
    n_negative: int = 0
    score: float = 0.0
    aspects: dict[str, tuple[int, int]] = field(default_factory=dict)
    praise: list[tuple[str, int]] = field(default_factory=list)
    blame: list[tuple[str, int]] = field(default_factory=list)
    months: list[Month] = field(default_factory=list)
    change: float | None = None


@dataclass(frozen=True)
class Moods:
    """A shop's reviews and each item's; `version`: of the shop when they were read."""

    version: int
    shop: Summary
    items: dict[str, Summary]


def sum_up(moods: Sequence[Mood], dates: Sequence[str | None]) -> Summary:
    """Sum up reviews; `dates`: ISO, None = not known."""
    sentiments = Counter(mood.sentiment for mood in moods)
    praised: Counter[str] = Counter()
    blamed: Counter[str] = Counter()
    words: dict[str, Counter[str]] = {"positive": Counter(), "negative": Counter()}
    for mood in moods:
        praised.update(c for c, polarity in mood.categories.items() if polarity == "positive")
        blamed.update(c for c, polarity in mood.categories.items() if polarity == "negative")
        for polarity, counts in words.items():
            counts.update({_words(o) for o in mood.opinions if o.polarity == polarity})
    scores = [mood.score for mood in moods]
    dated = sorted((day, s) for at, s in zip(dates, scores, strict=True) if (day := _day(at)) is not None)
    return Summary(
        n=len(moods),
        n_positive=sentiments["positive"],
        n_negative=sentiments["negative"],
        score=_mean(scores) if scores else 0.0,
        aspects={c: (praised[c], blamed[c]) for c in sorted(praised | blamed)},
        praise=words["positive"].most_common(N_WORDS),
        blame=words["negative"].most_common(N_WORDS),
        months=_months(dated),
        change=_change(dated),
    )


def _words(opinion: Any) -> str:
    parts = [part for part in (opinion.aspect, opinion.opinion) if part != "_"]
    return " ".join(parts) if all(part.isascii() for part in parts) else "".join(parts)


def _day(at: str | None) -> date | None:
    try:
        return date.fromisoformat(at[:10]) if at else None
    except ValueError:
        return None


def _mean(scores: Sequence[float]) -> float:
    return round(sum(scores) / len(scores), 4)


def _months(dated: Sequence[tuple[date, float]]) -> list[Month]:
    by: dict[str, list[float]] = {}
    for day, score in dated:
        by.setdefault(f"{day:%Y-%m}", []).append(score)
    return [Month(month, len(scores), _mean(scores)) for month, scores in by.items()]


def _change(dated: Sequence[tuple[date, float]]) -> float | None:
    if not dated:
        return None
    newest = dated[-1][0]
    lately = [score for day, score in dated if (newest - day).days < LATELY_DAYS]
    before = [score for day, score in dated if (newest - day).days >= LATELY_DAYS]
    return round(_mean(lately) - _mean(before), 4) if min(len(lately), len(before)) >= LEAST else None


def write(data: Path, shop: str, moods: Moods, made_with: str) -> Stamp:
    """Keep a shop's moods in place of those before. `made_with`: the model's name."""
    generations = Generations(data, shop, KIND)
    with generations.writing():
        name = generations.begin(copy_current=False)
        text = json.dumps(asdict(moods), ensure_ascii=False)
        (generations.path(name) / _FILE).write_text(text, "utf-8")
        return generations.commit(name, version=moods.version, made_with=made_with, n_items=len(moods.items))


def read(data: Path, shop: str) -> Moods | None:
    """Return what is kept of a shop, None where its reviews were never analysed. Raises StoreError where damaged."""
    generations = Generations(data, shop, KIND)
    stamp = generations.current()
    if stamp is None:
        return None
    path = generations.path(stamp.generation) / _FILE
    try:
        kept = json.loads(path.read_text("utf-8"))
        return Moods(kept["version"], _summary(kept["shop"]), {i: _summary(s) for i, s in kept["items"].items()})
    except (OSError, ValueError, KeyError, TypeError) as error:
        remedy = f"daogou reviews analyse {shop}"
        raise StoreError(f"unreadable ({error})", where=str(path), remedy=remedy) from error


def _summary(kept: dict[str, Any]) -> Summary:
    pairs = {name: [(str(w), int(n)) for w, n in kept[name]] for name in ("praise", "blame")}
    aspects = {c: (int(good), int(bad)) for c, (good, bad) in kept["aspects"].items()}
    return Summary(**{**kept, **pairs, "aspects": aspects, "months": [Month(**m) for m in kept["months"]]})


def collect(version: int, read_items: Iterable[tuple[str, Sequence[Mood], Sequence[str | None]]]) -> Moods:
    """Sum up (item, moods of its reviews, their dates) by item and for the shop as a whole."""
    items: dict[str, Summary] = {}
    moods: list[Mood] = []
    dates: list[str | None] = []
    for item_id, said, at in read_items:
        if said:
            items[item_id] = sum_up(said, at)
            moods += said
            dates += at
    return Moods(version, sum_up(moods, dates), items)
