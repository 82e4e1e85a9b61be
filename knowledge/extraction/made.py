"""Reader of what an item is made of.

Owns: those patterns. Does not know: other relations. Only the vocabulary's materials are read: 皮 and 木 stand in too
many words for more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from knowledge.extraction.sentences import is_likeness
from knowledge.extraction.vocabulary import Found, Vocabulary
from knowledge.tokens import fold, is_han

Read = tuple[str, str, bool, float]
_SAYS = re.compile(
    r"采用|材质|面料|里料|外壳|内胆|鞋底|鞋面|杯盖|杯子|手柄|刀身|桌面|桌腿|框架|填充|由.{1,12}(?:制|成|混纺|拼接)|百分百|百分之百|100%"
    r"|为|是|含|纯|(?<![a-z])(?:made (?:of|from)|body|upper|sole|contains?|real|genuine|is|lining|shell)(?![a-z])"
)
_NOT = re.compile(
    r"(?:非|不是|并非|不使用|不用|没有|不含|无)[^，,、]{0,4}$|(?<![a-z])(?:no|not|isn't|without)(?: real| genuine)?\s*$"
)
#: What follows a material's word and makes another word of it.
_OTHER_WORD = re.compile(r"^(?:签|花糖|板|柔巾|带扣|肤|实|试)")
_SAID_ONLY = re.compile(r"说是|说的是|标称|宣传|(?<![a-z])(?:feels? like|looks? like|supposed to be)(?![a-z])|像")
_IN_FACT = re.compile(r"其实|标签|实际|写的是|(?<![a-z])(?:it is|it's|actually|in fact)(?![a-z])")


def read(parts: Sequence[str], vocabulary: Vocabulary, source: str) -> Iterator[Read]:
    """Yield ("material", object, holds, confidence)."""
    for place, part in enumerate(parts):
        found = [f for f in vocabulary.find(part, "material") if _is_whole(part, f)]
        if not found:
            continue
        rest = " ".join(parts[place + 1 :])
        refuted = bool(_IN_FACT.search(fold(rest))) and any(
            f.name not in {g.name for g in found} for f in vocabulary.find(rest, "material")
        )
        if _SAID_ONLY.search(fold(part)) and refuted:
            yield from (("material", f.name, False, 0.8) for f in found)
            continue
        if is_likeness(part) or (source != "title" and not _SAYS.search(fold(part))):
            continue
        denied = False
        for at, f in enumerate(found):
            between = fold(part)[found[at - 1].end if at else 0 : f.start]
            denied = bool(_NOT.search(between)) or (denied and bool(re.fullmatch(r"[、和与及或 ]*", between)))
            yield ("material", f.name, not denied, 0.9 if source != "title" else 0.75)


def _is_whole(part: str, found: Found) -> bool:
    folded = fold(part)
    after = folded[found.end :]
    if len(found.name) == 1 and is_han(folded[found.start : found.end]):
        before = folded[found.start - 1 : found.start] if found.start else ""
        within = (is_han(before) and before not in "纯是含与和、由为用") or _is_noun(after)
        if found.end - found.start == 1 and within:
            return False
    return not _OTHER_WORD.match(after)


def _is_noun(after: str) -> bool:
    return bool(after) and is_han(after) and after[0] not in "的与和、混制质料材，"
