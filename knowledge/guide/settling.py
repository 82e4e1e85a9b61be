"""Settle what a wish is about, from the goods: under which attribute they state it, and which kind of goods it means.

Owns: moving a value to the attribute under which the wished kind of goods has it (silk fills a quilt, sheets are made
of it), the kind of goods that a wish implies, and reading "what about the red ones" as a wish. Does not know: how
wishes are folded, dialogue moves.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from knowledge.columns import CodesColumn, Mask, TagsColumn
from knowledge.guide import meant, schema, years
from knowledge.guide.meeting import can_meet, meets
from knowledge.guide.scope import categories_of, scope
from knowledge.types import Act, DialogueState, Preference, Question, Reference, Understanding, UserAct
from knowledge.view import ShopView

#: Attributes whose values are names, not qualities: a wish is never moved to or from these.
_NAMES = ("category", "brand", "title", "text")
#: A request for something else: 再帮我找一个能玩3天的地方.
_SOUGHT = re.compile(
    r"(?:找|推荐|介绍|换)(?:一下)?[^,，。]{0,3}[个家款间台双件条本处]|(?<![a-z])(?:find|show|recommend) me an?(?![a-z])"
)
#: Wishes beside which a request is one of its own, not a further wish for the goods in question.
N_ANEW = 2


def settle(view: ShopView, standing: Sequence[Preference], said: Understanding) -> list[Preference]:
    """Return the wishes of a turn, each on the attribute that the goods state it under, an implied kind first.

    `standing`: the wishes before this turn.
    """
    if takes_back(said) or said.has(UserAct.NO_PREFERENCE):
        return list(said.wishes)
    if categories_of(standing):
        kind = _of_kind(view, standing)
        said = replace(said, wishes=[_quality(view, wish, kind) for wish in said.wishes])
    implied = [] if categories_of(said.wishes) else _implied(view, standing, said)
    within = _of_kind(view, [*said.wishes, *implied] if categories_of([*said.wishes, *implied]) else standing)
    return [*implied, *(_where_stated(view, wish, within) for wish in said.wishes)]


def takes_back(said: Understanding) -> bool:
    """Say whether the wishes of a turn take back what stands (凌峰也行, a pressed "forget this").

    Beside an attribute that is taken back (评分没要求了，找家4分以上的) they are wishes like any other.
    """
    return said.has(UserAct.RETRACT) and not (said.source == "text" and said.dropped)


def value_wishes(view: ShopView, said: Understanding, missed: Sequence[Reference]) -> list[Preference]:
    """Return what references by value that point at nothing shown (那羊毛的呢) wish for, where any goods have it."""
    found = []
    for reference in missed:
        if reference.kind == "value" and reference.attribute:
            operator = "in" if isinstance(reference.value, list) else "="
            wish = Preference(reference.attribute, operator, reference.value, text=reference.text)  # type: ignore[arg-type]
            if can_meet(view, wish, view.in_stock) and np.any(meets(view, wish)):
                found.append(replace(wish, text=""))
    return found


def asked_for(view: ShopView, said: Understanding) -> list[Preference]:
    """Return what a question about no item (哪里能吃到豌豆黄) wishes for: goods that have the value asked for."""
    wishes = [Preference(q.attribute, "=", q.value) for q in said.questions if isinstance(q.value, str) and q.attribute]
    return [w for w in wishes if can_meet(view, w, view.in_stock) and np.any(meets(view, w))]


def of_a_year(view: ShopView, standing: Sequence[Preference], said: Understanding, today: date) -> Understanding:
    """Return the turn with this year or last year as a wish, where it is said of goods that state their year."""
    wished = years.meant(view, said, _of_kind(view, standing), today)
    return as_wish(said, wished) if wished else said


def in_name(view: ShopView, state: DialogueState, said: Understanding, words: str) -> Preference:
    """Return the wish that free words make: where they are all that is said (20寸的) and some of the goods in question
    are called so and others are not, goods called so; else goods that the words find.
    """
    alone = said.source == "text" and not said.wishes and not said.critiques and not said.has(UserAct.REFUSE)
    called = Preference("title", "contains", words, text=words)
    if alone and len(words) > 1 and " " not in words:
        fits = scope(view, state.wishes, state.refused).fits
        so = meets(view, called) & fits
        if so.any() and not np.array_equal(so, fits):
            return called
    return Preference("text", "contains", words, strength="soft", text=words)


_ANY = re.compile(
    r"有[吗么没]|有没有|(?<![a-z])(?:do you have|have you|are there|is there|any)(?![a-z])", re.IGNORECASE
)


def others_asked_for(view: ShopView, before: DialogueState, said: Understanding) -> list[Preference]:
    """Return what a question after goods that do not all have it (鹅绒的有吗) wishes for: goods that have it."""
    last = [p for i in (before.shown[-1] if before.shown else []) if (p := view.position(i)) is not None]
    if len(last) < 2 or not _ANY.search(said.text):
        return []
    fits = scope(view, before.wishes, before.refused)
    found = []
    for wish in asked_for(view, said):
        owns = meets(view, wish)
        mine = [w for w in fits.hard if w.attribute == wish.attribute]
        if not owns[last].all() and np.any(owns & fits.without(mine)):
            found.append(wish)
    return found


_REFUSED = re.compile(r"(?:不要|不能|不想要|别要|别|不)(?:有|带|含|是)?(?P<what>[\u4e00-\u9fff]{2,6}?)的?[了吧哦啊]?")


def refused_unknown(before: DialogueState, said: Understanding) -> list[str]:
    """Return the shopper's words where goods are refused for what linked to nothing (不要带小零件的): no catalogue
    tells, and that is to be said. Empty for all other turns.
    """
    nothing = not (said.wishes or said.critiques or said.references or said.questions or said.dropped or said.unknown)
    text = said.text.strip(" 。！!，,")
    lost = said.source == "text" and said.acts[0].name in (UserAct.OUT_OF_SCOPE, UserAct.INFORM, UserAct.REFUSE)
    found = _REFUSED.fullmatch(text) if nothing and lost and before.shown and text.endswith("的") else None
    return [text.removesuffix("的")] if found else []


def variants_asked(view: ShopView, said: Understanding, pointed: Sequence[str]) -> Understanding:
    """Return the turn as a question where it asks whether an item comes otherwise (does it come in other colours) and
    the goods list what they come in, or this one does not say.
    """
    asks = said.source == "text" and meant.asks(said.text) and len(pointed) == 1 and not said.wishes
    if not asks or not said.critiques or any(c.direction for c in said.critiques):
        return said
    keys = [c.attribute for c in said.critiques]
    item = view.item(pointed[0])
    listed = item and all(isinstance(view.columns.get(k), TagsColumn) or item.value(k) is None for k in keys)
    if not listed:
        return said
    questions = [Question(key, text=said.text) for key in keys]
    return replace(said, acts=[Act(UserAct.ASK_ATTRIBUTE)], critiques=[], questions=questions)


def variant_meant(view: ShopView, said: Understanding) -> str:
    """Return the item that a question means whose name several goods bear, "" where they are not one thing.

    Colours and sizes of one model are one thing to who asks what people say of it; the best known of them answers. What
    merely fits that model (a case for it) is of another kind and not meant.
    """
    if not said.has(UserAct.ASK_REVIEWS, UserAct.ASK_ATTRIBUTE) or said.references:
        return ""
    named = [o.value for a in said.ambiguous for o in a.options if o.attribute == "title"]
    positions = [p for name in named for p in np.flatnonzero(view.mask(Preference("title", "=", str(name)))).tolist()]
    items = [view.item_at(p) for p in positions]
    kinds = [i.category for i in items]
    kind = max(dict.fromkeys(kinds), key=kinds.count, default="")
    of_kind = [i for i in items if i.category == kind]
    if not of_kind or len({i.brand for i in of_kind}) > 1:
        return ""
    return max(of_kind, key=lambda i: len(view.reviews(i.item_id))).item_id


def about_item(said: Understanding, item_id: str) -> Understanding:
    """Return the turn as one about this item: its name is no topic of the question."""
    questions = said.questions
    for ambiguity in said.ambiguous:
        questions = [replace(q, text=q.text.replace(ambiguity.text, "")) for q in questions]
    return replace(said, references=[Reference("item", item_id)], ambiguous=[], questions=questions)


def as_wish(said: Understanding, wishes: Sequence[Preference]) -> Understanding:
    """Return the turn as one that states these wishes instead of deciding for an item or asking about one."""
    acts = [a for a in said.acts if a.name not in (UserAct.PICK, UserAct.ASK_ATTRIBUTE)]
    wished = {w.attribute for w in wishes}
    questions = [q for q in said.questions if q.attribute not in wished]
    return replace(
        said, acts=[Act(UserAct.INFORM), *acts], wishes=[*said.wishes, *wishes], references=[], questions=questions
    )


def _implied(view: ShopView, standing: Sequence[Preference], said: Understanding) -> list[Preference]:
    """Return the kind of goods that alone has what is wished for.

    While another kind is in question, only a request of its own changes it: 要防滑的 says nothing of shoes to who looks
    for a phone.
    """
    wanted = categories_of(standing)
    sought = bool(_SOUGHT.search(said.text.lower()))
    if wanted and not (said.has(UserAct.RECOMMEND) and (sought or len(said.wishes) > N_ANEW)):
        return []
    for wish in said.wishes:
        owner = view.shop.attribute(wish.attribute)
        if owner is None or len(owner.categories) != 1 or wish.polarity == "against" or wish.strength == "soft":
            continue
        if not wanted or not schema.applies(view.shop, owner, wanted):
            return [Preference("category", "=", owner.categories[0])]
    return []


def _quality(view: ShopView, wish: Preference, within: Mask) -> Preference:
    """Read another kind of goods as a quality where its short name is one of the goods in question (旅行 of a dress:
    for travelling, not a journey). The full name of the kind still changes the subject.
    """
    if wish.attribute != "category" or not wish.text or wish.text == wish.value or np.any(meets(view, wish) & within):
        return wish
    for owner in view.shop.attributes:
        if owner.key in _NAMES or owner.type not in ("category", "tags"):
            continue
        value = next((v for v, aliases in owner.values.items() if wish.text in (v, *aliases)), wish.text)
        quality = replace(wish, attribute=owner.key, value=value, operator="=")
        if _count(view, quality, within):
            return quality
    return wish


def _of_kind(view: ShopView, wishes: Sequence[Preference]) -> Mask:
    within: Mask = np.ones(view.n_items, dtype=bool)
    for wish in wishes:
        if wish.attribute == "category" and wish.polarity == "for" and can_meet(view, wish, within):
            within = within & meets(view, wish)
    return within


def _where_stated(view: ShopView, wish: Preference, within: Mask) -> Preference:
    """Return the wish, on another attribute where only under that one these goods have the value."""
    if wish.attribute in _NAMES or not isinstance(wish.value, str) or wish.operator not in ("=", "contains"):
        return wish
    if not isinstance(view.columns.get(wish.attribute), CodesColumn | TagsColumn) or _count(view, wish, within):
        return wish
    best, best_count = wish, 0
    for owner in view.shop.attributes:
        if owner.key in (*_NAMES, wish.attribute) or owner.type not in ("category", "tags"):
            continue
        value = _spelled(owner.values, wish)
        moved = replace(wish, attribute=owner.key, value=value, operator="=")
        if (count := _count(view, moved, within)) > best_count:
            best, best_count = moved, count
    return best


def _spelled(values: dict[str, list[str]], wish: Preference) -> str:
    """Return the value as the attribute spells it."""
    names = {str(wish.value), wish.text}
    return next((v for v, aliases in values.items() if names & {v, *aliases}), str(wish.value))


def _count(view: ShopView, wish: Preference, within: Mask) -> int:
    wished_for = replace(wish, polarity="for")
    return int(np.count_nonzero(meets(view, wished_for) & within)) if can_meet(view, wished_for, within) else 0
