"""Questions: about an attribute of goods, about what the shop has of it, about stock, reviews and the shop's rules.

Owns: what makes a question, and what it asks. Does not know: answers.
"""

from __future__ import annotations

import re
from functools import lru_cache

from knowledge.types import Question, UserAct
from nlu.general import read as read_data
from nlu.linker import Link
from nlu.understand import patterns
from nlu.understand.frame import Clause, Frame

_ASKING = re.compile(
    r"(?:吗|么|嘛|呢|没|不)\s*$|多(?:少|大|重|长|久|高|厚|宽|快|贵|远|深|粗)|几(?:个|种|款|年|"
    r"天|寸|岁|斤|点|层|人|g|岁)|(?<!没)什么|(?<!有)啥|怎么样|怎样|咋样|如何|好不好|哪(?:些|种"
    r"|里|儿|家|个)|怎么(?:去|走|用|样)|是不是|有没有?|能不能|会不会|可不可以|支不支持|够不够"
    r"|(?P<dup>[\u4e00-\u9fff])[不没](?P=dup)|(?<![a-z])(?:what|what's|how|how's|does|is|are|"
    r"can|could|do|did|which|will|would|has|have|any|who|where)(?![a-z])"
)
_HAS_WHAT = re.compile(
    r"(?:都)?有(?:哪些|什么|啥|几种|几个|多少种|哪几种|哪几个)(?:样的|不同的?)?\s*$|(?:哪些|"
    r"什么|啥|几种|哪几种|几个)\s*$|(?<![a-z])(?:what|which|how many)(?: different| kinds? of|"
    r" types? of| other)?\s*$"
)
_HAS_WHAT_AFTER = re.compile(
    r"\s*(?:都)?(?:有|是)?(?:哪些|哪几种|哪几个|几种|些什么|什么可选|可选|有什么|有啥|什么样的)"
)
_STOCK = re.compile(
    r"有(?:没有)?(?:现)?货|现货|库存|缺货|断货|卖完|还有货|没货|有房|满房|下架|"
    r"(?<![a-z])(?:in stock|out of stock|sold out|still (?:there|available|have it|got it|"
    r"in stock)|available(?: now| today)?\??$|is (?:it|this|that) available|"
    r"how many (?:are )?left)(?![a-z])"
)
#: Question words that name an attribute by themselves.
_NAMED = (
    (
        re.compile(
            r"(?:有)?多重|几斤|多少(?:克|公斤|斤)|重不重|沉不沉|how heavy|what does it weigh|"
            r"how much does (?:it|this|that|the \w+(?: one)?) weigh|weigh(?:s|t)?\?|is it (?:heavy|"
            r"light)"
        ),
        ("weight",),
    ),
    (
        re.compile(
            r"多少(?:钱|元|块)|几(?:块|多)?钱|什么价(?:格|位)?|啥价|价格(?:是)?多少|怎么卖|"
            r"(?<![a-z])how much(?: is| are| does| do| for| would)?(?! (?:memory|storage|ram|"
            r"does it weigh|space|battery))(?: it| this| that| the| they)?(?: costs?)?(?![a-z])|"
            r"what(?:'s| is) the price|what does it cost|price\?"
        ),
        ("price",),
    ),
    (
        re.compile(r"(?:屏幕)?(?:有)?多大|几寸|多少寸|大不大|how (?:big|large)(?: is)?"),
        ("screen_size", "size", "capacity", "area"),
    ),
    (
        re.compile(
            r"(?:能|可以)?(?:用|续航|待机|撑)多久|续航(?:怎么样|如何|好不好|强不强|久不久|长不长|"
            r"行不行|咋样)|how long does (?:the battery|it) last|battery (?:life|last)"
        ),
        ("battery_life", "battery"),
    ),
    (re.compile(r"多长|多少厘米|how long is"), ("length",)),
    (re.compile(r"多厚|厚不厚|how thick"), ("thickness",)),
    (re.compile(r"多高|how (?:tall|high)"), ("height",)),
    (re.compile(r"多少分|评分(?:是)?(?:多少|高不高)"), ("rating",)),
    (
        re.compile(
            r"(?:能|可以)?(?:住|睡|坐|用)(?:几个?人|多少人)|几个?人(?:用|住|的|玩)?(?:\?|$|合适)|"
            r"how many people|sleeps how many"
        ),
        ("people",),
    ),
    (re.compile(r"(?:适合)?(?:几|多大)岁|多大(?:的)?孩子|what age|how old"), ("age_min",)),
    (re.compile(r"吵不吵|声音大不大|噪音大(?:吗|不)|how (?:loud|noisy|quiet)|is it (?:loud|noisy|quiet)"), ("noise",)),
    (re.compile(r"拍照(?:怎么样|好不好|好吗|清楚吗|效果|如何|咋样)|how(?:'s| is) the camera"), ("camera",)),
    (re.compile(r"多远|离.{0,8}远(?:不远|吗)|how far"), ("distance",)),
    (re.compile(r"(?:玩|逛|游览)(?:多久|多长时间)|多长时间(?:逛|玩)"), ("duration", "游玩时间")),
    (
        re.compile(
            r"在哪(?:儿|里)?(?!买|下单|订|看)|什么(?:地方|位置)|怎么去|where is (?:it|this|that)|what's the address"
        ),
        ("地址", "address", "location"),
    ),
)
_DETAILS = re.compile(
    r"(?:详细)?(?:介绍|说说|讲讲|了解)(?:一?下)?(?=\s*(?:第|这|它|那|前|最后|#|\d))|(?:详细)?(?:介绍|说说|讲讲|了解|看看|看下|看一下|说一下)(?:一?下|一下子|"
    r"它)?(?:的)?(?:详情|详细|细节|参数|信息)?\s*$|详情|(?:具体|详细)参数|有什么(?:特点|亮点|"
    r"优点|缺点|功能|卖点)|怎么样$|值得(?:买|入手|选|去|推荐)?(?:吗|么|不)|(?:好|值)不(?:好|"
    r"值)?(?:用|得买?)?$|好(?:用|看|吃|玩)吗$|tell me (?:more )?about|more (?:info|details|"
    r"information)|details|specs|features?"
)


@lru_cache(maxsize=1)
def _policies() -> list[tuple[str, re.Pattern[str]]]:
    out = []
    for topic, (zh, en) in read_data("policies.json").items():  # type: ignore[attr-defined]
        out.append((topic, re.compile(rf"(?:{zh})|(?<![a-z])(?:{en})(?![a-z])")))
    return out


def read(frame: Frame) -> None:
    """Read the questions of every clause."""
    for clause in frame.clauses:
        words = frame.words(clause.start, clause.end)
        if _reviews(frame, clause, words) | _policy(frame, clause, words):
            continue
        stock = next(iter(frame.finditer(_STOCK, clause)), None)
        if stock and not (frame.linked.categories and not frame.references):
            _ask(frame, Question("stock", text=words))
            frame.take(*stock.span())
            continue
        if _kinds(frame, clause, words):
            continue
        named = frame.references and any(
            k.label == "attribute" and clause.start <= k.start < clause.end for k in frame.links
        )
        asking = (
            bool(named and not frame.critiques)
            or bool(_ASKING.search(frame.text, clause.start, clause.end))
            or frame.text[clause.end : clause.end + 1] == "?"
        )
        if asking and (not _wants_goods(frame, clause) or _named_attribute(frame, clause)):
            _attributes(frame, clause, words)
        elif (
            not frame.questions and frame.references and (details := next(iter(frame.finditer(_DETAILS, clause)), None))
        ):
            _ask(frame, Question("description", text=words))
            frame.take(*details.span())


def _ask(frame: Frame, question: Question, act: str = UserAct.ASK_ATTRIBUTE) -> None:
    if not any((q.attribute, q.value) == (question.attribute, question.value) for q in frame.questions):
        frame.questions.append(question)
    frame.say(act)


def _reviews(frame: Frame, clause: Clause, words: str) -> bool:
    found = False
    for match in patterns.acts()[UserAct.ASK_REVIEWS].finditer(frame.text, clause.start, clause.end):
        found = True
        frame.take(*match.span())
    if found:
        # The topic is what else the clause names: 续航评价怎么样, 用了一年会卡吗.
        _ask(frame, Question("reviews", text=words), UserAct.ASK_REVIEWS)
        for link in frame.links:
            if clause.start <= link.start < clause.end and link.label == "attribute":
                frame.take(link.start, link.end)
        for amount in frame.amounts:  # 用了一年会卡吗: a time, no wish
            if clause.start <= amount.start < clause.end and amount.unit in ("day", "month", "h", "times", "piece"):
                frame.take(amount.start, amount.end)
    return found


def _policy(frame: Frame, clause: Clause, words: str) -> bool:
    for topic, pattern in _policies():
        match = next(iter(frame.finditer(pattern, clause)), None)
        if match is None:
            continue
        owned = [k for k in frame.links if k.start < match.end() and match.start() < k.end]
        if owned and owned[0].label == "attribute" and topic in ("hours", "warranty", "payment"):
            continue  # 营业时间 of a restaurant is an attribute there
        if topic == "promotion" and frame.has(UserAct.CRITIQUE):
            continue
        _ask(frame, Question(f"policy:{topic}", text=words), UserAct.ASK_POLICY)
        frame.take(clause.start, clause.end) if topic == "gift" else frame.take(*match.span())
        return True
    return False


def _kinds(frame: Frame, clause: Clause, words: str) -> bool:
    """Read what the shop has of an attribute: 有哪些品牌, what colours."""
    for link in frame.links:
        if link.label not in ("attribute",) or not clause.start <= link.start < clause.end:
            continue
        before, after = frame.text[clause.start : link.start], frame.text[link.end : clause.end]
        if _HAS_WHAT.search(before) or _HAS_WHAT_AFTER.match(after):
            if link.entry.attribute == "category" and not frame.lexicon.shop.categories:
                continue
            _ask(frame, Question(link.entry.attribute, text=words))
            frame.take(link.start, link.end)
            return True
    return False


def _wants_goods(frame: Frame, clause: Clause) -> bool:
    """Say whether a clause that sounds like a question asks for goods: 有防水的耳机吗, 有没有黑色的."""
    inside = [k for k in frame.links if clause.start <= k.start < clause.end]
    if frame.references or frame.context.page_item:
        return False
    if any(k.label == "category" for k in inside) or any(
        clause.start <= a < clause.end for a, _, _ in frame.linked.unknown
    ):
        return True
    text = frame.text[clause.start : clause.end]
    has = re.search(r"有没有|有木有|有|do you have|have you|are there|any|got", text)
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
    return any(next(iter(frame.finditer(pattern, clause)), None) for pattern, _ in _NAMED) and bool(frame.references)


def _attributes(frame: Frame, clause: Clause, words: str) -> None:
    found = False
    done: list[re.Match[str]] = []
    for pattern, concepts in _NAMED:
        match = pattern.search(frame.text, clause.start, clause.end)
        if match is None or any(named.start() < match.end() and match.start() < named.end() for named in done):
            continue
        key = _key(frame, clause, match, concepts)
        if key:
            _ask(frame, Question(key, text=words))
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
        if found and link.label == "attribute":
            continue
        found = _about(frame, link, words) or found
    if found:
        return
    if details := next(iter(frame.finditer(_DETAILS, clause)), None):
        if (frame.references or frame.context.showing) and not frame.has(UserAct.OUT_OF_SCOPE, UserAct.CHITCHAT):
            _ask(frame, Question("description", text=words))
            frame.take(*details.span())
        return
    if patterns.acts()[UserAct.COMPARE].search(frame.text, clause.start, clause.end):
        return
    unsaid = not frame.acts.keys() - {UserAct.GREET, UserAct.THANK} and all(
        frame.polarity.get(k.start, "for") == "for" for k in frame.linked.links if clause.start <= k.start < clause.end
    )
    if unsaid and (frame.references or frame.context.showing) and _content(frame, clause):
        _ask(frame, Question("", text=words))
        frame.take(clause.start, clause.end)


def _about(frame: Frame, link: Link, words: str) -> bool:
    entry = link.entry
    if link.label == "attribute":
        _ask(frame, Question(entry.attribute, text=words))
    elif link.label in ("value", "brand"):
        _ask(frame, Question(entry.attribute, entry.value, text=words))
    else:
        return False
    frame.take(link.start, link.end)
    return True


def _key(frame: Frame, clause: Clause, match: re.Match[str], concepts: tuple[str, ...]) -> str:
    links = [k for k in frame.links if k.label == "attribute" and clause.start <= k.start < clause.end]
    for link in links:  # 屏幕多大, 电池多大: the named attribute wins
        if link.start < match.end() + 1 and match.start() <= link.end + 1:
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
    rest = zh.sub(" ", rest)
    words = [w for w in re.findall(r"\d[a-z]+|[a-z]{3,}", rest) if w not in en]
    return bool(words) or bool(re.search(r"[\u4e00-\u9fff]{2,}", rest))
