"""Which language a text is in, and which to answer it in.

Owns: that choice. Does not know: normalising, shops. Standard library only.
"""

from __future__ import annotations

import re
from typing import Literal

from knowledge.types import Locale
from nlu.general import common_english

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_ZH_FUNCTION = re.compile(r"[的了吗呢么吧有没是不要想给我你这那个和跟比哪几多少来点买]")
_EN_FUNCTION = frozenset(
    [
        "a",
        "an",
        "the",
        "i",
        "you",
        "we",
        "it",
        "is",
        "are",
        "do",
        "does",
        "have",
        "has",
        "any",
        "some",
        "for",
        "with",
        "under",
        "over",
        "show",
        "me",
        "my",
        "want",
        "need",
        "find",
        "looking",
        "something",
        "please",
        "can",
        "could",
        "would",
        "what",
        "which",
        "how",
        "much",
        "many",
        "this",
        "that",
        "these",
        "those",
        "one",
        "not",
        "no",
        "but",
        "and",
        "or",
        "in",
        "on",
        "of",
        "to",
        "from",
        "than",
        "cheaper",
        "better",
        "like",
        "get",
        "give",
        "tell",
        "about",
        "more",
    ]
)
#: Words that Chinese shoppers use as their own; they do not make an utterance English.
_BORROWED = frozenset(
    [
        "ok",
        "okay",
        "hi",
        "hello",
        "bye",
        "no",
        "yes",
        "app",
        "pass",
        "max",
        "pro",
        "plus",
        "mini",
        "air",
        "ultra",
        "vip",
        "diy",
        "wifi",
        "nfc",
        "usb",
        "led",
    ]
)


def language(text: str) -> Literal["zh", "en", "mixed", "none"]:
    """Say which script carries a normalised `text`: Han, Latin words, both, or neither (digits and marks only)."""
    han, words = bool(_HAN.search(text)), bool(_WORD.search(text))
    if han and words:
        return "mixed"
    return "zh" if han else "en" if words else "none"


def locale_of(text: str, default: Locale = "zh") -> Locale:
    """Return the language to answer a normalised `text` in; `default` where it has no words that tell."""
    han = len(_HAN.findall(text))
    words = _WORD.findall(text)
    if not words:
        return "zh" if han else default
    english = sum(w in _EN_FUNCTION for w in words)
    if han:  # mixed: the small words tell whose sentence it is
        return "en" if english >= 2 and english > len(_ZH_FUNCTION.findall(text)) else "zh"
    if english or len([w for w in words if w not in _BORROWED]) >= 2:
        return "en"
    if len(words) == 1 and words[0] in common_english() and words[0] not in _BORROWED:
        return "en"
    return "en" if default == "en" or words[0] in ("hi", "hello", "hey", "thanks", "cheaper", "bye", "yes") else default
