"""What the words beside an amount make of it: no wish (过两天, 一百克多少大卡), one refused (超过两百的别给我看),
or an amount of what they name (倍数50, no wider than 85cm).

Owns: those words. Does not know: which attribute a bare amount fits (nlu/understand/amounts.py).
"""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge.types import Operator, Preference
from nlu.general import adjectives
from nlu.normalise import fold
from nlu.numbers import Amount
from nlu.understand.frame import Clause, Frame

#: When something is done, not how long goods last: 过两天, 三天前买的, ten days ago, in a week.
_WHEN_BEFORE = re.compile(r"(?:[再等]?过了?|再等|都?等了|前|近|(?<![a-z])(?:in|last|past|next|waited|waiting))\s*$")
_WHEN_AFTER = re.compile(
    r"\s*(?:之?前(?:买|下|拍|订|付|的时候|申请)|[之以]?后(?!置|摄|驱)|内(?:发货|到货|送到|退|换)|了还|没(?:发货|到"
    r"|收到|回)"
    r"|(?:ago|later|from now|before)(?![a-z]))"
)
_TIME = frozenset(("day", "h", "month"))
#: What is asked of so much: 一百克多少大卡, 一斤卖多少钱.
_ASKED_OF = re.compile(
    r"(?:的)?(?:要|卖|是|有|含|大概|得)?(?:多少|几(?!乎|天|个)|什么价|啥价)|\s*(?:is|costs?|has) how (?:much|many)"
)


_BODY = re.compile(
    r"身高|体重|(?<![a-z])(?:tall|weigh|height)(?![a-z])|(?:我|他|她|本人|自己)(?:穿|是|有)?[^,。]{0,3}$"
)


def _of_the_body(frame: Frame, amount: Amount) -> bool:
    """Say whether an amount is how tall or how heavy somebody is: 一米七 一百三十斤, where no goods are so measured."""
    tall = [a for a in frame.amounts if a.unit == "cm" and a.exact and 80 <= (a.low or 0) <= 210]
    heavy = [a for a in frame.amounts if a.unit == "g" and a.exact and 10_000 <= (a.low or 0) <= 150_000]
    if amount not in (*tall, *heavy):
        return False
    return bool(tall and heavy) or bool(_BODY.search(frame.text[max(0, amount.start - 6) : amount.start]))


_NIGHTS = re.compile(r"[一二两三四五六七八九十\d]+\s*(?:个)?(?:晚上?|夜)|(?:\d+|[a-z]+)[ -]nights?")
_DAYS = re.compile(r"(?:天|日|days?)[ ,/]*(?:and )?$")
_MISTAKEN = re.compile(r"(?:的|块|元)?(?:是|那是|就是)?(?:我)?(?:打|说|写|弄|记|看|输|填|搞)?错了?(?:的|啦)?")
_DATE = re.compile(r"(?:[一二三四五六七八九十]{1,2}|1[0-2]|[1-9])月(?:份|初|中|底|上旬|中旬|下旬)")
_FAMILY = re.compile(r"一家[三四五六七]口|[三四五六七]口(?:之家|人)")
_YOUNG = 100


def _of_a_person(frame: Frame, amount: Amount) -> bool:
    """Say whether a bare number is how old somebody is, where it was asked for whom goods are: 女生，二十出头."""
    return frame.context.asked == "audience" and amount.unit in ("", "age") and (amount.low or 0) < _YOUNG


#: Before an amount that another one is named instead of.
_INSTEAD_OF = re.compile(r"(?:而?不是|而非|(?<![a-z])(?:not|instead of|rather than)) ?$")


def no_wish(frame: Frame, amount: Amount) -> bool:
    """Say whether an amount asks for nothing of goods: a time at which something is done, or what a question is of."""
    text = frame.text
    if amount.exact and len(frame.amounts) > 1 and _INSTEAD_OF.search(text[: amount.start]):
        return True  # 是32寸不是23寸
    if (
        _DATE.match(text, amount.start)
        or _FAMILY.match(text, max(0, amount.start - 2))
        or _FAMILY.match(text, amount.start)
    ):
        return True  # 五月份, 一家四口
    if _of_the_body(frame, amount) or _of_a_person(frame, amount):
        return True
    if amount.exact and _NIGHTS.match(text, amount.start) and _DAYS.search(text[: amount.start]):
        return True  # 三天两晚
    clause = frame.clause_at(amount.start)
    if len(frame.amounts) > 1 and _MISTAKEN.match(text, amount.end, clause.end):
        return True  # 刚刚说八百是打错了，应该是一千八
    if amount.exact and _ASKED_OF.match(text, amount.end):
        return True
    if amount.unit not in _TIME or not amount.exact:
        return False
    return bool(_WHEN_BEFORE.search(text[: amount.start]) or _WHEN_AFTER.match(text, amount.end))


#: Before an amount that is refused; what may stand between is checked apart.
_NOT = re.compile(
    r"(?:不要|不想要|不考虑|别(?:给我)?(?:推荐?|看|拿|要)?|排除|除了"
    r"|(?<![a-z])(?:not|nothing|no|don't (?:want|show me)|anything but)(?![a-z]))"
    r"(?P<between>[^,。!?]{0,10})$"
)
#: After one: 五百以上的都不看, 超过两百的就别给我看了, anything over 300 is out.
_NOT_AFTER = re.compile(
    r"\s*(?:的|款|价位)*(?:我|咱)?(?:就|都|也|一律|全部?|统统)*"
    r"(?:不要|不看|不考虑|不行|不买|不想要|不接受|免谈|免了|算了|排除|pass|买不起|吃不起|住不起|出不起|超预算"
    r"|(?:别|不要|不用|不必|甭)(?:再)?(?:给我|让我|拿给我)?(?:推荐?|看|发|来|拿|上))[了的吧啊呀哦]*\s*(?=$|[,。!?])"
    r"| (?:is|are) (?:out|too much|a no|not ok)(?![a-z])"
)
#: Whoever refuses 10公斤以下 would take 10公斤: the bound itself is not refused.
_OPPOSITE: dict[Operator, Operator] = {"<": ">=", "<=": ">=", ">": "<=", ">=": "<="}


def refused(frame: Frame, amount: Amount, clause: Clause) -> tuple[int, int] | None:
    """Return the span of the words that refuse goods of this amount: 不要3000以上的, but not 不要太贵，3000以上."""
    if amount.low is not None and amount.low == amount.high:
        return None
    if after := _NOT_AFTER.match(frame.text, amount.end, clause.end):
        return amount.start, after.end()
    found = _NOT.search(frame.text, clause.start, amount.start)
    if not found or found["between"].startswith(("太", "那么", "过于", "too", "so ")):
        return None
    bare = [True] * (found.end("between") - found.start("between"))
    for link in frame.linked.links:
        for i in range(max(link.start, found.start("between")), min(link.end, found.end("between"))):
            bare[i - found.start("between")] = False
    left = "".join(c for c, b in zip(found["between"], bare, strict=True) if b)
    ends = re.match(r"\s*(?:的|款|[,。!?]|$)", frame.text[amount.end :]) or frame.locale == "en"
    return (found.start(), amount.end) if ends and len(left.strip(" 的")) <= 4 else None


def turned(wish: Preference, words: str) -> Preference:
    """Return the wish that refusing `wish` makes."""
    return replace(wish, operator=_OPPOSITE.get(wish.operator, wish.operator), text=words)


#: Between a name and its amount.
_GLUE = re.compile(r"[\s的是在要为有得最好大概约左右需到达]*$")
_COMPARED = re.compile(r"(?P<word>[a-z]+(?: expensive)?) than\s*$")


def named_keys(frame: Frame, amount: Amount) -> list[str]:
    """Return the number attributes that the words beside an amount half name: a comparative (no wider than 85cm),
    the end or the beginning of a name (倍数50 where there is 防晒倍数)."""
    return _by_comparative(frame, amount) or _by_tail(frame, amount) or _by_head(frame, amount)


def _by_comparative(frame: Frame, amount: Amount) -> list[str]:
    words = frame.text[amount.start : amount.end]
    number = re.search(r"\d|(?<![a-z])(?:a|one|two|three|four|five|six|seven|eight|nine|ten|\w+ty|\w+teen) ", words)
    found = _COMPARED.search(words[: number.start()]) if number else None
    concepts = adjectives().get(found["word"], (1, ()))[1] if found else ()
    return [k for c in concepts for k in frame.lexicon.concepts.get(c, ()) if frame.lexicon.occurs(k, frame.categories)]


def _by_head(frame: Frame, amount: Amount) -> list[str]:
    """Return the keys that an English word right before an amount begins the name of: group max 12, battery 5000."""
    if amount.unit not in ("", "person") or not frame.categories:
        return []
    found = re.search(r"(?<![a-z])([a-z]{4,}) (?:is |of |at )?$", frame.text[: amount.start])
    if not found:
        return []
    return [
        key
        for key in frame.lexicon.numbers()
        if key != "price"
        and frame.lexicon.occurs(key, frame.categories)
        and any(fold(n).startswith(f"{found[1]} ") for n in frame.lexicon.attributes[key].names.get("en", ()))
    ]


def _by_tail(frame: Frame, amount: Amount) -> list[str]:
    gap = _GLUE.search(frame.text[: amount.start])
    before = frame.text[: gap.start()] if gap else ""
    tail = re.search(r"[\u4e00-\u9fff]{2,4}$", before)
    if not tail or not frame.categories:
        return []
    # Not within a name that was linked.
    if any(k.start < len(before) <= k.end for k in frame.linked.links):
        return []
    keys = []
    for key in frame.lexicon.numbers():
        if key == "price" or not frame.lexicon.occurs(key, frame.categories):
            continue
        names = (fold(n) for n in frame.lexicon.attributes[key].names.get("zh", ()))
        if any(n != t and n.endswith(t) for n in names for t in (tail.group()[-3:], tail.group()[-2:])):
            keys.append(key)
    return keys
