"""What to say of an item as a whole ("how is the first one"): the facts that tell it, what people say, one sentence of
its description that states something.

Owns: which facts tell an item. Does not know: wording, dialogue. A slogan states nothing and is not quoted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from knowledge.columns import NumberColumn
from knowledge.guide import reviewing, schema, terms
from knowledge.types import Answer, Attribute, Item, Preference, Question
from knowledge.view import ShopView

#: Facts told of an item, price aside.
N_FACTS = 3
#: Characters of a description that are quoted; the card shows the rest.
N_DESCRIPTION_CHARS = 120
#: Values longer than this are read, not heard.
_N_VALUE_CHARS = 24
_N_TAGS = 4
#: Goods of a kind that a number is held against; fewer tell nothing.
_N_KIN = 5
#: What a sentence that states something has: a figure, or a verb of having or being able to.
_STATES = re.compile(
    r"\d|支持|保留|采用|附|配有|内置|自带|可以|可拆|可调|含|适合|通过|兼容|材质|面料|尺寸|口袋|接口"
    r"|(?<![a-z])(?:supports?|comes with|includes?|made of|has|have|fits|works with|can be|up to)(?![a-z])",
    re.IGNORECASE,
)


def of_item(view: ShopView, item: Item, question: Question, wishes: Sequence[Preference], locale: str) -> list[Answer]:
    """Return price, the facts that tell the item, its reviews, and a sentence that states something; none twice.

    The facts are what was wished for, then the numbers in which it stands out among its kind. Never empty: where the
    catalogue says nothing of an item, that is the answer.
    """
    keys = (["price"] if item.price is not None else []) + telling(view, item, wishes)
    answers = [Answer(Question(key, text=question.text), "attribute", item, item.value(key)) for key in keys]
    read = partial(reviewing.read, view.shop, view.reviews(item.item_id), locale=locale, category=item.category)
    opinion = read()
    if opinion.n:
        answers.append(
            Answer(
                replace(question, attribute="reviews"), "reviews", item, quote=opinion.quote, n_reviews=opinion.n,
                n_positive=opinion.n_positive, n_negative=opinion.n_negative, share_positive=opinion.share_positive,
                praised=opinion.praised, blamed=opinion.blamed,
            )
        )  # fmt: skip
    stating = next((s for s in terms.sentences(item.description) if _STATES.search(s)), "")
    quote = stating or (described(item) if len(answers) < 2 else "")
    if quote and (len(answers) < 4 or not opinion.n):
        answers.append(Answer(question, "description", item, quote=quote))
    return answers or [Answer(question, "none", item)]


def telling(view: ShopView, item: Item, wishes: Sequence[Preference]) -> list[str]:
    """Return the keys of at most N_FACTS attributes that tell this item from its kind."""
    wished = [w.attribute for w in wishes]
    found: list[tuple[float, int, str]] = []
    for place, owner in enumerate(schema.all_of(view.shop)):
        value = item.value(owner.key)
        if owner.key in ("price", "category", "title", "brand", "stock", "rating") or not _can_be_told(value):
            continue
        if owner.type == "text" or value is False:
            continue
        weight = 2.0 if owner.key in wished else _standing(view, item, owner)
        found.append((-weight, place, owner.key))
    return [key for _, _, key in sorted(found)[:N_FACTS]]


def described(item: Item) -> str:
    """Return the beginning of the description, whole sentences of at most N_DESCRIPTION_CHARS characters."""
    quote = ""
    for sentence in terms.sentences(item.description):
        if quote and len(quote) + len(sentence) > N_DESCRIPTION_CHARS:
            break
        quote = f"{quote} {sentence}".strip() if sentence.isascii() else quote + sentence
    return quote


def _can_be_told(value: object) -> bool:
    if value is None or value in ("", []):
        return False
    if isinstance(value, list):
        return len(value) <= _N_TAGS
    return not isinstance(value, str) or len(value) <= _N_VALUE_CHARS


def _standing(view: ShopView, item: Item, owner: Attribute) -> float:
    """Return 0 to 1: the share of its kind that the item is better than, for numbers with a better side; a little for
    what shops ask about, less for the rest.
    """
    column = view.columns.get(owner.key)
    value = item.value(owner.key)
    if owner.better is None or not isinstance(column, NumberColumn) or not isinstance(value, (int, float)):
        return 0.4 if owner.askable else 0.1
    kin = column.values[_kin(view, item.category)]
    kin = kin[~np.isnan(kin)]
    if len(kin) < _N_KIN:
        return 0.3
    worse = kin < value if owner.better == "higher" else kin > value
    return float(worse.mean())


def _kin(view: ShopView, category: str) -> np.ndarray:
    return view.mask(Preference("category", "=", category))
