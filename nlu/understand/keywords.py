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
    r"(?:找|买|来|挑|选|要|看|推荐|有|换|拿|送|订|求|整|搞)(?:一|几|两)?(?:本|双|台|部|件|条|张|支|只|个|款|套|瓶|盒|包|袋|份|把|顶|副|块|家|间|辆|盏|床|束|罐|杯|箱)"
    r"(?=[\u4e00-\u9fff a-z]|$)"
)
#: At most this many words are kept; a search with more finds nothing more.
MAX_WORDS = 8


def read(frame: Frame) -> str:
    """Return the content words that nothing else used, in order, parted by spaces; "" where there are none."""
    zh, en = function_words()
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
        for word in rjieba.cut(piece):
            if len(word) >= 2 and not zh.fullmatch(word) and not _grammar(word, zh):
                out.append(word)
    return " ".join(list(dict.fromkeys(out))[:MAX_WORDS])


def _grammar(word: str, zh: re.Pattern[str]) -> bool:
    """Say whether a word is made of function words alone."""
    return not zh.sub("", word).strip()
