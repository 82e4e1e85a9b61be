"""Questions about the item at hand that name little: 保质期, 它贵吗, 第一个重不重, 它配什么壳.

Owns: what such short questions ask. Does not know: whole questions (nlu/understand/questions.py), answers.
"""

from __future__ import annotations

import re
from functools import lru_cache

from knowledge.types import Question, Reference
from nlu.general import adjectives
from nlu.understand import kinds
from nlu.understand.frame import Clause, Frame

#: A name alone, or asked to be told: 保质期, 地址发我一下.
_TOLD = re.compile(
    r"(?:呢|多少|是)?(?:麻烦|请|帮我|给我)?(?:(?:发|告诉|告知|说|报)(?:我|给我|来)?(?:一?下|看看|听听)?|给我)?(?:呢|吧|啊|谢谢)?[\s,.?!。]*$"
)


#: What may come before a fact that is to be told: 顺便告诉我营业时间.
_LEAD = re.compile(
    r"^(?:嗯+|行|好的?|可以|那|对了|顺便|另外|麻烦|请|再|帮我?|给我|你|先|[吧啊呀 ])*"
    r"(?:告诉|告知|说|报|发|讲|查|看)(?:我|给我|来)?(?:一?下|看看)?(?:的|它的)?$"
)


def bare(frame: Frame) -> None:
    """Read the bare name of an attribute as a question about the item under discussion."""
    links = [k for k in frame.links if k.label != "category" or k.entry.value not in frame.context.categories]
    told = frame.context.last_act in ("answer", "chat", "sorry", "compare", "explain")
    if len(links) != 1 or not (told or (frame.context.showing and "我" in frame.text)):
        return
    link = links[0]
    start = next((k.start for k in frame.links if k.end == link.start), link.start)  # 景点地址
    clause = frame.clause_at(link.start)
    before = _LEAD.sub("", frame.text[clause.start : start].strip())
    attribute = frame.lexicon.attributes.get(link.entry.attribute)
    if link.label != "attribute" or before not in ("", "那", "它的", "把", "那它的", "and", "the") or attribute is None:
        return
    if _TOLD.match(frame.text, link.end, clause.end) and frame.lexicon.occurs(attribute.key, frame.categories):
        if not frame.references:
            frame.refer(Reference("focus", text=""))
        frame.ask(Question(attribute.key, text=frame.words(clause.start, clause.end)))
        frame.take(clause.start, clause.end)


#: What goes with the goods in view.
_GOES_WITH = re.compile(
    r"配(?:什么|啥|哪些|哪个|个什么)|(?:可以|能|要|该)(?:搭配?|配)(?:什么|啥|的|吗|个|上)?|搭配(?:什么|啥|哪些)"
    r"|有(?:什么|啥|哪些)?配[件套]|有(?:什么|啥|哪些|没有)?(?:可以|能)?(?:配着|搭着|搭配|配套|一起)(?:用|穿|搭|买)?的"
    r"|(?<![a-z])(?:go(?:es)?|fits?|works?) (?:well )?with (?:it|this|that|the)(?![a-z])"
    r"|(?<![a-z])accessor(?:y|ies)"
)


def goes_with(frame: Frame, clause: Clause, words: str) -> bool:
    """Read 它配什么壳, what case goes with it: a question for what goes with an item, of which kind if one is named."""
    at_hand = frame.context.showing or frame.context.categories
    if not at_hand or not _GOES_WITH.search(frame.text, clause.start, clause.end):
        return False
    named = [k for k in frame.links if k.label == "category" and clause.start <= k.start < clause.end]
    kind = next((k.entry.value for k in named if k.entry.value not in frame.context.categories), None)
    frame.linked.categories = [c for c in frame.linked.categories if c not in {k.entry.value for k in named}]
    frame.refer(Reference("focus", text=words))
    frame.ask(Question("accessories", kind, text=words))
    frame.take(clause.start, clause.end)
    return True


_PLEASE = re.compile(r"帮|请|麻烦|给我|告诉|推荐|介绍|查一?下")


def adjectives_of(frame: Frame, clause: Clause) -> None:
    """Read 第一个重不重, 它贵吗: a question about the item pointed at, no wish."""
    for match in frame.finditer(_how(), clause):
        if match["word"] == "好" and _PLEASE.search(frame.text, clause.start, match.start()):
            continue  # 帮我查一下电话好吗
        concepts = adjectives().get(match["word"], (1, ()))[1]
        keys = [k for concept in concepts for k in frame.lexicon.concepts.get(concept, ())]
        key = next((k for k in keys if frame.lexicon.occurs(k, frame.categories)), "")
        if key:
            frame.ask(Question(key, text=frame.words(clause.start, clause.end)))
            frame.take(*match.span())


@lru_cache(maxsize=1)
def _how() -> re.Pattern[str]:
    zh = "|".join(re.escape(w) for w in sorted(adjectives(), key=len, reverse=True) if not w.isascii())
    return re.compile(rf"(?:会|是)?(?:很|太)?(?P<word>{zh})(?:[不没](?P=word)|(?:吗|么|嘛)(?=[\s,?。!]*$))")


#: After the kind of what is in view: 窗帘可以定做尺寸不, 酒店能带宠物吗.
_IS_ABLE = re.compile(r"(?:你们|它)?(?:能|可以|可不可以|能不能|会|会不会|是不是|支持|支不支持|用不用|要不要|需要)")


def of_its_kind(frame: Frame, clause: Clause) -> None:
    """Let the kind of what is talked about, asked what it can do, name the item under discussion and no search."""
    named = [k for k in frame.links if k.label == "category" and clause.start <= k.start < clause.end]
    if (
        frame.context.showing
        and len(named) == 1
        and named[0].start == clause.start
        and named[0].entry.value in frame.context.categories
        and _IS_ABLE.match(frame.text, named[0].end)
    ):
        kinds.drop(frame, named)
        frame.linked.unknown = [u for u in frame.linked.unknown if not clause.start <= u[0] < clause.end]
