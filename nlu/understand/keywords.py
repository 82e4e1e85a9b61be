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


#: Words stand as wishes here: 要防水的, 带反光条, 怕反光; in 吃完饭出去走走 they only tell.
_BEFORE = (
    r"(?:[有带含怕防抗耐配]|支持|具备|最好|必须|不要|要是|偏好|喜欢|爱吃|想吃|想要|一定要"
    r"|[买要找送挑选来](?:一|几|两)?(?:个|款|件|双|台|本|条|份|点|些|套))"
)
_AFTER = r"(?:的(?!地方|时候|人|话|路上|时间)|款|版|型|功能|效果|风格|设计|材质|味|图案)"
#: Whom one is with or speaks of; no property of goods.
_PEOPLE = re.compile(
    r"朋友|友人|同事|同学|客户|领导|老板|家人|家里人|老婆|老公|妻子|丈夫|孩子|小孩|宝宝|儿子|女儿|闺女|姑娘|妈妈|爸爸|爸妈|父母"
    r"|老师|亲戚|哥们|兄弟|姐妹|闺蜜|我[姐哥弟妹爸妈]|对象|邻居"
)


def wished(frame: Frame) -> str:
    """Return the words of `read` that may be wishes.

    Beside a wish, Chinese words that only tell a story (吃完饭, 带朋友) are left out; alone, or in English, all stay.
    """
    words = read(frame)
    if not words or not frame.wishes:
        return words
    return " ".join(w for w in words.split(" ") if w[0].isascii() or _wishes(frame.text, w))


def _wishes(text: str, word: str) -> bool:
    if _PEOPLE.search(word):
        return False
    w = re.escape(word)
    return bool(re.search(rf"{_BEFORE}(?:个|点|一点|些)?{w}|{w}{_AFTER}|(?:^|[,。;!?、 ]){w}(?=$|[,。;!?、 ])", text))


def chinese(text: str) -> list[str]:
    """Return the content words of a Chinese text, in order."""
    zh, _ = function_words()
    words = (w for w in rjieba.cut(text) if w[0] >= "\u4e00" and w[-1] not in "不没")  # 防不 of 防不防水
    return [w for w in words if len(w.lstrip(_ADVERBS)) >= 2 and not _grammar(w, zh)]


def _grammar(word: str, zh: re.Pattern[str]) -> bool:
    """Say whether a word is made of function words alone."""
    return not zh.sub("", word).strip()
