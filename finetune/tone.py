"""How the shopper speaks, so that the reply can mirror it.

Owns: the tone of one utterance. Does not know: what was meant.
"""

from __future__ import annotations

import re

from finetune.contract import Tone

ANGRY = -0.6
_EMOJI = re.compile("[\U0001f300-\U0001faff\u2600-\u27bf\U0001f1e6-\U0001f1ff]")
_FORMAL = re.compile(r"您|请问|烦请|麻烦|劳驾|\b(could|would) you (please|kindly)\b|\bplease\b|\bI would like\b", re.I)
_CASUAL = re.compile(
    r"哈哈|嘿|哎|呗|嘛|啦|咯|呀|哦|亲|姐|哥|老铁|咋|啥|整个|搞|~|～|\b(hey|yo|gonna|wanna|cool|lol|dude|yeah|nah|pls|thx|u|ppl)\b",
    re.I,
)
_ANGRY = re.compile(
    r"[！!]{2,}|什么破|垃圾|骗子|坑人|投诉|差劲|气死|无语|\b(scam|rubbish|crap|useless|ridiculous|terrible)\b", re.I
)
TERSE_CHARS = {"zh": 8, "en": 18}


def tone_of(text: str, locale: str, sentiment: float = 0.0) -> Tone:
    """Return the tone of an utterance. `sentiment`: -1 to 1."""
    if sentiment <= ANGRY or _ANGRY.search(text):
        return "angry"
    if _FORMAL.search(text):
        return "formal"
    if _CASUAL.search(text) or _EMOJI.search(text):
        return "casual"
    return "terse" if 0 < len(text.strip()) <= TERSE_CHARS[locale] else "neutral"


def has_emoji(text: str) -> bool:
    """Say whether a text holds an emoji."""
    return bool(_EMOJI.search(text))
