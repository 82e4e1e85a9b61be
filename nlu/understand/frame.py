"""The sheet on which one utterance is worked out: its text, what was found in it, what is used up, what it says so far.

Owns: that sheet and the clauses of a text. Does not know: how anything on it is found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from knowledge.types import Ambiguity, Critique, Locale, Preference, Question, Reference, Unknown, UserAct
from nlu.lexicon import Lexicon
from nlu.linker import Link, Linked
from nlu.normalise import Normalised
from nlu.numbers import Amount
from nlu.understand.patterns import function_words

#: Acts of the bot after which goods are in view.
_SHOWING = ("recommend", "answer", "compare", "explain", "chat", "handoff")
_BREAK = re.compile(
    r"[,;。!?\n]+|\.(?=\s|$)|(?<=[\u4e00-\u9fff]) (?=\S)|(?<=\S) (?=[\u4e00-\u9fff])|(?:但是|"
    r"不过|而且|然后|另外|还有(?=它|这|第|那|有没有|多|几|怎)|但)(?=\S)"
    r"|(?<!anything)(?<!anywhere)(?<!anyone)(?<!everything)(?<!nothing)(?<!all)(?<!any)(?<!one)(?<!brand)"
    r"(?<!color)(?<!colour) but (?=\S)"
)
_LATIN_END, _LATIN_START = re.compile(r"[a-z']+$"), re.compile(r"[a-z']+")
_HANGING = re.compile(
    r"(?:(?<![都也就])不要|不想要|别要|除了|不是|不买|不看|排除|没有|(?<!不)要|想要|预算|和|跟|与|或者?|、)$"
)


@dataclass(frozen=True)
class Context:
    """What is known of the conversation: metadata of the message, empty where the channel sent none.

    `categories`: what is talked about. `asked`: the attribute that the bot just asked.
    """

    shop: str
    last_act: str = ""
    asked: str = ""
    page_item: str = ""
    turn: int = 0
    categories: tuple[str, ...] = ()
    locale: Locale = "zh"

    @property
    def showing(self) -> bool:
        """Say whether goods are likely in view."""
        return self.last_act in _SHOWING or bool(self.page_item)


@dataclass(frozen=True)
class Clause:
    """A part of the text that says one thing: text[start:end]."""

    start: int
    end: int


@dataclass
class Frame:
    """The sheet. Spans are in `text`, the normalised utterance; `polarity` is keyed by a link's start."""

    note: Normalised
    lexicon: Lexicon
    context: Context
    locale: Locale
    amounts: list[Amount] = field(default_factory=list)
    linked: Linked = field(default_factory=Linked)
    clauses: list[Clause] = field(default_factory=list)
    polarity: dict[int, str] = field(default_factory=dict)
    used: bytearray = field(default_factory=bytearray)
    acts: dict[str, float] = field(default_factory=dict)
    wishes: list[Preference] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    critiques: list[Critique] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    unknown: list[Unknown] = field(default_factory=list)
    ambiguous: list[Ambiguity] = field(default_factory=list)
    corrected: dict[str, str] = field(default_factory=dict)
    sentiment: float = 0.0

    def __post_init__(self) -> None:
        self.used = bytearray(len(self.note.text))

    @property
    def text(self) -> str:
        """The normalised utterance."""
        return self.note.text

    @property
    def links(self) -> list[Link]:
        """The links that are not used up, from left to right."""
        return [k for k in self.linked.links if self.free(k.start, k.end)]

    @property
    def categories(self) -> tuple[str, ...]:
        """The categories named here, else those talked about, else those that alone have the values named."""
        return tuple(self.linked.categories) or self.context.categories or tuple(self.linked.implied)

    def say(self, act: str, confidence: float = 0.9) -> None:
        """Note an act; a second mention keeps the higher confidence."""
        self.acts[act] = max(confidence, self.acts.get(act, 0.0))

    def has(self, *acts: str) -> bool:
        """Say whether one of these acts is noted."""
        return any(a in self.acts for a in acts)

    def take(self, start: int, end: int) -> None:
        """Mark text[start:end] as used up: it will not be read again, nor become a keyword."""
        self.used[start:end] = b"\x01" * (end - start)

    def free(self, start: int, end: int) -> bool:
        """Say whether nothing in text[start:end] is used up."""
        return not any(self.used[start:end])

    def words(self, start: int, end: int) -> str:
        """Return the shopper's own words at text[start:end]."""
        return self.note.source(start, end).strip()

    def finditer(self, pattern: re.Pattern[str], clause: Clause | None = None) -> Iterator[re.Match[str]]:
        """Yield the matches of a pattern that are not used up."""
        start, end = (clause.start, clause.end) if clause else (0, len(self.text))
        for match in pattern.finditer(self.text, start, end):
            if match.end() > match.start() and self.free(match.start(), match.end()):
                yield match

    def clause_at(self, place: int) -> Clause:
        """Return the clause that holds a place of the text."""
        return next((c for c in self.clauses if c.start <= place < c.end), Clause(0, len(self.text)))

    def wish(self, preference: Preference) -> None:
        """Note a wish once, in the words that said it first."""

        def said(w: Preference) -> tuple[object, ...]:
            return w.attribute, w.operator, str(w.value), w.polarity

        if all(said(w) != said(preference) for w in self.wishes):
            self.wishes.append(preference)

    def drop(self, attribute: str) -> None:
        """Note that an attribute is taken back."""
        if attribute not in self.dropped:
            self.dropped.append(attribute)
        self.say(UserAct.RETRACT)

    def ask(self, question: Question, act: str = UserAct.ASK_ATTRIBUTE) -> None:
        """Note a question once, and its act."""
        if not any((q.attribute, q.value) == (question.attribute, question.value) for q in self.questions):
            self.questions.append(question)
        self.say(act)

    def refer(self, reference: Reference) -> None:
        """Note a reference once."""
        if not any(
            (r.kind, r.value, r.attribute) == (reference.kind, reference.value, reference.attribute)
            for r in self.references
        ):
            self.references.append(reference)


def _small_word_beside(text: str, space: int) -> bool:
    """Say whether an English function word stands right before or after a space."""
    small = function_words()[1] | {"but", "except", "besides", "excluding", "and", "or", "is", "out"}
    before, after = _LATIN_END.search(text[:space]), _LATIN_START.match(text, space + 1)
    return bool((before and before.group() in small) or (after and after.group() in small))


def clauses_of(text: str, whole: Iterable[tuple[int, int]], locale: Locale = "zh") -> list[Clause]:
    """Cut a normalised text into clauses; no cut falls inside one of the `whole` spans (amounts, names).

    A space parts clauses where Chinese is written around it, but not in an English sentence with a Chinese name
    (`locale` "en") nor beside a small English word: anything but 云雀.
    """
    spans = list(whole)
    out: list[Clause] = []
    start = 0
    for match in _BREAK.finditer(text):
        if any(a < match.end() and match.start() < b for a, b in spans) or match.start() <= start:
            continue
        if match.group() == " " and (
            locale == "en" or _HANGING.search(text[start : match.start()]) or _small_word_beside(text, match.start())
        ):
            continue
        out.append(Clause(start, match.start()))
        # A conjunction belongs to nothing; a mark neither.
        start = match.end()
    if start < len(text) or not out:
        out.append(Clause(start, len(text)))
    return out
