"""The plain shapes that every layer shares: goods, wishes, what was understood, what was decided.

Owns: names and shapes only. Does not know: storage, ranking, wording, Rasa. Standard library only and Python 3.10
syntax, because both environments import it. Every shape turns into JSON and back with `to_json` / `from_json`.
"""

from __future__ import annotations

import dataclasses
import types as _types
import typing
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar, Union

Locale = Literal["zh", "en"]
AttributeType = Literal["category", "number", "bool", "text", "tags"]
Operator = Literal["=", "in", "<", "<=", ">", ">=", "~", "contains"]
Scalar = Union[str, float, bool]
Value = Union[str, float, bool, list[str]]
ItemValue = Union[str, float, bool, list[str]]

#: Fields of an item that behave as attributes in wishes, filters and questions.
RESERVED_ATTRIBUTES = ("category", "brand", "price", "stock", "rating", "title")


# ---------------------------------------------------------------- goods


@dataclass(frozen=True)
class Attribute:
    """One attribute of a shop's schema (design 4.3).

    `names` and `questions` are keyed by locale; the first name is the one shown. `values` maps a canonical value to its
    other spellings in any language. `better` is the direction that shoppers prefer, None where there is none.
    `shown` maps a canonical value to the text shown per locale, where it differs from the value.
    """

    key: str
    type: AttributeType
    names: dict[str, list[str]] = field(default_factory=dict)
    unit: str | None = None
    askable: bool = False
    questions: dict[str, str] = field(default_factory=dict)
    better: Literal["higher", "lower"] | None = None
    values: dict[str, list[str]] = field(default_factory=dict)
    shown: dict[str, dict[str, str]] = field(default_factory=dict)
    categories: list[str] = field(default_factory=list)  # where it occurs; empty = everywhere

    def name(self, locale: str) -> str:
        """Return the name shown in `locale`, else in any locale, else the key."""
        for names in (self.names.get(locale), *self.names.values()):
            if names:
                return names[0]
        return self.key


@dataclass(frozen=True)
class Category:
    """A product category: canonical name (as on items), other names per locale, parent's canonical name or None."""

    name: str
    names: dict[str, list[str]] = field(default_factory=dict)
    parent: str | None = None


@dataclass(frozen=True)
class Shop:
    """A shop's schema as written in shop.yml. `policies` maps a topic (returns, shipping, ...) to text per locale."""

    name: str
    title: dict[str, str]
    language: Locale
    currency: str
    categories: list[Category]
    attributes: list[Attribute]
    brands: dict[str, list[str]] = field(default_factory=dict)  # canonical -> aliases
    policies: dict[str, dict[str, str]] = field(default_factory=dict)

    def attribute(self, key: str) -> Attribute | None:
        """Return the attribute with this key, or None where the shop has none."""
        return next((a for a in self.attributes if a.key == key), None)


@dataclass(frozen=True)
class Item:
    """One thing for sale. `price` in the shop's currency, None = not stated; `stock` in pieces, None = not stated."""

    item_id: str
    title: str
    category: str
    description: str = ""
    brand: str | None = None
    price: float | None = None
    stock: int | None = None
    url: str | None = None
    image_url: str | None = None
    attributes: dict[str, ItemValue] = field(default_factory=dict)

    def value(self, key: str) -> ItemValue | None:
        """Return the value of a reserved field or an attribute, None where the catalogue does not say."""
        own = ("category", "brand", "price", "stock", "title")
        return getattr(self, key) if key in own else self.attributes.get(key)


@dataclass(frozen=True)
class Review:
    """A shopper's review of an item. `rating` 1 to 5 or None; `at` ISO date or None."""

    item_id: str
    text: str
    rating: float | None = None
    at: str | None = None


@dataclass(frozen=True)
class Link:
    """A relation between two items, for example accessory_of, same_series, newer_model_of, near."""

    item_id: str
    relation: str
    other_id: str


# ---------------------------------------------------------------- what was understood


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
    "all": all that were shown; "page": the item of the page in view.
    """

    kind: Literal["ordinal", "item", "focus", "superlative", "value", "all", "page"]
    value: Value = ""
    attribute: str = ""
    direction: int = 0
    text: str = ""


@dataclass(frozen=True)
class Question:
    """A question about goods: which attribute, and the value asked for (是黑色吗 -> color, 黑色), or None.

    `attribute` may also be "reviews", "stock", "url", "policy:<topic>", or "" when the asked thing linked to nothing in
    this shop; `text` then holds the shopper's words.
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


# ---------------------------------------------------------------- what was decided

MessageAct = Literal["ask", "recommend", "answer", "compare", "explain", "handoff", "chat", "sorry"]


@dataclass(frozen=True)
class Reason:
    """Why an item is shown. kind "wish": meets `preference`; "fact": `attribute` = `value`, true of the item;
    "extreme": least/most of `attribute` among the shown items, `direction` -1 or +1; "rating"; "popular"; "graph":
    `value` is a relation. Wording is not decided here.
    """

    kind: Literal["wish", "fact", "extreme", "rating", "popular", "graph"]
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
    """What this turn did to the wishes: kind "added", "replaced", "dropped", "kept"."""

    kind: Literal["added", "replaced", "dropped", "kept"]
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


@dataclass(frozen=True)
class DialogueState:
    """Where a conversation stands; lives in the Rasa tracker's slot `state` as JSON, nowhere else.

    `shown`: item ids of each list shown, oldest first; the last one is what ordinals count in. `focus`: the item under
    discussion. `refused`: items not to be shown again. `asked`: attributes asked, oldest first; `open`: the attribute
    whose question stands unanswered, "" = none. `no_preference`: attributes the shopper does not mind.
    `turn`: user turns so far. `misunderstood`: turns in a row not understood; `refusals`: in a
    row. `last_act`/`last_topic`: of the last reply.
    """

    turn: int = 0
    locale: Locale = "zh"
    wishes: list[Preference] = field(default_factory=list)
    shown: list[list[str]] = field(default_factory=list)
    focus: str = ""
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


# ---------------------------------------------------------------- JSON

T = TypeVar("T")
_HINTS: dict[type, dict[str, Any]] = {}
_DEFAULTS: dict[type, list[tuple[str, bool, Any]]] = {}
_PLAIN = frozenset((str, float, int, bool, type(None)))


def to_json(value: Any) -> Any:
    """Turn a shape into plain JSON values. Fields that hold their default are left out, so that events stay short."""
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind is list or kind is tuple:
        return [to_json(v) for v in value]
    if kind is dict:
        return {k: to_json(v) for k, v in value.items()}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        out = {}
        for name, same_type, default in _DEFAULTS.get(kind) or _DEFAULTS.setdefault(kind, _defaults_of(kind)):
            v = getattr(value, name)
            if v == default and (not same_type or type(v) is type(default)):
                continue
            out[name] = to_json(v)
        return out
    if isinstance(value, dict):
        return {k: to_json(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [to_json(v) for v in value]
    return value


def _defaults_of(kind: type) -> list[tuple[str, bool, Any]]:
    """Return (field, whether a default must have the value's very type, default); made once, it is asked for often."""
    found: list[tuple[str, bool, Any]] = []
    for f in dataclasses.fields(kind):
        if f.default_factory is not dataclasses.MISSING:
            found.append((f.name, False, f.default_factory()))
        else:
            found.append((f.name, True, f.default))  # MISSING equals no value
    return found


def from_json(shape: type[T], data: Any) -> T:
    """Build `shape` from what `to_json` made. Raises ValueError that names the field on wrong or unknown input."""
    return _build(shape, data, shape.__name__)


def _build(hint: Any, data: Any, where: str) -> Any:
    if hint is Any:
        return data
    origin = typing.get_origin(hint)
    args = typing.get_args(hint)
    if origin in (Union, _types.UnionType):
        return _build_union(args, data, where)
    if origin is Literal:
        if data not in args:
            raise ValueError(f"{where}: expected one of {', '.join(map(repr, args))}, found {data!r}")
        return data
    if origin in (list, tuple):
        if not isinstance(data, (list, tuple)):
            raise ValueError(f"{where}: expected a list, found {type(data).__name__}")
        if origin is tuple and args[-1] is not Ellipsis:
            if len(data) != len(args):
                raise ValueError(f"{where}: expected {len(args)} values, found {len(data)}")
            return tuple(_build(a, v, f"{where}[{i}]") for i, (a, v) in enumerate(zip(args, data, strict=True)))
        return origin(_build(args[0], v, f"{where}[{i}]") for i, v in enumerate(data))
    if origin is dict:
        if not isinstance(data, dict):
            raise ValueError(f"{where}: expected an object, found {type(data).__name__}")
        return {k: _build(args[1], v, f"{where}.{k}") for k, v in data.items()}
    if dataclasses.is_dataclass(hint):
        return _build_dataclass(hint, data, where)
    return _build_scalar(hint, data, where)


def _build_union(args: tuple[Any, ...], data: Any, where: str) -> Any:
    if data is None and type(None) in args:
        return None
    # The exact type first: True must stay a bool although float would take it.
    ordered = sorted((a for a in args if a is not type(None)), key=lambda a: a is not type(data))
    for arg in ordered:
        try:
            return _build(arg, data, where)
        except ValueError as error:
            failure = error
    raise failure


def _build_dataclass(hint: Any, data: Any, where: str) -> Any:
    if not isinstance(data, dict):
        raise ValueError(f"{where}: expected an object, found {type(data).__name__}")
    hints = _HINTS.get(hint) or _HINTS.setdefault(hint, typing.get_type_hints(hint))
    unknown = set(data) - set(hints)
    if unknown:
        raise ValueError(f"{where}: unknown field {sorted(unknown)[0]!r}; known are {', '.join(hints)}")
    try:
        return hint(**{k: _build(hints[k], v, f"{where}.{k}") for k, v in data.items()})
    except TypeError as error:
        raise ValueError(f"{where}: {error}") from error


def _build_scalar(hint: Any, data: Any, where: str) -> Any:
    if hint is float and isinstance(data, (int, float)) and not isinstance(data, bool):
        return data
    if isinstance(data, hint) and not (hint is int and isinstance(data, bool)):
        return data
    raise ValueError(f"{where}: expected {hint.__name__}, found {type(data).__name__} {data!r}")
