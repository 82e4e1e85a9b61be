"""Which wishes a reply could not meet, for the operator: what people ask and do not find.

Owns: reading it from what the action uttered (decision 0003: topics of act "sorry", and `why`). Does not know: goods.
"""

from __future__ import annotations

from typing import Any

#: Topics of "sorry" that say something about the catalogue or about understanding; the others say nothing of it.
_NAMED = {"unknown_category", "unknown_brand", "unknown_value"}
_BARE = {"no_such_item", "no_more", "not_understood", "out_of_scope"}
#: What stands between several wishes, and between the values of one; bot.admin.labels reads them again.
BETWEEN_WISHES, BETWEEN_VALUES = " · ", " / "
_OPERATORS = {"=": "", "in": "", "contains": "", "<=": "≤ ", ">=": "≥ ", "<": "< ", ">": "> ", "~": "≈ "}


def of(uttered: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Return (topic, what was missed) of each wish that was not met; "" where the topic alone says all."""
    found: list[tuple[str, str]] = []
    for utterance in uttered:
        custom = utterance.get("custom")
        if not isinstance(custom, dict):
            continue
        why, topic = custom.get("why"), str(custom.get("topic", ""))
        why = why if isinstance(why, dict) else {}
        if custom.get("act") == "sorry":
            found += _refused(topic, why)
        found += [("unchecked", str(attribute)) for attribute in why.get("unchecked") or []]
    return list(dict.fromkeys(found))


def _refused(topic: str, why: dict[str, Any]) -> list[tuple[str, str]]:
    if topic in _NAMED:
        named = [u for u in why.get("unknown") or [] if isinstance(u, dict)]
        return [(topic, str(u.get("text", ""))) for u in named] or [(topic, "")]
    if topic == "nothing_fits":
        blocking = [wish(w) for w in why.get("blocking") or [] if isinstance(w, dict)]
        return [(topic, BETWEEN_WISHES.join(blocking))]
    return [(topic, "")] if topic in _BARE else []


def wish(blocking: dict[str, Any]) -> str:
    """Return a wish in one line: price ≤ 500."""
    value = blocking.get("value")
    shown = (
        BETWEEN_VALUES.join(map(str, value))
        if isinstance(value, list)
        else f"{value:g}"
        if _number(value)
        else str(value)
    )
    sign = _OPERATORS.get(str(blocking.get("operator")), f"{blocking.get('operator')} ")
    not_ = "≠ " if blocking.get("polarity") == "against" and not sign else sign
    return f"{blocking.get('attribute')} {not_}{shown}"


def _number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)
