"""Spell an understanding in one line, so that tables of examples can be read and compared.

`act; +wish; -wish against; (soft); drop attribute; attribute+1 critique; @reference; ?question; !unknown; {words}
search`

What is right is spelled the same way; where several readings are, a part lists them (`+size=5 | +size>=5`) and a part
that may be left out stands in brackets (`[+audience:孩子]`).
"""

from __future__ import annotations

from itertools import product

from knowledge.types import Preference, Understanding, Value


def _value(value: Value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, (int, float)) else str(value)


def _wish(wish: Preference) -> str:
    sign = "+" if wish.polarity == "for" else "-"
    operator = ":" if wish.operator == "contains" else wish.operator
    number = "" if wish.strength == "soft" and wish.operator in ("<=", ">=") else _value(wish.value)
    text = f"{sign}{wish.attribute}{operator}{number}"
    return f"({text})" if wish.strength == "soft" else text


def spell(found: Understanding) -> str:
    """Return the main act and all that was found; the point of a vague wish is left out, its direction is not."""
    parts = [found.acts[0].name]
    parts += [_wish(w) for w in found.wishes]
    parts += [f"drop {key}" for key in found.dropped]
    parts += [
        f"{c.attribute}{c.direction:+d}" + (f" by {c.amount:g}" if c.amount is not None else "")
        for c in found.critiques
    ]
    for r in found.references:
        parts.append(
            f"@{r.kind}"
            + (f" {r.attribute}" if r.attribute else "")
            + (f" {_value(r.value)}" if r.value != "" and r.kind != "all" else "")
            + (f" {r.direction:+d}" if r.direction else "")
        )
    parts += [f"?{q.attribute}" + (f"={_value(q.value)}" if q.value is not None else "") for q in found.questions]
    parts += [f"!{x.label} {x.text}" for x in found.unknown]
    parts += [f"{a.text} is " + " or ".join(_wish(o) for o in a.options) for a in found.ambiguous]
    if found.keywords:
        parts.append("{" + found.keywords + "}")
    return "; ".join(parts)


def readings(meaning: str) -> list[str]:
    """Return every meaning that a spelled-out expectation allows; one with neither `|` nor brackets is its own."""
    choices = []
    for part in (p.strip() for p in meaning.split(";")):
        may_go = part.startswith("[") and part.endswith("]")
        ways = [way.strip() for way in (part[1:-1] if may_go else part).split("|")]
        choices.append(["", *ways] if may_go else ways)
    return ["; ".join(filter(None, chosen)) for chosen in product(*choices)]
