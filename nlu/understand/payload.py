"""A pressed quick reply: strict reading of what comes from outside.

Owns: turning `Payload` JSON into an `Understanding`, or refusing it. Does not know: text.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from knowledge.types import Act, Locale, Payload, Preference, Understanding, UserAct, from_json
from nlu.lexicon import Lexicon

#: No quick reply that the guide makes is longer.
MAX_LENGTH = 4000
_FIELDS = ("stock", "title", "rating", "price", "brand", "category", "text", "near")
_QUESTIONS = ("", "reviews", "stock", "url", "description", "accessories")
#: Questions of these kinds are about no attribute of a shop.
_KINDS = ("policy:", "privacy:", "feedback:")


class BadPayload(ValueError):
    """A payload is not one that the guide makes for this shop; the message says what is wrong."""


def read(payload: Any, lexicon: Lexicon, text: str, locale: Locale) -> Understanding:
    """Return what a quick reply means. Raises BadPayload on anything that the guide could not have made."""
    if isinstance(payload, str):
        if len(payload) > MAX_LENGTH:
            raise BadPayload(f"payload: expected at most {MAX_LENGTH} characters, found {len(payload)}")
        try:
            payload = json.loads(payload)
        except (ValueError, RecursionError) as error:
            raise BadPayload(f"payload: expected JSON ({error})") from error
    try:
        read_ = from_json(Payload, payload)
    except (ValueError, RecursionError) as error:
        raise BadPayload(str(error)) from error
    if not read_.acts or any(a not in UserAct.ALL for a in read_.acts):
        raise BadPayload(f"payload: expected known acts, found {read_.acts!r}")
    _check(lexicon, read_)
    return Understanding(
        text=text,
        locale=locale,
        acts=[Act(a) for a in read_.acts],
        wishes=read_.wishes,
        dropped=read_.dropped,
        critiques=read_.critiques,
        references=read_.references,
        questions=read_.questions,
        source="payload",
    )


def _check(lexicon: Lexicon, payload: Payload) -> None:
    _keys(lexicon, (w.attribute for w in payload.wishes), ("text",))
    _keys(lexicon, (k for k in payload.dropped if k != "*"), ("text",))
    _keys(lexicon, (c.attribute for c in payload.critiques))
    _keys(lexicon, (q.attribute for q in payload.questions if not q.attribute.startswith(_KINDS)), _QUESTIONS)
    for reference in payload.references:
        if reference.kind == "item" and lexicon.title(str(reference.value)) is None:
            raise BadPayload(f"payload: expected an item of {lexicon.shop.name}, found {reference.value!r}")
        if reference.kind == "ordinal" and not isinstance(reference.value, (int, float)):
            raise BadPayload(f"payload: expected a number in an ordinal, found {reference.value!r}")
    for wish in payload.wishes:
        _value(lexicon, wish)


def _keys(lexicon: Lexicon, keys: Iterable[str], also: tuple[str, ...] = ()) -> None:
    for key in keys:
        if key not in lexicon.attributes and key not in _FIELDS and key not in also:
            raise BadPayload(f"payload: expected an attribute of {lexicon.shop.name}, found {key!r}")


def _value(lexicon: Lexicon, wish: Preference) -> None:
    attribute = lexicon.attributes.get(wish.attribute)
    if attribute is not None and attribute.type == "number":
        values = wish.value if isinstance(wish.value, list) else [wish.value]
        for value in values:
            if isinstance(value, bool) or not isinstance(value, (int, float)) or value != value:
                raise BadPayload(f"payload: expected a number for {wish.attribute!r}, found {value!r}")
