"""Reader of what comes with an item: what is in the box, what is given away with it.

Owns: those patterns. Does not know: other relations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from knowledge.extraction.objects import listed
from knowledge.extraction.vocabulary import Vocabulary
from knowledge.tokens import fold

Read = tuple[str, str, bool, float]
_IN = re.compile(
    r"(?:内附|附带|附赠|附送|随机附赠|赠送|盒内含|内含|包含|包括|里多了|多了|购买即赠|下单即送|下单送|即赠|即送|还送了?|赠的)(?P<what>.+)$"
    r"|(?:赠品|配件清单|包装清单)\s*[:：]?\s*(?:是|有)?(?P<what2>.+)$"
    r"|(?:comes?|came) with (?P<what3>.+)$|(?<![a-z])(?:includes?|included are) (?P<what4>.+)$"
)
_OUT = re.compile(
    r"(?:不含|不包含|不包括|不附带?|没送|没有送|里面没有|盒里没有|不送|未附)(?P<what>.+)$"
    r"|(?P<what2>[a-z ]+) (?:is |are )?(?:not|n't) included|^(?:there is |there's )?no (?P<what3>[a-z ]+) in the box"
)
_GIVEN = re.compile(r"(?:^|\s|[，,])送(?P<what>(?:了)?(?:个|一|两|三|同款|张|条|只|支|把)?.+)$")
_NO_GIFT = re.compile(r"^(?:货|到|上门|门|礼|人|的|完|单)|快递")
_SAID = re.compile(r"说好送(?P<what>.+)$")
#: A list goes on in the next clauses of its sentence.
_LIST = re.compile(r"配件清单|包装清单|^赠品$")
_STUFF = re.compile(r"(?:酒精|香精|糖|水杨酸|防腐剂|麸质|激素|alcohol|fragrance)")


def read(parts: Sequence[str], vocabulary: Vocabulary, source: str) -> Iterator[Read]:
    """Yield ("includes", object, holds, confidence)."""
    promised: list[str] = []
    open_list = False
    for part in parts:
        folded = fold(part)
        if open_list or (_LIST.search(folded) and not _IN.search(folded)):
            open_list = True
            if not _LIST.search(folded):
                yield from _objects(part, True, 0.9)
                open_list = "、" in part
            continue
        if said := _SAID.search(folded):
            promised = listed(said.group("what"))
            continue
        if promised and re.search(r"没送|没有|没给|没收到", folded):
            yield from (("includes", words, False, 0.9) for words in promised)
            promised = []
            continue
        if found := _OUT.search(folded):
            group = next(g for g in ("what", "what2", "what3") if found.group(g))
            if not _STUFF.search(found.group(group)):
                yield from _objects(found.group(group), False, 0.9)
            continue
        if found := _IN.search(folded):
            group = next(g for g in ("what", "what2", "what3", "what4") if found.group(g))
            yield from _objects(_behind(part, folded, found.start(group)), True, 0.95)
            continue
        if (found := _GIVEN.search(folded)) and not _NO_GIFT.match(found.group("what")):
            words = found.group("what")
            if not vocabulary.find(words, "suits"):
                yield from _objects(words, True, 0.85)
    del source


def _behind(part: str, folded: str, start: int) -> str:
    return part[start:] if len(part) == len(folded) else folded[start:]


def _objects(stretch: str, holds: bool, confidence: float) -> Iterator[Read]:
    stretch = re.sub(r"很.*$|挺.*$|真.*$", "", stretch)
    for words in listed(stretch):
        words = re.sub(r"^(?:竹制|木制|小巧的|精致的)", "", words).removesuffix("的")
        if 1 < len(words) <= 24:
            yield ("includes", words, holds, confidence)
