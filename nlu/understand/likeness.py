"""Others like one that was shown (类似第二个的还有吗), and which of the lists shown is meant (最开始那款).

Owns: the words of both. Does not know: what was shown; how the item itself is pointed at (`references`).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from knowledge.types import UserAct
from nlu.understand.frame import Frame

Among = Literal["", "first", "previous", "earlier"]

_FIRST = re.compile(
    r"(?:最开始|一开始|刚开始|最早|最初|第一次|头一次|第一批|第一轮)(?:看|推荐|给|说|发|列)?(?:到|我|的|过)*"
    r"|(?<![a-z])(?:(?:from |in |of )?(?:the |your )?(?:very )?first (?:list|batch|time|round)"
    r"|at the (?:start|beginning)|(?:you )?(?:showed|shown|recommended) (?:me )?(?:at )?first|originally)(?![a-z])"
)
_PREVIOUS = re.compile(
    r"(?:上一批|前一批|上批|上一轮|前一轮|之前那批|刚才那批|上一组)(?:里|中|的)*"
    r"|(?<![a-z])(?:(?:from |in |of )?(?:the |your )?(?:previous|last) (?:list|batch|round)|the list before)(?![a-z])"
)
_ALIKE = re.compile(
    r"(?:还)?(?:有没有|有|来)?(?:和|跟|与|同|像)?(?:类似|相似|相近|接近)(?:于|的)?|差不多的?|(?:那|这)(?:样|种)(?:风格|类型|感觉)?的?"
    r"|(?<![a-z])(?:(?:some(?:thing)?|anything|any|others?|more|ones?) (?:more )?(?:like|similar to)"
    r"|similar(?: ones?| to)?)(?![a-z])"
)
_THIS_KIND = re.compile(r"[这那](?:种|样)的?")
_LIKE_BEFORE = re.compile(r"(?:像|和|跟|与|同)(?=第|这|那|它)")
_TAIL = re.compile(
    r"(?:的)?(?:还|都)?(?:有没有|有)(?:别的|其他的?|其它的?)?(?:吗|么|不|没)?$|(?:的)?(?:还|再)?(?:来|看)(?:几|点|些)?(?:个|款)?$"
)


def list_meant(frame: Frame) -> Among:
    """Return which list the utterance names, "" where none; the words are used up, so that 第一次 counts no item."""
    for among, pattern in (("first", _FIRST), ("previous", _PREVIOUS)):
        for match in frame.finditer(pattern):
            frame.take(*match.span())
            return among  # type: ignore[return-value]
    return ""


def read(frame: Frame, among: Among) -> None:
    """Mark the references with their list, and read "like this one" beside a single reference as the act of asking for
    others like it.
    """
    if among:
        frame.references[:] = [replace(r, among=r.among or among) for r in frame.references]
    pointed = [r for r in frame.references if r.kind in ("ordinal", "item", "value", "superlative")]
    alone = pointed or [r for r in frame.references if r.kind == "focus"]
    if len(alone) != 1:
        return
    found = next(frame.finditer(_ALIKE), None)
    of_this_kind = any(_THIS_KIND.fullmatch(r.text) for r in frame.references if r.kind == "focus")
    if found is None and not of_this_kind:
        return
    frame.references[:] = alone  # in 第一个这种的 the 这种 points at nothing else
    frame.say(UserAct.CRITIQUE)
    for match in [*([found] if found else []), *frame.finditer(_LIKE_BEFORE)]:
        frame.take(*match.span())
    for match in frame.finditer(_TAIL):
        if match.start() and frame.used[match.start() - 1]:  # nothing else is asked for in between
            frame.take(*match.span())
