"""Reader of what an item suits: skin, persons, doings, places, seasons.

Owns: those patterns. Does not know: other relations. After the plain words (适合, suitable for) any object is read;
elsewhere only the vocabulary's, and whether it suits is told by the mood of what is said beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from knowledge.extraction.objects import listed
from knowledge.extraction.vocabulary import Found, Vocabulary
from knowledge.guide.reviewing import mood
from knowledge.tokens import fold

Read = tuple[str, str, bool, float]
_PLAIN = re.compile(
    r"(?P<no>不(?:太|是很|怎么|大)?|并?非|并不|没那么|未必)?(?:很|最|特别|尤其|更|只|仅)?(?:适合|适用于?|专为|为(?=.{1,6}(?:准备|设计|打造)))(?!的)"
    r"(?P<what>[^，,。]+?)(?=设计|打造|准备|使用|食用|服用|的(?!人)|购买|$|专用|穿着|佩戴)"
    r"|(?P<no2>not|isn't|un|aren't)?\s*(?:too )?"
    r"(?:suitable|designed|ideal|perfect|great|good|gentle enough|made|recommended|meant|best)"
    r" for (?P<what2>[a-z ,'-]+)"
)
_UNFIT = re.compile(
    r"(?P<what>[^，,。不]{1,10}?)(?:不宜|禁用|慎用|慎入|勿食|请勿|忌用|请谨慎|不建议|不推荐)"
    r"|(?:不建议|不推荐|勿让|切勿让|谨防)(?P<what2>[^，,。]{1,12}?)(?:使用|食用|服用|购买|买|入手|$)"
    r"|(?:avoid(?: use)?(?: on| for)?|not recommended for|unsuitable for|not for|too \w+ for) (?P<what3>[a-z ,'-]+)"
)
_ONLY = re.compile(r"专用|亲测|专属|通用|两用|首选|必备|必入|闭眼入|放心冲")
#: What is said of use: worn, used, fit for; before or behind the object.
_USE = re.compile(
    r"用|穿|戴|试|够|能|可|合适|正好|刚好|放得下|放心|轻松|上手|首选|首先|单穿|喜欢|住|睡|看|跑|喝|做|背|入|冲|没问题|足够|亲测|显"
)
_GIVEN_TO = re.compile(r"(?:给|送|买给|送给)(?:我的?|了)?$")
_EN_USE = re.compile(r"(?:for|my|on|with)\s+(?:my |the )?$")
_LOVES = re.compile(r"^\s*(?:loves?|likes?|enjoys?|uses?)(?![a-z])")
_BAD = re.compile(
    r"不(?:能|宜|要|够|适合|推荐|建议|合适|太)|别(?!人)|千万|勿|慎|禁|泛红|刺痛|拔干|老是掉|就薄|太长|太短|太沉|太重|很累|完全不|闷得|卡|湿|不了"
    r"|(?<![a-z])(?:not|broke|lags?|too)(?![a-z])"
)
_GOOD = re.compile(r"不(?:闷|掉|卡|累|油|刺|沉|起)|没(?:问题|刺痛|有刺痛)|不用|也能|放心|都能|都可")
_UNRELATED = re.compile(r"羡慕|背影|取的|老板|快递|换个季|外形|准备|像|一样")


def read(parts: Sequence[str], vocabulary: Vocabulary, source: str) -> Iterator[Read]:
    """Yield ("suits", object, holds, confidence)."""
    if source == "title":
        yield from _of_title(parts, vocabulary)
        return
    for place, part in enumerate(parts):
        folded = fold(part)
        if _UNRELATED.search(folded) and not _PLAIN.search(folded):
            continue
        plain = list(_unfit(folded, vocabulary)) or list(_plain(folded, vocabulary))
        yield from plain
        if plain and not vocabulary.find(folded, "suits"):
            continue
        said = {name for _, name, _, _ in plain}
        following = fold(parts[place + 1]) if place + 1 < len(parts) else ""
        for found in vocabulary.find(part, "suits"):
            if found.name in said or any(found.name in s or s in found.name for s in said):
                continue
            verdict = _by_use(folded, found, following, source)
            if verdict is not None:
                yield ("suits", found.name, verdict, 0.7)


def _of_title(parts: Sequence[str], vocabulary: Vocabulary) -> Iterator[Read]:
    """Titles list what a thing is for; there is no sentence to deny it in."""
    for part in parts:
        for found in vocabulary.find(part, "suits"):
            yield ("suits", found.name, True, 0.75)


def _plain(folded: str, vocabulary: Vocabulary) -> Iterator[Read]:
    for found in _PLAIN.finditer(folded):
        what = found.group("what") or found.group("what2") or ""
        holds = not (found.group("no") or found.group("no2"))
        for words in _named(what, vocabulary):
            yield ("suits", words, holds, 0.95)


def _unfit(folded: str, vocabulary: Vocabulary) -> Iterator[Read]:
    found = _UNFIT.search(folded)
    if found is None:
        return
    what = found.group("what") or found.group("what2") or found.group("what3") or ""
    what = re.sub(r"^对|者$|人群$|用了.*$", "", what)
    for words in _named(what, vocabulary):
        yield ("suits", words, False, 0.9)


def _named(stretch: str, vocabulary: Vocabulary) -> Iterator[str]:
    """Yield the objects of a stretch: the vocabulary's where it is one of those, else as written."""
    for words in listed(stretch):
        name = vocabulary.canonical("suits", words)
        if name == words and (inside := vocabulary.find(words, "suits")):
            whole = sum(f.end - f.start for f in inside)
            if whole * 2 > len(words):
                yield from (f.name for f in inside)
                continue
        if len(words) > 1 or name != words:
            yield name


def _by_use(folded: str, found: Found, following: str, source: str) -> bool | None:
    before, after = folded[: found.start], folded[found.end :]
    given = bool(_GIVEN_TO.search(before)) or bool(_EN_USE.search(before)) or bool(_LOVES.match(after))
    used = bool(_USE.search(after[:14])) or bool(_ONLY.search(after)) or "、" in folded
    if not (given or used or (source == "review" and _BAD.search(after))):
        return None
    scope = f"{after} {following if not _USE.search(following[:4]) else ''}"
    if _GOOD.search(after):
        return True
    if _BAD.search(after) or (_BAD.search(before[-6:]) and not given):
        return False
    feeling = mood(after) or (mood(scope) if source == "review" else 0)
    return feeling >= 0
