"""A picture beside the words: its colours become a wish, and "like this one" means it.

Owns: what a picture adds to a turn, how long it counts, what is told about it. Does not know: pixels, moves, wording. A
picture is known by its colours alone; nothing here recognises what it shows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from knowledge.columns import CodesColumn, TagsColumn
from knowledge.guide.meeting import can_meet, meets
from knowledge.guide.preferences import values
from knowledge.guide.scope import categories_of
from knowledge.guide.turn import Turn
from knowledge.pictures import names
from knowledge.types import Act, Colour, Decision, DialogueState, Looked, Preference, Understanding, UserAct
from knowledge.view import ShopView

#: Acts to which no colour answers: the words are followed and the picture is not.
_ELSEWHERE = (
    UserAct.HANDOFF, UserAct.COMPLAIN, UserAct.ORDER, UserAct.PRIVACY, UserAct.ASK_POLICY, UserAct.START_OVER,
    UserAct.SHOW_WISHES, UserAct.WISHLIST, UserAct.COMPARE, UserAct.BYE,
)  # fmt: skip
#: Acts that stay beside a picture; all others (这个有吗, 好看吗) become a wish to be shown goods.
_BESIDE = (UserAct.RECOMMEND, UserAct.INFORM, UserAct.REFUSE, UserAct.RETRACT, UserAct.NO_PREFERENCE)
#: References that mean the picture, where one came along.
_THIS = ("focus", "page")
#: Words that say no more than "like what the picture shows".
_LIKE_IT = re.compile(
    r"类似|相似|相近|同款|一样|差不多|这样|这种|这个|这款|照片|图片|图里|图上|图中|照着|照|拍|颜色|看看|找找?|有没有|"
    r"(?<![a-z])(?:similar|same|like|this|these|that|photo|picture|pic|image|look(?:s|ing)?|colou?r|find|one|ones)(?![a-z])",
    re.IGNORECASE,
)


def look(
    view: ShopView, state: DialogueState, said: Understanding, picture: Sequence[Colour], page_item: str | None
) -> Looked:
    """Say how this shop calls the colours of a picture, and whether it counts beside these words."""
    other = any(r.kind not in _THIS for r in said.references)
    if said.has(*_ELSEWHERE) or other:
        return Looked(list(picture), used=False)
    attribute = names.colour_attribute(view.shop, _kinds(view, state, said, page_item))
    if attribute is None or attribute.key not in view.columns:
        return Looked(list(picture))
    called = names.values_for(attribute, _stated(view, attribute.key), picture)
    return Looked(list(picture), attribute.key if called else "", called)


def meaning(
    view: ShopView, state: DialogueState, said: Understanding, looked: Looked, page_item: str | None
) -> Understanding:
    """Return what the words mean beside the picture: goods of its colours, of the kind that is named or in view."""
    wishes = list(said.wishes)
    if not categories_of([*wishes, *state.wishes]):
        wishes += [Preference("category", "=", kind) for kind in _kinds(view, state, said, page_item)]
    if looked.values and not any(w.attribute == looked.attribute for w in wishes):
        wishes.append(_wish(looked.attribute, looked.values))
    acts = [a for a in said.acts if a.name in _BESIDE] or [Act(UserAct.RECOMMEND)]
    critiques = said.critiques if state.shown else []
    if critiques:
        acts = [*acts, Act(UserAct.CRITIQUE)]
    keywords = " ".join(_LIKE_IT.sub(" ", said.keywords).split())
    return replace(
        said, acts=acts, wishes=wishes, critiques=critiques, keywords=keywords, references=[], questions=[],
        ambiguous=[] if said.source == "payload" else said.ambiguous,
    )  # fmt: skip


def while_it_stands(view: ShopView, state: DialogueState) -> DialogueState:
    """Return the state without the picture's colours where the shopper has wished for others, or for none, since."""
    if not state.picture:
        return state
    attribute = names.colour_attribute(view.shop, categories_of(state.wishes))
    if attribute is None or attribute.key not in view.columns:
        return state
    called = set(names.values_for(attribute, _stated(view, attribute.key), state.picture))
    wished = [w for w in state.wishes if w.attribute == attribute.key and w.polarity == "for"]
    other = any(not set(map(str, values(w))) <= called for w in wished)
    gone = called and not wished
    return replace(state, picture=[]) if other or gone or attribute.key in state.no_preference else state


def told(turn: Turn, decision: Decision, looked: Looked) -> Decision:
    """Return the decision with what was made of the picture; that wish is told with it, and not once more."""
    own = [c.preference for c in decision.changes if _is_of(c.preference, looked)]
    if not looked.used:
        return replace(decision, looked=looked)
    stands = bool(turn.state.picture)
    n_alike = 0
    if looked.values and can_meet(turn.view, _wish(looked.attribute, looked.values), turn.scope.fits):
        met = meets(turn.view, _wish(looked.attribute, looked.values))
        n_alike = int(np.count_nonzero(met & turn.scope.fits))
    seen = bool(decision.items) and stands and turn.pictures is not None
    shown = [p for s in decision.items if (p := turn.view.position(s.item.item_id)) is not None]
    near = turn.pictures.likeness(turn.view, shown, looked.colours) if seen and turn.pictures else {}
    changes = [c for c in decision.changes if c.preference not in own]
    looked = replace(looked, n_alike=n_alike, by_pictures=bool(near), used=stands)
    return replace(decision, looked=looked, changes=changes)


def _wish(attribute: str, called: Sequence[str]) -> Preference:
    """A picture ranks and never rules out: light and lens change colours."""
    value = called[0] if len(called) == 1 else list(called)
    return Preference(attribute, "=" if len(called) == 1 else "in", value, strength="soft")


def _is_of(wish: Preference, looked: Looked) -> bool:
    return bool(looked.values) and (wish.attribute, wish.strength, wish.value) == (
        looked.attribute,
        "soft",
        _wish(looked.attribute, looked.values).value,
    )


def _kinds(view: ShopView, state: DialogueState, said: Understanding, page_item: str | None) -> list[str]:
    """Return the kind of goods in question: named, wished for before, or that of the product page in view."""
    wished = categories_of(said.wishes) or categories_of(state.wishes)
    item = view.item(page_item) if page_item and not wished else None
    return wished or ([item.category] if item and item.category else [])


def _stated(view: ShopView, key: str) -> list[str]:
    column = view.column(key)
    return list(column.vocabulary.words) if isinstance(column, CodesColumn | TagsColumn) else []
