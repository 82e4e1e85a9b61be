"""Which goods are pointed at: ordinals, "it", the cheapest one, the white one, named items, all of them.

Owns: the words of pointing. Does not know: what was shown (the guide resolves references).
"""

from __future__ import annotations

import re

from knowledge.types import Ambiguity, Preference, Question, Reference, UserAct
from nlu.general import adjectives
from nlu.linker import Link
from nlu.understand import amounts, kinds, nearby, pronouns, ranked
from nlu.understand.frame import Frame
from nlu.understand.pointing_words import (
    ADJ_ZH,
    ALL,
    FOCUS,
    HEADS,
    LAST,
    LISTED,
    LISTED_ZH,
    MEASURE,
    NUMBERS,
    ORDINAL,
    POINT_AFTER,
    POINT_BEFORE,
    PREFERABLY,
    SUPER_EN,
    SUPERLATIVE,
    TAILS,
)


def read(frame: Frame) -> None:
    """Read all references; the words of pointing are used up."""
    _numbers(frame)
    _items(frame)
    nearby.of_what_is_spoken_of(frame)
    ranked.read(frame)
    _ranked(frame)
    _superlatives(frame)
    _having(frame)
    _described(frame)
    for match in frame.finditer(ALL):
        if not any(k.start < match.end() and match.start() < k.end for k in frame.linked.links):
            words = frame.words(*match.span())
            frame.refer(Reference("all", _how_many(match.group()), text=words))
            frame.take(*match.span())
    for match in frame.finditer(FOCUS):
        if any(k.start < match.end() and match.start() < k.end for k in frame.linked.links):
            continue
        if not pronouns.points(frame, match):
            continue
        kind = "page" if frame.context.page_item and not frame.context.last_act else "focus"
        frame.refer(Reference(kind, text=frame.words(*match.span())))  # type: ignore[arg-type]
        kinds.drop(frame, _own_kind(frame, match))
        frame.take(*match.span())


def _how_many(words: str) -> float | str:
    """Return how many goods 这两个, both, 三个都 name, "" where that is not said."""
    found = _COUNTED.search(words)
    return float(_COUNTS[found.group()]) if found else ""


_COUNTS = {
    **dict.fromkeys(("两", "二", "俩", "2", "both", "two"), 2),
    **dict.fromkeys(("三", "仨", "3", "three"), 3),
    **dict.fromkeys(("四", "4", "four"), 4),
}
_COUNTED = re.compile("|".join(_COUNTS))


def _kind_after(frame: Frame, end: int) -> list[Link]:
    """Return the kind of what is talked about right after what describes it: 那个藤编的席子."""
    links = (k for k in frame.links if k.label == "category" and k.entry.value in frame.context.categories)
    return [k for k in links if k.start >= end and frame.text[end : k.start] in ("", "的")][:1]


_DESCRIBED = re.compile(r"[^,。?!找买有要]{0,6}的?")


def _own_kind(frame: Frame, match: re.Match[str]) -> list[Link]:
    """Return the kind of what is talked about where it follows a pronoun: 那个藤编的席子."""
    clause = frame.clause_at(match.start())
    return [
        k
        for k in frame.links
        if k.label == "category"
        and match.end() <= k.start < clause.end
        and k.entry.value in frame.context.categories
        and match.group()[0] in "这那该"
        and _DESCRIBED.fullmatch(frame.text[match.end() : k.start])
    ][:1]


def ordinal_spans(text: str) -> list[tuple[int, int]]:
    """Return the spans of a normalised text that count goods; no amount lies in them."""
    return [m.span() for p in (LISTED, LISTED_ZH, HEADS, TAILS, LAST, ORDINAL) for m in p.finditer(text)]


def _numbers(frame: Frame) -> None:
    found: list[tuple[int, int, list[int]]] = []
    for match in frame.finditer(LISTED):
        found.append((*match.span(), [int(n) for n in re.findall(r"[1-9]", match.group())]))
    for match in frame.finditer(LISTED_ZH):
        found.append((*match.span(), [NUMBERS[n] for n in re.findall("[一二三四五六]", match.group())]))
    for pattern, values in ((HEADS, lambda n: list(range(1, n + 1))), (TAILS, lambda n: list(range(-n, 0)))):
        for match in frame.finditer(pattern):
            found.append((*match.span(), values(_number(match))))
    found += [(*m.span(), [-1]) for m in frame.finditer(LAST)]
    found += [(*m.span(), [_number(m)]) for m in frame.finditer(ORDINAL)]
    for start, end, numbers in sorted(found):
        if not frame.free(start, end) or any(
            k.start < end and start < k.end and k.label == "item" for k in frame.linked.links
        ):
            continue
        for number in numbers:
            frame.refer(Reference("ordinal", float(number), text=frame.words(start, end)))
        # 第二张桌子: what kind of thing it is says nothing new
        beside = (k for k in frame.links if k.label == "category" and frame.text[end : k.start] in ("", " "))
        kinds.drop(frame, [k for k in beside if k.start >= end][:1])
        frame.take(start, end)


def _number(match: re.Match[str]) -> int:
    word = next(g for g in match.groups() if g)
    number = NUMBERS[word] if word in NUMBERS else int(word)
    return -number if match.group().startswith("倒数") else number


def _items(frame: Frame) -> None:
    for link in frame.links:
        if link.label != "item":
            continue
        ids = [e.value for e in link.entries if e.label == "item"]
        if nearby.of_item(frame, link):
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
        kinds.told(frame, link)
        again = _AGAIN.match(frame.text, link.end)
        frame.take(link.start, again.end() if again and not _nearer(frame, again) else link.end)


#: After an item's name: 月光曲那个.
_AGAIN = re.compile(rf"(?:的)?[这那](?:一)?(?:{MEASURE.replace('|种', '')})")


def _nearer(frame: Frame, again: re.Match[str]) -> bool:
    """Say whether what points after a name belongs to what follows: 故宫这个景点."""
    return any(k.start == again.end() for k in frame.linked.links)


_RANKED = re.compile(
    rf"\s*(?:最|更|比较)?(?P<word>{ADJ_ZH}|低|高|少|多)(?:一?点|些)?的?(?:是?(?P<which>哪)|那)(?:一)?(?:个|款|台|家|间|双|件|种|本)"
)


def _ranked(frame: Frame) -> None:
    """Read 噪音最低的是哪个, 续航久的那个: the one shown that has most or least of an attribute named before."""
    for link in frame.links:
        found = _RANKED.match(frame.text, link.end)
        if link.label != "attribute" or not found or not frame.context.showing:
            continue
        key = link.entry.attribute
        if frame.lexicon.attributes[key].type != "number":
            continue
        sign = -1 if found["word"] in ("低", "少") else 1 if found["word"] in ("高", "多") else 0
        sign = sign or adjectives().get(found["word"], (1, ()))[0]
        if found["word"] in ("好", "强") and frame.lexicon.attributes[key].better == "lower":
            sign = -1
        frame.refer(Reference("superlative", key, direction=sign, text=frame.words(link.start, found.end())))
        if found["which"]:
            frame.questions.append(Question(key, text=frame.words(link.start, found.end())))
            frame.say(UserAct.ASK_ATTRIBUTE)
        frame.take(link.start, found.end())


def _superlatives(frame: Frame) -> None:
    for match in frame.finditer(SUPERLATIVE):
        if PREFERABLY.match(frame.text, match.start()) and not _named_before(frame, match):
            continue  # 最好电池5000mAh以上 wishes, it points at nothing
        groups = match.groupdict()
        if groups["a5"]:
            concepts, sign = SUPER_EN[groups["a5"]]
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
            if groups["a2"] and _in_a_name(frame, match):
                continue  # 最大年龄, 最大功率 name what they ask for
            word = groups["a1"] or groups["a2"] or groups["a3"] or groups["a4"]
            sign, found = adjectives().get(word, (1, ()))
            order = list(found)
        # 最便宜的手机 asks for goods; 最便宜的那款 or a bare 最便宜的 after a list points at one of it.
        of_shown = frame.context.showing and match.group().startswith("which")
        bare = groups["a2"] or (groups["a5"] and not groups["c5"] and not of_shown)
        keys = [k for concept in order for k in frame.lexicon.concepts.get(concept, ())]
        key = next((k for k in keys if frame.lexicon.occurs(k, frame.categories)), keys[0] if keys else "")
        if bare and (frame.linked.categories or not frame.context.showing):
            _wished_most(frame, key, -1 if sign < 0 else 1, match)
            continue
        if not key:
            continue
        frame.refer(Reference("superlative", key, direction=sign, text=frame.words(*match.span())))
        if groups["a4"] or "which" in match.group():
            frame.say(UserAct.ASK_ATTRIBUTE)
        frame.take(*match.span())


def _in_a_name(frame: Frame, match: re.Match[str]) -> bool:
    """Say whether "most" stands right before a thing that is no kind of goods and no value of theirs."""
    if (
        match["c2"]
        or match.group().endswith(("的", "那", "这"))
        or not re.match(r"[\u4e00-\u9fff]{2}", frame.text[match.end() :])
    ):
        return False
    named = (k for k in frame.linked.links if k.start == match.end() and k.label != "attribute")
    return not any(named) and not _AFTER_MOST.match(frame.text, match.end())


#: After "most" where it stands for goods: 最便宜多少钱, 最大能装多少.
_AFTER_MOST = re.compile(r"[吗呢啊呀吧了是有能要多看给来推选买拿那这个款些几价]|也|就|都|的|又|还|且|和|或")


def _wished_most(frame: Frame, key: str, sign: int, match: re.Match[str]) -> None:
    """Read 最便宜的手机, the cheapest 65 inch tv: goods are wished for, those with least or most of it first. The bound
    is what the kind's goods reach at most.
    """
    attribute = frame.lexicon.attributes.get(key)
    span = frame.lexicon.range(key, frame.categories) if attribute and attribute.type == "number" else None
    if span is None or (match["a2"] and PREFERABLY.match(frame.text, match.start())):
        return
    if match["a2"] == "好" and not match.group().endswith("的"):
        return  # 免费的最好 says what would be best
    words = frame.words(*match.span()).removesuffix("的")
    value = span[1] if sign > 0 else span[0]
    frame.wish(Preference(key, ">=" if sign > 0 else "<=", value, strength="soft", text=words))
    frame.say(UserAct.RECOMMEND, 0.8)
    frame.take(*match.span())


def _named_before(frame: Frame, match: re.Match[str]) -> tuple[str, int] | None:
    """Read 哪个续航最久: the attribute named right before the adjective, and which way is meant."""
    word = next((match.group(g) for g in ("a2", "a4") if match.group(g)), "")
    link = next((k for k in frame.links if k.label == "attribute" and k.end == match.start()), None)
    asked = link and re.search(r"哪(?:一)?(?:个|款|台|家|间|双|件|所|座|一)?的?$", frame.text[: link.start])
    if not word or link is None or not asked:
        return None
    key = link.entry.attribute
    sign = adjectives().get(word, (1, ()))[0]
    if word in ("好", "强") and frame.lexicon.attributes[key].better == "lower":
        sign = -1
    frame.take(link.start - len(asked.group()), link.end)  # 哪家 of restaurants asks for no maker
    return key, sign


#: Before what one of those shown has: the one with 512gb.
_THE_ONE = re.compile(r"(?<![a-z])(?:the|that) one (?:with|in|that has|that's|from)(?: the| an?)? $")


def _having(frame: Frame) -> None:
    """Read the one with 512gb, the one in green: which of those shown is meant, by what it has."""
    if not frame.context.showing:
        return
    for amount in frame.amounts:
        before = _THE_ONE.search(frame.text[: amount.start])
        if before and amount.exact and frame.free(amount.start, amount.end):
            key, fitted = amounts.attribute_of(frame, amount, frame.clause_at(amount.start))
            if key and fitted and fitted.low is not None:
                words = frame.words(before.start(), amount.end)
                frame.refer(Reference("value", fitted.low, attribute=key, text=words))
                frame.take(before.start(), amount.end)
    for link in frame.links:
        before = _THE_ONE.search(frame.text[: link.start])
        if before and link.label in ("value", "brand") and frame.free(before.start(), link.end):
            words = frame.words(before.start(), link.end)
            frame.refer(Reference("value", link.entry.value, attribute=link.entry.attribute, text=words))
            frame.take(before.start(), link.end)


_ABLE = re.compile(r"能|可以|可(?=[机水])|会|有|带|支持|是|不|含")


def _described(frame: Frame) -> None:
    """Read 白色的那款, 松果那款, the white one, that tent."""
    for link in frame.links:
        if link.label not in ("value", "brand", "category") or frame.polarity.get(link.start) != "for":
            continue
        after = POINT_AFTER.match(frame.text, link.end)
        before = POINT_BEFORE.search(frame.text[: link.start])
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
        most = frame.text[link.end : link.end + 1] == "最"
        if most and not after and not frame.context.showing and before and before.group().strip() in ("那", "这"):
            continue  # 那8K最便宜的 where nothing was shown: goods are wished for
        if not after and _ABLE.match(frame.text, link.start):
            continue  # 这个能机洗吗 asks of this one
        entry = link.entry
        start = before.start() if before else link.start
        end = after.end() if after else link.end
        if not frame.free(start, end) or (frame.context.last_act == "ask" and entry.attribute == frame.context.asked):
            continue  # 家里那只橘猫 answers for whom it is
        kinds.drop(frame, _kind_after(frame, end))
        words = frame.words(start, end)
        if link.label == "category" and before and re.match(r"这|this", before.group().strip()):
            frame.refer(Reference("focus", text=words))  # 这家酒店
        else:
            frame.refer(Reference("value", entry.value, attribute=entry.attribute, text=words))
        frame.take(start, end)
