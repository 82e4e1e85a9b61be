"""Answer questions about goods from facts: attributes, then the description, then reviews, else "the catalogue does
not say".

Owns: which items and questions a turn means, and what is offered after the answers. Does not know: where an answer
stands (`looking_up`), wording.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from knowledge.guide import asking, facets, meant, overview, policies, quick, references, schema, terms
from knowledge.guide.looking_up import answer_one, asks_for_worst
from knowledge.guide.reasons import shown
from knowledge.guide.scope import categories_of
from knowledge.guide.turn import Outcome, Turn
from knowledge.tokens import fold
from knowledge.types import Answer, Item, Option, Payload, Preference, Question, UserAct

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


def answer(turn: Turn) -> Outcome:
    """Answer what was asked, of each item meant. Without any item it is about the list shown, else about the whole
    choice.
    """
    asked = _asked(turn)
    about_shop = [q for q in asked if _is_about_shop(turn, q)]
    if about_shop and len(about_shop) == len(asked):
        return _untold_of_makers(turn, about_shop[0]) or values(turn, about_shop[0])
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
    found = policies + _of_items(turn, items, about_goods)
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
        numbers=_most(turn, items),
    )


#: Which maker's goods last: no catalogue tells, and a list of makers is no answer.
_OF_MAKERS = re.compile(
    r"哪(?:一)?个?(?:牌子|品牌)(?:的|家)?(?P<what>[^,，。?？吗呢]*(?:坏|耐用|质量|靠谱|可靠|故障|返修)[^,，。?？吗呢]*)"
    r"|(?<![a-z])which (?:brand|make)s? (?:is|are|has|have) (?P<en>[^,.?]*(?:reliabl|durabl|quality|fail)[^,.?]*)",
    re.IGNORECASE,
)


def _untold_of_makers(turn: Turn, question: Question) -> Outcome | None:
    """Say that the catalogue does not tell whose goods last, with the makers to look at; None for other questions."""
    found = _OF_MAKERS.search(turn.understanding.text) if question.attribute == "brand" else None
    if found is None:
        return None
    _, listed = values(turn, question)
    words = (found["what"] or found["en"] or "").strip(" 的")
    answers = [Answer(Question("", text=words), "none")]
    return turn.decide("answer", "facts", answers=answers, options=listed.options)


def _most(turn: Turn, items: Sequence[Item]) -> dict[str, float]:
    """Return which extremes the item was pointed at by: which was the lightest asks who it is, not only how light."""
    most = [r for r in turn.understanding.references if r.kind == "superlative"] if len(items) == 1 else []
    return {f"extreme.{r.value}": float(r.direction) for r in most if r.direction}


def told(turn: Turn) -> list[Answer]:
    """Return the answers to what is asked of an item beside something else; none where no item is meant."""
    items = _items_meant(turn)[:1]
    return _of_items(turn, items, [q for q in _asked(turn) if not q.attribute.startswith("policy:")])


def _of_items(turn: Turn, items: Sequence[Item], asked: Sequence[Question]) -> list[Answer]:
    return _once([a for q in asked for i in items for a in _of_item(turn, i, q, len(items) == 1)])


def _of_item(turn: Turn, item: Item, question: Question, alone: bool) -> list[Answer]:
    """Answer one question about one item; "how is it" and "is it well thought of" take several facts."""
    view, locale, said = turn.view, turn.state.locale, turn.understanding
    for other in said.references:  # 从第一家到故宫怎么坐地铁: names of goods are none of what is asked
        if other.kind == "item" and other.text:
            question = replace(question, text=question.text.replace(other.text, " "))
    question = meant.settle(
        view.shop, item, question, corrected=bool(said.corrected), unknown=bool(said.unknown) and bool(turn.pointed)
    )
    if question.attribute == "description" and alone:
        return overview.of_item(view, item, question, turn.state.wishes, locale)
    answers = [answer_one(view, item, question, locale)]
    if question.attribute == "rating" and _REPUTATION.search(fold(question.text)) and alone:
        reviews = answer_one(view, item, replace(question, attribute="reviews", text=""), locale)
        if reviews.source == "reviews":
            answers = [*(a for a in answers if a.source != "none"), reviews]
    return answers


def _once(answers: list[Answer]) -> list[Answer]:
    """Leave out reviews that were told already: 第一个怎么样，大家怎么评价 asks for them twice."""
    kept: list[Answer] = []
    for answer in answers:
        told = any(
            a.source == answer.source == "reviews"
            and (a.item, a.n_mention, a.quote) == (answer.item, answer.n_mention, answer.quote)
            for a in kept
        )
        if not told:
            kept.append(answer)
    return kept


def policy(turn: Turn, question: Question) -> Answer:
    """Answer from the shop's policies, in the shopper's language where it is written in it."""
    topic = question.attribute.removeprefix("policy:")
    texts = turn.view.shop.policies.get(topic, {})
    text = texts.get(turn.state.locale) or next(iter(texts.values()), "")
    text = policies.of_kind(turn.view.shop, text, _kinds_in_question(turn))
    return Answer(question, "policy" if text else "none", value=text or None)


def _kinds_in_question(turn: Turn) -> list[str]:
    """Return the kind of goods under discussion, else wished for; empty where it is open."""
    item = turn.view.item(turn.focus) if turn.focus else None
    return [item.category] if item and item.category else categories_of(turn.state.wishes)


def values(turn: Turn, question: Question) -> Outcome:
    """Tell what there is of an attribute among the goods in question, with counts."""
    owner = schema.attribute(turn.view.shop, question.attribute)
    others = [w for w in turn.scope.hard if w.attribute == question.attribute]
    mask = turn.scope.without(others)
    if not mask.any():  # nothing fits now: what there is of it among goods of that kind
        kind = [w for w in turn.scope.hard if w.attribute == "category"]
        mask = turn.scope.without([w for w in turn.scope.hard if w not in kind])
    options: list[Option] = []
    if owner and owner.type == "number":
        positions = np.flatnonzero(mask)
        column = facets.take(turn.view.column(owner.key), positions)
        found = facets.answers(owner, column, np.full(len(positions), 1 / max(len(positions), 1)))
        counts = [int(m.sum()) for m in facets.masks(turn.view, found, mask)]
        left = [(answer, count) for answer, count in zip(found, counts, strict=True) if count]
        asked = asking.AskedQuestion(owner.key, [a for a, _ in left], [c for _, c in left], 0.0)
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
        asked = [
            # No catalogue tells its goods' faults; who bought them does.
            replace(q, attribute="reviews") if q.attribute == "description" and asks_for_worst(q.text) else q
            for q in said.questions
        ]
        return [
            replace(q, text=said.text) if q.attribute == "reviews" and not terms.content(q.text) else q for q in asked
        ]
    if turn.understanding.has(UserAct.ASK_REVIEWS):
        return [Question("reviews")]
    if turn.understanding.has(UserAct.ASK_POLICY):
        return [Question(f"policy:{topic}") for topic in turn.view.shop.policies]
    return [Question("", text=said.text if meant.asks(said.text) else said.keywords or said.text)]


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
