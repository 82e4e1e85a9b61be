"""What reviews say, summed up, kept and shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from knowledge import moods
from knowledge.errors import StoreError


@dataclass
class Opinion:
    aspect: str
    opinion: str
    polarity: str


@dataclass
class Said:
    sentiment: str
    score: float
    categories: dict[str, str] = field(default_factory=dict)
    opinions: tuple[Opinion, ...] = ()


GOOD = Said("positive", 0.9, {"delivery": "positive"}, (Opinion("物流", "很快", "positive"),))
BAD = Said("negative", -0.7, {"delivery": "negative", "price": "negative"}, (Opinion("_", "太贵", "negative"),))
FLAT = Said("neutral", 0.0)


def test_reviews_are_counted_once_and_words_by_polarity() -> None:
    summary = moods.sum_up([GOOD, GOOD, BAD, FLAT], ["2026-01-03", None, "2026-01-09T10:00:00", "not a date"])
    assert (summary.n, summary.n_positive, summary.n_negative) == (4, 2, 1)
    assert summary.score == pytest.approx(0.275)
    assert summary.aspects == {"delivery": (2, 1), "price": (0, 1)}
    assert summary.praise == [("物流很快", 2)]
    assert summary.blame == [("太贵", 1)]
    assert summary.months == [moods.Month("2026-01", 2, 0.1)]


def test_a_trend_needs_reviews_on_both_sides() -> None:
    old, new = ["2025-01-01", "2025-02-01", "2025-03-01"], ["2025-11-01", "2025-12-01", "2025-12-31"]
    assert moods.sum_up([GOOD] * 3 + [BAD] * 3, old + new).change == pytest.approx(-1.6)
    assert moods.sum_up([GOOD] * 2 + [BAD] * 3, old[:2] + new).change is None
    assert moods.sum_up([], []).change is None


def test_what_is_kept_is_read_back(tmp_path: Path) -> None:
    assert moods.read(tmp_path, "shop") is None
    found = moods.collect(7, [("a", [GOOD, BAD], ["2026-01-01", None]), ("b", [], []), ("c", [GOOD], ["2026-02-01"])])
    assert set(found.items) == {"a", "c"}
    assert found.shop.n == 3
    moods.write(tmp_path, "shop", found, "model")
    assert moods.read(tmp_path, "shop") == found


def test_a_damaged_file_names_the_remedy(tmp_path: Path) -> None:
    stamp = moods.write(tmp_path, "shop", moods.collect(1, [("a", [GOOD], [None])]), "model")
    (tmp_path / "derived" / "shop" / moods.KIND / stamp.generation / "moods.json").write_text("{}")
    with pytest.raises(StoreError, match="daogou reviews analyse shop"):
        moods.read(tmp_path, "shop")
