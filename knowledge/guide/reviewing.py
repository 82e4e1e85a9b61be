"""What shoppers say in reviews: how many speak of a topic, in which mood, and one sentence of theirs.

Owns: counting reviews. Does not know: attributes of items, wording, which item is meant. All counts are of reviews,
each counted once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from knowledge.guide import terms
from knowledge.guide.words import NEGATIVE, POSITIVE, TOPICS
from knowledge.tokens import fold
from knowledge.types import Review, Shop

#: Characters of a quoted sentence at most.
N_QUOTE_CHARS = 60
NTOPICS = 3
_GOOD_RATING, _BAD_RATING = 4.0, 2.0

_NEGATIONS = ("不", "没", "无", "别", "not ", "n't ", "no ", "never ", "without ")


@dataclass(frozen=True)
class Opinion:
    """`n`: all reviews. `n_mention` of them speak of the topic, `n_positive` and `n_negative` of those in that mood.
    `share_positive`: share of rated reviews with four stars or more, None where none is rated. `quote`: one sentence.
    `praised`, `blamed`: (topic, number of reviews), most frequent first.
    """

    n: int = 0
    n_mention: int = 0
    n_positive: int = 0
    n_negative: int = 0
    share_positive: float | None = None
    quote: str = ""
    praised: list[tuple[str, int]] = field(default_factory=list)
    blamed: list[tuple[str, int]] = field(default_factory=list)


def read(shop: Shop, reviews: Sequence[Review], topic: Sequence[str] = ()) -> Opinion:
    """Sum up reviews. `topic`: folded content words, any of which makes a clause speak of it; empty = about
    everything.
    """
    rated = [r.rating for r in reviews if r.rating is not None]
    share = sum(r >= _GOOD_RATING for r in rated) / len(rated) if rated else None
    if topic:
        return _about(reviews, list(topic), share)
    moods = [mood(r.text, r.rating) for r in reviews]
    praised, blamed = topics(shop, reviews)
    return Opinion(
        n=len(reviews), share_positive=share, praised=praised, blamed=blamed,
        n_positive=moods.count(1), n_negative=moods.count(-1), quote=_quote(reviews, moods, []),
    )  # fmt: skip


def mood(text: str, rating: float | None = None) -> int:
    """Return the mood of a text: 1, -1 or 0. Words decide; where they do not, the rating of 1 to 5 does."""
    folded = fold(text)
    score = sum(_signed(folded, w, 1) for w in POSITIVE) + sum(_signed(folded, w, -1) for w in NEGATIVE)
    if score:
        return 1 if score > 0 else -1
    if rating is None:
        return 0
    return 1 if rating >= _GOOD_RATING else -1 if rating <= _BAD_RATING else 0


def topics(shop: Shop, reviews: Sequence[Review]) -> tuple[list[tuple[str, int]], list[tuple[str, int]]]:
    """Return what is praised and what is blamed: (topic, number of reviews), at most three of each, two reviews at
    least (one where there are fewer than five reviews).
    """
    names = {n: None for a in shop.attributes for ns in a.names.values() for n in ns if len(n) > 1}
    known = [fold(n) for n in [*names, *TOPICS]]
    good: Counter[str] = Counter()
    bad: Counter[str] = Counter()
    for review in reviews:
        seen: set[tuple[str, int]] = set()
        for clause in terms.clauses(review.text):
            feeling = mood(clause)
            for name in known:
                if feeling and (name, feeling) not in seen and terms.mentions(clause, [name]):
                    seen.add((name, feeling))
                    (good if feeling > 0 else bad)[name] += 1
    least = 2 if len(reviews) >= 5 else 1
    return _top(good, least), _top(bad, least)


def _about(reviews: Sequence[Review], topic: list[str], share: float | None) -> Opinion:
    speaking, moods = [], []
    for review in reviews:
        clauses = [c for c in terms.clauses(review.text) if terms.mentions(c, topic)]
        if clauses:
            speaking.append(review)
            feelings = [mood(c) for c in clauses]
            total = sum(feelings)
            moods.append((total > 0) - (total < 0) or mood(review.text, review.rating))
    return Opinion(
        n=len(reviews), n_mention=len(speaking), n_positive=moods.count(1), n_negative=moods.count(-1),
        share_positive=share, quote=_quote(speaking, moods, topic),
    )  # fmt: skip


def _quote(reviews: Sequence[Review], moods: Sequence[int], topic: list[str]) -> str:
    """Pick one sentence. Of a topic the less happy side is quoted: who asks wants to know what can go wrong."""
    wanted = -1 if topic and -1 in moods else (1 if moods.count(1) >= moods.count(-1) else -1)
    order = sorted(range(len(reviews)), key=lambda i: (moods[i] != wanted, i))
    for i in order:
        text = reviews[i].text.strip()
        if 0 < len(text) <= N_QUOTE_CHARS and (not topic or terms.mentions(text, topic)):
            return text
        for sentence in terms.sentences(text):
            if len(sentence) <= N_QUOTE_CHARS and (not topic or terms.mentions(sentence, topic)):
                return sentence
    return ""


def _signed(folded: str, word: str, sign: int) -> int:
    """Return the mood that a word gives a text: turned round where it is negated just before it, 0 where it is
    absent.
    """
    if not terms.mentions(folded, [word]):
        return 0
    at = folded.find(word)
    before = folded[max(0, at - 6) : at]
    return -sign if any(n in before[-3:] or (n.endswith(" ") and n in before) for n in _NEGATIONS) else sign


def _top(counts: Counter[str], least: int) -> list[tuple[str, int]]:
    found = [(name, n) for name, n in counts.most_common() if n >= least]
    # 电池 and 电池续航 are one topic: the longer name says more.
    return [f for f in found if not any(f[0] != g[0] and f[0] in g[0] and g[1] >= f[1] for g in found)][:NTOPICS]
