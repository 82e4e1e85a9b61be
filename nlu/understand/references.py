"""Which goods are pointed at: ordinals, "it", the cheapest one, the white one, named items, all of them.

Owns: the words of pointing. Does not know: what was shown (the guide resolves references).
"""

from __future__ import annotations

import re

from knowledge.types import Ambiguity, Preference, Question, Reference, UserAct
from nlu.general import adjectives
from nlu.linker import Link
from nlu.understand.frame import Frame

_N = {
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "十": 10,
    "首": 1,
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
    "5th": 5,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
}
_D = "[一二两三四五六七八九十]|10|[1-9]"
_ORD = "first|second|third|fourth|fifth|sixth|1st|2nd|3rd|4th|5th"
_C = "个|款|台|件|双|家|间|条|种|张|本|部|只|支|瓶|盒|套|号|位"
_ORDINAL = re.compile(
    rf"第(?P<n1>{_D})(?:{_C})?|(?<![\d.])(?P<n2>[1-9])号(?!线)|(?:选|要|买|拿)\s?(?P<n6>[1-9])(?=$|吧|了|号)|#(?P<n3>[1-9])"
    rf"|(?:number|no\.?|option|item) ?(?P<n4>[1-9]|one|two|three|four|five)(?![\d.])"
    rf"|(?<![a-z])(?:the )?(?P<n5>{_ORD})(?: one| option| item| choice)?(?![a-z])(?! (?:two|three|2|3))"
)
_HEADS = re.compile(
    rf"(?:前|头)(?:面)?(?P<n1>{_D})(?:{_C})?(?!天|年|个月)"
    rf"|(?<![a-z])(?:the )?first (?P<n2>two|three|four|2|3|4)(?: ones)?(?![a-z])"
)
_TAILS = re.compile(
    rf"(?:后|最后)(?:面)?(?P<n1>[两二三]|[23])(?:{_C})|(?<![a-z])(?:the )?last (?P<n2>two|three|2|3)(?: ones)?(?![a-z])"
)
_LAST = re.compile(rf"最后(?:那|这)?(?:一)?(?:{_C})|(?<![a-z])(?:the )?last (?:one|option|item)(?![a-z])|最后那个")
_LISTED = re.compile(
    r"(?<![\d.a-z¥$-])(?P<a>[1-9])(?P<rest>(?:\s*(?:和|跟|与|、|,|vs\.?|还是|或|or|and|&|对比|"
    r"pk)\s*[1-9])+)(?![\d.]|\s*(?:寸|千|百|万|k|w|g|块|元|人|天|岁|斤|kg|inch|英寸|星|点|折|"
    r"年|月|小时|%|¥|\$|people|days|months))"
)
_LISTED_ZH = re.compile(
    r"(?<![\u4e00-\u9fff])[一二三四五六](?:\s*(?:和|跟|与|、|还是|"
    r"对比?)\s*[一二三四五六])+(?=有|哪|比|选|对|怎|的|呢|$|\s|,)"
)
_ALL = re.compile(
    r"(?:这|那|以上|上面|上述)(?:几|些|两|二|三|四|五|[2-5])(?:个|款|台|件|双|家|间|种|样)?|"
    r"它们(?:俩|仨)?|(?:三|两|几|四|五)(?:个|款|家)(?:都|全)"
    r"|都(?=比较|对比|比一)|全部(?=比较|对比|比)|(?<![a-z])(?:all of (?:them|these|those)|"
    r"these|those|them(?: all)?|both(?: of (?:them|these))?|all (?:three|two|four|"
    r"five))(?![a-z])"
)
_FOCUS = re.compile(
    rf"它(?!们)|(?:这|该|此)(?:一)?(?:{_C}|玩意|东西|机(?!器))(?!牌|意思|想法|品牌|颜色|价位|月|周|时候|问题|价格|城市)|这(?=防水|有|能|会|多少|支持|是|怎么|带|手机|耳机)|那(?:一)?(?:{_C})(?!更|便宜|贵|大|小|轻|最|红|黑|白|蓝)(?!牌)"
    r"|(?<![a-z])(?<!make )(?:it|its|this(?: one| item| product)?|"
    r"that(?: one)?)(?![a-z'])(?! (?:is|'s) (?:all|it|fine|ok|okay|enough)\b)|"
    r"(?<![a-z])it(?='s)"
)
_ADJ_ZH = "|".join(
    re.escape(w)
    for w in sorted(
        (
            "便宜",
            "贵",
            "大",
            "小",
            "轻",
            "重",
            "薄",
            "厚",
            "长",
            "短",
            "新",
            "快",
            "好",
            "高",
            "近",
            "实惠",
            "久",
            "安静",
        ),
        key=len,
        reverse=True,
    )
)
_SUPERLATIVE = re.compile(
    rf"(?:那(?:个|款|台|家|间)?|这(?:个|款)?)(?P<q1>最|更|比较|稍)?(?P<a1>{_ADJ_ZH})(?:一点|点|一些|些)?的?(?:那|这)?(?:个|款|台|家|间)?"
    rf"|(?P<q2>最)(?P<a2>{_ADJ_ZH})的?(?:那|这)?(?:一)?(?P<c2>个|款|台|家|间|双|件)?"
    rf"|(?P<a3>{_ADJ_ZH})(?:一点|点|一些|些)?的(?:那|这)(?:个|款|台|家|间)"
    rf"|哪(?:个|款|台|家|间|双)(?P<q4>最|更|比较)?(?P<a4>{_ADJ_ZH})(?:一点|点|些)?(?=$|[?,。吗呢啊])"
    r"|(?<![a-z])(?:the|that|which one is(?: the)?|which is(?: the)?|"
    r"which one's(?: the)?) (?P<a5>cheap|cheaper|cheapest|lightest|lighter|biggest|bigger|"
    r"largest|larger|smallest|smaller|newest|newer|most expensive|more expensive|heaviest|"
    r"heavier|best rated|thinnest|thinner|closest|nearest|quietest|fastest|"
    r"longest)(?P<c5> one)?(?![a-z])"
)
_SUPER_EN = {
    "cheap": ("price", -1),
    "cheaper": ("price", -1),
    "cheapest": ("price", -1),
    "lightest": ("weight", -1),
    "lighter": ("weight", -1),
    "biggest": ("screen_size size capacity people area", 1),
    "bigger": ("screen_size size capacity people area", 1),
    "largest": ("screen_size size capacity people area", 1),
    "larger": ("screen_size size capacity people area", 1),
    "smallest": ("screen_size size capacity people area", -1),
    "smaller": ("screen_size size capacity people area", -1),
    "newest": ("year", 1),
    "newer": ("year", 1),
    "most expensive": ("price", 1),
    "more expensive": ("price", 1),
    "heaviest": ("weight", 1),
    "heavier": ("weight", 1),
    "best rated": ("rating", 1),
    "thinnest": ("thickness weight", -1),
    "thinner": ("thickness weight", -1),
    "closest": ("distance", -1),
    "nearest": ("distance", -1),
    "quietest": ("noise", -1),
    "fastest": ("performance speed", 1),
    "longest": ("battery_life battery length", 1),
}
_POINT_AFTER = re.compile(r"\s*(?:的|家的|款|色的)?(?:那|这)(?:个|款|台|件|双|家|间)|\s*ones?(?![a-z])")
_POINT_BEFORE = re.compile(r"(?:那|这)(?:个|款|台|件|双|家|间)?\s*$|(?:(?<![a-z])(?:the|that|this)\s*)$")
_NEAR_AFTER = re.compile(r"\s*(?:的)?(?:附近|周边|周围|旁边|边上|一带|旁|步行可达)")
_NEAR_BEFORE = re.compile(
    r"(?:离|靠近|挨着|靠着|距离?|临近)\s*$|(?<![a-z])(?:near|nearby|close to|next to|around|by"
    r"|beside)(?: to)?(?: the)?\s*$"
)
_NEAR_TAIL = re.compile(r"\s*(?:比较|很|要|最好|稍微|不要?太)?(?:近|不远|远)(?:一?点|一?些)?(?:的)?")


def read(frame: Frame) -> None:
    """Read all references; the words of pointing are used up."""
    _numbers(frame)
    _items(frame)
    _superlatives(frame)
    _described(frame)
    for match in frame.finditer(_ALL):
        if not any(k.start < match.end() and match.start() < k.end for k in frame.linked.links):
            frame.refer(Reference("all", text=frame.words(*match.span())))
            frame.take(*match.span())
    for match in frame.finditer(_FOCUS):
        if any(k.start < match.end() and match.start() < k.end for k in frame.linked.links):
            continue
        kind = "page" if frame.context.page_item and not frame.context.last_act else "focus"
        frame.refer(Reference(kind, text=frame.words(*match.span())))  # type: ignore[arg-type]
        frame.take(*match.span())


def ordinal_spans(text: str) -> list[tuple[int, int]]:
    """Return the spans of a normalised text that count goods; no amount lies in them."""
    return [m.span() for p in (_LISTED, _LISTED_ZH, _HEADS, _TAILS, _LAST, _ORDINAL) for m in p.finditer(text)]


def _numbers(frame: Frame) -> None:
    found: list[tuple[int, int, list[int]]] = []
    for match in frame.finditer(_LISTED):
        found.append((*match.span(), [int(n) for n in re.findall(r"[1-9]", match.group())]))
    for match in frame.finditer(_LISTED_ZH):
        found.append((*match.span(), [_N[n] for n in re.findall("[一二三四五六]", match.group())]))
    for pattern, values in ((_HEADS, lambda n: list(range(1, n + 1))), (_TAILS, lambda n: list(range(-n, 0)))):
        for match in frame.finditer(pattern):
            found.append((*match.span(), values(_number(match))))
    found += [(*m.span(), [-1]) for m in frame.finditer(_LAST)]
    found += [(*m.span(), [_number(m)]) for m in frame.finditer(_ORDINAL)]
    for start, end, numbers in sorted(found):
        if not frame.free(start, end) or any(
            k.start < end and start < k.end and k.label == "item" for k in frame.linked.links
        ):
            continue
        for number in numbers:
            frame.refer(Reference("ordinal", float(number), text=frame.words(start, end)))
        frame.take(start, end)


def _number(match: re.Match[str]) -> int:
    word = next(g for g in match.groups() if g)
    return _N[word] if word in _N else int(word)


def _items(frame: Frame) -> None:
    for link in frame.links:
        if link.label != "item":
            continue
        ids = [e.value for e in link.entries if e.label == "item"]
        if _near(frame, link, ids):
            continue
        if len(ids) > 1:
            exact = [i for i in ids if (frame.lexicon.title(i) or "").lower() == frame.text[link.start : link.end]]
            ids = exact or ids
        if len(ids) == 1:
            frame.refer(Reference("item", ids[0], text=frame.words(link.start, link.end)))
        else:
            options = [
                Preference("title", "=", frame.lexicon.title(i) or i, text=frame.words(link.start, link.end))
                for i in ids
            ]
            frame.ambiguous.append(Ambiguity(frame.words(link.start, link.end), options))
        frame.take(link.start, link.end)


def _near(frame: Frame, link: Link, ids: list[str]) -> bool:
    """Read 故宫附近 as a wish for what lies near that item."""
    start, end = link.start, link.end
    before = _NEAR_BEFORE.search(frame.text[:start])
    after = _NEAR_AFTER.match(frame.text, end)
    if before:
        start = before.start()
        tail = _NEAR_TAIL.match(frame.text, end)
        end = tail.end() if tail else end
    elif after:
        end = after.end()
    else:
        return False
    titles = sorted((frame.lexicon.title(i) or i for i in ids), key=len)
    words = frame.words(start, end)
    against = "不要" in frame.text[max(0, start - 3) : start]
    frame.wish(Preference("near", "=", titles[0], polarity="against" if against else "for", text=words))
    frame.say(UserAct.INFORM)
    frame.take(start, end)
    return True


def _superlatives(frame: Frame) -> None:
    for match in frame.finditer(_SUPERLATIVE):
        groups = match.groupdict()
        if groups["a5"]:
            concepts, sign = _SUPER_EN[groups["a5"]]
            order = concepts.split()
        else:
            named = _named_before(frame, match)
            if named:
                key, sign = named
                frame.refer(Reference("superlative", key, direction=sign, text=frame.words(*match.span())))
                frame.questions.append(Question(key, text=frame.words(*match.span())))
                frame.say(UserAct.ASK_ATTRIBUTE)
                frame.take(*match.span())
                continue
            if groups["a4"] == "好":
                continue  # 哪个好 asks to compare
            word = groups["a1"] or groups["a2"] or groups["a3"] or groups["a4"]
            sign, found = adjectives().get(word, (1, ()))
            order = list(found)
        # 最便宜的手机 asks for goods; 最便宜的那款 or a bare 最便宜的 after a list points at one of it.
        bare = groups["a2"] or (groups["a5"] and not groups["c5"])
        if bare and (frame.linked.categories or not frame.context.showing):
            continue
        keys = [k for concept in order for k in frame.lexicon.concepts.get(concept, ())]
        key = next((k for k in keys if frame.lexicon.occurs(k, frame.categories)), keys[0] if keys else "")
        if not key:
            continue
        frame.refer(Reference("superlative", key, direction=sign, text=frame.words(*match.span())))
        if groups["a4"] or "which" in match.group():
            frame.say(UserAct.ASK_ATTRIBUTE)
        frame.take(*match.span())


def _named_before(frame: Frame, match: re.Match[str]) -> tuple[str, int] | None:
    """Read 哪个续航最久: the attribute named right before the adjective, and which way is meant."""
    word = next((match.group(g) for g in ("a2", "a4") if match.group(g)), "")
    link = next((k for k in frame.links if k.label == "attribute" and k.end == match.start()), None)
    if not word or link is None or not re.search(r"哪(?:个|款|台|家|间|双|一)的?$", frame.text[: link.start]):
        return None
    key = link.entry.attribute
    sign = adjectives().get(word, (1, ()))[0]
    if word in ("好", "强") and frame.lexicon.attributes[key].better == "lower":
        sign = -1
    frame.take(link.start, link.end)
    return key, sign


def _described(frame: Frame) -> None:
    """Read 白色的那款, 松果那款, the white one, that tent."""
    for link in frame.links:
        if link.label not in ("value", "brand", "category") or frame.polarity.get(link.start) != "for":
            continue
        after = _POINT_AFTER.match(frame.text, link.end)
        before = _POINT_BEFORE.search(frame.text[: link.start])
        english = bool(after) and after.group().strip() in ("one", "ones") if after else False
        if english and not before:
            continue
        if not after and not (
            before
            and (
                (link.label == "category" and re.search(r"(?:那|这|that|this)\S{0,1}\s*$", before.group()))
                or before.group()[0] in "那这"
            )
        ):
            continue
        entry = link.entry
        start = before.start() if before else link.start
        end = after.end() if after else link.end
        if not frame.free(start, end):
            continue
        words = frame.words(start, end)
        if link.label == "category" and before and re.match(r"这|this", before.group().strip()):
            frame.refer(Reference("focus", text=words))  # 这家酒店
        else:
            frame.refer(Reference("value", entry.value, attribute=entry.attribute, text=words))
        frame.take(start, end)
