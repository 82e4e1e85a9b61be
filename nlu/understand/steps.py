"""Critiques by an amount and by an attribute's name: 便宜个三十, 少一天, 价钱再降五百, 大一号, 换个菜系, 料子换一种.

Owns: those words. Does not know: adjectives without an amount (nlu/understand/degrees.py), what was shown.
"""

from __future__ import annotations

import re

from knowledge.types import Critique, UserAct
from nlu.general import adjectives
from nlu.linker import Link
from nlu.numbers import Amount
from nlu.understand.amounts import fit
from nlu.understand.frame import Frame

#: Right before an amount: so much more or less. What is only ever said of money names the price.
_STEP = re.compile(
    r"(?:再|能再?|给|帮|稍微|最好|可以|要|想)*(?P<word>便宜|贵|降|减|砍|省|少|低|短|小|轻|薄|窄|多|加|涨|添|高|长|大"
    r"|重|厚|宽)(?:低|掉|了|上|出|玩|住|逛|待|装|放|睡|坐|用|存)?(?:个)?\s*$"
)
_MORE = frozenset(("贵", "多", "加", "涨", "添", "高", "长", "大", "重", "厚", "宽"))
_OF_MONEY = frozenset(("便宜", "贵", "降", "减", "砍", "省", "涨"))
#: After an amount: it is a step only where nothing bounds it.
_NO_STEP = re.compile(r"\s*(?:以|左右|到|至|起|[款个件双](?![天周月小]))")
_ONE_SIZE = re.compile(
    r"(?:再|要|来|换|有没有|有)*(?P<word>大|小|宽|窄|长|短|厚|薄)(?:个?一|上?两|半)(?:个)?(?:号|码|圈|尺寸|截"
    r"|档)(?:的)?"
    r"|(?<![a-z])(?:a|one|the next) (?:size|number) (?P<en>up|down|bigger|smaller|larger)(?![a-z])"
)
_CHANGE_BEFORE = re.compile(
    r"(?:(?:换|改|挑)(?:一)?(?:个|种|款|下|换)?(?:别的|其他|其它|不同的?|另外的?)?|(?:有没有|看看|有|要|来|换"
    r"|试试)?(?:别的|其他|其它|另外的?|不同的?)(?:的)?)$"
    r"|(?<![a-z])(?:another|(?:a )?different|other|change(?: the)?|switch(?: the)?) $"
)
#: What the other is to be like stands between: 换个便宜点的牌子.
_CHANGE_APART = re.compile(r"(?:换|改|挑)(?:一)?(?:个|种|款)(?P<how>[^,。?!]{1,4}?(?:一?点儿?|一?些)的)$")
_CHANGE_AFTER = re.compile(
    r"(?:也|能|可以|给|帮我)*(?:换(?:一?[种个款下换]|掉|成别的|别的)|改一?[种下改])|(?:还)?有(?:没有)?(?:别的|其他|其它)的?"
)


def read(frame: Frame) -> None:
    """Read steps and changes; their words are used up."""
    _changes(frame)
    _sizes(frame)
    if frame.context.showing:
        for amount in frame.amounts:
            _step(frame, amount)


def _step(frame: Frame, amount: Amount) -> None:
    found = _STEP.search(frame.text[: amount.start])
    if not found or not amount.exact or not frame.free(found.start(), amount.end):
        return
    if _NO_STEP.match(frame.text, amount.end) or amount.budget:
        return
    key = _named(frame, found, amount)
    fitted = fit(frame, key, amount) if key else None
    if not key or fitted is None or fitted.low is None:
        return
    sign: int = 1 if found["word"] in _MORE else -1
    start = next((k.start for k in frame.links if _of(k, key) and k.end <= found.start()), found.start())
    words = frame.words(start, amount.end)
    frame.critiques.append(Critique(key, 1 if sign > 0 else -1, fitted.low, words))
    frame.say(UserAct.CRITIQUE)
    frame.take(start, amount.end)


def _of(link: Link, key: str) -> bool:
    return link.label == "attribute" and any(e.attribute == key for e in link.entries)


def _named(frame: Frame, found: re.Match[str], amount: Amount) -> str:
    """Return the attribute that a step is of: named in its clause, by its verb, by its unit."""
    clause = frame.clause_at(amount.start)
    for link in frame.links:
        keys = [e.attribute for e in link.entries if e.label == "attribute"]
        if clause.start <= link.start and link.end <= found.start() and keys:
            here = [k for k in keys if frame.lexicon.occurs(k, frame.categories) and fit(frame, k, amount)]
            if here:
                return here[0]
    if found["word"] in _OF_MONEY or amount.unit == "money":
        return "price" if amount.unit in ("", "money") else ""
    concepts = adjectives().get(found["word"], (1, ()))[1]
    keys = [k for c in concepts for k in frame.lexicon.concepts.get(c, ())] + frame.lexicon.numbers()
    if amount.unit == "" and (amount.low or 0) >= 10:
        return "price"  # 多两百也行
    if amount.unit in ("", "piece"):
        keys = [k for c in concepts for k in frame.lexicon.concepts.get(c, ())]
    return next((k for k in keys if frame.lexicon.occurs(k, frame.categories) and fit(frame, k, amount)), "")


def _sizes(frame: Frame) -> None:
    for match in frame.finditer(_ONE_SIZE):
        word = match["word"] or match["en"]
        more = word in ("大", "宽", "长", "厚", "up", "bigger", "larger")
        named = [
            k
            for k in frame.links
            if k.label == "attribute" and k.end <= match.start() and k.start >= frame.clause_at(match.start()).start
        ]
        concepts = ("screen_size", "size", *adjectives().get(word, (1, ()))[1])
        keys = [k for c in concepts for k in frame.lexicon.concepts.get(c, ())]
        keys = [e.attribute for k in named for e in k.entries if e.label == "attribute"] or [
            *keys,
            "shoe_sizes",
            "sizes",
        ]
        key = next((k for k in keys if k in frame.lexicon.attributes and frame.lexicon.occurs(k, frame.categories)), "")
        if key:
            start = named[0].start if named else match.start()
            frame.critiques.append(Critique(key, 1 if more else -1, text=frame.words(start, match.end())))
            frame.say(UserAct.CRITIQUE)
            frame.take(start, match.end())


def _changes(frame: Frame) -> None:
    """Read 换个菜系, 别的风格, 料子换一种: another value of an attribute that is no number."""
    for link in frame.links:
        keys = [
            e.attribute
            for e in link.entries
            if e.label == "attribute"
            and frame.lexicon.attributes[e.attribute].type in ("category", "tags", "text")
            and (frame.lexicon.n_values(e.attribute) or e.attribute == "brand")
            and e.attribute != "category"
            and frame.lexicon.occurs(e.attribute, frame.categories)
        ]
        if link.label != "attribute" or not keys:
            continue
        clause = frame.clause_at(link.start)
        before = _CHANGE_BEFORE.search(frame.text, clause.start, link.start)
        if before is None and (apart := _CHANGE_APART.search(frame.text, clause.start, link.start)):
            frame.critiques.append(Critique(keys[0], 0, text=frame.words(apart.start(), link.end)))
            frame.say(UserAct.CRITIQUE)
            frame.take(apart.start(), apart.start("how"))
            frame.take(link.start, link.end)
            continue
        after = _CHANGE_AFTER.match(frame.text, link.end, clause.end)
        if not (before or after) or frame.polarity.get(link.start) == "drop":
            continue
        start, end = (before.start() if before else link.start), (after.end() if after else link.end)
        if not frame.free(start, end) or re.match(r"(?:都|也)?(?:行|可以|好|成|无所谓|没关系)", frame.text[end:]):
            continue
        if any(k.start == end or k.start == end + 1 for k in frame.links if k.label == "value"):
            continue  # 换个颜色黑的
        frame.critiques.append(Critique(keys[0], 0, text=frame.words(start, end)))
        frame.say(UserAct.CRITIQUE)
        frame.take(start, end)
