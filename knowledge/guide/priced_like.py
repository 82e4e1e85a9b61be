"""A price like that of something known: 价格和上次差不多, about the same price as the second one.

Owns: the words, and whose price is meant. Does not know: folding, wording. Whose price is not known is no measure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.guide import returning
from knowledge.profiles import Profile
from knowledge.types import DialogueState, Preference, Understanding
from knowledge.view import ShopView

_LIKE = re.compile(
    r"(?:价格|价钱|价位|价)?(?:和|跟|同|与|像|按).{1,12}?(?:价格?|价钱|价位)?(?:差不多|一样|相近|接近|相当)"
    r"|(?:similar|same) (?:price|cost)|(?:cost|price)[sd]? (?:about |roughly )?(?:the same|like)",
    re.IGNORECASE,
)
_PRICE = re.compile(r"价|钱|贵|(?<![a-z])(?:price|cost)", re.IGNORECASE)
_LAST_TIME = re.compile(r"上次|上回|之前|以前|(?<![a-z])(?:last time|before)(?![a-z])", re.IGNORECASE)


def meant(
    view: ShopView, before: DialogueState, said: Understanding, pointed: Sequence[str], profile: Profile | None
) -> list[Preference]:
    """Return the wish for about that price; none where no such thing is said or the item has no price.

    `profile`: of a shopper who is remembered, None = nobody.
    """
    text = said.text.strip()
    if said.source != "text" or said.wishes or not (_LIKE.search(text) and _PRICE.search(text)):
        return []
    known = [*pointed, before.focus, *reversed(before.discussed)]
    if profile is not None and (_LAST_TIME.search(text) or not any(known)):
        known = [returning.last_seen(view, profile), *known]
    item = next((item for i in known if i and (item := view.item(i)) and item.price is not None), None)
    return [Preference("price", "~", float(item.price))] if item and item.price is not None else []
