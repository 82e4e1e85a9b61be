"""Questions for what a shop says of itself and what others say of its goods: its rules, stock, reviews.

Owns: those questions. Does not know: facts of goods (nlu/understand/asked_attributes.py), answers.
"""

from __future__ import annotations

import re

from knowledge.types import Question, UserAct
from nlu.understand import patterns
from nlu.understand.frame import Clause, Frame
from nlu.understand.question_words import FOR_SOMEONE, STOCK

#: Before a rule of the shop: the goods named are those that it is about, none are asked for.
_ABOUT_ALL = re.compile(
    r"(?:能不能|可不可以|能|可以|会|支持|一起|怎么|都)\s*$|(?<![a-z])(?:can|do|does|will|are|is) .*$"
)
#: A clause that only supposes; what it asks comes after it.
_SUPPOSING = re.compile(
    r"\s*(?:那|过(?:几|两|些)天|以后|之后|下周|到时候?)?(?:要是|如果|假如|万一|倘若|若)(?![^,。?!]*(?:怎么|吗|么|咋|能不能|可以|给不给)[^,。?!]*$)"
    r"|\s*(?:if|in case) (?!.*\?)"
)


def stock(frame: Frame, clause: Clause, words: str) -> bool:
    """Read whether goods pointed at are there: 有货吗, is it in stock."""
    found = next(iter(frame.finditer(STOCK, clause)), None)
    if found is None or (frame.linked.categories and not frame.references):
        return False
    frame.ask(Question("stock", text=words))
    frame.take(*found.span())
    return True


def reviews(frame: Frame, clause: Clause, words: str) -> bool:
    """Read a question for what others say, and its topic: 续航评价怎么样, 用了一年会卡吗."""
    found = False
    for match in patterns.acts()[UserAct.ASK_REVIEWS].finditer(frame.text, clause.start, clause.end):
        found = True
        frame.take(*match.span())
    if found:
        # The topic is what else the clause names: 续航评价怎么样, 用了一年会卡吗.
        frame.ask(Question("reviews", text=words), UserAct.ASK_REVIEWS)
        for link in frame.links:
            topic = link.label == "attribute" or (
                link.label == "value" and frame.context.showing and not frame.linked.categories
            )
            if clause.start <= link.start < clause.end and topic:  # 玩游戏卡不卡 asks, and wishes for nothing
                frame.take(link.start, link.end)
        for amount in frame.amounts:  # 用了一年会卡吗: a time, no wish
            if clause.start <= amount.start < clause.end and amount.unit in ("day", "month", "h", "times", "piece"):
                frame.take(amount.start, amount.end)
    return found


def policy(frame: Frame, clause: Clause, words: str) -> bool:
    """Read a question for one of the shop's rules: 能退货吗, how much is the shipping."""
    if _SUPPOSING.match(frame.text, clause.start, clause.end) and len(frame.clauses) > 1:
        return False  # 要是打折了，补差价吗: only the second part asks
    for topic, pattern in patterns.policies().items():
        match = next(iter(frame.finditer(pattern, clause)), None)
        if match is None:
            continue
        owned = [k for k in frame.links if k.start < match.end() and match.start() < k.end]
        if owned and owned[0].label == "attribute" and topic in ("hours", "warranty", "payment"):
            continue  # 营业时间 of a restaurant is an attribute there
        if topic == "hours" and (key := _hours_of_goods(frame)):
            frame.ask(Question(key, text=words))
            frame.take(clause.start, clause.end)
            return True
        if topic == "gift" and FOR_SOMEONE.search(match.group()):
            continue  # 送老人的手机有吗
        if topic == "promotion" and frame.has(UserAct.CRITIQUE):
            continue
        if frame.context.showing or _ABOUT_ALL.search(frame.text[clause.start : match.start()]):
            for link in frame.links:  # 玩具和书一起能包邮吗
                if clause.start <= link.start < match.start() and link.label == "category":
                    frame.linked.categories = [c for c in frame.linked.categories if c != link.entry.value]
                    frame.take(link.start, link.end)
        if topic in ("shipping", "delivery"):
            for link in frame.links:  # deliver to Shanghai: no departure of a trip
                if match.end() <= link.start < clause.end and link.label == "value":
                    frame.take(link.start, link.end)
        given = None
        if topic == "gift":  # 送个鼠标有没: what is hoped for, no wish
            inside = (k for k in frame.links if clause.start <= k.start < clause.end and k.label == "category")
            given = next((k.entry.value for k in inside if k.start > match.start()), None)
        frame.ask(Question(f"policy:{topic}", given, text=words), UserAct.ASK_POLICY)
        for amount in frame.amounts:  # can I return it within a week: a time of the rule, no wish
            fee = amount.exact and amount.unit == "money" and topic in ("shipping", "price_protection")
            if clause.start <= amount.start < clause.end and (amount.unit in ("day", "month", "h") or fee):
                frame.take(amount.start, amount.end)
        frame.take(clause.start, clause.end) if topic in ("gift", "hours") else frame.take(*match.span())
        return True
    return False


def _hours_of_goods(frame: Frame) -> str:
    """Return the attribute that holds opening hours of what is in view (a restaurant's), "" where there is none."""
    if not (frame.context.showing or frame.references) or "客服" in frame.text or "你们" in frame.text:
        return ""
    for attribute in frame.lexicon.attributes.values():
        names = {n.lower() for ns in attribute.names.values() for n in ns}
        if names & {"营业时间", "开放时间", "opening hours"} and frame.lexicon.occurs(attribute.key, frame.categories):
            return attribute.key
    return ""
