"""Which words of a text only look like a shop's words: the verb "book", 手机号, 自己吃的, 防不防水.

Owns: telling those from names. Does not know: what the names mean. Standard library only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlu.lexicon import Match

#: Chinese characters that carry grammar; a word made of them alone is no name.
GRAMMAR = frozenset(
    "的了吗呢吧有没是不要想给我你这那个和跟比哪几多少来点买在也都就还再能会可以把被对从到向为与很太最更只看用说请问一二三怎么样"
)


def named(text: str, matches: Sequence[Match]) -> list[Match]:
    """Return the matches that name something; those that are part of other words or grammar are left out."""
    return [m for m in matches if _stands(text, m)]


def _stands(text: str, match: Match) -> bool:
    words = text[match.start : match.end]
    if len(words) > 1 and all(c in GRAMMAR for c in words):
        return False  # catalogues hold values such as 没有 among their dishes
    if _doubled(text, match.start) or text[match.start - 1 : match.start + 1] == "最好":
        return False
    return not (_own_use(text, match) or _left_open(text, match) or other_word(text, match.start))


#: What goods are for, not what they are: 自己吃的, 给孩子玩的, 夏天穿的.
_FOR_USE = re.compile(r"[吃喝玩用穿戴看住]的$")
_OF_WHAT = re.compile(r"(?![有吗么呢都要没不就也吧啊,。!? ])[\u4e00-\u9fff]")
_SEEKS_USE = re.compile(r"(?:^|[找买来有点些个么啥要看卖推荐送,。!? 和或跟、好])$")


def _own_use(text: str, match: Match) -> bool:
    """Say whether a match for a kind of goods such as 吃的 or 玩的 says whose or when they are used."""
    return (
        any(e.label == "category" for e in match.entries)
        and match.end - match.start == 2
        and bool(_FOR_USE.search(text[match.start : match.end]))
        and (not _SEEKS_USE.search(text[: match.start]) or bool(_OF_WHAT.match(text, match.end)))
    )


#: What is done, not what is sought: book the first one, can you book me a room.
_VERB = re.compile(
    r"(?:^|(?<=[,.!?] )|(?<=to )|(?<=please )|(?<=you )|(?<='ll )|(?<=i ))"
    r"book (?:the|it|me|us|this|that|one|a|for|number)(?![a-z])"
)
#: Longer words that begin with the name of a kind or attribute and are none of it.
_LONGER = re.compile(
    r"手机号|手机卡|电话号|电话卡|电视剧|电视台|图书馆|书店|耳机孔|鼠标垫|make (?:it|me|this|that|sure)(?![a-z])"
)


def other_word(text: str, start: int) -> bool:
    """Say whether another word than the name of a kind begins at a place of the text."""
    return _VERB.match(text, start) is not None or _LONGER.match(text, start) is not None


_OPEN = frozenset(("随意", "随便", "任意", "随和"))


def _left_open(text: str, match: Match) -> bool:
    """Say whether a match is a word that leaves something open: 其他随意 asks for no casual style."""
    return text[match.start : match.end] in _OPEN and text[match.end : match.end + 1] not in ("的", "风", "款", "一")


def _doubled(text: str, start: int) -> bool:
    """Say whether a negation at `start` is the middle of a question: 防不防水 asks for 防水, not for 不防水."""
    return start > 0 and text[start] in "不没" and text[start + 1 : start + 2] == text[start - 1]
