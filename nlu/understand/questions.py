"""Questions: about an attribute of goods, about what the shop has of it, about stock, reviews and the shop's rules.

Owns: which clauses ask, and the order in which they are read. Does not know: what is asked
(nlu/understand/asked_attributes.py, asked_of_shop.py), answers.
"""

from __future__ import annotations

from knowledge.types import Question, UserAct
from nlu.understand import asked_attributes, asked_of_shop, at_hand, patterns, wanted_goods
from nlu.understand.asked_attributes import PARTICLES
from nlu.understand.asked_facts import NAMED_OTHERWISE
from nlu.understand.frame import Clause, Frame
from nlu.understand.question_words import ASKING, DETAILS, HAS_WHAT, HAS_WHAT_AFTER, NAMED, NOT_ASKING


def read(frame: Frame) -> None:
    """Read the questions of every clause."""
    at_hand.bare(frame)
    for clause in frame.clauses:
        words = frame.words(clause.start, clause.end)
        if frame.has(UserAct.EXPLAIN) and patterns.acts()[UserAct.EXPLAIN].search(frame.text, clause.start, clause.end):
            frame.take(clause.start, clause.end)  # 为啥给我推粉的: what was shown, no wish
            continue
        if at_hand.goes_with(frame, clause, words):
            continue
        if asked_of_shop.reviews(frame, clause, words) | asked_of_shop.policy(frame, clause, words):
            continue
        if frame.references:
            at_hand.adjectives_of(frame, clause)
        if asked_of_shop.stock(frame, clause, words):
            continue
        if wanted_goods.proposed(frame, clause) or _kinds(frame, clause, words):
            continue
        asking = _asks(frame, clause)
        if asking and not frame.references:
            at_hand.of_its_kind(frame, clause)
        if asking and (not wanted_goods.wants(frame, clause) or wanted_goods.named_fact(frame, clause)):
            asked_attributes.read(frame, clause, words)
        elif (
            not frame.questions and frame.references and (details := next(iter(frame.finditer(DETAILS, clause)), None))
        ):
            frame.ask(Question("description", text=words))
            frame.take(*details.span())


def _asks(frame: Frame, clause: Clause) -> bool:
    """Say whether a clause asks, by its words, its mark, or by naming an attribute of goods that are pointed at."""
    if NOT_ASKING.search(frame.text, clause.start, clause.end):
        return False
    named = frame.references and any(
        k.label == "attribute" and clause.start <= k.start < clause.end for k in frame.links
    )
    return (
        bool(named and not frame.critiques)
        or bool(ASKING.search(frame.text, clause.start, clause.end))
        or any(
            p.search(frame.text, clause.start, clause.end) for p, _ in (NAMED if frame.references else NAMED_OTHERWISE)
        )
        or frame.text[clause.end : clause.end + 1] == "?"
    )


def _kinds(frame: Frame, clause: Clause, words: str) -> bool:
    """Read what the shop has of an attribute: 有哪些品牌, what colours."""
    for link in frame.links:
        if link.label not in ("attribute",) or not clause.start <= link.start < clause.end:
            continue
        if frame.polarity.get(link.start) == "drop" and not PARTICLES.search(frame.text, link.end, clause.end):
            continue  # 什么牌子都行 asks nothing, 什么颜色都可以吗 does
        before, after = frame.text[clause.start : link.start], frame.text[link.end : clause.end]
        if frame.lexicon.attributes[link.entry.attribute].type == "bool":
            continue  # 新款都有啥 asks for goods that are new
        number = frame.lexicon.attributes[link.entry.attribute].type == "number"
        if number and not frame.lexicon.occurs(link.entry.attribute, frame.categories):
            continue
        if HAS_WHAT.search(before) or HAS_WHAT_AFTER.match(after):
            if link.entry.attribute == "category" and not frame.lexicon.shop.categories:
                continue
            frame.ask(Question(link.entry.attribute, text=words))
            frame.take(link.start, link.end)
            return True
    return False
