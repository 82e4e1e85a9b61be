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
#: At most this many words are kept; a search with more finds nothing more.
MAX_WORDS = 8


def read(frame: Frame) -> str:
    """Return the content words that nothing else used, in order, parted by spaces; "" where there are none."""
    zh, en = function_words()
    out: list[str] = []
    rest = "".join(c if not frame.used[i] else " " for i, c in enumerate(frame.text))
    for match in _PIECE.finditer(rest):
        piece = match.group()
        if piece[0].isascii():
            if piece[0].isdigit() or (piece not in en and len(piece) > 1):
                out.append(piece)
            continue
        for word in rjieba.cut(piece):
            if len(word) >= 2 and not zh.fullmatch(word) and not _grammar(word, zh):
                out.append(word)
    return " ".join(list(dict.fromkeys(out))[:MAX_WORDS])


def _grammar(word: str, zh: re.Pattern[str]) -> bool:
    """Say whether a word is made of function words alone."""
    return not zh.sub("", word).strip()
