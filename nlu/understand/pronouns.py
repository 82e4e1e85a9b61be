"""Which pronouns point at goods in view: not the "that" of a phone that folds, nor the "its" of the second, its size.

Owns: telling pointing pronouns from others. Does not know: what else points (nlu/understand/references.py).
"""

from __future__ import annotations

import re

from nlu.understand.frame import Frame
from nlu.understand.question_words import ASKING

_BARE = re.compile(r"(?:it|its|this|that|they|them|它|他|她)$")
#: that + what a thing does, after the name of the thing: a charger that fits, the kind that needs batteries.
_DOES = re.compile(
    r"\s+(?:can|could|will|would|won't|cannot|can't|has|have|had|is|are|isn't|aren't|was|were|does|do|doesn't|don't"
    r"|also|really"
    r"|actually|only|(?!is|this|as|us)[a-z]{2,}s)(?![a-z])"
)
_PLURAL_BEFORE = re.compile(r"(?<![a-z])(?!is |was |does |has |says |this |yes |as |us |its )[a-z]{3,}s $")
_VERB_BEFORE = re.compile(
    r"(?:^|[,.?!;] ?|(?<![a-z])(?:is|are|was|does|did|do|can|could|will|would|if|think|know|say|says|see|and|but|or|so"
    r"|hope|sure|how|why"
    r"|when|where|what|which|yes|no|ok|okay|well|because|since|than) )$"
)
#: "it" that stands for nothing in view.
_EMPTY_BEFORE = re.compile(
    r"(?<![a-z])(?:if you(?:'ve)? (?:have|got|do|sell)|(?:i|we)(?:'ve)? (?:just |only |already )?(?:had|ate|tried"
    r"|seen) "
    r"|(?:i|we)(?:'ve)? (?:just |only |already )?(?:had|ate|tried)|call|leave|as) $"
)
_EMPTY_AFTER = re.compile(
    r" (?:costs?|takes?|would cost|would take) (?:me |us )?to |(?:'s| is| was) (?:for|my|his|her|our|a (?:gift"
    r"|present))(?![a-z])"
    r"| (?:is|was)(?=[.!,]|$)| (?:rains?|snows?|gets? (?:cold|hot|dark))"
)
_KIND = re.compile(r"[这那](?:一)?种$")
_TAKES = re.compile(r"(?:[要买看选就是喜欢和跟像了,。 有没]|^)$")


def points(frame: Frame, match: re.Match[str]) -> bool:
    """Say whether a pronoun points at goods in view."""
    text, word = frame.text, match.group()
    before = text[: match.start()]
    if word == "that" and _DOES.match(text, match.end()) and not _VERB_BEFORE.search(before):
        return False
    if word == "that" and _PLURAL_BEFORE.search(before) and re.match(r" [a-z]", text[match.end() :]):
        return False  # jackets that fold up
    if word == "it" and (_EMPTY_BEFORE.search(before) or _EMPTY_AFTER.match(text, match.end())):
        return False
    if _KIND.match(word) and not _TAKES.search(before):
        return False  # 三四百那种
    if _BARE.match(word) and any(
        _told_before(frame, r.text, match.start()) for r in frame.references if _names(r.kind)
    ):
        return False  # the third, and what's its phone number
    return not (frame.context.asked and frame.context.last_act == "ask" and not _asks(frame, match.start()))


def _names(kind: str) -> bool:
    return kind in ("ordinal", "item", "value", "superlative")


def _told_before(frame: Frame, words: str, place: int) -> bool:
    at = frame.text.find(words.lower())
    return 0 <= at < place


def _asks(frame: Frame, place: int) -> bool:
    """Say whether a clause asks; else the pronoun speaks of the question that it answers: 这个我不懂."""
    clause = frame.clause_at(place)
    return bool(ASKING.search(frame.text, clause.start, clause.end)) or frame.text[clause.end : clause.end + 1] == "?"
