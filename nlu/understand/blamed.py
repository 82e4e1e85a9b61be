"""What is named only in passing: to be left (白色容易脏，黑色吧), or as what comes before (游玩结束后，找家餐馆).

Owns: finding such names, and using them up. Does not know: wishes.
"""

from __future__ import annotations

import re

from knowledge.types import UserAct
from nlu.linker import Link
from nlu.understand.frame import Frame

_FAULT = re.compile(
    r"(?:的|色|款|家的?)?(?:有点|都|也|就|实在|还是|穿着|戴着|摸着|看着|用着|睡着|总|老)*"
    r"(?:(?:太(?!好|棒|赞)|容易|显得?(?=[胖老黑旧土脏])|不耐|会(?=[脏褪掉]))[^,。?!]{1,4}"
    r"|扎(?:人|皮肤|得慌|肉)|(?:硌|勒|磨)(?:人|脚|手|得慌)?|掉(?:毛|色|渣|漆)|起(?:球|皱|毛)|不?(?:难看|过时|老气|老土"
    r"|土气|俗气)"
    r"|不(?:好看|结实|舒服|透气|吸汗|暖和|经用|好洗|好打理|新鲜|干净))(?:得很|死了|了)?"
    r"|(?:的|色|款)?(?:有点|有些)(?=[贵大小重厚土丑老旧深浅])[^,。?!]{1,3}"
    r"|(?:s| one| ones)? (?:is|are|gets?|looks?|would be)"
    r" (?:a bit |a little |way |just |much )?(?:too |so )\w+(?: easily)?"
    r"|(?:s| one| ones)? (?:gets?|is|are) dirty(?: easily| quickly)?"
)
_OTHER = re.compile(r"别的|其他|其它|换(?:一?[个种款家点]|成|近|远)?|(?<![a-z])(?:another|other|different)(?![a-z])")


#: Before what is wanted instead.
_CHANGED = re.compile(
    r"(?:换|改)(?:成|为|个|一?[种款家])?(?:要)?\s*$|(?<![a-z])(?:switch to|change (?:it )?to|rather|instead,?) $"
)
#: What other goods serve: a power bank that can charge a laptop, 能给笔记本充电的充电宝.
_SERVES = re.compile(
    r"(?<![a-z])(?:that|which|to|and|able to|can) (?:can |will |could |would |also )*"
    r"(?:charges?|powers?|fits?|holds?|carry|carries|covers?|protects?|matches|match|connects? to|works? with"
    r"|goes? with) "
    r"(?:an? |my |the |her |his |your |our )?"
    r"|(?:能|可以|可|用来|拿来)(?:同时)?(?:给|装|放|充|接|连|套|收纳|装得?下|放得?下)(?:得下|下|进|上)?(?:我的?|两台"
    r"|一台)?"
)
#: What was or will be done first.
_FIRST = re.compile(
    r"(?:在|等|先)?(?:游玩|参观|玩|逛|吃|住|休息|安排|入住|看|用餐|吃饭|午餐|晚餐)[^,。?!]{0,6}?"
    r"(?:结束|完|好|下)?(?:了)?(?:之后|以后|后|过后)|(?:吃完饭|吃饱|玩完|逛完|住好|休息好)(?:了)?"
    r"|(?:吃|逛|玩|看)完[^,。?!]{1,8}?(?=(?:再)?(?:去|想|找|附近|旁边))"
    r"|(?<![a-z])(?:after|before) (?:the |my |our |visiting |seeing )?(?:[a-z]+ )?[a-z]+(?=,)"
)


def read(frame: Frame) -> None:
    """Use up the names that are blamed where another of their kind is named or asked for, and those of what comes
    first where goods are asked for after it."""
    for match in frame.finditer(_FIRST):
        after = [k for k in frame.links if k.start >= match.end()]
        if after:
            gone = {k.entry.value for k in frame.links if k.start < match.end() and match.start() < k.end}
            gone -= {k.entry.value for k in after}
            frame.linked.categories = [c for c in frame.linked.categories if c not in gone]
            frame.take(*match.span())
    for match in frame.finditer(_SERVES):
        kinds = [k for k in frame.links if k.label == "category"]
        served = next((k for k in kinds if k.start == match.end()), None)
        others = {k.entry.value for k in kinds if k is not served and _for(frame, k)} - {
            served.entry.value if served else ""
        }
        if served and others:  # a power bank that can charge a laptop
            frame.linked.categories = [c for c in frame.linked.categories if c != served.entry.value]
            frame.take(match.start(), served.end)
    links = [k for k in frame.links if k.label in ("category", "brand", "value") and _for(frame, k)]
    for link in links:
        if frame.context.showing and any(_changed_for(frame, link, k) for k in links):
            frame.take(link.start, link.end)  # 棉的睡着热，换天丝的
    links = [k for k in links if frame.free(k.start, k.end)]
    for link in links:
        fault = _FAULT.match(frame.text, link.end)
        if not fault or any(k.start < fault.end() and link.end <= k.start for k in links):
            continue
        attribute = link.entry.attribute
        instead = any(k.start >= fault.end() and k.entry.attribute == attribute for k in links)
        if link.label == "value" and not instead and _OTHER.search(frame.text, fault.end()):
            frame.polarity[link.start] = "against"  # 昌平太偏，换个城区
            frame.take(link.end, fault.end())
            continue
        if link.label == "value" and not instead and frame.context.showing and fault.group().startswith(("太", "的太")):
            frame.take(link.start, link.end)  # 滚筒太高了: what was shown is blamed, none is wished for
            continue
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


def _changed_for(frame: Frame, old: Link, new: Link) -> bool:
    """Say whether a later part of the sentence asks to change `old` for `new`, a name of the same kind."""
    changed = _CHANGED.search(frame.text[: new.start])
    return (
        changed is not None
        and old.end <= changed.start()
        and old.entry.attribute == new.entry.attribute != "category"
        and frame.clause_at(old.start) != frame.clause_at(new.start)
    )


def _for(frame: Frame, link: Link) -> bool:
    return frame.polarity.get(link.start, "for") == "for"
