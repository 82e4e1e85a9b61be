"""Look one question up in what is known of one item: attributes, then the description, then reviews.

Owns: where an answer may stand and what counts as one. Does not know: dialogue, wording. Nothing is inferred that is
not written, apart from the order of numbers and the water-protection digit of IEC 60529 codes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from knowledge.guide import meant, overview, reviewing, terms
from knowledge.tokens import fold
from knowledge.types import Answer, Attribute, Item, ItemValue, Question, Value
from knowledge.view import ShopView

#: IEC 60529: second digit 4 = splashing from any side does no harm; below that it is not what people call waterproof.
_IP_CODE = re.compile(r"^ip[x\d](\d)", re.IGNORECASE)
_SPLASH = 4
#: Attribute of an answered question for complaints: 有差评吗.
COMPLAINTS = "complaints"
_ASKS_FOR_WORST = re.compile(
    r"缺点|毛病|不足之处|槽点|差评|坏评|负评|吐槽"
    r"|(?<![a-z])(?:bad|negative|poor|critical) (?:reviews?|ratings?|feedback)"
    r"|(?<![a-z])(?:complain|downsides?|drawbacks?|flaws?)"
)


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
        of_amount = question.value is None and not isinstance(value, bool) and meant.asks_how_much(question.text)
        whether = None if of_amount else holds(owner, value, question.value)
        return Answer(question, "attribute", item, value, whether)
    words = _words(owner, question, item)
    quote = _described(item, words, every=owner is None)
    if quote:
        return Answer(question, "description", item, quote=quote)
    return _from_reviews(view, item, question, words, locale, always=False, every=owner is None)


def asks_for_worst(text: str) -> bool:
    """Say whether a question is for what is bad about goods: 有什么缺点, any drawbacks."""
    return bool(_ASKS_FOR_WORST.search(fold(text)))


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


def _topic(item: Item, question: Question) -> list[str]:
    return meant.topic(question.text, item)


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
    worst = always and not words and _ASKS_FOR_WORST.search(fold(question.text)) is not None
    found = read(topic=words, least=least, kin=always, worst=worst) if words or always else reviewing.Opinion()
    if worst:
        question = replace(question, attribute=COMPLAINTS)
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
