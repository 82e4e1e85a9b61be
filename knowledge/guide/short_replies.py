"""Short answers: what a bare yes or no means, and a grumble about the list just shown.

Owns: the act that such a turn stands for. Does not know: wishes, moves, wording.
"""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge.columns import BoolColumn
from knowledge.types import Act, DialogueState, Preference, Understanding, UserAct
from knowledge.view import ShopView

#: Words for goods that the guide has just chosen.
_LIST = re.compile(
    r"推荐|挑的|选的|介绍的|这些|这几|suggest|recommend|picks?\b|these|those"
    r"|^(?:这|那|你)?(?:都|全|尽|净)?(?:是)?(?:些|点)?什么(?:破|烂|鬼|垃圾)?(?:玩意儿?|东西)(?:啊|呀|嘛)*[?？!！。]*$"
)
_NO = re.compile(
    r"(?:还是|都|也|全|这些|这几个|这几款|感觉)*(?:不行|不好|不合适|不喜欢|不满意|不对|没看中|没合适的|一般)(?:啊|吧|了|哦|呢)?[.。!！]*"
    r"|(?:still |nah[, ]*|none of (?:them|these) )*(?:no good|not (?:good|great|right|for me)|nope)[.!]*"
)
#: Confidence below which a short answer was not understood.
LOST = 0.45
#: Acts that only accompany others and carry nothing to act on.
_COURTESY = (UserAct.THANK, UserAct.GREET, UserAct.CHITCHAT)


def of_the_list(before: DialogueState, said: Understanding) -> Understanding:
    """Read a complaint about what was just recommended (什么垃圾推荐) as a refusal: no person has to look into it."""
    if before.last_act != "recommend":
        return said
    text = said.text.strip().lower()
    about = said.has(UserAct.COMPLAIN) and _LIST.search(text)
    about = about or (said.acts[0].confidence < LOST and _NO.fullmatch(text))
    return replace(said, acts=[Act(UserAct.REFUSE)], questions=[], references=[]) if about else said


def is_bare(said: Understanding) -> bool:
    """Say whether a turn is a bare yes or no: nothing else in it to act on."""
    content = (said.wishes, said.dropped, said.critiques, said.references, said.questions, said.unknown, said.ambiguous)
    acts = {a.name for a in said.acts} - set(_COURTESY)
    return bool(acts) and acts <= {UserAct.AFFIRM, UserAct.DENY} and not any(content)


def resolved(
    view: ShopView, before: DialogueState, said: Understanding, bare: bool
) -> tuple[Understanding, bool, bool]:
    """Return (what a bare yes or no stands for, whether it declines an offer, whether it merely agrees)."""
    bare_more = {a.name for a in said.acts} == {UserAct.MORE} and not (said.wishes or said.critiques or said.dropped)
    # 还有吗, where nothing fits: what was offered instead.
    more = bare_more and before.last_topic == "nothing_fits" and before.offer is not None
    if not bare and not more:
        return said, False, False
    yes = more or said.acts[0].name == UserAct.AFFIRM or not said.has(UserAct.DENY)
    if before.offer is not None:
        if not yes:
            return said, True, False
        p = before.offer
        return replace(
            said, acts=[Act(a) for a in p.acts], wishes=list(p.wishes), dropped=list(p.dropped),
            critiques=list(p.critiques), references=list(p.references), questions=list(p.questions), source="payload",
        ), False, False  # fmt: skip
    if before.open:
        if yes and isinstance(view.columns.get(before.open), BoolColumn) and before.last_act == "ask":
            wish = Preference(before.open, "=", True, text=said.text)
            return replace(said, acts=[Act(UserAct.INFORM)], wishes=[wish]), False, False
        if before.last_act == "ask":
            # "No" to "do you need it waterproof" refuses no waterproof goods: it is all the same to them.
            act = UserAct.RECOMMEND if yes else UserAct.NO_PREFERENCE
            return replace(said, acts=[Act(act)]), False, False
    return said, not yes and before.last_act != "recommend", yes
