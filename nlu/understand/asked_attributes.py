"""What a question asks of goods: which attribute, of which value, or the shopper's words where nothing linked.

Owns: that. Does not know: which clauses ask (nlu/understand/questions.py), answers.
"""

from __future__ import annotations

import re

from knowledge.types import Question, UserAct
from nlu.general import adjectives
from nlu.linker import Link
from nlu.understand import keywords, patterns
from nlu.understand.frame import Clause, Frame
from nlu.understand.question_words import DETAILS, HAS_BEFORE, NAMED, TO_BOT

PARTICLES = re.compile(r"[吗么嘛呢啊呀?？\s]+$")
#: Words between a question word and the attribute that it asks for: how big is the screen, get there by subway.
_BETWEEN = re.compile(r"\s*(?:的|是|有)?(?:(?:the|its|it's|their|your|this|that|is|by|via|using|on)\s+)*\s*")
#: Before a further attribute that is asked for: 电话和地址分别是什么.
_AND = re.compile(r"(?:和|跟|与|以及|还有|、|(?<![a-z])and)\s*(?:the |its )?$")


def read(frame: Frame, clause: Clause, words: str) -> None:
    """Note what a clause asks of goods, and use its words up."""
    found = False
    done: list[re.Match[str]] = []
    for pattern, concepts in NAMED:
        match = pattern.search(frame.text, clause.start, clause.end)
        if (
            match is None
            or all(frame.used[match.start() : match.end()])
            or any(named.start() < match.end() and match.start() < named.end() for named in done)
        ):
            continue
        key = _key(frame, clause, match, concepts)
        back = patterns.polarity("drop").match(frame.text, match.end(), clause.end)
        if key and back and not PARTICLES.search(frame.text, back.end(), clause.end):
            frame.drop(key)  # 什么价位都行, 多少钱都无所谓
            frame.take(match.start(), back.end())
            found = True
        elif key:
            frame.ask(Question(key, text=words))
            found = True
            done.append(match)
            frame.take(*match.span())
            for link in frame.links:
                if (
                    link.label == "attribute"
                    and clause.start <= link.start < clause.end
                    and any(e.attribute == key for e in link.entries)
                ):
                    frame.take(link.start, link.end)
    for link in frame.links:
        if not clause.start <= link.start < clause.end or frame.polarity.get(link.start) != "for":
            continue
        if link.label == "value" and any(m.start() == link.end for m in done):
            frame.take(link.start, link.end)  # 这家的烤鸭多少钱一只
            continue
        if found and link.label == "attribute" and not _AND.search(frame.text[clause.start : link.start]):
            continue
        found = _about(frame, link, words) or found
    # 设施是否包含停车场: the name of the attribute stands beside what is asked of it.
    valued = {q.attribute for q in frame.questions if q.value is not None}
    frame.questions = [q for q in frame.questions if q.value is not None or q.attribute not in valued]
    if found:
        return
    if details := next(iter(frame.finditer(DETAILS, clause)), None):
        if (frame.references or frame.context.showing) and not frame.has(UserAct.OUT_OF_SCOPE, UserAct.CHITCHAT):
            frame.ask(Question("description", text=words))
            frame.take(*details.span())
        return
    if any(patterns.acts()[a].search(frame.text, clause.start, clause.end) for a in (UserAct.COMPARE, UserAct.MORE)):
        return
    if "建议" in frame.text[clause.start : clause.end] and not frame.references:
        return
    if TO_BOT.match(frame.text, clause.start) and not frame.references and not frame.acts:
        frame.say(UserAct.CHITCHAT, 0.6)  # asked of the bot itself: 你会唱戏吗
        frame.take(clause.start, clause.end)
        return
    unsaid = not frame.acts.keys() - {UserAct.GREET, UserAct.THANK, UserAct.ASK_ATTRIBUTE} and all(
        frame.polarity.get(k.start, "for") == "for" for k in frame.linked.links if clause.start <= k.start < clause.end
    )
    if unsaid and (frame.references or frame.context.showing) and _content(frame, clause):
        frame.ask(Question("", text=_said(frame, clause)))
        frame.take(clause.start, clause.end)


def _said(frame: Frame, clause: Clause) -> str:
    """Return what a clause asks in the shopper's words, without what points at goods: 第一个含酒精吗 asks 含酒精."""
    runs = re.finditer(rb"\x00+", bytes(frame.used[clause.start : clause.end]))
    parts = [frame.words(clause.start + r.start(), clause.start + r.end()) for r in runs]
    return PARTICLES.sub("", (" " if frame.locale == "en" else "").join(p for p in parts if p))


def _modified(frame: Frame, link: Link) -> bool:
    """Say whether another word stands between 支持 or 有 and the name of an attribute: then it is another thing."""
    clause = frame.clause_at(link.start)
    found = HAS_BEFORE.search(frame.text[clause.start : link.start])
    if not found:
        return False
    word = found.group("word")
    rest = patterns.function_words()[0].sub("", word)
    vague = any(word.startswith(a) or word.endswith(a) for a in adjectives())
    return len(rest) >= 2 and not vague and frame.free(clause.start + found.start("word"), link.start)


def _about(frame: Frame, link: Link, words: str) -> bool:
    entry = link.entry
    if link.label == "attribute" and _modified(frame, link):
        clause = frame.clause_at(link.start)
        frame.ask(Question("", text=_said(frame, clause)))  # 支持反向充电吗 does not ask for the power of charging
        frame.take(clause.start, clause.end)
        return True
    if link.label == "attribute":
        frame.ask(Question(entry.attribute, text=words))
    elif link.label in ("value", "brand"):
        frame.ask(Question(entry.attribute, entry.value, text=words))
    else:
        return False
    frame.take(link.start, link.end)
    return True


def _key(frame: Frame, clause: Clause, match: re.Match[str], concepts: tuple[str, ...]) -> str:
    links = [k for k in frame.links if k.label == "attribute" and clause.start <= k.start < clause.end]
    for link in links:  # 屏幕多大, 电池多大: the named attribute wins
        span = (match.end(), link.start) if link.start >= match.end() else (link.end, match.start())
        gap = "".join(" " if frame.used[i] else frame.text[i] for i in range(*span))  # to 天坛 by subway
        here = frame.lexicon.occurs(link.entry.attribute, frame.categories)
        if here and _BETWEEN.fullmatch(gap):
            return link.entry.attribute
    for concept in concepts:
        keys = [k for k in frame.lexicon.concepts.get(concept, ()) if frame.lexicon.occurs(k, frame.categories)]
        if not keys and concept in frame.lexicon.attributes:
            keys = [concept]
        if keys:
            return keys[0]
    return ""


def _content(frame: Frame, clause: Clause) -> bool:
    """Say whether a clause has words of its own beside grammar: 支持无线充电不 has, 好吗 has not."""
    rest = "".join(frame.text[i] for i in range(clause.start, clause.end) if not frame.used[i])
    zh, en = patterns.function_words()
    words = [w for w in re.findall(r"\d[a-z]+|[a-z]{3,}", rest) if w not in en]
    return bool(words) or bool(re.search(r"[\u4e00-\u9fff]{2,}", zh.sub(" ", rest))) or bool(keywords.chinese(rest))
