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
from nlu.normalise import normalise
from nlu.surfaces import SurfaceIndex, longest
from nlu.understand.frame import Frame

#: A vague wish for much (little) of an attribute asks for the upper (lower) two fifths of what the category has.
SHARE = 0.4


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
    _after_names(frame)
    names = [(k.start, k.end) for k in frame.links if k.label != "attribute"]
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
        against = _refused(frame, hit.start)
        for concept, sign in hit.meanings:
            keys = [k for k in frame.lexicon.concepts.get(concept, ()) if frame.lexicon.occurs(k, frame.categories)]
            wish = next(
                (w for k in keys if (w := much(frame, k, -sign if against else sign, frame.words(hit.start, hit.end)))),
                None,
            )
            if wish:
                frame.wish(wish)
                frame.say(UserAct.INFORM)
                frame.take(hit.start, hit.end)
                break


def _after_names(frame: Frame) -> None:
    """Read 电池要大, 屏幕也要清楚: an attribute and an adjective right after it."""
    for link in frame.links:
        if link.label != "attribute":
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
        sign = adjectives()[match.group("a")][0]
        if match.group("a") in ("好", "强", "棒") and frame.lexicon.attributes[keys[0]].better == "lower":
            sign = -sign
        wish = next((w for k in keys if (w := much(frame, k, sign, frame.words(link.start, match.end())))), None)
        if wish:
            frame.wish(wish)
            frame.say(UserAct.INFORM)
            frame.take(link.start, match.end())


def _refused(frame: Frame, start: int) -> bool:
    head = frame.text[max(0, start - 6) : start]
    return bool(re.search(r"(?:不要|不想要|别|不是|not|no|don't want(?: a)?)\s*$", head))


def situations(frame: Frame) -> None:
    for pattern, targets in _needs():
        for match in pattern.finditer(frame.text):
            for target, sign in targets:
                if target.startswith("bool:"):
                    wish = _yes(frame, target[5:], frame.words(match.start(), match.end()))
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
