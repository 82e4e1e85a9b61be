"""What is left of an utterance when all that linked is gone: content words for a soft text search.

Owns: cleaning the rest of grammar. Does not know: search.
"""

from __future__ import annotations

import re

import rjieba

from nlu.understand.frame import Frame
from nlu.understand.patterns import function_words

_PIECE = re.compile(
    r"[a-z][a-z0-9.+-]*[a-z0-9+]|[\u4e00-\u9fff]+|\d+(?:\.\d+)?(?:[a-z]+|英寸|寸|厘米|公分|"
    r"毫升|升|公斤|千克|克|瓦|码|片|件套)"
)
#: A verb of looking for and the measure word of what follows: 找本, 买双, 来一台.
_COUNTED = re.compile(
    r"(?:找|买|来|挑|选|订|求|整|搞)(?:一|几|两)?"
    r"(?:本|双|床|把|盒|箱|包|袋|台|部|件|条|张|支|只|个|款|套|瓶|顶|副|辆|盏)(?=[\u4e00-\u9fff a-z]|$)"
)
#: Adverbs that a word was cut together with: 太远, 不贵.
_ADVERBS = "太很不更最别挺"
#: At most this many words are kept; a search with more finds nothing more.
MAX_WORDS = 8


def read(frame: Frame) -> str:
    """Return the content words that nothing else used, in order, parted by spaces; "" where there are none."""
    _, en = function_words()
    out: list[str] = []
    rest = _COUNTED.sub(
        lambda m: " " * len(m.group()), "".join(c if not frame.used[i] else " " for i, c in enumerate(frame.text))
    )
    for match in _PIECE.finditer(rest):
        piece = match.group()
        if piece[0].isascii():
            if piece[0].isdigit() or (piece not in en and len(piece) > 1):
                out.append(piece)
            continue
        out += chinese(piece)
    return " ".join(list(dict.fromkeys(out))[:MAX_WORDS])


def chinese(text: str) -> list[str]:
    """Return the content words of a Chinese text, in order."""
    zh, _ = function_words()
    words = (w for w in rjieba.cut(text) if w[0] >= "\u4e00" and w[-1] not in "不没")  # 防不 of 防不防水
    return [w for w in words if len(w.lstrip(_ADVERBS)) >= 2 and not _grammar(w, zh)]


def _grammar(word: str, zh: re.Pattern[str]) -> bool:
    """Say whether a word is made of function words alone."""
    return not zh.sub("", word).strip()
