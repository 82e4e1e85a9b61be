"""What lies near something: 故宫附近的酒店, 这家餐馆周边有什么景点, what's nearby, and "it need not be near any more".

Owns: the words of nearness and the wish that they make. Does not know: which goods lie near which (the guide does).
"""

from __future__ import annotations

import re

from knowledge.types import Preference, Reference, UserAct
from nlu.linker import Link
from nlu.understand import kinds
from nlu.understand.frame import Frame

_AFTER = re.compile(r"\s*(?:的)?(?:就近|附近|周边|周围|周遭|旁边|边上|一带|旁(?!白)|步行可达)")
_BEFORE = re.compile(
    r"(?:离|靠近|挨着|靠着|距离?|临近)\s*$|(?<![a-z])(?:near|nearby|close to|next to|around|by"
    r"|beside)(?: to)?(?: the)?\s*$"
)
_TAIL = re.compile(r"\s*(?:比较|很|要|最好|稍微|不要?太)?(?:近|不远|远)(?:一?点|一?些)?(?:的)?")
#: What is named is pointed at: 这家, 那里的, 它家的; a kind of goods may stand within: 这家 酒店 的.
_HERE = re.compile(r"(?:(?:它|他|她)(?:们)?(?:家|那)?|(?:这|那|该)(?:里|儿|边|一带|一?[家个间座处所])?)的?$")
#: Near what is spoken of, without its name.
_AROUND = re.compile(
    r"(?<!地铁)(?:就近|附近|周边|周围|周遭|旁边|边上|一带)(?:的)?"
    r"|离(?:它|[这那](?:里|儿|边|家|个|间)?)[\u4e00-\u9fff]{0,3}?"
    r"(?:比较|很|最|更|不|要)*(?:近|远)(?:一?点|一?些)?的?"
    r"|(?<![a-z])(?:nearby|around (?:here|there|it)|"
    r"(?:near|close to|next to) (?:it|here|there|this|that)(?: one| place| hotel)?|"
    r"what's near(?: it| here)?)(?![a-z])"
)
#: Between "near" and a fact of the item: 附近最近的地铁站, 附近有没有地铁.
_TO_FACT = re.compile(r"\s*(?:的|最近的|有没有|有什么|有哪些|有|是)*\s*")
_POINTS = re.compile(r"它|这|那|(?<![a-z])(?:it|this|that)(?![a-z])")
#: Around a place and "near": it need not be near any more (那不用在故宫附近了, it doesn't have to be near the museum).
_FAR_TOO_BEFORE = re.compile(
    r"(?:不用|不必|不需要?|不一定|不非得?|没必要|用不着|不要求|不强求|不限于?|别管|不管|不在乎|取消|去掉|放弃|不考虑)"
    r"(?:再|非|得|要|是|必须|一定)*(?:在|住在|选|找|限)?\s*$"
    r"|(?<![a-z])(?:it |they )?(?:(?:doesn't|does not|don't|do not)(?: really| necessarily)? (?:have|need)(?: it)?"
    r"|needn't|need not|no longer(?: needs?| has| have)?|not necessarily)(?: to)?(?: be| stay)?(?: anywhere)?\s*$"
    r"|(?<![a-z])(?:forget(?: about)?(?: being)?|no need(?: for it| for them)? to be)\s*$"
)
_FAR_TOO_AFTER = re.compile(
    r"\s*的?(?:要求|条件|限制)?(?:这个|这条)?(?:就|也|都|倒)?"
    r"(?:不用|不必|不需要|用不着|不强求|不要求|没要求|没有要求|无所谓|没关系|不重要|取消|去掉|算了|免了|随便)(?:了|吧|啦)*"
    r"|\s*(?:doesn't|does not|is not|isn't|not)(?: really)? (?:matter|important|needed|necessary|required)"
)
#: Not there and that will do, or not there any more: 不在故宫附近也行, 不要在故宫附近了.
_NOT_THERE_BEFORE = re.compile(
    r"(?:不要|不在|不是|不靠|不)(?:再)?(?:在|住在)?\s*$|(?<![a-z])(?:not|if it's not|isn't)\s*$"
)
_NOT_THERE_AFTER = re.compile(
    r"\s*的?(?:也|都)(?:行|可以|好|成|ok|没关系|没事|能接受)(?:了|的|吧|啊)?|\s*了(?:吧|啦)?\s*(?=$|[,。!])"
    r"|\s*(?:is|would be) (?:ok|okay|fine)(?: too)?|\s*(?:any ?more|any longer)"
)
_ASKED_HOW_FAR = re.compile(r"\s*(?:吗|么|不|\?)")


def of_item(frame: Frame, link: Link) -> bool:
    """Read 故宫附近, 离故宫近 as a wish for what lies near that item; say whether the words were that."""
    start, end = link.start, kinds.end_of_name(frame, link)
    before = _BEFORE.search(frame.text[:start])
    after = _AFTER.match(frame.text, end)
    if before:
        start = before.start()
        tail = _TAIL.match(frame.text, end)
        if tail and _ASKED_HOW_FAR.match(frame.text, tail.end()):
            return False  # 这家离故宫远吗 asks
        end = tail.end() if tail else end
    elif after:
        end = after.end()
    else:
        return False
    if _far_too(frame, start, end):
        return True
    if _attribute_follows(frame, end):
        frame.take(end - len(after.group()) if after else start, end)  # 故宫附近的地铁站: a fact about it
        return False
    titles = sorted((frame.lexicon.title(i) or i for i in _ids(link)), key=len)
    against = "不要" in frame.text[max(0, start - 3) : start]
    frame.wish(
        Preference("near", "=", titles[0], polarity="against" if against else "for", text=frame.words(start, end))
    )
    frame.say(UserAct.INFORM)
    kinds.told(frame, link)
    frame.take(start, end)
    return True


def of_what_is_spoken_of(frame: Frame) -> None:
    """Read 附近有什么好吃的, 离它近的景点, what's nearby: a wish for what lies near the one under discussion.

    An item that the sentence names is the one (就去故宫，这个景点周边有什么酒店); else the wish names nothing, and the
    guide puts the item in.
    """
    for match in frame.finditer(_AROUND):
        start, end = match.span()
        if _attribute_follows(frame, end):
            continue
        start = _place(frame, start)
        if _far_too(frame, start, end):
            return
        if any(w.attribute == "near" and w.polarity == "for" for w in frame.wishes):
            frame.take(start, end)  # 故宫周边有吃的吗？附近有酒店吗: near the same
            continue
        named = [str(r.value) for r in frame.references if r.kind == "item"]
        if not (frame.context.last_act or frame.context.page_item or named):
            return
        words = frame.words(start, end)
        if _POINTS.search(words.lower()) and not named:
            frame.refer(Reference("focus", text=words))
        place = frame.lexicon.title(named[-1]) if named else None
        frame.wish(Preference("near", "=", place or "", text=words))
        frame.say(UserAct.RECOMMEND)
        frame.take(start, end)


def _place(frame: Frame, start: int) -> int:
    """Return where the words begin that point at the place before a word of nearness: 这家酒店的 附近, 酒店 周边.

    A kind of goods among them only says what the place is: it is no wish.
    """
    text = frame.text[:start]
    bare = len(text[:-1] if text.endswith("的") else text)
    kind = next((k for k in frame.linked.links if k.label == "category" and k.end == bare), None)
    if kind is not None and frame.free(kind.start, kind.end):
        kinds.drop(frame, [kind])
        start, text = kind.start, text[: kind.start]
    here = _HERE.search(text)
    return here.start() if here and frame.free(*here.span()) else start


def _attribute_follows(frame: Frame, end: int) -> bool:
    gap = _TO_FACT.match(frame.text, end)
    at = gap.end() if gap else end
    rest = frame.clause_at(end).end
    if any(k.label == "category" and end <= k.start < rest for k in frame.links):
        return False  # 附近口碑好的酒店
    return any(k.label == "attribute" and k.start == at for k in frame.links)


def _ids(link: Link) -> list[str]:
    return [str(e.value) for e in link.entries if e.label == "item"]


def _far_too(frame: Frame, start: int, end: int) -> bool:
    """Read 不用在故宫附近了, 不在附近也行: what text[start:end] asks to be near is taken back."""
    before, after = frame.text[:start], frame.text[end:]
    needless, without = _FAR_TOO_BEFORE.search(before), _NOT_THERE_BEFORE.search(before)
    enough, also = _FAR_TOO_AFTER.match(after), _NOT_THERE_AFTER.match(after)
    if not (needless or enough or (without and also)):
        return False
    frame.drop("near")
    first, last = needless or without, enough or also
    frame.take(first.start() if first else start, end + (last.end() if last else 0))
    return True
