"""Turn linked names and values into wishes for, against and taken back, and name what the shop lacks.

Owns: which wish a link makes. Does not know: amounts, degrees, dialogue state.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from knowledge.types import Ambiguity, Attribute, Operator, Preference, Unknown, UserAct
from nlu.general import value_groups
from nlu.lexicon import NOT, Entry
from nlu.linker import Link
from nlu.normalise import fold, normalise
from nlu.surfaces import squeeze
from nlu.understand.frame import Frame
from nlu.understand.patterns import function_words, polarity
from nlu.understand.polarity import is_negation
from nlu.understand.vague import much

#: The first word of the general groups that speak of persons: said of whom a thing is for, they are soft.
_PERSONS = ("老人", "儿童", "婴儿", "学生", "女士", "男士", "上班族", "情侣", "新手")
#: What a thing is bought for, not what it must be: a present may be anything.
_OCCASIONS = ("送礼",)
_STRONG = re.compile(
    r"不要|不含|别给我推荐?|别推荐?|不想要|不喜欢|讨厌|受不了|除了|排除|不接受|不考虑|拒绝"
    r"|(?<![a-z])(?:not|no|without|except|anything but|hate|avoid|nothing from|don't want)(?![a-z])"
)
_ALL_DROPPED = re.compile(r"(?:其他|别的|其它|剩下的|都|什么)(?:条件|要求)?(?:都)?(?:无所谓|随便|不重要|不限)了?$")


_MATTERS_BEFORE = re.compile(
    r"(?:看重|注重|在意|在乎|关注|重视|主要看|最看|追求|(?:good|great|decent|excellent|"
    r"care about|long|prioriti[sz]e)(?: the| a)?)\s*$"
)
_MATTERS_AFTER = re.compile(
    r"\s*(?:要|得|比较|必须|很|一定要|最好|能)?(?:好|强|棒|不错|给力|优秀|重要|优先|第一|过硬)"
    r"|\s*(?:matters|is important|is key|is a must|first)"
)


@lru_cache(maxsize=1)
def _soft_words() -> frozenset[str]:
    return frozenset(w for g in value_groups() if g[0] in (*_PERSONS, *_OCCASIONS) for w in g)


def read(frame: Frame) -> None:
    """Read the wishes of all links that are left."""
    for link in frame.links:
        if link.label == "item" or not frame.free(link.start, link.end):
            continue
        if _qualifies(frame, link):
            frame.linked.categories = [
                c for c in frame.linked.categories if c != link.entry.value
            ] or frame.linked.categories
            said = [e for e in link.entries if e.label == "value" and _of_others(frame, e)]
            if said:  # a food tour: what the tour is for
                frame.wish(_preference(frame, said[0], "for", frame.words(link.start, link.end)))
                frame.say(UserAct.INFORM)
                frame.take(link.start, link.end)
            continue  # left for the keywords
        _one(frame, link)
    _habits(frame)
    _named_only(frame)
    _unknown(frame)
    _unlinked_refusals(frame)
    for match in frame.finditer(_ALL_DROPPED):
        if "条件" in match.group() or "要求" in match.group():
            frame.drop("*")
            frame.take(*match.span())


#: What somebody wears or uses mostly: a leaning, no condition (她穿白色的多).
_MOSTLY = re.compile(r"(?:色)?的?(?:衣服|鞋子?|东西)?(?:比较|居|偏|最)?多(?=$|[,。!~吧呢])")
_WEARS = re.compile(r"(?:平时|平常|一般|经常|常|总|都|爱|喜欢)*(?:穿|戴|用|买|背)[\u4e00-\u9fff]{0,2}$")


def _habits(frame: Frame) -> None:
    """Take wishes for what somebody mostly wears or uses as soft ones."""
    for link in frame.linked.links:
        worn = _WEARS.search(frame.text[: link.start])
        if link.label != "value" or not worn or not (mostly := _MOSTLY.match(frame.text, link.end)):
            continue
        words = frame.words(link.start, link.end)
        frame.wishes = [replace(w, strength="soft") if w.text == words else w for w in frame.wishes]
        frame.take(worn.start(), mostly.end())


def _qualifies(frame: Frame, link: Link) -> bool:
    """Say whether a kind of goods only describes another: 手机的充电器 is a charger."""
    if link.label != "category" or frame.polarity.get(link.start) != "for":
        return False
    follower = next((k for k in frame.links if k.label == "category" and k.start >= link.end), None)
    return (
        follower is not None
        and follower.entry.value != link.entry.value
        and bool(re.fullmatch(r"\s*(?:的|用的?)?\s*", frame.text[link.end : follower.start]))
    )


def _of_others(frame: Frame, entry: Entry) -> bool:
    """Say whether a value belongs to the goods that are asked for, and to few others."""
    attribute = frame.lexicon.attributes.get(entry.attribute)
    return attribute is not None and bool(set(attribute.categories) & set(frame.linked.categories))


def _narrowed(frame: Frame, category: str) -> bool:
    """Say whether goods below a class are asked for too, which then stand alone: 有手机吗，数码的."""
    named = (
        k.entry.value for k in frame.linked.links if k.label == "category" and frame.polarity.get(k.start) == "for"
    )
    return any(n != category and category in frame.lexicon.lineage(n) for n in named)


def _named_only(frame: Frame) -> None:
    """Settle attributes that were named without a value: beside a value of theirs, as what counts, or as a bare
    name."""
    valued = {w.attribute for w in frame.wishes}
    for link in frame.links:
        if link.label != "attribute":
            continue
        keys = [e.attribute for e in link.entries if e.label == "attribute"]
        names = {n for k in keys for ns in frame.lexicon.attributes[k].names.values() for n in ns[:1]}
        clause = frame.clause_at(link.start)
        if valued & set(keys):
            frame.take(link.start, link.end)
        elif _MATTERS_BEFORE.search(frame.text[clause.start : link.start]) or _MATTERS_AFTER.match(
            frame.text, link.end
        ):
            better = frame.lexicon.attributes[keys[0]].better
            sign = -1 if better == "lower" else 1
            if better and (wish := much(frame, keys[0], sign, frame.words(link.start, link.end))):
                frame.wish(wish)
                frame.say(UserAct.INFORM)
                frame.take(link.start, link.end)
        elif frame.lexicon.attributes[keys[0]].type == "number" or frame.text[link.start : link.end] in {
            n.lower() for n in names
        }:
            frame.take(link.start, link.end)  # a bare 颜色 says nothing to search for; 防水 does


#: After a value: the whole attribute does not matter any more (九转大肠没要求了).
_NO_DEMAND = re.compile(r"的?(?:这个|这道菜|这块|方面)?(?:也|都|就)?(?:没有?|不作|无|不)要求|的?(?:取消|去掉|不强求)")


def _one(frame: Frame, link: Link) -> None:
    way = frame.polarity.get(link.start, "for")
    entry = link.entry
    words = frame.words(link.start, link.end)
    if (
        link.label == "category"
        and way == "for"
        and entry.value in frame.context.categories
        and _beside_refused(frame, link)
    ):
        frame.take(link.start, link.end)  # no bus trips, please, where trips are talked about
        return
    if link.label == "category" and way == "for" and _narrowed(frame, entry.value):
        frame.linked.categories = [c for c in frame.linked.categories if c != entry.value]
        frame.take(link.start, link.end)
        return
    if way == "without":
        frame.drop(entry.attribute)
        frame.take(link.start, link.end)
        return
    if way == "drop" and entry.label == "category" and entry.value in frame.context.categories:
        frame.take(link.start, link.end)  # any phone is fine, where phones are talked about
        return
    if way == "drop":
        frame.drop(entry.attribute)
        if entry.label in ("value", "brand") and not _NO_DEMAND.match(frame.text, link.end):
            frame.dropped.remove(entry.attribute)
            frame.wish(_preference(frame, entry, "for", words))
        frame.take(link.start, link.end)
        return
    if entry.label == "attribute":
        _attribute(frame, link, way, words)
        return
    if words.lower() in _soft_words() and _CONSULTED.match(frame.text, link.end):
        frame.take(link.start, link.end)
        return
    if _of_other_goods(frame, link):
        return  # left for the keywords
    options = _readings(frame, link)
    if len(options) > 1 and words.lower() in _soft_words():
        frame.take(link.start, link.end)  # 送长辈的: nobody is asked whether they are men or women
        return
    if len(options) > 1 and len({squeeze(fold(e.value))[0] for e in options}) == 1:
        # Spelt apart by marks alone (香辣蟹, 香辣蟹️): nobody could choose.
        attribute = frame.lexicon.attributes.get(options[0].attribute)
        operator = "contains" if operator_of(attribute) == "contains" else "in"
        values = [e.value for e in options]
        polarity_ = "against" if way == "against" else "for"
        frame.wish(Preference(options[0].attribute, operator, values, polarity=polarity_, text=words))  # type: ignore[arg-type]
        frame.say(UserAct.REFUSE if way == "against" else UserAct.INFORM)
        frame.take(link.start, link.end)
        return
    if len(options) > 1 and way != "against":
        wishes = [_preference(frame, e, "for", words) for e in options]
        frame.ambiguous.append(Ambiguity(words, wishes))
        frame.say(UserAct.INFORM, 0.6)
        frame.take(link.start, link.end)
        return
    wish = _preference(frame, entry, "against" if way == "against" else "for", words)
    frame.wish(wish)
    frame.say(UserAct.REFUSE if way == "against" else UserAct.RETRACT if way == "also" else UserAct.INFORM)
    frame.take(link.start, link.end)


#: After whom one only talks to: 跟我妈商量商量, my wife says.
_CONSULTED = re.compile(
    r"(?:他们|她们|俩)?(?:再)?(?:商量|讨论|说一?[声下]|汇报|合计|看看再|决定|拿主意|同意|不同意|觉得|说)"
    r"| (?:says?|said|thinks?|wants me|agrees?|told me)(?![a-z])"
)


def _of_other_goods(frame: Frame, link: Link) -> bool:
    """Say whether a word is a value only of other goods than those asked for: a cream has no winter."""
    named = [
        k.entry.value for k in frame.linked.links if k.label == "category" and frame.polarity.get(k.start) == "for"
    ]
    kinds = named or frame.linked.implied
    return (
        bool(kinds)
        and link.label == "value"
        and link.entry.attribute != frame.context.asked
        and not any(frame.lexicon.occurs(e.attribute, kinds) for e in link.entries)
    )


def _beside_refused(frame: Frame, link: Link) -> bool:
    return any(
        frame.polarity.get(k.start) == "against"
        and k.end <= link.start
        and not frame.text[k.end : link.start].strip(" 的")
        for k in frame.linked.links
    )


def _readings(frame: Frame, link: Link) -> list[Entry]:
    """Return the readings that a shopper would have to choose from."""
    label = link.entry.label
    same = [e for e in link.entries if e.label == label]
    if label != "value":
        return same[:1] if label == "category" else same
    if any(e.attribute == frame.context.asked for e in same):
        return [e for e in same if e.attribute == frame.context.asked][:1]
    here = [e for e in same if frame.lexicon.occurs(e.attribute, frame.categories)] or same
    by_attribute: dict[str, Entry] = {}
    for e in here:
        by_attribute.setdefault(e.attribute, e)
    values = [e for e in here if e.attribute == here[0].attribute]
    if len(values) > 1:
        return values
    if not frame.categories:
        return here[:1]
    return here[:1]


def _attribute(frame: Frame, link: Link, way: str, words: str) -> None:
    entry = link.entry
    attribute = frame.lexicon.attributes.get(entry.attribute)
    bools = [e for e in link.entries if e.label == "attribute" and _is(frame, e, "bool")]
    here = [e for e in bools if frame.lexicon.occurs(e.attribute, frame.categories)]
    if attribute is None or not bools:
        return
    if frame.categories and not here:
        return  # 怕反光 of a television is no wish for reflective clothes
    entry = (here or bools)[0]
    if not frame.has(UserAct.ASK_ATTRIBUTE) or way == "against" or len(frame.clauses) > 1:
        against = way == "against"
        if entry.value == NOT:  # 不要含酒精的 wants 无酒精
            frame.wish(Preference(entry.attribute, "=", against, text=words))
        else:
            frame.wish(Preference(entry.attribute, "=", True, polarity="against" if against else "for", text=words))
        frame.say(UserAct.REFUSE if against else UserAct.RETRACT if way == "also" else UserAct.INFORM)
        frame.take(link.start, link.end)


def _is(frame: Frame, entry: Entry, kind: str) -> bool:
    attribute = frame.lexicon.attributes.get(entry.attribute)
    return attribute is not None and attribute.type == kind


def _preference(frame: Frame, entry: Entry, way: str, words: str) -> Preference:
    attribute = frame.lexicon.attributes.get(entry.attribute)
    strength = "soft" if way == "for" and _soft(frame, entry, words) else "hard"
    return Preference(entry.attribute, operator_of(attribute), entry.value, polarity=way, strength=strength, text=words)  # type: ignore[arg-type]


def _soft(frame: Frame, entry: Entry, words: str) -> bool:
    if entry.label != "value" or frame.context.asked == entry.attribute:
        return False
    attribute = frame.lexicon.attributes.get(entry.attribute)
    return (
        attribute is not None
        and attribute.type == "tags"
        and words.lower() in _soft_words()
        and not frame.lexicon.calls(entry, normalise(words).text)
    )


def operator_of(attribute: Attribute | None) -> Operator:
    """Return the operator of a wish for one value of an attribute."""
    return "contains" if attribute is not None and attribute.type in ("tags", "text") else "="


def _unknown(frame: Frame) -> None:
    for start, end, unknown in frame.linked.unknown:
        if not frame.free(start, end):
            continue
        clause = frame.clause_at(start)
        words = frame.words(start, end)
        negated = any(
            m.end() <= start and start - m.end() <= 4 and is_negation(frame, m, clause)
            for m in polarity("before").finditer(frame.text, clause.start, start)
        ) or bool(polarity("after").match(frame.text[end : clause.end]))
        if unknown.label == "category" and frame.linked.categories and not negated and not _listed(frame, start, end):
            continue  # 相机好的手机: a word about a good that the shop has
        if negated:
            # Nothing to leave out: the shop has none of it. Said back all the same.
            frame.say(UserAct.REFUSE)
            frame.wish(
                Preference(
                    "brand" if unknown.label == "brand" else "text",
                    "=" if unknown.label == "brand" else "contains",
                    words,
                    polarity="against",
                    text=words,
                )
            )
        else:
            frame.unknown.append(Unknown(unknown.label, words, "brand" if unknown.label == "brand" else ""))
            if not frame.has(UserAct.ASK_ATTRIBUTE):
                frame.say(UserAct.RECOMMEND)
        frame.take(start, end)


def _unlinked_refusals(frame: Frame) -> None:
    """Read 不要国产 where nothing in the shop is called that: refused words never become a search for them."""
    for clause in frame.clauses:
        for match in _STRONG.finditer(frame.text, clause.start, clause.end):
            rest = re.compile(
                r"\s*(?P<words>[\u4e00-\u9fff]{2,6}?|[a-z][a-z-]{2,20})(?:的|款|了|那种|$|(?![a-z\u4e00-\u9fff-]))"
            ).match(frame.text, match.end(), _up_to_kind(frame, match.end(), clause.end))
            if (
                not rest
                or not frame.free(rest.start("words"), rest.end("words"))
                or not is_negation(frame, match, clause)
            ):
                continue
            words = frame.words(rest.start("words"), rest.end("words"))
            zh, en = function_words()
            if not zh.sub("", words.lower()).strip() or words.lower() in en:
                continue
            frame.wish(
                Preference("text", "contains", words, polarity="against", text=frame.words(match.start(), rest.end()))
            )
            frame.say(UserAct.REFUSE)
            frame.take(match.start(), rest.end())


def _up_to_kind(frame: Frame, start: int, end: int) -> int:
    """Return where the name of a kind of goods begins in text[start:end]: of 不要连锁酒店 the 连锁 is refused."""
    return min((k.start for k in frame.linked.links if k.label == "category" and start < k.start < end), default=end)


def _listed(frame: Frame, start: int, end: int) -> bool:
    """Say whether the unknown goods stand in a list with known ones: 手机和自行车."""
    return bool(re.search(r"(?:和|跟|与|、|或者?|还要|and|or|,)\s*(?:a |an |some )?$", frame.text[:start]))
