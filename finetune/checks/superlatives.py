"""Superlatives: forbidden ones, and those that are true only if the cards make them true.

Owns: which item has most of what. Does not know: wording; the words are data (lists.toml).
"""

from __future__ import annotations

import re

from finetune import units
from finetune.checks.clauses import Clause, blank, position
from finetune.checks.evidence import Evidence
from finetune.checks.lists import lists
from knowledge.types import Item

_SUPERLATIVE = re.compile(r"最|est\b|\bmost\b", re.I)


def forbidden(text: str, evidence: Evidence, *, advertising: bool) -> list[str]:
    """Return forbidden phrases of a draft that are not the shopper's or the catalogue's own words."""
    words = lists()
    lowered = text.lower()
    for quoted in evidence.texts(frozenset()):
        if len(quoted) > 2:
            lowered = lowered.replace(quoted.lower(), " " * len(quoted))
    pattern = words.forbidden_in_ads if advertising else words.forbidden
    return [f"forbidden {match.group()}" for match in pattern.finditer(lowered)]


def unsupported(clause: Clause, evidence: Evidence) -> list[str]:
    """Return the superlatives of a clause that are not true among the cards."""
    words = lists()
    if not _SUPERLATIVE.search(clause.strict):
        return []
    # "largest group" may be an attribute's name and claims nothing.
    free = blank(clause.strict, [name for name, _ in evidence.attribute_names if _SUPERLATIVE.search(name)])
    free = words.ours_to_say.sub(lambda m: " " * len(m.group()), free)
    bad = []
    for pattern, direction, dimension in words.superlatives:
        for match in pattern.finditer(free):
            if not _true(clause, evidence, direction, dimension, match.group()):
                bad.append(f"superlative {match.group()}")
            free = free[: match.start()] + " " * len(match.group()) + free[match.end() :]
    left = re.search(r"最[\u4e00-\u9fff]|\bmost \w+", free)
    if left:
        bad.append(f"superlative {left.group()}")
    return bad


def _true(clause: Clause, evidence: Evidence, direction: int, dimension: str, said: str) -> bool:
    """Say whether a card that the clause speaks of has strictly the most (+1) or least (-1) of a fitting attribute."""
    named = [key for name, key in evidence.attribute_names if position(name, clause.text) >= 0]
    if dimension:
        keys = (
            [k for k in _numeric(evidence) if _dimension(evidence, k) == dimension]
            if dimension != "price"
            else ["price"]
        )
    else:
        keys = [k for k in named if k in _numeric(evidence)]
    subjects = clause.subjects or frozenset(evidence.items)
    return any(_is_extreme(evidence, item_id, key, direction) for item_id in subjects for key in keys)


def _numeric(evidence: Evidence) -> list[str]:
    return [
        "price",
        *{k for item in evidence.items.values() for k, v in item.attributes.items() if _number(item, k) is not None},
    ]


def _dimension(evidence: Evidence, key: str) -> str:
    known = units.find(evidence.values["zh"].attribute(key).unit)
    return known.dimension if known else ""


def _number(item: Item, key: str) -> float | None:
    value = item.value(key)
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def _is_extreme(evidence: Evidence, item_id: str, key: str, direction: int) -> bool:
    if _found_extreme(evidence, item_id, key, direction):
        return True
    item = evidence.items.get(item_id)
    own = _number(item, key) if item else None
    others = [_number(other, key) for other in evidence.items.values() if other.item_id != item_id]
    return own is not None and bool(others) and all(v is not None and direction * own > direction * v for v in others)


def _found_extreme(evidence: Evidence, item_id: str, key: str, direction: int) -> bool:
    """Say whether the decision itself found the first card to have most or least among the goods in question."""
    decision = evidence.prompt.decision
    first = decision.items[0].item.item_id if decision.items else ""
    return first == item_id and decision.numbers.get(f"extreme.{key}") == direction
