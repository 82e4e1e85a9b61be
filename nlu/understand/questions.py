"""Questions: about an attribute of goods, about what the shop has of it, about stock, reviews and the shop's rules.

Owns: what makes a question, and what it asks. Does not know: answers.
"""

from __future__ import annotations

import re

from knowledge.types import Question, UserAct
from nlu.general import adjectives
from nlu.linker import Link
from nlu.understand import at_hand, keywords, kinds, patterns
from nlu.understand.asked_facts import NAMED_OTHERWISE
from nlu.understand.frame import Clause, Frame
from nlu.understand.question_words import (
    ASKING,
    DETAILS,
    FOR_SOMEONE,
    HAS_BEFORE,
    HAS_WHAT,
    HAS_WHAT_AFTER,
    NAMED,
    NOT_ASKING,
    STOCK,
    TO_BOT,
    proposes,
)

_PARTICLES = re.compile(r"[吗么嘛呢啊呀?？\s]+$")
#: Words between a question word and the attribute that it asks for: how big is the screen, get there by subway.
_BETWEEN = re.compile(r"\s*(?:的|是|有)?(?:(?:the|its|it's|their|your|this|that|is|by|via|using|on)\s+)*\s*")


#: Before a rule of the shop: the goods named are those that it is about, none are asked for.
_ABOUT_ALL = re.compile(
    r"(?:能不能|可不可以|能|可以|会|支持|一起|怎么|都)\s*$|(?<![a-z])(?:can|do|does|will|are|is) .*$"
)


#: A clause that only supposes; what it asks comes after it.
_SUPPOSING = re.compile(
    r"\s*(?:那|过(?:几|两|些)天|以后|之后|下周|到时候?)?(?:要是|如果|假如|万一|倘若|若)(?![^,。?!]*(?:怎么|吗|么|咋|能不能|可以|给不给)[^,。?!]*$)"
    r"|\s*(?:if|in case) (?!.*\?)"
)
#: Before a further attribute that is asked for: 电话和地址分别是什么.
_AND = re.compile(r"(?:和|跟|与|以及|还有|、|(?<![a-z])and)\s*(?:the |its )?$")


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
        if _reviews(frame, clause, words) | _policy(frame, clause, words):
            continue
        if frame.references:
            at_hand.adjectives_of(frame, clause)
        stock = next(iter(frame.finditer(STOCK, clause)), None)
        if stock and not (frame.linked.categories and not frame.references):
            frame.ask(Question("stock", text=words))
            frame.take(*stock.span())
            continue
        if _proposes(frame, clause) or _kinds(frame, clause, words):
            continue
        named = frame.references and any(
            k.label == "attribute" and clause.start <= k.start < clause.end for k in frame.links
        )
        asking = (
            bool(named and not frame.critiques)
            or bool(ASKING.search(frame.text, clause.start, clause.end))
            or any(
                p.search(frame.text, clause.start, clause.end)
                for p, _ in (NAMED if frame.references else NAMED_OTHERWISE)
            )
            or frame.text[clause.end : clause.end + 1] == "?"
        )
        asking = asking and not NOT_ASKING.search(frame.text, clause.start, clause.end)
        if asking and not frame.references:
            _at_hand(frame, clause)
        if asking and (not _wants_goods(frame, clause) or _named_attribute(frame, clause)):
            _attributes(frame, clause, words)
        elif (
            not frame.questions and frame.references and (details := next(iter(frame.finditer(DETAILS, clause)), None))
        ):
            frame.ask(Question("description", text=words))
            frame.take(*details.span())


#: After the kind of what is in view: 窗帘可以定做尺寸不, 酒店能带宠物吗.
_IS_ABLE = re.compile(r"(?:你们|它)?(?:能|可以|可不可以|能不能|会|会不会|是不是|支持|支不支持|用不用|要不要|需要)")


def _at_hand(frame: Frame, clause: Clause) -> None:
    """Let the kind of what is talked about, asked what it can do, name the item under discussion and no search."""
    kinds_ = [k for k in frame.links if k.label == "category" and clause.start <= k.start < clause.end]
    if (
        frame.context.showing
        and len(kinds_) == 1
        and kinds_[0].start == clause.start
        and kinds_[0].entry.value in frame.context.categories
        and _IS_ABLE.match(frame.text, kinds_[0].end)
    ):
        kinds.drop(frame, kinds_)
        frame.linked.unknown = [u for u in frame.linked.unknown if not clause.start <= u[0] < clause.end]


def _proposes(frame: Frame, clause: Clause) -> bool:
    named = any(clause.start <= k.start < clause.end and k.label in ("value", "brand") for k in frame.links)
    text = frame.text[clause.start : clause.end]
    return not frame.references and proposes(text, named, frame.context.last_act == "answer")


def _said(frame: Frame, clause: Clause) -> str:
    """Return what a clause asks in the shopper's words, without what points at goods: 第一个含酒精吗 asks 含酒精."""
    runs = re.finditer(rb"\x00+", bytes(frame.used[clause.start : clause.end]))
    parts = [frame.words(clause.start + r.start(), clause.start + r.end()) for r in runs]
    return _PARTICLES.sub("", (" " if frame.locale == "en" else "").join(p for p in parts if p))


def _reviews(frame: Frame, clause: Clause, words: str) -> bool:
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


def _policy(frame: Frame, clause: Clause, words: str) -> bool:
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


def _kinds(frame: Frame, clause: Clause, words: str) -> bool:
    """Read what the shop has of an attribute: 有哪些品牌, what colours."""
    for link in frame.links:
        if link.label not in ("attribute",) or not clause.start <= link.start < clause.end:
            continue
        if frame.polarity.get(link.start) == "drop" and not _PARTICLES.search(frame.text, link.end, clause.end):
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


_SOUGHT = re.compile(
    r"(?:找|推荐|介绍|挑|选|订|来)(?:给)?(?:我|我们|咱们?)?(?:一下)?(?:一|两|几)?(?:个|家|款|处|间|台|些|双|本|件)"
    r"|(?<![a-z])(?:find|recommend|show|get) (?:me|us) (?:an?|some|another)(?![a-z])"
)


_WHERE = re.compile(
    r"哪(?:里|儿|家|的)?的?[^,。?!]{1,8}(?:最|更|比较)?(?:好吃|地道|正宗|出名|有名|好喝|好玩)|哪(?:里|儿|家)?(?:能|可以|有)?(?:吃|喝|买|住|玩)(?:得|的)?(?:到|着)"
)


def _wants_goods(frame: Frame, clause: Clause) -> bool:
    """Say whether a clause that sounds like a question asks for goods: 有防水的耳机吗, 有没有黑色的."""
    inside = [k for k in frame.links if clause.start <= k.start < clause.end]
    sought = _SOUGHT.search(frame.text, clause.start, clause.end)
    if sought and any(k.label == "category" and k.start >= sought.end() for k in frame.links):
        return True  # 帮我找一家有这个菜品的餐馆
    around = any(w.attribute == "near" and frame.note.text.find(w.text.lower()) >= clause.start for w in frame.wishes)
    if around and any(k.label == "category" for k in inside):
        return True  # 周边有哪些口碑好的酒店
    if frame.references or frame.context.page_item:
        return False
    if any(k.label == "category" for k in inside) or any(
        clause.start <= a < clause.end for a, _, _ in frame.linked.unknown
    ):
        return True
    text = frame.text[clause.start : clause.end]
    if _WHERE.search(text):
        return True  # 豆汁哪儿能吃着
    if not frame.context.last_act and any(k.label == "value" for k in inside) and frame.linked.categories:
        return True  # a rug? wool if you have it
    has = re.search(r"有没有|有木有|有|do you have|have you|are there|is there|any|got", text)
    nominal = re.search(r"的\s*(?:吗|么|没|没有|嘛|\?)?\s*$|ones?\b", text)
    if has and nominal:
        return True
    if (
        frame.amounts
        and any(clause.start <= a.start < clause.end for a in frame.amounts)
        and not re.search(r"是不是|是.*吗|够", text)
    ):
        return True
    return bool(has) and not frame.context.showing


def _named_attribute(frame: Frame, clause: Clause) -> bool:
    return any(next(iter(frame.finditer(pattern, clause)), None) for pattern, _ in NAMED) and bool(frame.references)


def _attributes(frame: Frame, clause: Clause, words: str) -> None:
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
        if key and back and not _PARTICLES.search(frame.text, back.end(), clause.end):
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
