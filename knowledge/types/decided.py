"""What is decided for a turn: the facts of a reply before any wording, and where the dialogue stands after it.

Owns: these names and shapes. Does not know: how it is decided, how it is worded.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from knowledge.types.goods import Item, ItemValue, Locale, Value
from knowledge.types.understood import Colour, Critique, Preference, Question, Reference, Unknown

MessageAct = Literal["ask", "recommend", "answer", "compare", "explain", "handoff", "chat", "sorry"]


@dataclass(frozen=True)
class Reason:
    """Why an item is shown. kind "wish": meets `preference`; "fact": `attribute` = `value`, true of the item;
    "extreme": least/most of `attribute` among the shown items, `direction` -1 or +1; "rating"; "popular"; "graph":
    `value` is a relation; "season", "place": `attribute` = `value`, true of the item, speaks for this time of the year,
    for the place that the talk is about. Wording is not decided here.
    """

    kind: Literal["wish", "fact", "extreme", "rating", "popular", "graph", "season", "place"]
    attribute: str = ""
    value: Value | None = None
    direction: int = 0
    preference: Preference | None = None


@dataclass(frozen=True)
class Shown:
    """An item in a reply with its reasons, best first."""

    item: Item
    reasons: list[Reason] = field(default_factory=list)


@dataclass(frozen=True)
class Option:
    """A quick reply before wording. `payload` is what pressing it means; `count` = goods that it would leave."""

    payload: Payload
    preference: Preference | None = None
    count: int | None = None
    label: dict[str, str] = field(default_factory=dict)  # fixed words per locale, where no preference is to be worded


@dataclass(frozen=True)
class Payload:
    """What a pressed quick reply means, already linked: no NLU is needed. Sent as JSON text in `payload`."""

    acts: list[str]
    wishes: list[Preference] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    critiques: list[Critique] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)


@dataclass(frozen=True)
class CompareRow:
    """One row of a comparison: an attribute and the value of each item (None = not stated), in the order of the items.

    `best` holds the positions of the better values where the schema says which direction is better, else empty.
    """

    attribute: str
    values: list[ItemValue | None]
    best: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Change:
    """What this turn did to the wishes: kind "added", "replaced", "dropped", "kept"; "recalled" = taken up again from
    an earlier talk.
    """

    kind: Literal["added", "replaced", "dropped", "kept", "recalled"]
    preference: Preference


@dataclass(frozen=True)
class Relaxation:
    """A smallest way out when nothing fits: `wish` to drop (`instead` None) or to change into `instead`; `count` goods
    fit then, the cheapest at `lowest_price`.
    """

    wish: Preference
    instead: Preference | None
    count: int
    lowest_price: float | None = None


@dataclass(frozen=True)
class Answer:
    """An answer from facts about one item. source: "attribute", "description", "reviews", "stock", "policy" or "none"
    (the catalogue does not say). `value` is the fact, `quote` the sentence it comes from, `holds` yes/no for a yes-no
    question or None. For reviews: `n_reviews`, `n_mention` of them speak of the topic, `n_positive`, `n_negative` of
    those; `share_positive` of all reviews, 0 to 1.
    """

    question: Question
    source: Literal["attribute", "description", "reviews", "stock", "policy", "none"]
    item: Item | None = None
    value: ItemValue | None = None
    holds: bool | None = None
    quote: str = ""
    n_reviews: int = 0
    n_mention: int = 0
    n_positive: int = 0
    n_negative: int = 0
    share_positive: float | None = None
    praised: list[tuple[str, int]] = field(default_factory=list)
    blamed: list[tuple[str, int]] = field(default_factory=list)


@dataclass(frozen=True)
class Looked:
    """What was made of a picture that the shopper sent: its colours, never what it shows.

    `colours`: main one first. `attribute`, `values`: how this shop calls them, "" and [] where it states no colours or
    has no such one. `n_alike`: fitting goods of one of these values. `by_pictures`: goods were also ordered by the
    likeness of their own pictures' colours. `used` False: the words went another way and the picture counted nothing.
    """

    colours: list[Colour]
    attribute: str = ""
    values: list[str] = field(default_factory=list)
    n_alike: int = 0
    by_pictures: bool = False
    used: bool = True


@dataclass(frozen=True)
class Decision:
    """What the guide does next: the facts of a reply, before any wording. `topic` refines `act` (decision 0003).

    `items` are exactly the cards and the only goods that the text may name. `options` become quick replies, `changes`
    are said back. `wishes` is the whole state after the turn. `unchecked` are wishes that the catalogue cannot check.
    `numbers` are the figures behind the choice, for the log.
    """

    act: MessageAct
    topic: str
    items: list[Shown] = field(default_factory=list)
    attribute: str = ""
    options: list[Option] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    wishes: list[Preference] = field(default_factory=list)
    n_matching: int = 0
    rows: list[CompareRow] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    relaxations: list[Relaxation] = field(default_factory=list)
    blocking: list[Preference] = field(default_factory=list)
    unknown: list[Unknown] = field(default_factory=list)
    unchecked: list[str] = field(default_factory=list)
    text: str = ""  # words of the shopper that the reply must refer to
    sentiment: float = 0.0
    numbers: dict[str, float] = field(default_factory=dict)
    looked: Looked | None = None  # at a picture that came with this turn


@dataclass(frozen=True)
class DialogueState:
    """Where a conversation stands; lives in the Rasa tracker's slot `state` as JSON, nowhere else.

    `shown`: item ids of each list shown, oldest first; the last one is what ordinals count in. `focus`: the item under
    discussion. `refused`: items not to be shown again. `asked`: attributes asked, oldest first; `open`: the attribute
    whose question stands unanswered, "" = none. `no_preference`: attributes the shopper does not mind.
    `liked`: items that goods should resemble, oldest first. `picture`: colours of the shopper's picture that goods
    should have, while no other colour is wished for. `place`: item near which goods were sought last. `turn`: user
    turns so far. `said`: the last replies, whose turns of phrase are not to be repeated. `misunderstood`: turns in a
    row not understood; `refusals`: in a row. `last_act`/`last_topic`: of the last reply.
    """

    turn: int = 0
    locale: Locale = "zh"
    wishes: list[Preference] = field(default_factory=list)
    shown: list[list[str]] = field(default_factory=list)
    focus: str = ""
    discussed: list[str] = field(default_factory=list)  # items that were in focus, the latest last
    complained: str = ""  # kind of goods that a complaint was about
    measured: list[Preference] = field(default_factory=list)  # bounds that "cheaper than those" took the place of
    aside: dict[str, list[Preference]] = field(default_factory=dict)  # wishes for goods of a kind that was left
    refused: list[str] = field(default_factory=list)
    wishlist: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    open: str = ""
    no_preference: list[str] = field(default_factory=list)
    keywords: str = ""
    misunderstood: int = 0
    refusals: int = 0
    last_act: str = ""
    last_topic: str = ""
    offer: Payload | None = None  # what a bare "yes" would mean
    stuck: int = 0  # replies in a row that nothing fits
    liked: list[str] = field(default_factory=list)
    picture: list[Colour] = field(default_factory=list)
    place: str = ""
    said: list[str] = field(default_factory=list)
