"""What one utterance says: acts, wishes, references, questions, and all of them as one understanding.

Owns: these names and shapes. Does not know: how they are found in a text, what is done about them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from knowledge.types.goods import Locale, Operator, Value


class UserAct:
    """What a shopper does with an utterance; one utterance may carry several."""

    RECOMMEND = "recommend"  # asks to be shown goods
    INFORM = "inform"  # states a wish, or answers the question just asked
    REFUSE = "refuse"  # a wish against (不要苹果的), or refuses shown goods (这几个都不行)
    RETRACT = "retract"  # takes a wish back (颜色无所谓了, 入耳的也行)
    NO_PREFERENCE = "no_preference"  # 都行, to the question just asked
    CRITIQUE = "critique"  # 便宜点, 屏幕再大些
    MORE = "more"  # other goods for the same wishes
    COMPARE = "compare"
    ASK_ATTRIBUTE = "ask_attribute"  # a question about an item, or about what the shop has (有哪些品牌)
    ASK_REVIEWS = "ask_reviews"
    ASK_POLICY = "ask_policy"  # returns, shipping, payment, opening hours
    PICK = "pick"  # decides for an item
    WISHLIST = "wishlist"  # add to / show the wish list
    EXPLAIN = "explain"  # why these?
    SHOW_WISHES = "show_wishes"  # what do you know of my wishes / of me?
    START_OVER = "start_over"
    AFFIRM = "affirm"
    DENY = "deny"
    GREET = "greet"
    THANK = "thank"
    BYE = "bye"
    HANDOFF = "handoff"  # wants a person
    COMPLAIN = "complain"  # after-sales trouble, anger
    ORDER = "order"  # where is my order, refund
    PRIVACY = "privacy"  # delete my data, what do you store
    CHITCHAT = "chitchat"
    OUT_OF_SCOPE = "out_of_scope"

    ALL = (
        RECOMMEND, INFORM, REFUSE, RETRACT, NO_PREFERENCE, CRITIQUE, MORE, COMPARE, ASK_ATTRIBUTE, ASK_REVIEWS,
        ASK_POLICY, PICK, WISHLIST, EXPLAIN, SHOW_WISHES, START_OVER, AFFIRM, DENY, GREET, THANK, BYE, HANDOFF,
        COMPLAIN, ORDER, PRIVACY, CHITCHAT, OUT_OF_SCOPE,
    )  # fmt: skip


@dataclass(frozen=True)
class Preference:
    """One wish. Hard wishes are never silently relaxed (design decision 10).

    `attribute`: a key of the schema, a reserved field, or "text" (free words, soft). `operator` "in" takes a list (any
    of them); "~" means about (knowledge decides the width). `said_at`: number of the user's turn, from 1. `text`: the
    shopper's own words.
    """

    attribute: str
    operator: Operator
    value: Value
    polarity: Literal["for", "against"] = "for"
    strength: Literal["hard", "soft"] = "hard"
    said_at: int = 0
    text: str = ""


@dataclass(frozen=True)
class Critique:
    """A wish relative to what was shown: more or less of an attribute. `amount` is the step asked for, or None.

    `direction` -1 = less/smaller/cheaper/lighter, +1 = more; 0 = another value (换个颜色, another brand).
    """

    attribute: str
    direction: Literal[-1, 0, 1]
    amount: float | None = None
    text: str = ""


@dataclass(frozen=True)
class Reference:
    """An item that is pointed at.

    kind "ordinal": `value` counts from 1 in the list last shown, -1 is the last; "item": `value` is an item_id;
    "focus": the item under discussion (它, this one); "superlative": the shown item with least/most of `value`
    (an attribute key), `direction` -1 or +1; "brand"/"value": the shown items that have `value` in `attribute`;
    "all": all that were shown, or as many as `value` says (两个都要了: those last spoken of); "page": the item of the
    page in view. `among`: the list meant, "" = the one last shown that is long enough, "first": the first of the
    conversation, "previous": the one before the last, "earlier": that before what the last reply brought.
    """

    kind: Literal["ordinal", "item", "focus", "superlative", "value", "all", "page"]
    value: Value = ""
    attribute: str = ""
    direction: int = 0
    text: str = ""
    among: Literal["", "first", "previous", "earlier"] = ""


@dataclass(frozen=True)
class Question:
    """A question about goods: which attribute, and the value asked for (是黑色吗 -> color, 黑色), or None.

    `attribute` may also be "reviews", "stock", "url", "policy:<topic>", "privacy:<what is wanted>", or "" when the
    asked thing linked to nothing in this shop; `text` then holds the shopper's words.
    """

    attribute: str
    value: Value | None = None
    text: str = ""


@dataclass(frozen=True)
class Unknown:
    """Something named that this shop does not have: label "category", "brand" or "value"; `attribute` where known."""

    label: str
    text: str
    attribute: str = ""


@dataclass(frozen=True)
class Ambiguity:
    """Words with several readings in this shop; `options` are whole wishes to choose from."""

    text: str
    options: list[Preference]


@dataclass(frozen=True)
class Colour:
    """One main colour of the thing in a picture: "#rrggbb" and its share of the thing, 0 to 1."""

    code: str
    share: float


@dataclass(frozen=True)
class Act:
    """One dialogue act of an utterance with its calibrated confidence, 0 to 1."""

    name: str
    confidence: float = 1.0


@dataclass(frozen=True)
class Understanding:
    """All that one utterance says, linked to one shop. Made by nlu, read by knowledge; travels inside Rasa's events.

    `acts`: main one first, never empty. `wishes`: said in this utterance. `dropped`: attributes taken back, "*" = all.
    `keywords`: content words that linked to nothing; a soft text query, "" = none. `sentiment`: -1 to 1.
    `corrected`: words as typed -> as understood (spelling, pinyin). `source`: typed text or a pressed quick reply.
    """

    text: str
    locale: Locale
    acts: list[Act]
    wishes: list[Preference] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    critiques: list[Critique] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    unknown: list[Unknown] = field(default_factory=list)
    ambiguous: list[Ambiguity] = field(default_factory=list)
    keywords: str = ""
    sentiment: float = 0.0
    corrected: dict[str, str] = field(default_factory=dict)
    source: Literal["text", "payload"] = "text"

    def has(self, *names: str) -> bool:
        """Say whether any of these acts is among the acts."""
        return any(a.name in names for a in self.acts)
