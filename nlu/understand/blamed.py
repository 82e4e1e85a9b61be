"""What is named only to be left: 白色容易脏，黑色吧; 云雀的太贵了，别的牌子也可以.

Owns: finding names that are given with their fault while something else of the kind is asked for. Does not know:
wishes.
"""

from __future__ import annotations

import re

from knowledge.types import UserAct
from nlu.linker import Link
from nlu.understand.frame import Frame

_FAULT = re.compile(
    r"(?:的|色|款|家的?)?(?:有点|都|也|就|实在|还是)?(?:太(?!好|棒|赞)|容易|显得?(?=[胖老黑旧土脏])|不耐|会(?=[脏褪掉]))[^,。?!]{1,4}"
    r"|(?:的|色|款)?(?:有点|有些)(?=[贵大小重厚土丑老旧深浅])[^,。?!]{1,3}"
    r"|(?:s| one| ones)? (?:is|are|gets?|looks?|would be)"
    r" (?:a bit |a little |way |just |much )?(?:too |so )\w+(?: easily)?"
    r"|(?:s| one| ones)? (?:gets?|is|are) dirty(?: easily| quickly)?"
)
_OTHER = re.compile(r"别的|其他|其它|换(?:一?个|成)|(?<![a-z])(?:another|other|different)(?![a-z])")


def read(frame: Frame) -> None:
    """Use up the names that are blamed where another of their kind is named, or asked for, after them."""
    links = [k for k in frame.links if k.label in ("category", "brand", "value") and _for(frame, k)]
    for link in links:
        fault = _FAULT.match(frame.text, link.end)
        if not fault or any(k.start < fault.end() and link.end <= k.start for k in links):
            continue
        attribute = link.entry.attribute
        instead = any(k.start >= fault.end() and k.entry.attribute == attribute for k in links)
        if instead or (link.label != "value" and _OTHER.search(frame.text, fault.end())):
            if not instead:
                frame.drop(attribute)
            frame.linked.categories = [
                c for c in frame.linked.categories if link.label != "category" or c != link.entry.value
            ]
            # Why it is left says nothing about the other: 平板太大 wants no smaller phone. 太贵 does.
            end = fault.end() if link.label == "category" or "贵" not in fault.group() else link.end
            frame.take(link.start, end)
            frame.say(UserAct.INFORM)


def _for(frame: Frame, link: Link) -> bool:
    return frame.polarity.get(link.start, "for") == "for"
