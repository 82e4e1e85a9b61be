"""The facts that a person needs who takes over a chat: why, in which mood, wishes, goods shown and refused.

Owns: the shape of the field `handoff` of a message that asks for a person; the gateway keeps it from the shopper. Does
not know: queues, agents. Everything is worded in the shopper's language and comes from the state, never from a guess.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from finetune.template.en import wishes as en
from finetune.template.zh import wishes as zh
from finetune.values import Values
from knowledge.types import Decision, DialogueState, Item, Preference, Shop
from knowledge.view import ShopView

_WORDS = {"zh": zh, "en": en}
N_SHOWN = 12
#: Turns whose sentiment counts, newest last; the worst of them is the mood that the person should expect.
N_MOOD = 5
_ANGRY, _UPSET, _PLEASED = -0.5, -0.2, 0.3


def facts(
    decision: Decision, state: DialogueState, view: ShopView, locale: str, events: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """Return the facts. `events`: of the tracker, oldest first, for the mood."""
    shop = view.shop
    unchecked = set(decision.unchecked)
    return {
        "reason": decision.attribute or "asked",
        "text": decision.text,
        "mood": mood([*sentiments(events)[-N_MOOD:], decision.sentiment]),
        "wishes": [_wish(shop, w, locale, unchecked) for w in state.wishes if w.polarity == "for"],
        "against": [_wish(shop, w, locale, unchecked) for w in state.wishes if w.polarity == "against"],
        "keywords": state.keywords,
        "shown": _goods(view, [i for listed in reversed(state.shown) for i in listed], locale),
        "refused": _goods(view, state.refused, locale),
        "wishlist": _goods(view, state.wishlist, locale),
        "focus": _goods(view, [state.focus] if state.focus else [], locale),
    }


def mood(sentiments: Sequence[float]) -> str:
    """Return angry, upset, neutral or pleased: by the worst of the sentiments (-1 to 1), else by their mean."""
    worst = min(sentiments, default=0.0)
    if worst <= _ANGRY:
        return "angry"
    if worst <= _UPSET:
        return "upset"
    return "pleased" if sum(sentiments) / max(len(sentiments), 1) >= _PLEASED else "neutral"


def sentiments(events: Sequence[Mapping[str, Any]]) -> list[float]:
    """Return the sentiment of each of the shopper's turns, oldest first."""
    found = []
    for event in events:
        if event.get("event") == "user":
            understood = (event.get("parse_data") or {}).get("understanding")
            if isinstance(understood, dict):
                found.append(float(understood.get("sentiment") or 0.0))
    return found


def _wish(shop: Shop, wish: Preference, locale: str, unchecked: set[str]) -> dict[str, Any]:
    values = Values(shop, locale)
    return {
        "name": "" if wish.attribute == "text" else values.name(wish.attribute),
        "text": _WORDS[locale if locale in _WORDS else "zh"].phrase(values, wish),
        "strength": wish.strength,
        "checked": wish.attribute not in unchecked,
    }


def _goods(view: ShopView, ids: Sequence[str], locale: str) -> list[dict[str, Any]]:
    values = Values(view.shop, locale)
    found: list[Item] = view.items([i for i in dict.fromkeys(ids) if view.item(i) is not None][:N_SHOWN])
    return [
        {"item_id": item.item_id, "title": values.title(item), "price": item.price, "currency": view.shop.currency}
        for item in found
    ]
