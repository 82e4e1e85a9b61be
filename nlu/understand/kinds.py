"""Which kind of goods an utterance asks for, among those that it names.

Owns: telling apart kinds that only say what something is (故宫这个景点), what was done before (住好酒店, 玩完景点) and
where what is asked for lies. Does not know: wishes, which goods there are.
"""

from __future__ import annotations

import re
from itertools import pairwise

from nlu.linker import Link
from nlu.understand.frame import Frame

#: 故宫这个, 故宫的: what follows may say what kind of thing was just named.
_OF_KIND = re.compile(r"\s*(?:的|这|那|该)?(?:一?[家个间座处所款台])?\s*")
#: After a kind that is done with: 游玩结束后, 住完酒店以后.
_DONE_AFTER = re.compile(
    r"[^,。!?;]{0,4}?(?:结束|完毕|完了|完成|好了|过了|之后|以后|过后|[完好]?后)|(?:完|过|好)(?:了|就|,|再)"
)
#: Before such a kind: 吃完, 安排好, 住过.
_DONE_BEFORE = re.compile(
    r"(?:[吃喝玩逛看住睡买订选定找]|安排|预订|入住|参观|游览|搞定|解决)(?:完|好|过|定)(?:了)?(?:这|那|个|家|一|的|合适)*\s*$"
    r"|(?:既然|除了|反正)[^,。!?;]{0,4}$|(?<![a-z])(?:after|having) [a-z ]{0,20}$"
)
#: A part of the sentence that seeks something.
_SEEKING = re.compile(
    r"找|推荐|介绍|预订|订[一个家间]|[来挑选](?:一?[个家款间台双件条本]|几)|想[去吃住玩买看要逛]|要[去吃住玩买]|打算|需要|求|最好|希望"
    r"|(?<![a-z])(?:find|recommend|suggest|looking for|want|need|show)(?![a-z])"
)
#: Between kinds that are asked for alike: 手机和平板, 手机、平板, phones or tablets.
_LISTED = re.compile(
    r"[\s的]*(?:[、,/&和跟与及或]|以及|还有|或者|或是|还是|另外|再|顺便|加上?)*\s*(?:and|or|and also|plus)?\s*"
    r"(?:[一几]?[个款家台双条件些本])?(?:a |an |some |the )?\s*"
)
#: Where goods are used: for the sofa, 沙发上用的. Who looks for the sofa seeks it.
_PLACE_BEFORE = re.compile(
    r"(?<!looking )(?<!look )(?<!search )(?<!searching )(?<!shopping )(?<![a-z])"
    r"(?:for|on|over|under|beside|behind|next to) (?:the|my|our|his|her|their|your) $"
)
_PLACE_AFTER = re.compile(r"[上里下边旁](?:面|边)?(?:用|放|盖|铺|摆|垫|挂|使|坐)")
_SOMETHING = re.compile(r"(?<![a-z])(?:something|anything|one|ones|some)(?![a-z])|[用放盖铺摆垫挂使坐]的?$")
_ASKS = re.compile(r"什么|哪|啥|几[个家]|多少|吗|么|嘛|没|呢|呀|\?")
_NEAR = re.compile(r"附近|周边|周围|周遭|旁边|边上|一带|就近")


def read(frame: Frame) -> None:
    """Drop the kinds of goods that are named and not asked for; where only one kind is named it stands."""
    _drop_places(frame)
    links = _asked_for(frame)
    if len({k.entry.value for k in links}) < 2:
        return
    near = [m for m in _NEAR.finditer(frame.text) if not any(k.start <= m.start() < k.end for k in frame.linked.links)]
    if near and any(k.start >= near[0].end() for k in links):
        # 想去故宫的景点，那周围有什么餐馆: the last is asked for; 找家酒店，附近有餐馆的 seeks the first.
        clause = frame.clause_at(near[0].start())
        asks = bool(_ASKS.search(frame.text[near[0].end() : clause.end + 1]))
        _drop(frame, [k for k in links if k.end <= near[0].start() and (asks or not _sought(frame, k))])
        links = _asked_for(frame)
        if asks:
            return
    _drop(frame, [k for k in _asked_for(frame) if _done_with(frame, k)])
    links = _asked_for(frame)
    if len({k.entry.value for k in links}) > 1 and not _all_listed(frame, links):
        sought = [k for k in links if _sought(frame, k)]
        if sought:
            kept = {k.entry.value for k in sought}
            _drop(frame, [k for k in links if k.entry.value not in kept])


def end_of_name(frame: Frame, link: Link) -> int:
    """Return where an item's name ends, the kind of thing that it is included: 故宫这个景点, 北京饭店的酒店."""
    gap = _OF_KIND.match(frame.text, link.end)
    at = gap.end() if gap else link.end
    if kind := _own_kind(frame, link, at):
        return kind.end
    return at if gap and gap.group().strip() not in ("", "的") else link.end


def told(frame: Frame, link: Link) -> None:
    """Drop the kind that is told of a named item."""
    gap = _OF_KIND.match(frame.text, link.end)
    if gap and (kind := _own_kind(frame, link, gap.end())) and kind in frame.linked.links:
        drop(frame, [kind])


def drop(frame: Frame, links: list[Link]) -> None:
    """Take kinds out of what is asked for; their words are used up."""
    for link in links:
        frame.linked.links.remove(link)
        frame.take(link.start, link.end)
    if links:
        frame.linked.categories = list(
            dict.fromkeys(k.entry.value for k in frame.linked.links if k.label == "category")
        )


def _drop_places(frame: Frame) -> None:
    """Drop kinds that only say where goods are used: beside another kind, or of goods that are talked about."""
    links = _asked_for(frame)
    places = [k for k in links if _is_place(frame, k)]
    if not places or (len(places) == len(links) and not (frame.context.categories and _SOMETHING.search(frame.text))):
        return
    drop(frame, places)
    for link in places:
        if after := _PLACE_AFTER.match(frame.text, link.end):
            frame.take(link.end, after.end())


def _is_place(frame: Frame, link: Link) -> bool:
    before = frame.text[max(0, link.start - 30) : link.start]
    return bool(_PLACE_BEFORE.search(before) or _PLACE_AFTER.match(frame.text, link.end))


def _own_kind(frame: Frame, link: Link, at: int) -> Link | None:
    ids = [str(e.value) for e in link.entries if e.label == "item"]
    own = {c for i in ids for c in frame.lexicon.lineage(frame.lexicon.category_of(i) or "")}
    return next(
        (
            k
            for k in frame.linked.links
            if k.label == "category" and k.start == at and {e.value for e in k.entries} & own
        ),
        None,
    )


def _asked_for(frame: Frame) -> list[Link]:
    return [
        k for k in frame.linked.links if k.label == "category" and frame.polarity.get(k.start, "for") == "for"
    ]  # fmt: skip


def _done_with(frame: Frame, link: Link) -> bool:
    clause = frame.clause_at(link.start)
    return bool(
        _DONE_AFTER.match(frame.text, link.end, clause.end + 1)
        or _DONE_BEFORE.search(frame.text[clause.start : link.start])
    )


def _sought(frame: Frame, link: Link) -> bool:
    """Say whether the part of the sentence before the kind seeks something, or nothing stands before it."""
    clause = frame.clause_at(link.start)
    return bool(_SEEKING.search(frame.text, clause.start, link.start))


def _all_listed(frame: Frame, links: list[Link]) -> bool:
    return all(
        a.entry.value == b.entry.value or _LISTED.fullmatch(frame.text[a.end : b.start]) for a, b in pairwise(links)
    )


def _drop(frame: Frame, links: list[Link]) -> None:
    """Drop kinds, but never all of them."""
    if links and len(links) < len(_asked_for(frame)):
        drop(frame, links)
