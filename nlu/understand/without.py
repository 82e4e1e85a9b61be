"""What a shopper can do without: 健身房没有也行, 独显也不是非要不可, 不一定非得天丝, the gym isn't needed.

Owns: those words, before a name and after it. Does not know: refusals (nlu/understand/polarity.py), wishes. Marks the
names "without" in `frame.polarity`: neither wished for nor refused, what was said of them is taken back.
"""

from __future__ import annotations

import re

from nlu.linker import Link
from nlu.understand.frame import Clause, Frame

_MUST = r"(?:非得|非要|非|必须|一定|必要|硬要|硬性)"
_BEFORE = re.compile(
    rf"(?:其实|也|倒|都|就)*(?:不一定|未必|不见得|没必要|没有必要|不是|不用|不必|不需要|用不着|犯不着)(?:就|再"
    rf"|是)?{_MUST}(?:要|得|是|有|用|选|买|找|住|吃)*\s*$"
    r"|(?:其实|也|倒|都|就)*(?:不一定|未必|没必要|没有必要|不强求|不强制)(?:再)?(?:要|得|是|有|用|选|买|找|住|吃)+\s*$"
    r"|(?<![a-z])(?:(?:doesn't|does not|don't|do not)(?: really| necessarily)? (?:have|need) to (?:be|have)"
    r"|needn't (?:be|have)"
    r"|not necessarily|no need for|can do without|could do without|don't insist on|forget about)(?: an?| the| any)?\s*$"
)
_AFTER = re.compile(
    r"(?:的|这个|这条|功能|什么的|啥的)*(?:其实|现在|也|倒|都|就|又)*"
    rf"(?:(?:没有?|不带|不含|不是|不要|缺|少了?)(?:的话)?(?:也|都|倒也|也都)(?:行|可以|成|好|ok|没关系|没事|无所谓"
    rf"|不要紧|能接受|能凑合|凑合)"
    r"|(?:我|咱)?(?:也|都|就|基本|其实)*(?:用不上|用不着|用不到|不怎么用|很少用)(?:也?没关系)?"
    rf"|不是(?:{_MUST}(?:要|得|有|是)?(?:的)?(?:不可|不行)?|硬性(?:要求|条件))|没必要|可有可无|不是刚需|有没有(?:都"
    rf"|也)?(?:行|可以|无所谓|没关系|成)"
    r"|不(?:必|用|需要)?强求|不强制|要不要(?:都|也)?(?:行|可以|无所谓))(?:了|的|吧|啦)*"
    r"|(?: (?:is|are))?(?: really)?(?:(?:n't| not| no longer) (?:really |actually |strictly |that )?"
    r"(?:needed|necessary|required|essential|a must|a must-have|crucial)| optional)(?: any ?more| after all| though)?"
    r"| (?:can|could) (?:go|be dropped|be left out)(?![a-z])"
)
#: Around a name: 没有无线充电也能凑合.
_LACKING = re.compile(r"(?:没有?|不带|不含|不支持|缺|少了?|不是|不要)\s*$")
_DOES_TOO = re.compile(
    r"(?:的话|功能|的)?(?:也|都|倒)+(?:能|可以|还)?(?:行|可以|成|好|ok|凑合|接受|没关系|没事|无所谓|不要紧|将就|用)(?:了|的|吧|啦)*"
)
_ASKED = re.compile(r"\s*(?:吗|么|\?)")
_BETWEEN = re.compile(r"[\s、,/和跟与及或者还有以]*(?:and|or)?\s*(?:an? |the )?")


def follows(rest: str) -> bool:
    """Say whether `rest`, what comes after a name, says that it can be done without."""
    found = _AFTER.match(rest)
    return found is not None and not _ASKED.match(rest, found.end())


def mark(frame: Frame, clause: Clause, links: list[Link]) -> None:
    """Mark the names of a clause that can be done without, and use up the words that say so."""
    for i, link in enumerate(links):
        if link.label in ("category", "item"):
            continue
        if after := _AFTER.match(frame.text, link.end, clause.end):
            if _ASKED.match(frame.text, after.end()):
                continue
            for k in _leading(frame, links, i):
                frame.polarity[k.start] = "without"
            frame.take(link.end, after.end())
        elif (lacking := _LACKING.search(frame.text, clause.start, link.start)) and (
            does := _DOES_TOO.match(frame.text, link.end, clause.end)
        ):
            if not _ASKED.match(frame.text, does.end()):
                frame.polarity[link.start] = "without"
                frame.take(lacking.start(), link.start)
                frame.take(link.end, does.end())
        elif before := _BEFORE.search(frame.text, clause.start, link.start):
            frame.polarity[link.start] = "without"
            frame.take(before.start(), link.start)


def _leading(frame: Frame, links: list[Link], i: int) -> list[Link]:
    group = [links[i]]
    for previous in reversed(links[:i]):
        if previous.label in ("category", "item") or not _BETWEEN.fullmatch(frame.text[previous.end : group[0].start]):
            break
        group.insert(0, previous)
    return group
