"""Which of the goods in view has most or least of something, told by what it does: which one charges fastest,
哪个玩得最久, 一和三哪件更厚实.

Owns: those words. Does not know: adjectives beside an attribute's name (nlu/understand/references.py), what was shown.
"""

from __future__ import annotations

import re

from knowledge.types import Question, Reference
from nlu.general import adjectives
from nlu.understand.frame import Frame
from nlu.understand.pointing_words import ADJ_ZH, MEASURE

_DOES_ZH = re.compile(
    rf"哪(?:一)?(?:{MEASURE}|所|座|处)(?:[\u4e00-\u9fff]{{0,6}}?)(?P<verb>玩|逛|游|用|充|跑|睡|住|撑|卖|飞|洗|装"
    rf"|拍)(?:起来)?得"
    rf"(?:最|更|比较)(?P<word>{ADJ_ZH}|多|少|热|火|清楚)"
)
_TAKES_ZH = re.compile(
    rf"哪(?:一)?(?:{MEASURE}|所|座|处)?的?(?P<verb>玩|逛|游)的?(?:时间)?(?:要|更|最|比较)*(?P<word>长|久|短)"
)
_DOES_EN = re.compile(
    r"(?<![a-z])which (?:one |of (?:them|these|those) )?(?P<verb>charges|lasts|weighs|costs|holds|runs|takes|seats"
    r"|sleeps|sounds)"
    r"(?: the)? (?P<word>fastest|quickest|longest|least|most|less|more|longer|faster|quietest|loudest)(?![a-z])"
)
#: What is done -> concepts that its degree is of, likeliest first.
_OF = {
    **dict.fromkeys("玩逛游", ("visit_time", "duration")),
    **dict.fromkeys(("用", "撑", "lasts"), ("battery_life", "battery", "battery_days")),
    **dict.fromkeys(("充", "charges"), ("fast_charge", "power")),
    **dict.fromkeys(("跑", "runs"), ("performance", "speed")),
    **dict.fromkeys(("睡", "住", "sleeps", "seats"), ("people",)),
    **dict.fromkeys(("装", "洗", "holds"), ("capacity",)),
    "卖": ("sales",),
    "拍": ("camera",),
    "飞": ("duration",),
    "weighs": ("weight",),
    "costs": ("price",),
    "takes": ("duration", "visit_time"),
    "sounds": ("noise",),
}
_LESS = frozenset(("least", "less", "少", "短", "quietest"))
#: Which of those named is more: 哪件更厚实, 哪家便宜, 比哪个划算.
_WHICH_MORE = re.compile(rf"哪(?:一)?(?:{MEASURE})(?:最|更|比较)")
_WHICH = re.compile(
    rf"哪(?:一)?(?:{MEASURE})(?:最|更|比较|要|会)*(?P<word>{ADJ_ZH}|厚实|划算|结实|暖和)(?:一?[点些])?(?=$"
    rf"|[?,。吗呢啊呀 ])"
)


def read(frame: Frame) -> None:
    """Read who is most at doing something, and which of several named is more; their words are used up."""
    for pattern in (_DOES_ZH, _DOES_EN, *((_TAKES_ZH,) if not frame.references else ())):
        for match in frame.finditer(pattern):
            key = _key(frame, _OF[match["verb"]])
            if key:
                sign = -1 if match["word"] in _LESS else 1
                words = frame.words(*match.span())
                frame.refer(Reference("superlative", key, direction=sign, text=words))
                frame.ask(Question(key, text=words))
                gone = {k.entry.value for k in frame.links if match.start() <= k.start < match.end()}
                frame.linked.categories = [c for c in frame.linked.categories if c not in gone]
                frame.take(*match.span())
    if sum(r.kind in ("ordinal", "item") for r in frame.references) < 2:
        return
    for match in frame.finditer(_TAKES_ZH):
        if key := _key(frame, _OF[match["verb"]]):
            frame.ask(Question(key, text=frame.words(*match.span())))
            frame.take(*match.span())
    for match in frame.finditer(_WHICH_MORE):
        link = next((k for k in frame.links if k.start == match.end() and k.label in ("value", "attribute")), None)
        if link:
            value = link.entry.value if link.label == "value" else None
            frame.ask(Question(link.entry.attribute, value, text=frame.words(match.start(), link.end)))
            frame.take(match.start(), link.end)
    for match in frame.finditer(_WHICH):
        key = _key(frame, adjectives().get(match["word"], (1, ()))[1]) if match["word"] != "好" else ""
        if key and not any(k.label == "attribute" and match.start() <= k.start < match.end() for k in frame.links):
            frame.ask(Question(key, text=frame.words(*match.span())))
            frame.take(*match.span())


def _key(frame: Frame, concepts: tuple[str, ...]) -> str:
    for concept in concepts:
        for key in (*frame.lexicon.concepts.get(concept, ()), concept):
            if key in frame.lexicon.attributes and frame.lexicon.occurs(key, frame.categories):
                return key
    return ""
