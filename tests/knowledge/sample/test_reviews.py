"""Reviews agree with their stars and with what the good is."""

from __future__ import annotations

import datetime
import random
import re
from collections import Counter, defaultdict

from knowledge.sample.draft import Draft
from knowledge.sample.generate import Sample
from knowledge.sample.reviews import PHRASES, write_reviews
from knowledge.types import Item, Review

_PRAISE = [s for zh_good, _, en_good, _ in PHRASES.values() for s in (*zh_good.split("|"), *en_good.split("|"))]
_BLAME = [s for _, zh_bad, _, en_bad in PHRASES.values() for s in (*zh_bad.split("|"), *en_bad.split("|"))]


def _pattern(sentences: list[str]) -> re.Pattern[str]:
    longest_first = sorted(sentences, key=len, reverse=True)
    return re.compile(
        "|".join(re.sub(r"\\\{\w+\\\}", r"\\S{1,12}?", re.escape(s)) for s in longest_first), re.IGNORECASE
    )


def test_stars_agree_with_the_words(sample: Sample) -> None:
    praise, blame = _pattern(_PRAISE), _pattern(_BLAME)
    counted: Counter[str] = Counter()
    for review in sample.reviews[::20]:
        good, bad = len(praise.findall(review.text)), len(blame.findall(review.text))
        if not good and not bad:
            counted["plain"] += 1
        elif review.rating in (1, 2):
            assert bad, review
            assert not good, review
            counted["bad"] += 1
        elif review.rating == 5:
            assert good, review
            assert not bad, review
            counted["good"] += 1
        else:
            assert good, review
            counted["mixed"] += 1
    assert counted["good"] > 300
    assert counted["bad"] > 40
    assert counted["plain"] < 0.1 * sum(counted.values())


def test_both_moods_and_both_languages_occur(sample: Sample) -> None:
    stars = Counter(r.rating for r in sample.reviews)
    assert set(stars) == {1.0, 2.0, 3.0, 4.0, 5.0}
    assert 0.6 < (stars[4.0] + stars[5.0]) / len(sample.reviews) < 0.92
    english = sum(not re.search("[一-鿿]", r.text) for r in sample.reviews)
    assert 0.03 < english / len(sample.reviews) < 0.15


def test_dates_are_days_that_exist_and_are_past_for_the_shop(sample: Sample) -> None:
    days = [datetime.date.fromisoformat(r.at or "") for r in sample.reviews]
    assert min(days) >= datetime.date(2024, 9, 1)
    assert max(days) <= datetime.date(2026, 11, 1)


def test_figures_in_reviews_are_the_goods_own(sample: Sample) -> None:
    items = {i.item_id: i for i in sample.items}
    found = 0
    for review in sample.reviews:
        for pattern, key in (
            (r"([\d.]+)毫安时", "battery"),
            (r"([\d.]+)英寸看着", "screen_size"),
            (r"([\d.]+)分贝", "noise_db"),
        ):
            for figure in re.findall(pattern, review.text):
                found += 1
                assert float(figure) == items[review.item_id].attributes[key]
    assert found > 100


def test_no_good_is_blamed_for_what_it_does_well() -> None:
    """A phone with a large battery is not called short of breath, one with a small one is."""
    kinds = {"large": 0.9, "small": -0.9}
    said: dict[str, list[Review]] = defaultdict(list)
    for name, score in kinds.items():
        draft = Draft("手机", "云雀", "t", "t", 999, {}, {"battery": score}, "")
        for seed in range(300):
            said[name] += write_reviews(Item("p", "t", "手机"), draft, random.Random(seed))
    blame = _pattern([s for column in (1, 3) for s in PHRASES["battery"][column].split("|")])
    assert not [r for r in said["large"] if blame.search(r.text)]
    assert [r for r in said["small"] if blame.search(r.text)]


def test_every_aspect_has_a_sentence_without_figures() -> None:
    assert len(PHRASES) > 60
    for aspect, columns in PHRASES.items():
        for sentences in columns:
            assert any("{" not in s for s in sentences.split("|")), aspect


def test_every_aspect_of_a_good_can_be_spoken_of(sample: Sample) -> None:
    used = {a for d in sample.drafts for a in d.aspects}
    assert used - set(PHRASES) == set()
