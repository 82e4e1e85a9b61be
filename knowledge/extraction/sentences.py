"""What a sentence claims at all: questions, wishes, conditions and likenesses claim nothing of the item.

Owns: cutting into sentences and clauses, and their standing. Does not know: relations, vocabulary.
"""

from __future__ import annotations

import re

from knowledge.tokens import fold

_SENTENCE = re.compile(r"(?<=[。！？!?；;\n])|(?<=[a-z0-9)]\.)\s+")
_CLAUSE = re.compile(r"[，,。！!；;：:]|\.(?=\s|$)|(?<![a-z])(?:but|however)(?![a-z])|但是?|不过|可惜")
_QUESTION = re.compile(
    r"[?？]|[吗么]\s*$|会不会|能不能|是不是|是否|适不适合|有没有|请问|不知道"
    r"|^\s*(?:is|are|does|do|did|would|will|can|could|has|have) (?:it|this|they|these|the|you|a|an)(?![a-z])"
)
_NOT_REAL = re.compile(
    r"如果|要是|假如|希望|但愿|就更?好了|如需|若需|想象|灵感|还没试|没试过|准备换|请确认|本来想|打算"
    r"|(?<![a-z])(?:if you|i wish|hope|haven't tried|imagine|inspired by)(?![a-z])"
)
_LIKENESS = re.compile(r"像|一样|般|似的|纹路|纹理|质感的|仿|(?<![a-z])(?:like|look|looks|finish)(?![a-z])|-like")


def sentences(text: str) -> list[str]:
    """Cut text into sentences with their final marks."""
    return [s.strip() for s in _SENTENCE.split(text) if s.strip()]


def clauses(sentence: str) -> list[str]:
    """Cut a sentence into clauses."""
    return [c.strip() for c in _CLAUSE.split(sentence) if c and c.strip()]


def claims_something(sentence: str) -> bool:
    """Say whether a sentence claims anything: no question, wish, condition or mere plan."""
    folded = fold(sentence)
    return not _QUESTION.search(folded) and not _NOT_REAL.search(folded)


def is_likeness(clause: str) -> bool:
    """Say whether a clause only likens: soft as wool is no wool."""
    return bool(_LIKENESS.search(fold(clause)))
