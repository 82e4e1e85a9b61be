"""What a turn is as an answer to the question just asked: 什么料都没关系 (no preference), 想吃水煮鱼 (informs).

Owns: those readings. Does not know: the short answers that need no question (nlu/understand/acts.py), wishes' contents.
"""

from __future__ import annotations

import re

from knowledge.types import UserAct
from nlu.understand.frame import Frame

#: Any of what was asked will do.
_ANY = re.compile(
    r"(?:其实|反正)?(?:(?:什么|啥|哪|多少|几|怎样|任何|随便|无论|不管)[^,。?!]{0,6}?|[^,。?!]{0,4}?(?:方面|这块|这个)?)"
    r"(?:都|也|全)(?:行|可以|好|成|ok|能接受|没关系|没问题|无所谓|不要紧|不挑|不介意)[的啊吧呀了呢]*"
    r"|(?:随便|任意|任何|无论|不管|不论)(?:是)?(?:什么|啥|哪)?(?:个|种|一?款)?[^,。?!]{0,4}"
    r"|(?:这个?|这方面|这些|那个|参数|技术|具体)*(?:我|咱)?(?:也|是|都|真)?(?:不太?|不大|不怎么|完全不|一点都?不)(?:懂"
    r"|会选|清楚|了解|明白|知道|会看)(?:这些|这个)?[的啊吧呀了呢]*"
    r"|(?:i |i've |i have )?(?:really )?(?:no (?:idea|clue)|not a clue)(?: about(?: [a-z]+){1,3})?"
    r"|(?:i |we )?(?:really )?(?:don't|do not|dont|doesn't) (?:really )?(?:care|mind|matter)(?: much)?"
    r"(?: (?:about|which|what|how)(?: (?!but|and)[a-z]+){1,3})?"
    r"|any (?:[a-z]+ )?(?:is|are|will|would be|works?)(?: be)?(?: fine| ok| okay| do| good)?"
)


def anything_will_do(frame: Frame) -> bool:
    """Say whether the whole turn leaves open what was just asked."""
    asked = frame.context.asked
    text = frame.text.strip(" .。!,~")
    if not asked or not _ANY.fullmatch(text):
        return False
    named = [e for k in frame.linked.links for e in k.entries]
    if not named or text.isascii():
        return not any(e.label in ("value", "brand") and e.attribute == asked for e in named)
    # 什么牌子都行 after a question for the colour takes the brand back.
    return any(e.attribute == asked and e.label == "attribute" for e in named)


def settle(frame: Frame, acts: dict[str, float]) -> None:
    """Change the acts of a turn that answers the question: taking back what was asked leaves it open, and naming a
    value of it is no new search, whatever the verb."""
    asked = frame.context.asked
    if not asked:
        return
    alone = acts.keys() <= {UserAct.RETRACT, UserAct.NO_PREFERENCE, UserAct.INFORM}
    if frame.dropped == [asked] and alone and not (frame.wishes or frame.critiques or frame.questions):
        frame.dropped.clear()
        acts.clear()
        acts[UserAct.NO_PREFERENCE] = 0.9
    named = set(frame.linked.categories)
    if UserAct.RECOMMEND in acts and named and named <= set(frame.context.categories):
        del acts[UserAct.RECOMMEND]
        acts.setdefault(UserAct.INFORM, 0.9)  # 住的地方要有电梯, where a hotel's services were asked for
    if UserAct.RECOMMEND in acts and any(w.attribute == asked for w in frame.wishes) and not frame.linked.categories:
        del acts[UserAct.RECOMMEND]
        acts.setdefault(UserAct.INFORM, 0.9)
