"""Answer questions about goods from facts: attributes, then the description, then reviews, else "the catalogue does
not say".

Owns: where an answer is looked up and what may be said of it. Does not know: wording. Nothing is inferred that is not
written, apart from the order of numbers and the water-protection digit of IEC 60529 codes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from knowledge.guide import asking, facets, meant, overview, quick, references, reviewing, schema, terms
from knowledge.guide.reasons import shown
from knowledge.guide.turn import Outcome, Turn
from knowledge.tokens import fold
from knowledge.types import (
    Answer,
    Attribute,
    Item,
    ItemValue,
    Option,
    Payload,
    Preference,
    Question,
    UserAct,
    Value,
)  # fmt: skip
from knowledge.view import ShopView

N_ITEMS = 3
N_VALUES = 8
#: Items that a comparison sets side by side at most.
N_COMPARED = 4
#: Two items pointed at, and one of them asked for: which is cheaper, the first or the second?
_WHICH = re.compile(
    r"哪一?[个款台家件双]|谁更|比|还是|区别|差别|不同|(?<![a-z])(?:which|vs|versus|or|difference|compare)(?![a-z])"
)
#: The good name of a thing is its rating and what people say.
_REPUTATION = re.compile(r"口碑|好评|评价|(?<![a-z])(?:reviews?|reviewed|rated by)(?![a-z])")
#: IEC 60529: second digit 4 = splashing from any side does no harm; below that it is not what people call waterproof.
_IP_CODE = re.compile(r"^ip[x\d](\d)", re.IGNORECASE)
_SPLASH = 4


def answer(turn: Turn) -> Outcome:
    """Answer what was asked, of each item meant. Without any item it is about the list shown, else about the whole
    choice.
    """
    asked = _asked(turn)
    about_shop = [q for q in asked if _is_about_shop(turn, q)]
    if about_shop and len(about_shop) == len(asked):
        return values(turn, about_shop[0])
    items = _items_meant(turn)
    policies = [policy(turn, q) for q in asked if q.attribute.startswith("policy:")]
    about_goods = [q for q in asked if not q.attribute.startswith("policy:")]
    if about_goods and not items:
        if turn.n_missed:
            return turn.decide("sorry", "no_such_item", text=turn.understanding.text, options=_back(turn))
        if policies:
            return turn.decide("answer", "facts", answers=policies, options=_back(turn))
        known = next((q for q in about_goods if q.attribute in turn.view.columns), None)
        if known:
            return values(turn, known)
        return turn.decide("sorry", "nothing_shown", text=turn.understanding.text, options=_back(turn))
    found = policies + [a for q in about_goods for i in items for a in _of_item(turn, i, q, len(items) == 1)]
    positions = [p for i in items if (p := turn.view.position(i.item_id)) is not None] if about_goods else []
    state = replace(turn.state, focus=items[0].item_id) if about_goods and len(items) == 1 else turn.state
    options, offer = _next(turn, found, items)
    return turn.decide(
        "answer",
        "facts",
        items=shown(turn.view, turn.scope, positions),
        answers=found,
        state=replace(state, offer=offer),
        options=options,
    )


def _of_item(turn: Turn, item: Item, question: Question, alone: bool) -> list[Answer]:
    """Answer one question about one item; "how is it" and "is it well thought of" take several facts."""
    view, locale, said = turn.view, turn.state.locale, turn.understanding
    question = meant.settle(
        view.shop, item, question, corrected=bool(said.corrected), unknown=bool(said.unknown) and bool(turn.pointed)
    )
    if question.attribute == "description" and alone:
        return overview.of_item(view, item, question, turn.state.wishes, locale)
    answers = [answer_one(view, item, question, locale)]
    if question.attribute == "rating" and _REPUTATION.search(fold(question.text)) and alone:
        reviews = answer_one(view, item, replace(question, attribute="reviews", text=""), locale)
        answers += [reviews] if reviews.source == "reviews" else []
    return answers


def answer_one(view: ShopView, item: Item, question: Question, locale: str) -> Answer:
    """Answer one question about one item. `locale`: language in which topics of reviews are named."""
    key = question.attribute
    if key == "reviews":
        return _from_reviews(view, item, question, _topic(item, question), locale, always=True)
    if key == "description":
        quote = overview.described(item)
        return Answer(question, "description" if quote else "none", item, quote=quote)
    if key == "stock":
        in_stock = item.stock is None or item.stock > 0
        return Answer(
            question,
            "stock" if item.stock is not None else "none",
            item,
            item.stock,
            in_stock if item.stock is not None else None,
        )
    if key == "url":
        return Answer(question, "attribute" if item.url else "none", item, item.url)
    owner = meant.attribute_of(view.shop, question)
    value = item.attributes.get("rating") if key == "rating" else item.value(key) if key else None
    if owner is not None and value is not None:
        return Answer(question, "attribute", item, value, holds(owner, value, question.value))
    words = _words(owner, question, item)
    quote = _described(item, words, every=owner is None)
    if quote:
        return Answer(question, "description", item, quote=quote)
    return _from_reviews(view, item, question, words, locale, always=False, every=owner is None)


def holds(owner: Attribute, value: ItemValue, asked: Value | None) -> bool | None:
    """Say whether the item's value is what was asked for; None where that is not a yes-no question."""
    if isinstance(value, bool):
        return value if asked is None else value == _as_bool(asked)
    if asked is None or asked is True:
        code = _IP_CODE.match(value) if isinstance(value, str) else None
        return int(code.group(1)) >= _SPLASH if code else None
    if isinstance(value, (int, float)) and not isinstance(asked, (bool, list)):
        return _number_holds(owner, float(value), asked)
    wanted = {fold(str(a)) for a in (asked if isinstance(asked, list) else [asked])}
    has = {fold(str(v)) for v in (value if isinstance(value, list) else [value])}
    return bool(wanted & has)


def policy(turn: Turn, question: Question) -> Answer:
    """Answer from the shop's policies, in the shopper's language where it is written in it."""
    topic = question.attribute.removeprefix("policy:")
    texts = turn.view.shop.policies.get(topic, {})
    text = texts.get(turn.state.locale) or next(iter(texts.values()), "")
    return Answer(question, "policy" if text else "none", value=text or None)


def values(turn: Turn, question: Question) -> Outcome:
    """Tell what there is of an attribute among the goods in question, with counts."""
    owner = schema.attribute(turn.view.shop, question.attribute)
    others = [w for w in turn.scope.hard if w.attribute == question.attribute]
    mask = turn.scope.without(others)
    options: list[Option] = []
    if owner and owner.type == "number":
        positions = np.flatnonzero(mask)
        column = facets.take(turn.view.column(owner.key), positions)
        found = facets.answers(owner, column, np.full(len(positions), 1 / max(len(positions), 1)))
        counts = [int(m.sum()) for m in facets.masks(turn.view, found, mask)]
        asked = asking.AskedQuestion(owner.key, found, counts, 0.0)
        options = asking.options(asked, no_preference=False)
    elif owner:
        options = [
            asking.wish_option(Preference(owner.key, "=", value), count)  # type: ignore[arg-type]
            for value, count in turn.view.facet(owner.key, mask)[:N_VALUES]
        ]
    return turn.decide("answer", "values", attribute=question.attribute, options=options, n_matching=int(mask.sum()))


def _asked(turn: Turn) -> list[Question]:
    """Return the questions; an act of asking without a linked question is one about everything said in the turn."""
    said = turn.understanding
    if said.questions:
        # "Will it lag after a year, what do people say" names its topic beside the question.
        return [
            replace(q, text=said.text) if q.attribute == "reviews" and not terms.content(q.text) else q
            for q in said.questions
        ]
    if turn.understanding.has(UserAct.ASK_REVIEWS):
        return [Question("reviews")]
    if turn.understanding.has(UserAct.ASK_POLICY):
        return [Question(f"policy:{topic}") for topic in turn.view.shop.policies]
    return [Question("", text=turn.understanding.keywords or turn.understanding.text)]


def _is_about_shop(turn: Turn, question: Question) -> bool:
    """ "Which brands are there" is about the choice; "what brand is it" about an item."""
    if turn.pointed or question.attribute not in turn.view.columns or question.value is not None:
        return False
    return question.attribute in ("brand", "category") or not _items_meant(turn)


def compared(turn: Turn) -> tuple[list[str], list[str]] | None:
    """Return (the two to four items that a question sets side by side, the attributes asked about), None where it
    compares nothing.

    "Which is cheaper, the first or the second" also bears a reference to the cheapest of the list: it is not meant.
    """
    said = turn.understanding
    if not _WHICH.search(fold(said.text)):
        return None
    plain = [r for r in said.references if r.kind not in ("superlative", "focus")]
    ids, _ = references.resolve(turn.view, turn.before, plain, turn.page_item)
    keys = [r.value for r in said.references if r.kind == "superlative" and isinstance(r.value, str)]
    return (ids, keys) if 2 <= len(ids) <= N_COMPARED else None


def _items_meant(turn: Turn) -> list[Item]:
    """Return the items that a question is about: pointed at, else under discussion, else the page's, else those
    shown.
    """
    named = [r for r in turn.understanding.references if r.kind != "focus"]
    if named and len(named) < len(turn.understanding.references):
        # "The third one, what's its style": it is the third, not what was spoken of before.
        ids, _ = references.resolve(turn.view, turn.before, named, turn.page_item)
        if ids:
            return turn.view.items(ids)[:N_ITEMS]
    if turn.pointed:
        return turn.view.items(turn.pointed)[:N_ITEMS]
    if turn.n_missed:
        return []
    if turn.state.focus and (item := turn.view.item(turn.state.focus)):
        return [item]
    if turn.last_list:
        return turn.view.items(turn.last_list)[:N_ITEMS]
    item = turn.view.item(turn.page_item) if turn.page_item else None
    return [item] if item else []


def _topic(item: Item, question: Question) -> list[str]:
    return meant.content(question.text, item)


def _words(owner: Attribute | None, question: Question, item: Item) -> list[str]:
    """Return the folded words to look for in prose: the value asked for, the attribute's names, the shopper's own
    words.
    """
    words: list[str] = []
    if question.value is not None and not isinstance(question.value, bool):
        words += [str(v) for v in (question.value if isinstance(question.value, list) else [question.value])]
    if owner:
        words += [n for names in owner.names.values() for n in names]
    if not words:
        return meant.content(question.text, item)
    return [fold(w) for w in words]


def _described(item: Item, words: Sequence[str], *, every: bool) -> str:
    """Return the sentence of the description that speaks of most of the words. `every`: of nearly all of them, as
    where they are the shopper's own: a sentence about charging is no answer about reverse charging.
    """
    wanted = terms.Words(words)
    best, most = "", _least(words) - 1 if every else 0
    for sentence in terms.sentences(item.description):
        n = len(wanted.found(sentence))
        if n > most:
            best, most = sentence, n
    return best


def _least(words: Sequence[str]) -> int:
    """Return how many of the shopper's own words a text must have to be about them: both of two, two of three ..."""
    return max(1, len(words) if len(words) <= 2 else -(-2 * len(words) // 3))


def _from_reviews(
    view: ShopView, item: Item, question: Question, words: list[str], locale: str, *, always: bool,
    every: bool = False,
) -> Answer:  # fmt: skip
    least = _least(words) if every and words else 1
    read = partial(reviewing.read, view.shop, view.reviews(item.item_id), locale=locale, category=item.category)
    # Who asks for the weight is not told that it feels good in the hand: that is for who asks for opinions.
    found = read(topic=words, least=least, kin=always) if words or always else reviewing.Opinion()
    if words and not found.n_mention and always:
        # Nobody speaks of that; say so, and what they do speak of.
        general = read()
        found = replace(found, praised=general.praised, blamed=general.blamed)
    if always and found.n_mention:
        # Asked of reviews about something: what is counted are the reviews that speak of that, not all of them.
        question = replace(question, attribute="")
    source = "reviews" if (always and found.n) or found.n_mention else "none"
    return Answer(
        question, source, item, quote=found.quote, n_reviews=found.n, n_mention=found.n_mention,  # type: ignore[arg-type]
        n_positive=found.n_positive, n_negative=found.n_negative, share_positive=found.share_positive,
        praised=found.praised, blamed=found.blamed,
    )  # fmt: skip


def _next(turn: Turn, found: Sequence[Answer], items: Sequence[Item]) -> tuple[list[Option], Payload | None]:
    """Return what is offered after an answer: where the catalogue is silent, goods that state it and a person; else
    the way on.
    """
    options: list[Option] = []
    offer: Payload | None = None
    silent = next((a for a in found if a.source == "none"), None)
    if silent:
        wish = _wish_for(turn, silent.question)
        if wish:
            count = asking.checkable_count(turn.scope, wish)
            if count:
                options.append(asking.wish_option(wish, count))
                offer = options[0].payload
        options.append(quick.person())
    if len(items) == 1:
        item = items[0]
        asked = {a.question.attribute for a in found}
        options.append(
            Option(
                Payload([UserAct.PICK], references=[quick.item_reference(item.item_id)]),
                label={"zh": "就这款", "en": "I'll take this one"},
            )
        )
        if "reviews" not in asked and turn.view.n_reviews[turn.view.position(item.item_id)]:
            options.append(quick.reviews(item.item_id))
        others = [i for i in turn.last_list if i != item.item_id]
        if others and item.item_id in turn.last_list:
            options.append(quick.compare_again([item.item_id, others[0]]))
    return (options or _back(turn))[:4], offer


def _wish_for(turn: Turn, question: Question) -> Preference | None:
    """Turn a question that an item leaves open into the wish that it be answered well."""
    owner = schema.attribute(turn.view.shop, question.attribute) if question.attribute else None
    if owner is None or owner.key not in turn.view.columns:
        return None
    if owner.type == "bool":
        return Preference(owner.key, "=", question.value if isinstance(question.value, bool) else True)
    if question.value is None or isinstance(question.value, bool) or owner.type in ("number", "text"):
        return None
    return Preference(owner.key, "=", question.value)


def _back(turn: Turn) -> list[Option]:
    """Return the way back to where the talk was: the question left open, else the goods."""
    if turn.state.open:
        reopened = asking.reopen(turn.view, turn.scope, turn.ranking, turn.state.open)
        if reopened:
            return asking.options(reopened)
    return quick.show_goods(turn.scope.n)


def _as_bool(value: Value) -> bool:
    return value if isinstance(value, bool) else fold(str(value)) in ("true", "yes", "是", "有", "支持", "1")


def _number_holds(owner: Attribute, value: float, asked: Value) -> bool | None:
    try:
        wanted = float(asked)  # type: ignore[arg-type]
    except ValueError:
        return None
    if owner.better == "higher":
        return value >= wanted
    if owner.better == "lower":
        return value <= wanted
    return abs(value - wanted) <= 0.01 * abs(wanted)
