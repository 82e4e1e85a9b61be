"""Names said with words in between, or cut short: 字要大 for 字大, 荞麦枕 for a pillow of buckwheat, backlit keybord.

Owns: finding those forms in a text. Does not know: how readings are chosen (nlu/linker.py), acts. Standard library
only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from knowledge.types import Attribute
from nlu.normalise import fold
from nlu.spelling import Spelling

_DEGREE = "大小高低轻重长短快慢响亮静厚薄宽稳"
_BETWEEN = r"(?:也|都|还|最好|一定|必须|尽量|稍微|比较|够|足够|要|得|能|可以|希望)+"
#: What is said in place of 大 of a sound: 铃声要响.
_SAME = {"大": "大响", "响": "响大", "高": "高大"}
#: A name that denies something, and how else that is said: 不累, 别太累; 不会掉, 别老掉.
_NOT_SO = re.compile(r"不(?:会|容易|易)?(?P<what>[累赶掉晃滑吵闷挤烫卡沾粘晕苦辣腻硌磨勒塌])")
_OFTEN = "(?:会|要|能|让人)?(?:太|那么|这么|过于|老是|老|总是|总|轻易|容易|随便|动不动就)?"
_NOUN_ENDS = "子头儿"
_WORD = re.compile(r"[a-z]{5,}")


class SplitNames:
    """The names of one shop that may be said so; made once for a lexicon.

    `categories`, `attributes`: the shop's; `names`: all names of attributes and values that a word may be part of.
    """

    def __init__(self, categories: Iterable[str], attributes: Iterable[Attribute], names: Iterable[str]) -> None:
        self._noun_adjective = [pair for a in attributes if a.type == "bool" for pair in _parted(a)]
        self._short = {c[0]: c for c in categories if len(c) == 2 and c[1] in _NOUN_ENDS}
        self._spelling = Spelling({w for n in names if " " in n for w in fold(n).split() if _WORD.fullmatch(w)})

    def said_apart(self, text: str) -> list[tuple[int, int, str]]:
        """Return (start, end, attribute) where a noun and its adjective stand apart: 字要大."""
        return [(m.start(), m.end(), key) for pattern, key in self._noun_adjective for m in pattern.finditer(text)]

    def cut_short(self, text: str, after: int) -> str:
        """Return the kind of goods that the one character at `after`, right behind a value, stands for; "" if none."""
        follows = text[after + 1 : after + 2]
        return "" if follows and follows in _NOUN_ENDS + "套罩芯单边" else self._short.get(text[after : after + 1], "")

    def respelt(
        self, text: str, known: Iterable[tuple[int, int]], find: Callable[[str], Iterable[tuple[int, int]]]
    ) -> Iterator[tuple[int, int, str]]:
        """Yield (start, end, name) where a misspelt word makes a name of several words: backlit keybord.

        `known`: spans that are understood; `find`: the spans of all names in a text.
        """
        busy = list(known)
        for match in _WORD.finditer(text):
            if any(a < match.end() and match.start() < b for a, b in busy):
                continue
            for word, _ in self._spelling.near(match.group())[:2]:
                mended = text[: match.start()] + word + text[match.end() :]
                for start, end in find(mended):
                    if start <= match.start() and end >= match.start() + len(word) and end - start > len(word):
                        yield start, end + len(match.group()) - len(word), mended[start:end]
                        break


def _parted(attribute: Attribute) -> Iterator[tuple[re.Pattern[str], str]]:
    for name in (fold(n) for n in attribute.names.get("zh", ())):
        if 2 <= len(name) <= 4 and name[-1] in _DEGREE and name[0] not in "大小不":
            said = _SAME.get(name[-1], name[-1])
            yield re.compile(rf"{re.escape(name[:-1])}{_BETWEEN}[{said}]"), attribute.key
        if found := _NOT_SO.fullmatch(name):
            what = re.escape(found["what"])
            yield re.compile(rf"(?:别|不要|不能|不可以|不许|不){_OFTEN}{what}(?![漆色毛皮渣价头])"), attribute.key
