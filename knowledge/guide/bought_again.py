"""What a complaint was about, and buying it anew: 我要重新买一台, after 上周买的洗衣机不转了.

Owns: the kind of goods that a complaint names and the words of buying anew. Does not know: complaints' handling.
"""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge.guide.scope import categories_of
from knowledge.tokens import fold
from knowledge.types import DialogueState, Preference, Shop, Understanding, UserAct

_ANEW = re.compile(
    r"重新(?:买|购|选)|重买|再买|另买|买(?:一)?(?:个|台|款|件|双|部)?新的?|换(?:一)?(?:个|台|款|件|双|部)新的?"
    r"|(?<![a-z])(?:buy|get|need|want) (?:a )?(?:new|another) (?:one)?|replace (?:it|that)",
    re.IGNORECASE,
)


def noted(shop: Shop, state: DialogueState, said: Understanding) -> DialogueState:
    """Return the state with the kind of goods that a complaint or a question for an order names."""
    if not said.has(UserAct.COMPLAIN, UserAct.ORDER):
        return state
    kind = _kind_named(shop, said.text)
    return replace(state, complained=kind) if kind else state


def taken_up(state: DialogueState, said: Understanding) -> Understanding:
    """Return the turn as one that wants the kind of goods complained about, where it says to buy it anew."""
    wants = said.has(UserAct.RECOMMEND, UserAct.INFORM) and not categories_of([*state.wishes, *said.wishes])
    if not state.complained or not wants or not _ANEW.search(said.text):
        return said
    return replace(said, wishes=[Preference("category", "=", state.complained), *said.wishes])


def _kind_named(shop: Shop, text: str) -> str:
    """Return the kind of goods whose longest name stands in a text, "" where none does."""
    folded = fold(text)
    names = [(fold(n), c.name) for c in shop.categories for n in (c.name, *(n for ns in c.names.values() for n in ns))]
    found = [(len(n), kind) for n, kind in names if len(n) > 1 and n in folded]
    return max(found)[1] if found else ""
