"""More and less: critiques of what was shown (便宜点, 屏幕再大些, 换个牌子, lighter, too expensive).

Owns: adjectives, their direction, the attribute that they speak of in this shop. Does not know: what was shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from knowledge.types import Critique, UserAct
from nlu.general import adjectives
from nlu.understand import patterns, steps
from nlu.understand.amounts import fit
from nlu.understand.frame import Frame
from nlu.understand.vague import adjectives_zh, much, situations, whether

_ANOTHER = re.compile(
    r"(?:(?:换|改)(?:一)?个?(?:别的|其他|其它)?|(?:有没有|看看|有|要|换)?(?:别的|其他|"
    r"其它)的?)(?P<zh>牌子|品牌|颜色|色|款式|风格|口味|材质|类型|地方|尺寸|尺码|戴法|"
    r"型号)(?!的)"
    r"|(?:another|different|other|change(?: the)?|switch(?: the)?) (?P<en>brands?|colou?rs?|"
    r"styles?|flavou?rs?|materials?|sizes?|makes?|types?)"
)


_THAN = re.compile(
    r"比[^,。?!]{1,10}?(?:更|还|要)?(?P<a>便宜|贵|大|小|轻|重|薄|厚|长|短|新|快|好|高|近|实惠|"
    r"安静)(?:一?点|一?些)?(?:的)?"
)
_NO_MATTER = re.compile(
    r"(?:价格|预算)?(?:贵|高)(?:一?点儿?|一?些)?(?:也|都|倒)?(?:没关系|无所谓|没事|行|可以|能接受|不要紧|没问题)"
)
_NOT_THIS = re.compile(
    r"(?:不要|不喜欢|不想要|讨厌|换掉?)(?:这|那)(?:个|种|款)?(?P<zh>牌子|品牌|颜色|款式|风格|"
    r"口味|材质)|(?<![a-z])(?:not|don't (?:like|want)) (?:this|that) (?P<en>brand|colou?r|"
    r"style|flavou?r|material)"
)


_ALSO = re.compile(
    r"(?:的)?(?:也|都)(?:可以|行|好|成|ok|看)|(?: is| are|'s)? (?:is |are )?(?:also )?(?:fine|ok|okay|good)(?: too)?"
)


@lru_cache(maxsize=1)
def _zh() -> re.Pattern[str]:
    adj = adjectives_zh()
    return re.compile(
        rf"(?P<not_too>(?:不要|别|不能|不想要?|不用|不太想要|最好别|不|没那么|别那么)(?:太|那么|过于)|不太)(?P<a1>{adj})(?:的|了)?"
        rf"|(?P<too>太|有点儿?(?:小(?=贵))?|有些|实在太|过于|也太|偏|(?<!最)好)(?P<a2>{adj})(?:了|点|一点|啊|吧)?"
        rf"|(?P<lack>不够|没够)(?P<a3>{adj})(?:的)?"
        rf"|(?P<more>再|更|还要|还能再|能更|稍微?|有没有更|有更|要更|比较)+(?:再|更)?(?P<a4>{adj})(?:(?:一)?(?:点|些)儿?)?(?:的)?"
        rf"|(?P<a5>{adj})(?:(?:一)?(?:点|些)儿?)(?:的|吧)?"
        rf"|^(?P<a6>贵|便宜|大|小|重|轻|厚|薄|吵|慢)了(?:点|些)?$"
        rf"|(?P<no>不|别)(?P<a7>贵|重|吵|厚|大|慢|沉)(?:的|$|,|。)"
    )


@lru_cache(maxsize=1)
def _en() -> re.Pattern[str]:
    all_adj = "|".join(re.escape(w) for w in sorted((w for w in adjectives() if w.isascii()), key=len, reverse=True))
    comparative = "|".join(
        re.escape(w)
        for w in sorted((w for w in adjectives() if w.isascii() and _comparative(w)), key=len, reverse=True)
    )
    return re.compile(
        rf"(?<![a-z])(?:(?P<not_too>(?:not|nothing|isn't|aren't|don't want (?:it |anything |one )?|without being|never)"
        rf" (?:too|so|that|very|overly)) (?P<a1>{all_adj})"
        rf"|(?P<too>too|a bit too|way too|so|rather|kind of|a bit) (?P<a2>{all_adj})(?! (?:not|no))"
        rf"|(?P<lack>not) (?P<a3>{all_adj}) enough"
        rf"|(?P<less>less) (?P<a8>{all_adj})"
        rf"|(?P<a5>{comparative}))(?![a-z])(?! than (?:\d|\$))"
    )


def _comparative(word: str) -> bool:
    return word.endswith("er") or word.split()[0] in ("more", "less", "higher", "lower", "better", "longer")


def read(frame: Frame) -> None:
    """Read situations that imply a wish, then critiques. Vague wishes come later (nlu.understand.vague)."""
    situations(frame)
    whether(frame)
    _other_values(frame)
    steps.read(frame)
    for match in frame.finditer(_OVER_BUDGET):
        if frame.context.showing and not any(k.label == "value" and k.end == match.start() for k in frame.links):
            frame.critiques.append(Critique("price", -1, text=frame.words(*match.span())))
            frame.say(UserAct.CRITIQUE)
            frame.take(*match.span())
    for match in frame.finditer(_NO_MATTER):
        frame.drop("price")
        frame.take(*match.span())
    for match in _THAN.finditer(frame.text):
        if frame.free(match.start("a"), match.end()) and any(
            match.start() < frame.text.find(r.text.lower()) + 1 <= match.end() for r in frame.references
        ):
            _compared(frame, match)
    for pattern in (_zh(), _en()):
        for match in frame.finditer(pattern):
            at = match.start()
            if at and frame.text[at] in "不没" and frame.text[at - 1] == frame.text[at + 1 : at + 2]:
                continue  # 重不重 asks
            if _adverb(frame, match) or _explained(frame, match):
                continue
            if _NO_MORE.match(frame.text, match.end()) or _NOT_EN.search(frame.text[:at]):
                frame.take(*match.span())
                continue
            _critique(frame, match)


#: After more of something: it would be wasted (512就够，再大浪费). Before it in English: not bigger.
_NO_MORE = re.compile(
    r"(?:的)?(?:也|就|都|反而)?(?:是)?(?:算了|不要了|不考虑了?|免了|超了|超预算|浪费|没用|没必要|没意义|用不上|用不着|不值|多余|白搭)"
)
_NOT_EN = re.compile(r"(?<![a-z])(?:not|no need for|nothing|never)(?: any| it| the| to be)? ?$")
_WHAT_IS = re.compile(r"哪|什么|啥|怎么|咋")
_DOING = re.compile(r"(?:一点|点|些)?(?:推|给|来|看|找|选|挑|介绍|发|放|说|聊|等|拿|要|买|问|备|带)")


def _adverb(frame: Frame, match: re.Match[str]) -> bool:
    """Say whether "more" or "better" is said of what is done or wished, not of goods: 再多给几家, 能洗衣服更好."""
    word = next((v for k, v in match.groupdict().items() if k.startswith("a") and v), "")
    if word in ("多", "少"):
        return bool(_DOING.match(frame.text, match.end()))
    clause = frame.clause_at(match.start())
    if word == "好" and _WHAT_IS.search(frame.text, clause.start, match.start()):
        return True  # 去哪玩比较好
    last = not frame.text[match.end() : clause.end].strip("了的吧啊呀。! ")
    before = (k for k in frame.links if clause.start <= k.start and k.end <= match.start())
    wished = any(k.label in ("value", "attribute") for k in before) or frame.text[clause.start] in "有能"
    return word == "好" and bool(match.groupdict().get("more")) and last and wished


def _explained(frame: Frame, match: re.Match[str]) -> bool:
    """Say whether a clause asks why goods are as they are: why is the second one so much more expensive."""
    clause = frame.clause_at(match.start())
    pattern = patterns.acts()[UserAct.EXPLAIN]
    return frame.has(UserAct.EXPLAIN) and bool(pattern.search(frame.text, clause.start, clause.end))


#: Dearer than the shopper can pay.
_OVER_BUDGET = re.compile(
    r"(?:有点|已经|都|太)?(?:超(?:出|过)?(?:我的?|了)?预算|预算(?:不够|不允许))了?|(?:买|住|吃|用|消费)不起(?!眼)"
    r"|(?<![a-z])(?:way |a bit |far |well |slightly )?(?:out of|over|beyond|above|outside(?: of)?|past)"
    r" (?:my|our|the|your) (?:budget|price range)|(?:can't|cannot|couldn't) afford(?: (?:it|that|this|them))?"
)


def _compared(frame: Frame, match: re.Match[str]) -> None:
    """Read 比第一个便宜的: a critique of the one pointed at."""
    sign, concepts = adjectives()[match.group("a")]
    key, _, _ = _attribute(frame, match.start("a"), match.end(), concepts)
    if key:
        amount, end = _step(frame, key, match.end())
        frame.critiques.append(Critique(key, 1 if sign > 0 else -1, amount, frame.words(match.start(), end)))
        frame.say(UserAct.CRITIQUE)
        frame.take(match.start("a"), end)


def _other_values(frame: Frame) -> None:
    """Read 换个牌子, 有没有别的颜色, another brand: a critique without direction."""
    for match in [*frame.finditer(_ANOTHER), *_NOT_THIS.finditer(frame.text)]:
        word = match.group("zh") or match.group("en")
        found = [
            m
            for m in frame.lexicon.find(word)
            if m.entries[0].label == "attribute" and m.end - m.start >= len(word) - 1
        ]
        here = [e for m in found for e in m.entries if frame.lexicon.occurs(e.attribute, frame.categories)]
        if not here:
            continue
        if _ALSO.match(frame.text, match.end()):
            frame.drop(here[0].attribute)  # 别的牌子也可以 lifts a wish and asks for no other
            frame.take(*match.span())
            continue
        frame.critiques.append(Critique(here[0].attribute, 0, text=frame.words(*match.span())))
        frame.say(UserAct.CRITIQUE)
        frame.take(*match.span())


def _critique(frame: Frame, match: re.Match[str]) -> None:
    if any(a.start < match.end() and match.start() < a.end and frame.free(a.start, a.end) for a in frame.amounts):
        return  # cheaper than 500 is an amount
    if not any(match.groupdict().get(g) for g in ("too", "lack", "less", "not_too")) and any(
        k.start < match.end() and match.start() < k.end and k.label in ("value", "item", "brand", "category")
        for k in frame.links
    ):
        return
    groups = match.groupdict()
    word = next(v for k, v in groups.items() if k.startswith("a") and v)
    sign, concepts = adjectives()[word]
    start, end = match.span()
    mild = groups.get("too") in ("a bit", "so", "rather", "kind of") and _comparative(word)
    if (
        (groups.get("too") and not mild)
        or groups.get("a6")
        or groups.get("not_too")
        or groups.get("no")
        or groups.get("less")
    ):
        sign = -sign
    if groups.get("less") and word in adjectives() and adjectives()[word][0] < 0:
        sign = 1
    if groups.get("too") == "好" and word == "好":
        return
    if groups.get("too") == "好" and re.match(r"的?[^,。!?]{0,4}[呀啊哇呢诶耶]", frame.text[end:]):
        frame.take(start, end)
        return  # 好高的分数呀 marvels, and asks for nothing else
    key, start, end = _attribute(frame, start, end, concepts)
    if not key or (word in ("好", "差") and key == "rating" and not groups.get("a4") and not groups.get("a5")):
        return
    if groups.get("too") and key == "price" and "brand" in frame.dropped and _of_a_brand(frame, start):
        frame.take(start, end)
        return  # 云雀的太贵了，别的牌子也可以: why the brand is given up, said of no goods in view
    attribute = frame.lexicon.attributes[key]
    if word in ("好", "better", "nicer", "棒", "强") and attribute.better == "lower":
        sign = -sign
    vague = groups.get("not_too") or groups.get("no") or groups.get("more") == "比较"
    amount, end = _step(frame, key, end)
    words = frame.words(start, end)
    direction: Literal[-1, 1] = 1 if sign > 0 else -1
    wanted = frame.linked.categories and (
        not frame.context.showing or (groups.get("a5") and patterns.acts()[UserAct.RECOMMEND].search(frame.text))
    )
    if (vague or wanted) and amount is None:
        if wish := much(frame, key, sign, words):
            frame.wish(wish)
            frame.say(UserAct.INFORM)
            frame.take(start, end)
        return
    frame.critiques.append(Critique(key, direction, amount, words))
    frame.say(UserAct.CRITIQUE)
    frame.take(start, end)


def _of_a_brand(frame: Frame, start: int) -> bool:
    return any(k.label == "brand" and frame.text[k.end : start] in ("", "的", "家的") for k in frame.linked.links)


def _attribute(frame: Frame, start: int, end: int, concepts: Iterable[str]) -> tuple[str, int, int]:
    """Return the key that an adjective speaks of, with the span widened over the attribute's name."""
    clause = frame.clause_at(start)
    concepts = tuple(concepts)
    for link in frame.links:
        if link.label != "attribute" or not clause.start <= link.start < clause.end:
            continue
        gap = (
            frame.text[link.end : start]
            if link.end <= start
            else frame.text[end : link.start]
            if link.start >= end
            else "x"
        )
        if not _NAMES.fullmatch(gap):
            continue
        if "rating" in concepts and link.end <= start and frame.lexicon.attributes[link.entry.attribute].type == "bool":
            return "", start, end  # 降噪要好点 speaks of no rating
        if _has_degrees(frame, link.entry.attribute, concepts):
            return link.entry.attribute, min(start, link.start), max(end, link.end)
    around = next((k for k in frame.links if k.label == "attribute" and k.start <= start and end <= k.end), None)
    if around:
        return around.entry.attribute, around.start, around.end
    keys = [k for concept in concepts for k in frame.lexicon.concepts.get(concept, ())]
    here = [k for k in keys if frame.lexicon.occurs(k, frame.categories)]
    return (here or ([] if frame.context.categories else keys) or [""])[0], start, end


#: Between an attribute's name and the adjective that is said of it.
_NAMES = re.compile(
    r"[\s的要得能是比还更再也就都可以希望想有点太]*(?:(?:is|are|was|needs to be|should be|could be|must be|a|the)\s*)*"
)


def _has_degrees(frame: Frame, key: str, concepts: tuple[str, ...]) -> bool:
    """Say whether there can be more or less of an attribute: no tag is thicker, no district nearer."""
    attribute = frame.lexicon.attributes.get(key)
    if attribute is None or attribute.type == "number":
        return attribute is not None
    if any(key in frame.lexicon.concepts.get(c, ()) for c in concepts):
        return True
    return attribute.type == "category" and key not in ("brand", "category") and "distance" not in concepts


def _step(frame: Frame, key: str, end: int) -> tuple[float | None, int]:
    """Return the step asked for (便宜五百: 500) in the attribute's unit, and where it ends."""
    for amount in frame.amounts:
        gap = frame.text[end : amount.start] if amount.start >= end else "x"
        follows = amount.exact and bool(re.fullmatch(r"\s*(?:个|by|about|around|大概)?\s*", gap))
        follows = follows and not (" " in gap and frame.clause_at(max(0, end - 1)) != frame.clause_at(amount.start))
        if follows and (fitted := fit(frame, key, amount)):
            return fitted.low, amount.end
    return None, end
