"""The one call of understanding: text and metadata in, `Understanding` out.

Owns: the order of the steps. Does not know: Rasa, dialogue state, ranking. The rules read acts and spans; a trained
model, where there is one, is asked where they are unsure (nlu/understand/second_opinion.py).
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from typing import Any

from knowledge.types import Act, Question, Reference, Understanding, UserAct
from nlu.language import locale_of
from nlu.lexicon import Lexicon, LexiconError, Lexicons
from nlu.linker import Linker
from nlu.names import (
    ACT_PRIORITY,
    META_CATEGORY,
    META_LAST_ACT,
    META_LAST_ATTRIBUTE,
    META_LOCALE,
    META_PAGE_ITEM,
    META_PAYLOAD,
    META_SHOP,
    META_TURN,
)
from nlu.normalise import normalise
from nlu.numbers import find_amounts
from nlu.understand import (
    acts,
    amounts,
    asides,
    blamed,
    degrees,
    gone_back,
    keywords,
    kinds,
    likeness,
    pairs,
    payload,
    polarity,
    privacy,
    questions,
    references,
    vague,
    wishes,
)
from nlu.understand.frame import Context, Frame, clauses_of
from nlu.understand.second_opinion import SURE, Opinion, Reader

log = logging.getLogger(__name__)

#: The count that a quick reply's title bears: 1000以内 · 14款.
_COUNT = re.compile(r"\s*[·•|]\s*\d+\s*(?:款|个|件|家|种|items?|results?)?\s*$")


#: Places that are called by a number: 三里屯, 五道口, 二环, 四号线.
_PLACES = re.compile(r"[一二三四五六七八九十](?:里[屯桥堡河庄店]|道[口营]|元桥|棵松|环(?!节|保)|号线)")


class Understander:
    """Understands utterances for every shop that has a lexicon. Cheap to construct; a shop's words load on first
    use. `reader`: a trained model for a second opinion, None = rules alone."""

    def __init__(self, lexicons: Lexicons, reader: Reader | None = None) -> None:
        self.lexicons = lexicons
        self.reader = reader

    def warm_up(self) -> None:
        """Load every shop's words and compile the patterns (about a second) before the first shopper waits.

        A shop whose words cannot be read is said in the log; the others are not kept waiting by it.
        """
        for shop in self.lexicons.names():
            try:
                for text in ("想要便宜点的，不要黑色", "the second one, but cheaper", "呜呼"):
                    self.understand(text, {META_SHOP: shop})
            except LexiconError as error:
                log.error("%s", error)

    def understand(self, text: str, metadata: Mapping[str, Any] | None = None) -> Understanding:
        """Return what `text` says in the shop that `metadata[META_SHOP]` names; other keys as in nlu.names.

        A valid `metadata[META_PAYLOAD]` is taken instead of the text; an invalid one is logged and ignored, for it
        comes from outside. Only the first MAX_CHARACTERS (nlu.normalise) of the text are read. Raises LexiconError
        where the shop has no lexicon; never raises for any text.
        """
        context = context_of(metadata or {})
        lexicon = self.lexicons.get(context.shop)
        pressed = (metadata or {}).get(META_PAYLOAD)
        if pressed:
            try:
                return payload.read(pressed, lexicon, text, context.locale)
            except payload.BadPayload as error:
                log.warning("ignored a quick reply's payload in %s: %s", context.shop, error)
        return read(text, lexicon, context, self.reader)


def context_of(metadata: Mapping[str, Any]) -> Context:
    """Read the metadata of a message; what is missing or of a wrong type counts as not known."""

    def word(key: str) -> str:
        value = metadata.get(key)
        return value if isinstance(value, str) else ""

    turn = metadata.get(META_TURN)
    category = metadata.get(META_CATEGORY)
    names = [category] if isinstance(category, str) and category else category if isinstance(category, list) else []
    return Context(
        shop=word(META_SHOP),
        last_act=word(META_LAST_ACT),
        asked=word(META_LAST_ATTRIBUTE) if word(META_LAST_ACT) in ("", "ask") else "",
        page_item=word(META_PAGE_ITEM),
        turn=turn if isinstance(turn, int) else 0,
        categories=tuple(str(n) for n in names),
        locale="en" if word(META_LOCALE).lower().startswith("en") else "zh",
    )


def read(text: str, lexicon: Lexicon, context: Context, reader: Reader | None = None) -> Understanding:
    """Understand a typed text in one shop; `reader` is asked where the rules are unsure."""
    note = normalise(_COUNT.sub("", text))
    frame = Frame(note, lexicon, context, locale_of(note.text, context.locale))
    counting = [*references.ordinal_spans(note.text), *(m.span() for m in _PLACES.finditer(note.text))]
    frame.amounts = [a for a in find_amounts(note.text) if not any(a.start < e and s < a.end for s, e in counting)]
    taken = [(a.start, a.end) for a in frame.amounts]
    frame.linked = Linker(lexicon).link(note.text, (), context.categories, context.asked, context.showing)
    _amount_or_name(frame)
    taken = [(a.start, a.end) for a in frame.amounts] + [(k.start, k.end) for k in frame.linked.links]
    frame.clauses = clauses_of(note.text, taken, frame.locale)
    polarity.mark(frame)
    opinion = Opinion(reader, frame)
    opinion.turn_around()
    kinds.read(frame)
    if not acts.short_answer(frame) and not _bare_number(frame):
        acts.fillers(frame)
        acts.early(frame)
        _corrections(frame)
        blamed.read(frame)
        among: likeness.Among = "earlier" if gone_back.read(frame) else likeness.list_meant(frame)
        references.read(frame)
        likeness.read(frame, among)
        degrees.read(frame)
        pairs.read(frame)
        questions.read(frame)
        vague.read(frame)
        amounts.read(frame)
        wishes.read(frame)
        asides.leeway(frame)
        asides.each(frame)
        acts.late(frame)
        _after_compare(frame)
    settled = opinion.acts(acts.settle(frame))
    if {a.name for a in settled} & {UserAct.COMPLAIN, UserAct.ORDER} and settled[0].name in (
        UserAct.COMPLAIN,
        UserAct.ORDER,
        UserAct.HANDOFF,
    ):
        frame.wishes, frame.unknown, frame.critiques, frame.ambiguous = [], [], [], []
        settled = [
            a for a in settled if a.name not in (UserAct.RECOMMEND, UserAct.INFORM, UserAct.CRITIQUE, UserAct.REFUSE)
        ]
    spoken = settled[0].name in _SPOKEN and (
        frame.references or settled[0].name not in (UserAct.ASK_ATTRIBUTE, UserAct.ASK_REVIEWS)
    )
    if not spoken:
        opinion.sort_out(keywords.read(frame))
        settled = _with_refusal(frame, settled)
    if settled[0].name == UserAct.CHITCHAT:
        for topic, words in _OF_THE_BOT:
            if words.search(frame.text):
                frame.questions.append(Question(f"chat:{topic}", text=frame.text))
                break
    if settled[0].name == UserAct.PRIVACY:
        settled = privacy.read(frame, settled)
    rest = "" if spoken else keywords.wished(frame)
    if rest and settled[0].name == UserAct.OUT_OF_SCOPE and settled[0].confidence < 0.5:
        settled = [Act(UserAct.INFORM, 0.4)]
    return Understanding(
        text=note.original,
        locale=frame.locale,
        acts=settled,
        wishes=frame.wishes,
        dropped=frame.dropped,
        critiques=frame.critiques,
        references=frame.references,
        questions=frame.questions,
        unknown=frame.unknown,
        ambiguous=frame.ambiguous,
        keywords=rest,
        sentiment=frame.sentiment,
        corrected=frame.corrected,
    )


def _with_refusal(frame: Frame, settled: list[Act]) -> list[Act]:
    """Add the act of refusing where a wish against was found after the acts were settled."""
    if any(a.name == UserAct.REFUSE for a in settled) or not any(w.polarity == "against" for w in frame.wishes):
        return settled
    sure = [a for a in settled if not (a.name == UserAct.OUT_OF_SCOPE and a.confidence < SURE)]
    return sorted([*sure, Act(UserAct.REFUSE, 0.6)], key=lambda a: ACT_PRIORITY.index(a.name))


#: Small talk about the bot itself, which is to be answered truly.
_OF_THE_BOT = (
    (
        "identity",
        re.compile(
            r"是(?:不是)?(?:一?个)?机器人|机器人(?:吗|么|还是)|真人|是人吗|ai吗|人工智能|你是谁|你叫什么"
            r"|(?<![a-z])(?:bot|robot|human|real person|ai|who are you)(?![a-z])"
        ),
    ),
    ("capability", re.compile(r"能做什么|会做什么|会什么|能干(?:嘛|啥|什么)|有什么用|what can you do|how do you work")),
)

#: Acts beside which left-over words are no search.
_SPOKEN = (
    UserAct.HANDOFF,
    UserAct.COMPLAIN,
    UserAct.ORDER,
    UserAct.PRIVACY,
    UserAct.START_OVER,
    UserAct.COMPARE,
    UserAct.ASK_REVIEWS,
    UserAct.ASK_ATTRIBUTE,
    UserAct.ASK_POLICY,
    UserAct.EXPLAIN,
    UserAct.SHOW_WISHES,
    UserAct.PICK,
    UserAct.WISHLIST,
    UserAct.AFFIRM,
    UserAct.DENY,
    UserAct.NO_PREFERENCE,
    UserAct.THANK,
    UserAct.GREET,
    UserAct.BYE,
    UserAct.CHITCHAT,
)


def _amount_or_name(frame: Frame) -> None:
    """Where words are an amount and a name at once, the longer reading stands; of equals, a name unless the amount
    is bounded."""
    kept = []
    links = list(frame.linked.links)
    for amount in frame.amounts:
        rivals = [k for k in links if k.start < amount.end and amount.start < k.end]
        if any(k.label == "attribute" and amount.start < k.start < amount.end < k.end for k in rivals):
            continue  # 一个人均消费: no number of people
        if any(k.label == "value" for k in rivals) and not amounts.measures(frame, amount):
            continue  # 1小时左右 where hours are values, no numbers
        bounded = not amount.exact or amount.unit == "money" or amount.budget
        wins = all(
            k.label == "attribute" or (k.end - k.start < amount.end - amount.start and (bounded or k.label != "item"))
            for k in rivals
        )
        if (rivals and not wins) or any(a <= amount.start < b for a, b, _ in frame.linked.unknown):
            continue
        kept.append(amount)
        links = [k for k in links if k not in rivals or k.label == "attribute"]
    frame.amounts = kept
    gone = [k for k in frame.linked.links if k not in links]
    frame.linked.links = links
    if any(k.label in ("category", "value") for k in gone):  # a week tops names no clothes
        spans = [(a.start, a.end) for a in kept]
        context = frame.context
        frame.linked = Linker(frame.lexicon).link(frame.text, spans, context.categories, context.asked, context.showing)


def _corrections(frame: Frame) -> None:
    """Note the misspellings among the words that will be read."""
    links = frame.links
    frame.corrected = {frame.words(k.start, k.end): k.surface for k in links if k.surface}
    if frame.corrected and all(k.surface for k in links) and not any(s.isascii() for s in frame.corrected.values()):
        frame.locale = "zh"  # pinyin typed without an input method


def _bare_number(frame: Frame) -> bool:
    """Read a message that is one digit: the answer to a question for a number, else the place in the list shown."""
    text = frame.text.strip(" .。!")
    if not re.fullmatch(r"[1-9]", text) or frame.context.asked:
        return False
    frame.refer(Reference("ordinal", float(text), text=text))
    frame.say(UserAct.PICK, 0.6)
    frame.take(0, len(frame.text))
    return True


def _after_compare(frame: Frame) -> None:
    """In a comparison, "better" asks for no better rating; brands and values point at shown goods: 墨格和星禾比一下."""
    if not frame.has(UserAct.COMPARE):
        return
    if len(frame.references) > 1 and re.search(r"(?<![a-z])than(?![a-z])", frame.text):
        frame.critiques.clear()
        frame.acts.pop(UserAct.CRITIQUE, None)
    if frame.references:
        return
    named = [w for w in frame.wishes if w.polarity == "for" and w.attribute != "category" and isinstance(w.value, str)]
    if len(named) >= 2:
        for wish in named:
            frame.refer(Reference("value", wish.value, attribute=wish.attribute, text=wish.text))
            frame.wishes.remove(wish)
        frame.acts.pop(UserAct.INFORM, None)
