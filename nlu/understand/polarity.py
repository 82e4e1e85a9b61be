"""For, against, taken back: which way each name and value of an utterance is meant.

Owns: the reach of negations (不要…, …就算了, anything but …) and of words that take back (…无所谓, …也行). Does not
know: wishes. Marks each link in `frame.polarity`: "for", "against", "drop", "also" (也行) or "either" (都行 after
values).
"""

from __future__ import annotations

import re
from itertools import pairwise

from nlu.lexicon import NOT
from nlu.linker import Link
from nlu.understand import without
from nlu.understand.frame import Clause, Frame
from nlu.understand.patterns import polarity

#: A negation here is part of a question or of another word.
_NO_NEGATION = re.compile(
    r"有无?$|有没有?$|是不是?$|能不能?$|要不要?$|会不会?$|好不好?$|可不可以?$|支不支?持?$|在不在?$|够不够?$|对不对?$"
    r"|行不行?$"
)
_QUESTION_END = re.compile(r"(?:吗|么|嘛|没|\?)\s*$")
_GLUE = re.compile(r"[\s、,/和跟与及或者还有以的色款系列牌子家那种式类是]*(?:(?:and|or|nor) )?(?:any |the |a )?\s*")
_DEGREE = re.compile(r"\s*(?:太|那么|过于|超|(?:too|so|that|very|more than|over)(?![a-z-]))")
_PLAIN = ("not", "no", "nothing", "never", "不要", "不想要", "不是", "除了")
_IS = re.compile(r"(?<![a-z])(?:is|are|does|comes? with)(?: the| a)? $")
_OF_OTHER = re.compile(r"^\s*(?P<what>[\u4e00-\u9fff]{2,8}?)的?\s*$")
_ABOUT_KIND = re.compile(
    r"想要?|打算|再|[买看要找选用新的了到有是]|给我|推荐|任何|什么|[这那](?:个|种|款|些|类)?|一[个款种台]|你们家?|别的"
    r"|其他"
)
_WOULD_DO = re.compile(r"没问题|没关系|接受|都能要|ok|无妨|fine|都行|都可以|都成|都好")
_NO_LONGER = re.compile(r"不看|去掉|取消(?!.*要求)")
#: A clause that only denies what the clause before it named: 北欧的看着冷清，不喜欢.
_DENIAL = re.compile(
    r"\s*(?:但|可|所以|还是|我|就|都|真|也|实在|这种|这个|那)*(?:不(?:喜欢|要|行|考虑|想要|好看|合适|值|看|买|去|爱"
    r"|感冒|习惯|接受|适合我)"
    r"|pass|算了|免了|没兴趣|受不了|接受不了|过敏|放弃|no thanks|not for me)(?:了|吧|啊|的)*[\s!~]*"
)
_HAVING = "含带有能会"
_NEEDLESS = re.compile(r"不需要|不用|用不着|不必|(?:don't|do not|doesn't|no) need")
_OTHERS = re.compile(r"(?:其他|其它|别的|剩下的|other|any other)\s*的?\s*$")
_WHICHEVER = re.compile(
    r"(?:什么|啥|哪(?:个|种|家|款)?|任何|任意|随便)(?:样的?)?\s*$|(?<![a-z])(?:any|whatever|whichever) $"
)
_NOT_ME = re.compile(
    r"别的|别人|非常|无所谓|不错|没问题|没关系|不好意思|不管|不论|无论|不限|不在乎|不在意|"
    r"不关心|不挑|别墅|特别|不仅|不但|不过|没错"
)


def mark(frame: Frame) -> None:
    """Set the polarity of every link."""
    for link in frame.linked.links:
        frame.polarity[link.start] = "for"
    for clause in frame.clauses:
        links = [k for k in frame.linked.links if clause.start <= k.start < clause.end]
        _negations(frame, clause, links)
        _after(frame, clause, links)
        without.mark(frame, clause, links)
    for before, clause in pairwise(frame.clauses):
        if _DENIAL.fullmatch(frame.text[clause.start : clause.end]):
            _denied(frame, before, clause)


def _denied(frame: Frame, before: Clause, clause: Clause) -> None:
    """Refuse what one clause names and the next denies, unless it asks or names other things besides."""
    links = [k for k in frame.linked.links if before.start <= k.start < before.end]
    asked = _QUESTION_END.search(frame.text[before.start : before.end]) or frame.text[before.end] == "?"
    busy = any(before.start <= a.start < before.end for a in frame.amounts)
    if asked or busy or not links or any(k.label not in ("value", "brand") for k in links):
        return
    if len({k.entry.attribute for k in links}) > 1 or any(frame.polarity[k.start] != "for" for k in links):
        return
    for link in links:
        frame.polarity[link.start] = "against"
    frame.take(clause.start, clause.end)


def is_negation(frame: Frame, match: re.Match[str], clause: Clause) -> bool:
    """Say whether a match of the `before` pattern truly negates."""
    text = frame.text
    word = match.group()
    if any(k.start <= match.start() and match.end() <= k.end for k in frame.linked.links if k.label == "attribute"):
        return False  # 不含酒精 is the name of an attribute
    for link in frame.linked.links:
        if link.label == "attribute" or not (link.start < match.end() and match.start() < link.end):
            continue
        before = text[match.start() : link.start].strip()
        # not in-ear: only the first word negates; 不含 of 不含早餐 where 含早餐 is a name
        if before not in _PLAIN and not (before == "不" and text[link.start] in _HAVING):
            return False
    if any(a.start < match.end() and match.start() < a.end for a in frame.amounts):
        return False
    if any(m.start() <= match.start() < m.end() for m in _NOT_ME.finditer(text, clause.start, clause.end)):
        return False
    if (degree := _DEGREE.match(text, match.end())) and not _of_a_kind(frame, degree.end()):
        return False  # 不要太贵, not too heavy
    before = text[clause.start : match.start()]
    if _NO_NEGATION.search(before + word[:2]) or (
        word[0] in "不没" and before[-1:] and before[-1:] == text[match.start() + 1 : match.start() + 2]
    ):
        return False  # 有没有, 防不防
    if word in ("没有", "没") and (
        _QUESTION_END.search(text[clause.start : clause.end]) or text[clause.end : clause.end + 1] == "?"
    ):
        return False
    if word == "不" and not any(k.start == match.end() for k in frame.linked.links):
        return False  # 不辣 refuses, 差不多黑色 and 不怕辣 do not
    return not (
        word in ("无", "非", "没", "别", "no")
        and not any(k.start - match.end() in (0, 1) for k in frame.linked.links)
        and not any(a - match.end() in (0, 1) for a, _, _ in frame.linked.unknown)
    )


def _of_a_kind(frame: Frame, start: int) -> bool:
    """Say whether a value that goods have or have not begins at `start`: 别太厚 refuses what is called thick."""
    attributes = frame.lexicon.attributes
    return any(
        k.start - start in (0, 1)
        and k.label == "value"
        and attributes[k.entry.attribute].type == "category"
        and frame.lexicon.occurs(k.entry.attribute, frame.categories)
        for k in frame.linked.links
    )


def _negations(frame: Frame, clause: Clause, links: list[Link]) -> None:
    for match in polarity("before").finditer(frame.text, clause.start, clause.end):
        if not is_negation(frame, match, clause):
            continue
        end = clause.end
        for stop in polarity("stop").finditer(frame.text, match.end(), clause.end):
            if not any(k.start <= stop.start() < k.end for k in links):
                end = stop.start()
                break
        reach = [
            k
            for k in links
            if k.start < end
            and (
                match.end() <= k.start
                or (match.start() < k.start < match.end() and _half_named(frame, match.start(), k))
            )
        ]
        if reach and reach[0].label == "category" and _of_other(frame.text[match.end() : reach[0].start]):
            continue  # 不含酒精的面霜: what is refused links to nothing
        reach = _connected(frame, reach)
        if any(k.label != "category" for k in reach):  # 不要黑色的手机 wants a phone
            reach = [k for k in reach if k.label != "category"]
        elif _unknown_between(frame, match.end(), end):
            reach = []
        for link in reach:
            # 不需要NFC refuses nothing: the shopper does without.
            needless = link.label == "attribute" and _NEEDLESS.match(match.group())
            frame.polarity[link.start] = "drop" if needless else "against"


def _of_other(between: str) -> bool:
    """Say whether a word between a negation and a kind of goods is what is refused: 不含酒精的面霜, 不要连锁酒店."""
    found = _OF_OTHER.search(between)
    return found is not None and len(_ABOUT_KIND.sub("", found["what"])) >= 2


def _half_named(frame: Frame, start: int, link: Link) -> bool:
    """Say whether a negation at `start` that runs into a name negates it: 不要有声音 where 有声音 is the name."""
    if link.label != "attribute" or link.entry.value == NOT:
        return True
    return frame.text[start : link.start].strip() in _PLAIN


def _unknown_between(frame: Frame, start: int, end: int) -> bool:
    return any(start <= a < end and u.label == "brand" for a, _, u in frame.linked.unknown)


def _connected(frame: Frame, links: list[Link]) -> list[Link]:
    """Keep the links that hang together from the first one on: 不要黑色和白色的, but not 不要黑色的拍照好."""
    out: list[Link] = []
    for link in links:
        gap = frame.text[out[-1].end : link.start] if out else ""
        if out and not _GLUE.fullmatch(gap):
            break
        if out and gap == " " and link.entry.attribute != out[-1].entry.attribute and frame.locale == "en":
            break  # no print cotton m
        out.append(link)
    return out


def _after(frame: Frame, clause: Clause, links: list[Link]) -> None:
    for i, link in enumerate(links):
        end = link.end
        if (
            i + 1 < len(links)
            and links[i + 1].label == "category"
            and _GLUE.fullmatch(frame.text[end : links[i + 1].start])
        ):
            end = links[i + 1].end
        group = _leading(frame, links, i)
        rest = frame.text[end : clause.end]
        if without.follows(rest):
            continue
        if found := polarity("drop").match(rest):
            if _OTHERS.search(frame.text[clause.start : link.start]) or _save_for_one(frame, link, links[:i]):
                frame.take(link.start, end + found.end())  # 除了凌峰，其他牌子都行
                continue
            either = link.label in ("value", "brand", "category") and re.search(
                r"(?:都行|都可以|都成|都好)", found.group()
            )
            against = frame.polarity[link.start] == "against"
            for k in group:
                if not against:
                    frame.polarity[k.start] = "either" if either else _taken_back(k, found.group())
            frame.take(end, end + found.end())
        elif found := polarity("also").match(rest):
            if _has_more(rest[found.end() :]):
                continue
            # 什么牌子也行, any brand will do: no value is named, so the attribute is taken back
            whichever = link.label == "attribute" and _WHICHEVER.search(frame.text[clause.start : link.start])
            for k in group:
                back = whichever or frame.polarity[k.start] == "against"
                frame.polarity[k.start] = "drop" if back else "also"
            if whichever:
                frame.take(clause.start + whichever.start(), link.start)
            frame.take(end, end + found.end())
        elif (
            (found := polarity("after").match(rest))
            and not (found.group().strip() == "free" and _IS.search(frame.text[clause.start : link.start]))
            and not any(k.start >= end + found.end() for k in links)
            and not _has_more(rest[found.end() :])
            and not any(a.start >= end + found.end() - 1 and a.start < clause.end for a in frame.amounts)
        ):
            for k in group:
                if k.label != "category" or len(group) == 1:
                    frame.polarity[k.start] = "against"
            frame.take(end, end + found.end())
        elif (before := _drop_before(frame, clause, link)) is not None:
            for k in group:
                frame.polarity[k.start] = "drop" if k.label == "attribute" else "without"
            frame.take(before, link.start)


def _taken_back(link: Link, words: str) -> str:
    """Return which way a name is meant that is taken back: 红色没问题 would do, 红色无所谓 leaves the colour open,
    红色的不看了 refuses it."""
    if link.label not in ("value", "brand") or _WOULD_DO.search(words):
        return "drop"
    return "against" if _NO_LONGER.search(words) else "without"


def _save_for_one(frame: Frame, link: Link, before: list[Link]) -> bool:
    """Say whether a value of the attribute is refused before it: 除了红的什么颜色都能接受."""
    return link.label == "attribute" and any(
        frame.polarity[k.start] == "against" and k.entry.attribute == link.entry.attribute for k in before
    )


def _drop_before(frame: Frame, clause: Clause, link: Link) -> int | None:
    """Return where a word that takes back begins right before an attribute: 不管颜色, any colour."""
    if link.label not in ("attribute", "value", "brand"):
        return None
    none = _NO_LIMIT_BEFORE.search(frame.text, clause.start, link.start)
    if none and link.label == "attribute" and (limit := _LIMIT_AFTER.match(frame.text, link.end, clause.end)):
        frame.take(*limit.span())
        return none.start()
    for match in polarity("drop_before").finditer(frame.text, clause.start, link.start):
        if link.label != "attribute" and not _FORGET.match(match.group()):
            continue
        if not frame.text[match.end() : link.start].strip(" 什么啥的哪种"):
            return match.start()
    return None


#: Around an attribute that nothing bounds: no budget limit, 没有价格限制.
_NO_LIMIT_BEFORE = re.compile(r"(?:没有?|不设|取消|(?<![a-z])(?:no|without any|without an?|lift the|drop the))\s*$")
_LIMIT_AFTER = re.compile(
    r"(?:的|上的?)?(?:限制|上限|要求|约束)| (?:limits?|cap|restrictions?|constraints?|ceiling)(?![a-z])"
)
#: Of the words that take back, those that take back a value too.
_FORGET = re.compile(r"forget|drop|never ?mind|ignore|remove|scrap|lift|忘了|忘掉|取消掉|撤销")


def _leading(frame: Frame, links: list[Link], i: int) -> list[Link]:
    group = [links[i]]
    for previous in reversed(links[:i]):
        if not _GLUE.fullmatch(frame.text[previous.end : group[0].start]):
            break
        group.insert(0, previous)
    return group


def _has_more(rest: str) -> bool:
    return bool(re.match(r"\s*(?:吗|么|不|\?|[\u4e00-\u9fff]{2,})", rest)) and not re.match(
        r"\s*(?:了|的|吧|啊|呀|啦)*$", rest
    )
