"""Which questions ask for goods: 有防水的耳机吗, 豆汁哪儿能吃着, how about a red one.

Owns: telling them from questions about goods. Does not know: what is asked of goods.
"""

from __future__ import annotations

import re

from nlu.understand.frame import Clause, Frame
from nlu.understand.question_words import NAMED, proposes

_SOUGHT = re.compile(
    r"(?:找|推荐|介绍|挑|选|订|来)(?:给)?(?:我|我们|咱们?)?(?:一下)?(?:一|两|几)?(?:个|家|款|处|间|台|些|双|本|件)"
    r"|(?<![a-z])(?:find|recommend|show|get) (?:me|us) (?:an?|some|another)(?![a-z])"
)


_WHERE = re.compile(
    r"哪(?:里|儿|家|的)?的?[^,。?!]{1,8}(?:最|更|比较)?(?:好吃|地道|正宗|出名|有名|好喝|好玩)|哪(?:里|儿|家)?(?:能|可以|有)?(?:吃|喝|买|住|玩)(?:得|的)?(?:到|着)"
)


def wants(frame: Frame, clause: Clause) -> bool:
    """Say whether a clause that sounds like a question asks for goods: 有防水的耳机吗, 有没有黑色的."""
    inside = [k for k in frame.links if clause.start <= k.start < clause.end]
    sought = _SOUGHT.search(frame.text, clause.start, clause.end)
    if sought and any(k.label == "category" and k.start >= sought.end() for k in frame.links):
        return True  # 帮我找一家有这个菜品的餐馆
    around = any(w.attribute == "near" and frame.note.text.find(w.text.lower()) >= clause.start for w in frame.wishes)
    if around and any(k.label == "category" for k in inside):
        return True  # 周边有哪些口碑好的酒店
    if frame.references or frame.context.page_item:
        return False
    if any(k.label == "category" for k in inside) or any(
        clause.start <= a < clause.end for a, _, _ in frame.linked.unknown
    ):
        return True
    text = frame.text[clause.start : clause.end]
    if _WHERE.search(text):
        return True  # 豆汁哪儿能吃着
    if not frame.context.last_act and any(k.label == "value" for k in inside) and frame.linked.categories:
        return True  # a rug? wool if you have it
    has = re.search(r"有没有|有木有|有|do you have|have you|are there|is there|any|got", text)
    nominal = re.search(r"的\s*(?:吗|么|没|没有|嘛|\?)?\s*$|ones?\b", text)
    if has and nominal:
        return True
    if (
        frame.amounts
        and any(clause.start <= a.start < clause.end for a in frame.amounts)
        and not re.search(r"是不是|是.*吗|够", text)
    ):
        return True
    return bool(has) and not frame.context.showing


def named_fact(frame: Frame, clause: Clause) -> bool:
    """Say whether a clause names a fact of goods that are pointed at: it asks for that, whatever else it names."""
    return any(next(iter(frame.finditer(pattern, clause)), None) for pattern, _ in NAMED) and bool(frame.references)


def proposed(frame: Frame, clause: Clause) -> bool:
    """Say whether a clause proposes goods: 适合学生的呢."""
    named = any(clause.start <= k.start < clause.end and k.label in ("value", "brand") for k in frame.links)
    text = frame.text[clause.start : clause.end]
    return not frame.references and proposes(text, named, frame.context.last_act == "answer")
