"""What shoppers say in reviews: how many speak of a topic, in which mood, and one sentence of theirs.

Owns: counting reviews. Does not know: attributes of items, wording, which item is meant. All counts are of reviews,
each counted once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from knowledge.guide import schema, terms
from knowledge.guide.words import NEGATIONS, NEGATIVE, POSITIVE, TOPICS
from knowledge.tokens import fold
from knowledge.types import Review, Shop

#: Characters of a quoted sentence at most.
N_QUOTE_CHARS = 60
NTOPICS = 3
_GOOD_RATING, _BAD_RATING = 4.0, 2.0
_BEST, _WORST = 5.0, 1.0
#: A quoted sentence that is shorter says nothing.
_N_TELLING = 8
_AND = re.compile(r"\band\b")
#: Words after which the mood turns: what stands in such a review without a word of mood may be either.
_BUT = re.compile(r"但|不过|就是|缺点|可惜|只是|(?<![a-z])(?:but|only|however|downside|except)(?![a-z])")
#: What is named after these is blamed, whatever words follow.
_DOWNSIDE = re.compile(
    r"^(?:唯一)?(?:的)?(?:缺点|不足|美中不足|遗憾)(?:是|的是|就是)|^the (?:only )?(?:downside|con) is"
)
_POSITIVE = frozenset(POSITIVE)
_MOOD_WORDS = terms.Words([*POSITIVE, *NEGATIVE])


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


def read(
    shop: Shop, reviews: Sequence[Review], topic: Sequence[str] = (), locale: str = "zh", *, least: int = 1,
    category: str = "", kin: bool = True, worst: bool = False,
) -> Opinion:  # fmt: skip
    """Sum up reviews. `topic`: folded content words; a clause with `least` of them speaks of it, `kin`: with their
    kin of the general topics counted too; empty = about everything. `category`: of the item, "" = any; attributes of
    other kinds of goods are no topics. `worst`: count every review that complains of something, and quote one of them.
    """
    rated = [r.rating for r in reviews if r.rating is not None]
    share = sum(r >= _GOOD_RATING for r in rated) / len(rated) if rated else None
    if topic:
        return _about(reviews, _kin(topic) if kin else list(topic), share, least, locale)
    moods = [mood(r.text, r.rating) for r in reviews]
    praised, blamed = topics(shop, reviews, locale, category)
    if worst:
        # Who likes it and still complains of something complains.
        bad = [r for r, m in zip(reviews, moods, strict=True) if m < 0 or any(mood(c) < 0 for c in clauses(r.text))]
        return Opinion(
            n=len(reviews), share_positive=share, praised=praised, blamed=blamed, n_positive=len(reviews) - len(bad),
            n_negative=len(bad), quote=_quote(bad, [-1] * len(bad), None, locale, blamed),
        )  # fmt: skip
    quote = _quote(reviews, moods, None, locale, praised)
    return Opinion(
        n=len(reviews), share_positive=share, praised=praised, blamed=blamed,
        n_positive=moods.count(1), n_negative=moods.count(-1), quote=quote,
    )  # fmt: skip


def mood(text: str, rating: float | None = None) -> int:
    """Return the mood of a text: 1, -1 or 0. Words decide; where they do not, the rating of 1 to 5 does."""
    folded = fold(text)
    if _DOWNSIDE.search(folded):
        return -1
    hits = [(w, 1 if w in _POSITIVE else -1) for w in _MOOD_WORDS.found(folded)]
    # 不清 beside 清晰, 不错 beside 错: what lies inside a longer hit does not count by itself.
    outer = [(w, sign) for w, sign in hits if not any(w != v and w in v for v, _ in hits)]
    score = sum(-sign if _negated(folded, w) else sign for w, sign in outer)
    if score:
        return 1 if score > 0 else -1
    if rating is None:
        return 0
    return 1 if rating >= _GOOD_RATING else -1 if rating <= _BAD_RATING else 0


def topics(
    shop: Shop, reviews: Sequence[Review], locale: str = "zh", category: str = ""
) -> tuple[list[tuple[str, int]], list[tuple[str, int]]]:
    """Return what is praised and what is blamed: (topic, number of reviews), at most three of each, two reviews at
    least (one where there are fewer than five reviews). Topics are named in `locale`.
    """
    name_of = _names(shop, locale, category)
    known = terms.Words(name_of)
    good: Counter[str] = Counter()
    bad: Counter[str] = Counter()
    for review in reviews:
        seen: set[tuple[str, int]] = set()
        plain = _is_plain(review)
        for clause in clauses(review.text):
            about = {name_of[w] for w in known.found(clause)}
            feeling = (mood(clause) or plain) if about else 0
            seen |= {(name, feeling) for name in about if feeling}
        good.update(name for name, feeling in seen if feeling > 0)
        bad.update(name for name, feeling in seen if feeling < 0)
    least = 2 if len(reviews) >= 5 else 1
    return _top(good, least), _top(bad, least)


def clauses(text: str) -> list[str]:
    """Cut a review into clauses; English ones are strung together with "and"."""
    return [part for clause in terms.clauses(text) for part in _AND.split(clause) if part]


def _is_plain(review: Review) -> int:
    """Return 1 for a review of five stars without a but, -1 for one of a single star: what it names without a word of
    mood ("the screen is 6.8 inches") it names in praise or blame. 0 for all others.
    """
    if review.rating is None or _BUT.search(fold(review.text)):
        return 0
    return 1 if review.rating >= _BEST else -1 if review.rating <= _WORST else 0


def _names(shop: Shop, locale: str, category: str) -> dict[str, str]:
    """Return word -> name of its topic: general topics, and the shop's attributes (of this category) where no general
    topic has the word.
    """
    place = 0 if locale == "zh" else 1
    name_of = {word: group[place] for group in TOPICS for word in group}
    for attribute in shop.attributes:
        if category and not schema.applies(shop, attribute, [category]):
            continue
        words = [fold(n) for names in attribute.names.values() for n in names if len(n) > 1]
        general = next((name_of[w] for w in words if w in name_of), None)
        for word in words:
            name_of.setdefault(word, general or attribute.name(locale))
    return name_of


def _kin(topic: Sequence[str]) -> list[str]:
    """Return the words of a topic with the other words of the general topics that it touches (卡 -> 流畅, 卡顿 ...)."""
    kin = dict.fromkeys(topic)
    for group in TOPICS:
        if kin.keys() & set(group):
            kin |= dict.fromkeys(group)
    return list(kin)


def _about(
    reviews: Sequence[Review], topic: list[str], share: float | None, least: int, locale: str
) -> Opinion:  # fmt: skip
    words = terms.Words(topic)
    speaking, moods = [], []
    for review in reviews:
        spoken = [c for c in clauses(review.text) if len(words.found(c)) >= least]
        if spoken:
            speaking.append(review)
            feelings = [mood(c) for c in spoken]
            total = sum(feelings)
            moods.append((total > 0) - (total < 0) or mood(review.text, review.rating))
    return Opinion(
        n=len(reviews), n_mention=len(speaking), n_positive=moods.count(1), n_negative=moods.count(-1),
        share_positive=share, quote=_quote(speaking, moods, words, locale),
    )  # fmt: skip


def _quote(
    reviews: Sequence[Review], moods: Sequence[int], topic: terms.Words | None, locale: str,
    praised: Sequence[tuple[str, int]] = (),
) -> str:  # fmt: skip
    """Pick one sentence. Of a topic the less happy side is quoted: who asks wants to know what can go wrong.

    Of the rest, one in the shopper's language, of one mood, that says something of what is praised most.
    """
    wanted = -1 if topic and -1 in moods else (1 if moods.count(1) >= moods.count(-1) else -1)
    best, best_score = "", float("-inf")
    for place, review in enumerate(reviews):
        text = review.text.strip()
        whole = [text] if 0 < len(text) <= N_QUOTE_CHARS else []
        for sentence in whole or [s for s in terms.sentences(text) if len(s) <= N_QUOTE_CHARS]:
            if topic is not None and not topic.found(sentence):
                continue
            feelings = {mood(c) for c in clauses(sentence)}
            score = 4.0 * (moods[place] == wanted and wanted in feelings) - 3.0 * (-wanted in feelings)
            score += 2.0 * (sentence.isascii() == (locale == "en")) + (len(sentence) >= _N_TELLING)
            score += sum(name in sentence for name, _ in praised[:1]) - 0.001 * place
            if score > best_score:
                best, best_score = sentence, score
    return best


def _negated(folded: str, word: str) -> bool:
    at = folded.find(word)
    before = folded[max(0, at - 6) : at]
    return any(n in (before if n.endswith(" ") else before[-3:]) for n in NEGATIONS)


def _top(counts: Counter[str], least: int) -> list[tuple[str, int]]:
    found = [(name, n) for name, n in counts.most_common() if n >= least]
    # 电池 and 电池续航 are one topic: the longer name says more.
    return [f for f in found if not any(f[0] != g[0] and f[0] in g[0] and g[1] >= f[1] for g in found)][:NTOPICS]
