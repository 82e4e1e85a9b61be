"""What can be told from single sentences, in Chinese and English: questions, leave-taking, "I did not understand".

Owns: the patterns. Does not know: dialogue. Written from what people say, not from the bot's sentences, but for the
phrases by which any bot admits a limit.
"""

from __future__ import annotations

import re

_ZH_QUESTION = re.compile(r"[?？吗]|多少|多久|多重|几点|几岁|几年|哪[个款家里些]|怎么|什么|为什么|(.)不\1|呢$|如何")
_EN_QUESTION = re.compile(
    r"\?|^\W*(?:ok,? |so |and )?(?:what|how|which|why|when|where|is|are|does|do|can|could|will)\b", re.I
)
_REQUEST = re.compile(r"有没有|有.{0,8}吗|看看|推荐|any(?:thing)? |do you have|show me|is there", re.I)
_SOCIAL = re.compile(
    r"谢|再见|拜拜|你好|您好|同意|^行$|^好的?$|没了|别的了|哈哈|thank|bye|that's all|^hi\b|^hello\b|^hey\b", re.I
)
_SMALL_TALK = re.compile(r"你(?:是|叫|几)|天气|\byou\b|weather", re.I)
_POINTS = re.compile(r"第.[个款家本双]|心愿单|[这那]个|就它|that one|the (?:first|second|third)|wish list", re.I)
_LOOSENS = re.compile(
    r"无所谓|随便|不限|都行|也行|也可以|不强求|算了|忘掉|换|改|any |forget|doesn't matter|instead|not? |now", re.I
)
_PERSON = re.compile(r"人工|客服|投诉|退款|破店|坏了|person|human|agent|complain", re.I)
_ADMITS = re.compile(
    r"没有写|没写|没有标|doesn't say|not stated|nothing about|says nothing|won't guess|rather not guess"
)
_LOST = re.compile(
    r"没太明白|没听懂|没理解|没能理解|没对上|didn't (?:get|understand)|not sure what|say it another way|rephrase"
)
_DROPS = re.compile(r"不限|不要求|放回来|is open now|are open now|back in\b|any \w+ is fine")
_UNCHECKED = re.compile(r"“([^”]+)”")
_SUPERLATIVE = re.compile(r"最便宜|cheapest")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_WORD = re.compile(r"[a-z]+|[一-鿿]", re.I)
_EMPTY_ZH = "的了吧呢吗啊呀我你您要想有是个一这那就还再也都和跟给看来去下点些么什怎好"
_EMPTY_EN = (
    "a", "an", "the", "i", "you", "it", "is", "are", "do", "does", "for", "of", "to", "in", "on", "and", "or", "with",
    "me", "my", "please", "want", "need", "something", "show",
)  # fmt: skip
_EMPTY = frozenset((*_EMPTY_ZH, *_EMPTY_EN))


def is_question(text: str, locale: str) -> bool:
    """Say whether someone asks to be told something, rather than to be shown goods."""
    found = _EN_QUESTION.search(text) if locale == "en" else _ZH_QUESTION.search(text)
    return bool(found) and not _REQUEST.search(text)


def is_social(text: str) -> bool:
    """Say whether someone greets, thanks, agrees or takes leave."""
    return bool(_SOCIAL.search(text))


def is_small_talk(text: str) -> bool:
    """Say whether someone asks about the bot itself or the weather."""
    return bool(_SMALL_TALK.search(text))


def points(text: str) -> bool:
    """Say whether someone points at goods in view."""
    return bool(_POINTS.search(text))


def loosens(text: str) -> bool:
    """Say whether someone takes something back or changes it."""
    return bool(_LOOSENS.search(text))


def wants_person(text: str) -> bool:
    """Say whether someone asks for a person, or complains."""
    return bool(_PERSON.search(text))


def admits(text: str) -> bool:
    """Say whether a reply says that the catalogue does not tell."""
    return bool(_ADMITS.search(text))


def is_lost(text: str) -> bool:
    """Say whether a reply says that it did not understand."""
    return bool(_LOST.search(text))


def drops(text: str) -> bool:
    """Say whether a reply lets go of a wish."""
    return bool(_DROPS.search(text))


def quoted(text: str) -> list[str]:
    """Return what a reply quotes."""
    return _UNCHECKED.findall(text)


def says_cheapest(text: str) -> bool:
    """Say whether a reply calls a good the cheapest."""
    return bool(_SUPERLATIVE.search(text))


def numbers(text: str) -> set[float]:
    """Return the numbers of a text."""
    return {float(n.replace(",", "")) for n in _NUMBER.findall(text)}


def content(text: str, locale: str) -> set[str]:
    """Return what a sentence is about: English words, pairs of Chinese characters, without empty words."""
    pieces = [p.lower() for p in _WORD.findall(text)]
    if locale == "en":
        return {p.rstrip("s") for p in pieces if p not in _EMPTY and len(p) > 1}
    kept = "".join(p if p not in _EMPTY else " " for p in pieces)
    return {word[i : i + 2] for word in kept.split() for i in range(max(1, len(word) - 1))}
