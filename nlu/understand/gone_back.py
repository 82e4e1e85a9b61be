"""Going back to what was shown before: the one before was better, 还是之前那个好, 还是刚才第二个吧.

Owns: those words. "Better" and 好 in them weigh two goods that were shown; they ask for no better rating. Does not
know: what was shown (the guide resolves references), other pointing (nlu/understand/references.py).
"""

from __future__ import annotations

import re

from knowledge.types import Reference
from nlu.understand.frame import Frame
from nlu.understand.pointing_words import MEASURE

_WHEN = r"(?:之前|刚才|先前|原来|原先|方才)(?:看|说|推荐|介绍|发|列)?(?:过|到)?(?:的|那)*"
_BETTER_ZH = r"(?:看着|感觉|显得)?(?:比较|更|还|倒)?(?:是)?(?:好看?|合适|不错|划算|顺眼|强|实在)(?:一?[点些])?"
_ONE_ZH = re.compile(
    rf"(?:我)?(?:还是|还|就|感觉|觉得|要|换回|回到)*"
    rf"(?:{_WHEN}(?:那)?(?:一)?(?:{MEASURE})|(?:前|上)(?:面|边)?(?:那|一)(?:{MEASURE}))"
    rf"(?:{_BETTER_ZH})?(?:吧|了|呢|啊|些)?(?=\s*$|[,。!?~])"
)
#: Before a place in a list: the list before, where a newer one has just been shown.
_LIST_ZH = re.compile(rf"(?:还是|换回|回到|就)(?:要)?{_WHEN}(?=第[一二三四五六1-6])")
_BETTER_EN = (
    r"(?:(?: was| is|'s| looked| looks| seemed| seems)(?: much| a lot| even| still| actually)?"
    r" (?:better|nicer|fine|good|great|ok|okay|prettier))?(?: better| more)?"
)
_ONE_EN = re.compile(
    r"(?<![a-z])(?:i (?:liked|preferred|prefer|like) |(?:let's )?(?:go(?:ing)? )?back to )?"
    r"(?:the )?(?:one (?:from )?(?:before|earlier)(?: (?:that|this|it))?|(?:previous|earlier|former) one)(?![a-z])"
    rf"{_BETTER_EN}"
)
_AGAIN_ZH = re.compile(rf"(?:那|这)(?:{MEASURE})(?:吧|了)?")


def read(frame: Frame) -> bool:
    """Read going back to an item; return whether a list before the last is meant for the places that are named. The
    words are used up.
    """
    for pattern in (_ONE_ZH, _ONE_EN):
        for match in frame.finditer(pattern):
            frame.refer(Reference("focus", text=frame.words(*match.span()), among="earlier"))
            frame.take(*match.span())
    listed = next(frame.finditer(_LIST_ZH), None)
    if listed is None:
        return False
    frame.take(*listed.span())
    for match in frame.finditer(_AGAIN_ZH):
        frame.take(*match.span())  # 第二个那个 is one thing
    return True
