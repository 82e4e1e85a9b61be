"""Readers of what an item works with, and of who makes it.

Owns: those patterns. Does not know: other relations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from knowledge.extraction.objects import listed
from knowledge.extraction.vocabulary import Vocabulary
from knowledge.tokens import fold

Read = tuple[str, str, bool, float]
_WORKS = re.compile(
    r"(?P<no>暂?不(?:能)?|无法|未|仅|只)?(?:完美|全面|直接|可以?)?(?P<verb>兼容|适配|支持|适用于?|配对|连接)(?:于|了)?\s*(?P<what>.+)$"
    r"|(?P<no2>doesn't|does not|didn't|did not|don't|not|won't)?\s*(?:work|works|worked|compatible|pairs?|fits?)"
    r"(?: great| well| fine| perfectly)? with (?P<what2>.+)$"
)
_WITH = re.compile(
    r"(?:可与|跟|和|与|搭配|配合)(?:我的?|同系列的?)?(?P<what>.+?)(?:完美)?(?:配对|兼容|搭配|连接|一起|使用)"
    r"|(?:插入|接入|连接|装进)(?P<what2>[^的]+)$"
)
_FAILS = re.compile(
    r"(?:(?P<what>[^，,]+?)(?:装不上|连不上|用不了|不能用|不兼容|插不进))|(?:装不上|连不上|插不进)(?P<what2>[^，,]+)"
)
_DOES = re.compile(r"(?:我的)?(?P<what>.+?)(?:也|都)?(?:能用|可以用|秒连|一连就上|插上就充)")
#: What has a machine's name: Latin letters with figures, a machine's noun, or the vocabulary's.
_MACHINE = re.compile(
    r"[a-z]+[ -]?\d|手机|电脑|笔记本|手表|平板|耳机|鼠标|键盘|主机|扩展坞|相机|macbook|iphone|ipad|phone|laptop|watch",
    re.I,
)
_BRANDED = (
    re.compile(r"^(?:[\u4e00-\u9fff]{0,4})?(?:旗下|出品|贴牌|家的|的质量|的品质|的东西)"),
    re.compile(r"^\s?[\u4e00-\u9fff]{0,2}(?:音频)?(?:实验室|工作室|工厂)"),
)
_BRAND_BEFORE = re.compile(r"(?:出自|来自|属于|换了|入手了?|made by|a brand of(?: the)?|^from)\s*$")
_NOT_THIS = re.compile(r"以前|之前|原来|代工|想买|比|不输|一样|my\s*$")


def read(parts: Sequence[str], vocabulary: Vocabulary, source: str) -> Iterator[Read]:
    """Yield (relation, object, holds, confidence) of compatibility and brand."""
    for part in parts:
        yield from _works(part, vocabulary, source)
        yield from _brands(part, vocabulary)


def _works(part: str, vocabulary: Vocabulary, source: str) -> Iterator[Read]:
    folded = fold(part)
    if found := _WORKS.search(folded):
        what = found.group("what") or found.group("what2")
        denied = (found.group("no") or found.group("no2") or "") not in ("", "仅", "只")
        loose = found.group("verb") in ("支持", "适用", "适用于", "连接")
        stretch = _slice(part, found, "what" if found.group("what") else "what2")
        yield from _machines(stretch, vocabulary, holds=not denied, loose=loose, confidence=0.95 if what else 0.9)
        return
    for pattern, holds, loose in ((_WITH, True, True), (_FAILS, False, True), (_DOES, True, True)):
        if found := pattern.search(folded):
            group = "what" if found.group("what") else "what2"
            yield from _machines(_slice(part, found, group), vocabulary, holds=holds, loose=loose, confidence=0.85)
            return
    del source


def _slice(part: str, found: re.Match[str], group: str) -> str:
    # Folding keeps the length of what goods are written in; where it does not, the folded text must do.
    return part[found.start(group) : found.end(group)] if len(fold(part)) == len(part) else found.group(group)


def _machines(stretch: str, vocabulary: Vocabulary, *, holds: bool, loose: bool, confidence: float) -> Iterator[Read]:
    brand = ""
    stretch = re.split(r"\s(?:附赠|赠|送)|的磁吸|的充电|的保护", stretch)[0]
    for words in listed(stretch):
        words = re.sub(r"^(?:我的|老款的?|新款的?|my )", "", words)
        named = vocabulary.brands_in(words)
        if named and named[0].start == 0:
            brand = named[0].name
        elif brand and re.match(r"[a-z]{0,4}\d+", fold(words)):
            words = f"{brand} {words}"  # 云雀 L9 / L9 Pro
        known = fold(words) in vocabulary.values["compatible_with"] or bool(named)
        if loose and not known and not _MACHINE.search(words):
            continue
        yield ("compatible_with", vocabulary.canonical("compatible_with", words), holds, confidence)


def _brands(part: str, vocabulary: Vocabulary) -> Iterator[Read]:
    folded = fold(part)
    joint = "联名" in folded
    for found in vocabulary.brands_in(part):
        before, after = folded[: found.start], folded[found.end :]
        if _NOT_THIS.search(before) or after.startswith(("代工", "一样")):
            continue
        if joint or _BRAND_BEFORE.search(before) or any(p.match(after) for p in _BRANDED):
            yield ("brand", found.name, True, 0.95)
