"""A trained model's second opinion: acts where the rules are unsure, which way names and other words are meant.

Owns: when the model is asked and how far it is believed. Does not know: how it reads (nlu.reader), linking, goods.
Where the rules found the words of an act, they stand; a refusal that they saw stands too. What they take for granted
because goods or values were named (it informs, it asks for goods) gives way to a model that is sure of another act.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from knowledge.types import Act, Preference, Question, UserAct
from nlu.names import ACT_PRIORITY
from nlu.understand.frame import Context, Frame

#: Rules whose main act is less sure than this are unsure; acts and spans of the model below it do not count.
SURE = 0.5
#: A model so sure overrules an act of the rules that only follows from what was linked, see `_GIVES_WAY`.
OVERRULE = 0.85
#: Acts of the rules -> acts of the model that overrule them. At first look at 263 turns (practice2.yml, practice3.yml
#: in nlu/data/exam) these pairs were right 13 times and wrong never; pairs as often wrong as right are left out.
_SPEAKS = frozenset(
    (UserAct.ASK_POLICY, UserAct.ASK_REVIEWS, UserAct.EXPLAIN, UserAct.MORE, UserAct.ORDER, UserAct.HANDOFF)
)
_GIVES_WAY = {
    UserAct.INFORM: _SPEAKS
    | {UserAct.RECOMMEND, UserAct.NO_PREFERENCE, UserAct.THANK, UserAct.BYE, UserAct.COMPLAIN, UserAct.REFUSE},
    UserAct.RECOMMEND: _SPEAKS | {UserAct.PICK},
    UserAct.PICK: _SPEAKS | {UserAct.DENY, UserAct.REFUSE},
    UserAct.ASK_ATTRIBUTE: frozenset((UserAct.ASK_REVIEWS, UserAct.EXPLAIN, UserAct.CRITIQUE)),
}
#: Acts beside which what was linked still stands: goods are asked for, refused or chosen by what they are.
_WITH_WISHES = frozenset((UserAct.RECOMMEND, UserAct.REFUSE, UserAct.MORE, UserAct.CRITIQUE))
#: A name that the rules read as a wish is refused or taken back where the model is at least so sure.
OTHERWISE = 0.97
#: Acts that are about goods in view and say nothing without any.
_ABOUT_SHOWN = frozenset((UserAct.PICK, UserAct.COMPARE, UserAct.MORE, UserAct.CRITIQUE, UserAct.EXPLAIN))
#: Labels of spans whose words could be searched for.
_SEARCHED = frozenset(("value", "brand", "category", "audience", "attribute", "item"))
#: Labels of links that can be meant the other way round. What is called too much is a criticism, not a refusal.
_TURNED = frozenset(("value", "brand", "category"))


class Reader(Protocol):
    """What reads a text: `nlu.reader.OnnxReader`, or a double."""

    def read(self, text: str, context: str = "") -> Any:
        """Return acts (name -> calibrated probability) and spans (label, start, end, confidence) of a text."""


class Opinion:
    """The model's reading of one utterance, made when first asked for; without a reader it has nothing to say."""

    def __init__(self, reader: Reader | None, frame: Frame) -> None:
        self._reader, self._frame = reader, frame
        self._reading: Any = None

    def _read(self) -> Any:
        if self._reading is None and self._reader is not None and self._frame.text.strip():
            self._reading = self._reader.read(self._frame.text, context_of(self._frame.context))
        return self._reading

    def acts(self, settled: Sequence[Act]) -> list[Act]:
        """Return the acts that stand, main one first: those of the rules where they are sure, else the model's."""
        main = settled[0].name
        unsure = settled[0].confidence < SURE
        if not (unsure or main in _GIVES_WAY) or (reading := self._read()) is None:
            return list(settled)
        frame = self._frame
        in_view = frame.context.showing or bool(frame.references)
        read = {
            name: probability
            for name, probability in reading.acts.items()
            if probability >= SURE and name in ACT_PRIORITY and (in_view or name not in _ABOUT_SHOWN)
        }
        if not read:
            return list(settled)
        if not unsure:
            if not any(s.label.endswith(":against") and s.confidence >= SURE for s in reading.spans):
                read.pop(UserAct.REFUSE, None)  # nothing is refused: i'd rather stay in Xicheng
            if not read:
                return list(settled)
            return self._overruled(settled, max(read, key=lambda name: read[name]), read)
        if UserAct.ASK_ATTRIBUTE in read and not frame.questions:
            frame.questions.append(Question("", text=frame.note.original.strip()))
        return [Act(name, round(read[name], 3)) for name in sorted(read, key=ACT_PRIORITY.index)]

    def _overruled(self, settled: Sequence[Act], act: str, read: Mapping[str, float]) -> list[Act]:
        """Put the model's act in the place of the rules' main act where it may, and drop what no longer fits it."""
        frame, main = self._frame, settled[0].name
        if read[act] < OVERRULE or act not in _GIVES_WAY[main]:
            return list(settled)
        if act not in _WITH_WISHES:
            frame.wishes, frame.unknown, frame.ambiguous, frame.critiques = [], [], [], []
        if act == UserAct.ASK_REVIEWS:
            frame.questions = [Question("reviews", text=frame.note.original.strip())]
        dependent = {main, UserAct.INFORM, *(() if act in _WITH_WISHES else (UserAct.RECOMMEND,))}
        kept = [a for a in settled if a.name not in dependent and a.name != act]
        return sorted([Act(act, round(read[act], 3)), *kept], key=lambda a: ACT_PRIORITY.index(a.name))

    def turn_around(self) -> None:
        """Set the polarity of names that no rule found a negation for and the model reads as refused or taken back."""
        frame = self._frame
        wished = [k for k in frame.linked.links if frame.polarity.get(k.start) == "for" and k.label in _TURNED]
        if not wished or (reading := self._read()) is None:
            return
        for span in reading.spans:
            label, _, way = span.label.partition(":")
            if way not in ("against", "drop") or span.confidence < OTHERWISE:
                continue
            for link in wished:
                alike = (label == "category") == (link.label == "category")
                if alike and span.start <= link.start and link.end <= span.end:
                    frame.polarity[link.start] = "against" if way == "against" else "without"

    def sort_out(self, words: str) -> None:
        """Give the words that linked to nothing their polarity: refused ones become a wish against, those taken back
        are used up; both are no search any more. `words`: the keywords, "" = there is nothing to sort out.
        """
        if not words or (reading := self._read()) is None:
            return
        frame = self._frame
        for span in reading.spans:
            label, _, way = span.label.partition(":")
            if (
                way not in ("against", "drop")
                or label not in _SEARCHED
                or span.confidence < SURE
                or not frame.free(span.start, span.end)
            ):
                continue
            if way == "against":
                said = frame.words(span.start, span.end)
                frame.wish(Preference("text", "contains", said, polarity="against", strength="hard", text=said))
            frame.take(span.start, span.end)


def context_of(context: Context) -> str:
    """Return what the bot did before as the model was trained on it: "ask price", "recommend", "" at the start."""
    if context.asked:
        return f"ask {context.asked}"
    return context.last_act
