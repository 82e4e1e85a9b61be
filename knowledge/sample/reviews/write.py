"""Writes the reviews of a good so that moods, stars and words agree with what the good is.

Owns: how many reviews, which mood, which aspects, how they are put into words. Does not know: catalogue files.
"""

from __future__ import annotations

import datetime
import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knowledge.sample.brands import brand
from knowledge.sample.draft import Draft, chance
from knowledge.types import Item, ItemValue, Review

from . import goods_phrases as said
from .device_phrases import DEVICES
from .goods_phrases import COMMON, GOODS

PHRASES = {**GOODS, **DEVICES}
#: Reviews are dated from here on, for this many days.
FIRST_DAY = datetime.date(2024, 9, 1)
N_DAYS = 790
MOST_REVIEWS = 150
#: Share of English reviews.
ENGLISH = 0.07
_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class _Voice:
    """What one good can be praised and blamed for: aspect -> weight."""

    praise: Mapping[str, float]
    blame: Mapping[str, float]


def write_reviews(item: Item, draft: Draft, rng: random.Random) -> list[Review]:
    """Write the reviews of one item, none to `MOST_REVIEWS`, oldest first, no two with the same words."""
    care = brand(draft.brand).care
    own = list(draft.aspects.values())
    worth = 0.6 * care + 0.4 * sum(own) / max(1, len(own))
    # Long-tailed: half of the goods have five reviews or fewer, a few have over a hundred.
    n_reviews = 0 if chance(rng, 0.05) else min(MOST_REVIEWS, int(rng.lognormvariate(1.55 + 0.5 * worth, 1.25)))
    share_good = max(0.35, min(0.95, 0.74 + 0.28 * worth + rng.gauss(0, 0.05)))
    voice = _voice(draft.aspects)
    reviews: dict[str, Review] = {}
    for _ in range(n_reviews):
        mood = rng.choices((1, 0, -1), (share_good, (1 - share_good) * 0.4, (1 - share_good) * 0.6))[0]
        rating = {1: rng.choices((5, 4), (0.72, 0.28))[0], 0: 3, -1: rng.choices((2, 1), (0.5, 0.5))[0]}[mood]
        write = _english if chance(rng, ENGLISH) else _chinese
        text = write(mood, rating, voice, item, rng)
        day = FIRST_DAY + datetime.timedelta(days=int(N_DAYS * rng.random() ** 0.7))
        reviews.setdefault(text, Review(item.item_id, text, float(rating), day.isoformat()))
    return sorted(reviews.values(), key=lambda r: r.at or "")


def _voice(aspects: Mapping[str, float]) -> _Voice:
    spoken = {a: s for a, s in aspects.items() if a in PHRASES}
    return _Voice(
        praise={**{a: s + 0.2 for a, s in spoken.items() if s > -0.1}, **dict.fromkeys(COMMON, 0.25)},
        blame={**{a: 0.3 - s for a, s in spoken.items() if s < 0.25}, **dict.fromkeys(COMMON, 0.25)},
    )


def _choose(weights: Mapping[str, float], n: int, without: Sequence[str], rng: random.Random) -> list[str]:
    left = {a: w for a, w in weights.items() if a not in without}
    chosen: list[str] = []
    while left and len(chosen) < n:
        aspect = rng.choices(list(left), list(left.values()))[0]
        chosen.append(aspect)
        del left[aspect]
    return chosen


def _sentence(aspect: str, column: int, attributes: Mapping[str, ItemValue], rng: random.Random) -> str:
    """Fill a sentence; those that speak of a figure that the item does not state are left aside."""
    options = [s for s in PHRASES[aspect][column].split("|") if all(key in attributes for key in _SLOT.findall(s))]
    return _SLOT.sub(lambda m: _figure(attributes[m[1]]), rng.choice(options))


def _figure(value: ItemValue) -> str:
    return f"{value:g}" if isinstance(value, (int, float)) and not isinstance(value, bool) else str(value)


def _chinese(mood: int, rating: int, voice: _Voice, item: Item, rng: random.Random) -> str:
    if mood and chance(rng, 0.05):
        return rng.choice(said.GOOD_ALONE if mood > 0 else said.BAD_ALONE)
    start = _opener(item, rng) if chance(rng, 0.45) else ""
    praise = _choose(voice.praise, rng.choice((1, 2, 2, 3)) if mood > 0 else (1 if mood == 0 else 0), (), rng)
    n_blame = {1: int(rating == 4 and chance(rng, 0.6)), 0: 1, -1: rng.choice((1, 1, 2))}[mood]
    blame = _choose(voice.blame, n_blame, praise, rng)
    good = "，".join(_sentence(a, 0, item.attributes, rng) for a in praise)
    bad = "，".join(_sentence(a, 1, item.attributes, rng) for a in blame)
    body = rng.choice(("，就是", "，不过", "。缺点是")).join(p for p in (good, bad) if p)
    closers = {1: said.CLOSERS_GOOD, 0: said.CLOSERS_MIXED, -1: said.CLOSERS_BAD}[mood]
    end = rng.choice(("。", "！" if mood > 0 else "。", "，" + rng.choice(closers) + "。"))
    return start + body + end


def _opener(item: Item, rng: random.Random) -> str:
    own = said.OPENERS_OF_CATEGORY.get(item.category)
    who = item.attributes.get("audience")
    if own is None and isinstance(who, list) and chance(rng, 0.4):
        own = said.OPENERS_FOR.get(rng.choice(who))
    return rng.choice(own or said.OPENERS)


def _english(mood: int, rating: int, voice: _Voice, item: Item, rng: random.Random) -> str:
    praise = _choose(voice.praise, rng.choice((1, 2)) if mood > 0 else (1 if mood == 0 else 0), (), rng)
    blame = _choose(voice.blame, {1: 0, 0: 1, -1: rng.choice((1, 2))}[mood], praise, rng)
    good = " and ".join(_sentence(a, 2, item.attributes, rng) for a in praise)
    bad = " and ".join(_sentence(a, 3, item.attributes, rng) for a in blame)
    body = ", but ".join(p for p in (good, bad) if p)
    end = rng.choice({1: said.EN_GOOD, 0: said.EN_MIXED, -1: said.EN_BAD}[mood])
    return f"{body[0].upper()}{body[1:]}. {end}".strip()
