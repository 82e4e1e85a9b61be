"""One message of the HTTP contract (design 4.2) from a decision and its draft.

Owns: the JSON of cards and quick replies. Does not know: wording, channels. The gateway adds id, role and time.
"""

from __future__ import annotations

from typing import Any

from finetune.cards import card_lines
from finetune.contract import Draft
from finetune.values import Values
from knowledge.types import Decision, Shop, Shown, to_json


def message(decision: Decision, draft: Draft, shop: Shop, locale: str) -> dict[str, Any]:
    """Return the message. Its cards are exactly the items of the decision, in order."""
    return {
        "act": decision.act,
        "topic": decision.topic,
        "text": draft.text,
        "degraded": draft.degraded or (decision.act, decision.topic) == ("sorry", "failure"),
        "attribute": decision.attribute if decision.act in ("ask", "recommend") else "",
        "items": [card(shown, shop, locale) for shown in decision.items],
        "quick_replies": [{"title": title, "payload": payload} for title, payload in draft.quick_replies],
        "why": why(decision),
    }


def why(decision: Decision) -> dict[str, Any]:
    """Return the figures behind the decision, for the record (`daogou explain`); the gateway does not pass them on."""
    found = {
        "n_matching": decision.n_matching,
        "numbers": decision.numbers,
        "changes": to_json(decision.changes),
        "unchecked": decision.unchecked,
        "blocking": to_json(decision.blocking),
        "unknown": to_json(decision.unknown),
    }
    return {key: value for key, value in found.items() if value}


def card(shown: Shown, shop: Shop, locale: str) -> dict[str, Any]:
    """Return one card: raw attribute values by schema key for tools, readable lines in `reasons` for people."""
    item = shown.item
    return {
        "item_id": item.item_id,
        "title": Values(shop, locale).title(item),
        "price": item.price,
        "currency": shop.currency,
        "category": item.category,
        "brand": item.brand,
        "attributes": dict(item.attributes),
        "image_url": item.image_url,
        "url": item.url,
        "reasons": card_lines(shown, shop, locale),
    }
