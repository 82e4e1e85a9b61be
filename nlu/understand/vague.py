"""Vague wishes: much or little of an attribute (轻的, 大屏), and situations that imply one (她眼睛不好, 老忘充电).

Owns: where "much of it" begins in a category, words for it, situations. Does not know: what was shown, critiques.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from knowledge.types import Preference, UserAct
from nlu.general import adjectives, attribute_words
from nlu.general import read as read_data
from nlu.linker import Link
from nlu.normalise import normalise
from nlu.surfaces import SurfaceIndex, longest
from nlu.understand.frame import Frame
from nlu.understand.patterns import polarity

#: A vague wish for much (little) of an attribute asks for the upper (lower) two fifths of what the category has.
SHARE = 0.4


_REFUSED_AFTER = re.compile(
    r"的?(?:我|咱们?)?(?:都|就|也|可|真|实在)*(?:不要|不喜欢|不考虑|不看|不行|受不了|不想要|[吃住买用玩消养]不起"
    r"|吃不消|免了|别(?:给我)?(?:推|看|拿|来))"
)
_NEEDLESS = re.compile(
    r"(?<![a-z])(?:(?:doesn't|does not|don't|do not) (?:need|have)|needn't|no need)"
    r"(?: to)?(?: be)?(?: too| so| very| that)? $"
    r"|(?:不需要|不用|不必|用不着)(?:太|那么|多|特别|很)?$"
)
_MEASURED_AFTER = re.compile(r" ?(?:wide|tall|high|long|deep|thick|heavy|big|宽|高|长|厚|深|重)(?![a-z])")
_WITHOUT = re.compile(
    r"(?:什么的)?(?:就|也|都|倒)?(?:不用|不必|不需要|用不着|算了|免了|不强求)(?:了|吧|啦)*(?:$|\s)"
    r"| (?:is|are) (?:not|no longer|n't) (?:needed|necessary|required|important)(?: any ?more)?"
)


@lru_cache(maxsize=1)
def _joined(locale: str) -> str:
    inside = [w for w in adjectives() if w.isascii() == (locale == "en")]
    return "|".join(re.escape(w) for w in sorted(inside, key=len, reverse=True))


@lru_cache(maxsize=1)
def adjectives_zh() -> str:
    return _joined("zh")


@lru_cache(maxsize=1)
def _much() -> SurfaceIndex[tuple[str, int]]:
    index: SurfaceIndex[tuple[str, int]] = SurfaceIndex()
    for concept, words in attribute_words().items():
        for sign, group in ((1, words.more), (-1, words.less)):
            for word in group:
                index.add(normalise(word).text, (concept, sign))
    return index


@lru_cache(maxsize=1)
def _needs() -> list[tuple[re.Pattern[str], list[tuple[str, int]]]]:
    return [(re.compile("|".join(n["words"])), [(t, d) for t, d in n["wishes"]]) for n in read_data("needs.json")]  # type: ignore[attr-defined]


def much(frame: Frame, key: str, sign: int, words: str, categories: Iterable[str] | None = None) -> Preference | None:
    """Return the soft wish for much (`sign` +1) or little (-1) of a number attribute, None where its numbers are
    unknown."""
    attribute = frame.lexicon.attributes.get(key)
    if attribute is None or attribute.type != "number":
        return None
    span = frame.lexicon.range(key, frame.categories if categories is None else categories)
    if span is None:
        return None
    low, high = span
    point = low + (high - low) * (1 - SHARE if sign > 0 else SHARE)
    return Preference(key, ">=" if sign > 0 else "<=", _round(point), strength="soft", text=words)


def _round(value: float) -> float:
    """Round to two significant digits: a mark that a person could have named."""
    return float(f"{value:.2g}")


def read(frame: Frame) -> None:
    """Read words for much or little of an attribute (轻的, 大屏, 续航久) that nothing else used."""
    if frame.has(UserAct.ASK_ATTRIBUTE) and len(frame.clauses) == 1:
        return  # is it good in heavy rain?
    _the_more(frame)
    _after_names(frame)
    names = [(k.start, k.end) for k in frame.links if k.label != "attribute" or _is_yes_no(frame, k)]
    names += [(a.start, a.end) for a in frame.amounts]  # a 3 year old
    names += [  # 60cm wide
        (a.end, m.end()) for a in frame.amounts if (m := _MEASURED_AFTER.match(frame.text, a.end))
    ]
    hits = [
        h
        for h in _much().find(frame.text)
        if frame.free(h.start, h.end)
        and not any(a <= h.start and h.end <= b and (b - a) > 0 for a, b in names)
        and not (h.end - h.start == 1 and frame.text[h.end : h.end + 1] not in ("", "的", ",", "。", " "))
        and frame.text[max(0, h.start - 1) : h.start] not in tuple("多不最够几")
        and frame.text[max(0, h.start - 1) : h.start]
        not in (("多", "够", "几", "不") if h.end - h.start == 1 else ("不",))
    ]
    for hit in longest(hits):
        if _taken_back(frame, hit.start, hit.end, [c for c, _ in hit.meanings]):
            continue
        against = _refused(frame, hit.start, hit.end)
        for concept, sign in hit.meanings:
            keys = [k for k in frame.lexicon.concepts.get(concept, ()) if frame.lexicon.occurs(k, frame.categories)]
            wish = next(
                (w for k in keys if (w := much(frame, k, -sign if against else sign, frame.words(hit.start, hit.end)))),
                None,
            )
            if wish and any(c.attribute == wish.attribute for c in frame.critiques):
                frame.take(hit.start, hit.end)  # 热量太高了，来点低卡的 says the same twice
                break
            if wish:
                frame.wish(wish)
                frame.say(UserAct.INFORM)
                frame.take(hit.start, hit.end)
                break


def _the_more(frame: Frame) -> None:
    """Read 越大越好, the bigger the better: as much as there is, of what was asked where that has degrees."""
    pattern = re.compile(
        rf"越(?P<zh>{adjectives_zh()})越(?:好|棒|行|香)|(?<![a-z])the (?P<en>{_joined('en')}),? the better(?![a-z])"
    )
    for match in frame.finditer(pattern):
        sign, concepts = adjectives()[match["zh"] or match["en"]]
        asked = [frame.context.asked] if frame.context.asked else []
        wish = next((w for k in (*asked, *_keys(frame, concepts)) if (w := much(frame, k, sign, match.group()))), None)
        if wish:
            frame.wish(wish)
            frame.say(UserAct.INFORM)
            frame.take(*match.span())


def _is_yes_no(frame: Frame, link: Link) -> bool:
    """Say whether a name is that of a yes-no attribute: the 大 of 字大 asks for no large screen."""
    return all(
        e.attribute in frame.lexicon.attributes and frame.lexicon.attributes[e.attribute].type == "bool"
        for e in link.entries
    )


def whether(frame: Frame) -> None:
    """Read 轻不轻无所谓, 屏幕大小都行: the attribute that an adjective or a pair of opposites speaks of, taken back."""
    adjective = adjectives_zh()
    for match in frame.finditer(re.compile(rf"(?P<a>{adjective})不(?P=a)|大小|长短|高低|轻重|厚薄|快慢|贵不?贱")):
        concepts = adjectives().get(match.group("a") or match.group()[0], (1, ()))[1]
        named = next((k for k in frame.links if _names(k) and k.start <= match.start() <= k.end), None)
        keys = [e.attribute for e in named.entries if e.label == "attribute"] if named else _keys(frame, concepts)
        if keys:
            _after_back(frame, named.start if named else match.start(), match.end(), keys[0])


def _names(link: Link) -> bool:
    return any(e.label == "attribute" for e in link.entries)


def _keys(frame: Frame, concepts: Iterable[str]) -> list[str]:
    keys = [k for concept in concepts for k in frame.lexicon.concepts.get(concept, ())]
    return [k for k in keys if frame.lexicon.occurs(k, frame.categories)]


def _taken_back(frame: Frame, start: int, end: int, concepts: list[str]) -> bool:
    """Read 大屏就不用了: the shopper can do without. 大屏的不要 refuses and is no case of this."""
    around = next((k for k in frame.links if k.label == "attribute" and k.start <= start and end < k.end), None)
    if around:
        return frame.polarity.get(around.start) == "drop"
    keys = _keys(frame, concepts)
    return bool(keys) and _after_back(frame, start, end, keys[0])


def _after_back(frame: Frame, start: int, end: int, key: str) -> bool:
    """Note that attribute `key` is taken back where words that take back follow text[start:end]."""
    rest = frame.text[end : frame.clause_at(start).end]
    found = polarity("drop").match(rest) or _WITHOUT.match(rest)
    if not found:
        return False
    frame.drop(key)
    frame.take(start, end + found.end())
    return True


def _after_names(frame: Frame) -> None:
    """Read 电池要大, 屏幕也要清楚: an attribute and an adjective right after it."""
    for link in frame.links:
        if link.label != "attribute" or frame.polarity.get(link.start) == "drop":
            continue
        match = re.compile(
            rf"\s*(?:也|要|得|比较|很|更|最好|一定要|必须|能|够|越)*(?P<a>{adjectives_zh()})(?:的|$|,|。| |越好)"
        ).match(frame.text, link.end)
        keys = [
            e.attribute
            for e in link.entries
            if e.label == "attribute" and frame.lexicon.occurs(e.attribute, frame.categories)
        ]
        if not match or not keys or not frame.free(*match.span()):
            continue
        if _after_back(frame, link.start, match.end(), keys[0]):
            continue
        sign = adjectives()[match.group("a")][0]
        if match.group("a") in ("好", "强", "棒") and frame.lexicon.attributes[keys[0]].better == "lower":
            sign = -sign
        wish = next((w for k in keys if (w := much(frame, k, sign, frame.words(link.start, match.end())))), None)
        if wish:
            frame.wish(wish)
            frame.say(UserAct.INFORM)
            frame.take(link.start, match.end())


def _refused(frame: Frame, start: int, end: int) -> bool:
    head = frame.text[max(0, start - 6) : start]
    if _NEEDLESS.search(frame.text[:start]):
        return True  # doesn't need to be fancy
    if _REFUSED_AFTER.match(frame.text, end):
        return True
    return bool(re.search(r"(?:不要|不想要|别|不是|not|no|don't want(?: a)?)\s*$", head))


def situations(frame: Frame) -> None:
    for pattern, targets in _needs():
        for match in pattern.finditer(frame.text):
            at = match.start()
            if frame.text[at] in "不没" and at and frame.text[at - 1] == frame.text[at + 1 : at + 2]:
                continue  # 重不重 asks
            for target, sign in targets:
                if target.startswith("bool:"):
                    wish = _yes(frame, target[5:], frame.words(match.start(), match.end()))
                elif target.startswith("value:"):
                    wish = _valued(frame, target[6:], frame.words(match.start(), match.end()))
                else:
                    keys = [
                        k for k in frame.lexicon.concepts.get(target, ()) if frame.lexicon.occurs(k, frame.categories)
                    ]
                    wish = next(
                        (w for k in keys if (w := much(frame, k, sign, frame.words(match.start(), match.end())))), None
                    )
                if wish:
                    frame.wish(wish)
                    frame.say(UserAct.INFORM)
                    frame.take(match.start(), match.end())


def _yes(frame: Frame, name: str, words: str) -> Preference | None:
    for attribute in frame.lexicon.attributes.values():
        named = any(name in n for names in attribute.names.values() for n in names)
        if named and attribute.type == "bool" and frame.lexicon.occurs(attribute.key, frame.categories):
            return Preference(attribute.key, "=", True, strength="soft", text=words)
    return None


def _valued(frame: Frame, name: str, words: str) -> Preference | None:
    """Return the soft wish for a value that the shop calls `name`, None where the goods talked about have none."""
    for match in frame.lexicon.find(name):
        for entry in match.entries:
            attribute = frame.lexicon.attributes.get(entry.attribute)
            whole = (match.start, match.end) == (0, len(name)) and entry.label == "value"
            if whole and attribute is not None and frame.lexicon.occurs(attribute.key, frame.categories):
                operator = "contains" if attribute.type in ("tags", "text") else "="
                return Preference(attribute.key, operator, entry.value, strength="soft", text=words)  # type: ignore[arg-type]
    return None
