"""Hold a decision against the known answer and against the catalogue.

Owns: the verdicts "right", "silent" (says that it does not know although the catalogue does), "wrong", "invented".
Does not know: how an answer was found. "Invented": a fact, count or quote that the catalogue does not bear out, or a
yes to a question that the catalogue leaves open.
"""

from __future__ import annotations

from typing import Any, Literal

from knowledge.answers.asked import Gold
from knowledge.tokens import fold
from knowledge.types import Answer, Decision, Item

Verdict = Literal["right", "silent", "wrong", "invented"]


def judge(view: Any, decision: Decision, gold: Gold) -> Verdict:
    """Return the verdict on the decision of the last turn."""
    if not all(is_true(view, a) for a in decision.answers) or not _rows_are_true(view, decision):
        return "invented"
    if gold.kind == "compare":
        return "right" if _compares(decision, gold) else "wrong"
    about = [a for a in decision.answers if a.item is not None and a.item.item_id in gold.item_ids]
    if gold.kind == "silent" and decision.answers and all(_says_nothing(a) for a in decision.answers):
        return "right"
    if decision.act != "answer" or decision.topic != "facts" or not about:
        return "silent" if gold.kind == "silent" and decision.topic in ("facts", "nothing_shown") else "wrong"
    if gold.kind == "silent":
        return "invented" if any(a.holds for a in about) else "wrong"
    if any(_answers(a, gold) for a in about):
        return "right"
    return "silent" if all(a.source == "none" for a in about) else "wrong"


def is_true(view: Any, answer: Answer) -> bool:
    """Say whether the catalogue bears out every fact, count and quote of an answer."""
    if answer.item is None or answer.source in ("none", "policy"):
        return True
    item: Item | None = view.item(answer.item.item_id)
    if item is None:
        return False
    reviews = [r.text for r in view.reviews(item.item_id)]
    if answer.source in ("attribute", "stock"):
        key = answer.question.attribute
        return bool(answer.value == (item.url if key == "url" else item.value(key)))
    if answer.source == "description":
        texts = [item.description, *(str(v) for v in item.attributes.values())]
        return bool(answer.quote) and any(_squeezed(answer.quote) in _squeezed(t) for t in texts)
    quoted = not answer.quote or any(answer.quote.rstrip("…") in t for t in reviews)
    counted = answer.n_reviews == len(reviews) and answer.n_positive + answer.n_negative <= len(reviews)
    return quoted and counted and answer.n_mention <= len(reviews)


def _says_nothing(answer: Answer) -> bool:
    """Say whether an answer says that nothing is known: of the catalogue, or of reviews that do not speak of it."""
    return answer.source == "none" or (answer.source == "reviews" and not answer.n_mention and not answer.quote)


def _answers(answer: Answer, gold: Gold) -> bool:
    if gold.kind == "reviews":
        # A good name may be told by the rating, where the shop calls it so. Without a quote the reply says that the
        # reviews do not speak of what was asked.
        return (answer.source == "reviews" and bool(answer.quote)) or (
            answer.source == "attribute" and answer.question.attribute == "rating"
        )
    if gold.kind == "described":
        return answer.source in ("description", "reviews") and fold(gold.word) in fold(answer.quote)
    if answer.question.attribute != gold.attribute or answer.source != "attribute":
        # "Does it have a pool" is as well answered by the list of facilities, if yes and no are right.
        return gold.holds is not None and answer.holds == gold.holds and answer.source == "attribute"
    return answer.value == gold.value and gold.holds in (None, answer.holds)


def _compares(decision: Decision, gold: Gold) -> bool:
    ids = [s.item.item_id for s in decision.items]
    if decision.act != "compare" or set(ids) != set(gold.item_ids):
        return False
    return not gold.attribute or any(r.attribute == gold.attribute for r in decision.rows)


def _rows_are_true(view: Any, decision: Decision) -> bool:
    items = [view.item(s.item.item_id) for s in decision.items]
    return all(
        value == item.value(row.attribute)
        for row in decision.rows
        for value, item in zip(row.values, items, strict=True)
        if item is not None
    )


def _squeezed(text: str) -> str:
    return "".join(fold(text).split())
