"""Wishes in English: one wish as a phrase, the shopper's own words where they fit, and changes said back.

Owns: under ¥2,000, not in-ear, "In-ear is back in (still no Pinecone)". Does not know: what is recommended.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from finetune import units
from finetune.template.context import Context
from finetune.template.en.degrees import degree
from finetune.values import Values, clean, is_han
from knowledge.types import Preference

_PRICE = {"<=": "under {}", "<": "under {}", ">=": "over {}", ">": "over {}", "~": "around {}", "=": "{}"}
_BOUND = {"<=": "up to {}", "<": "below {}", ">=": "at least {}", ">": "over {}", "~": "about {}", "=": "{}"}
MAX_OWN_CHARS = 28
N_SAID_BACK = 4
#: Relations that are wished for by naming an item: near the Palace Museum.
NEAR = ("near",)


def listed(parts: Sequence[str], word: str = "and") -> str:
    """Join phrases as English does: a, b and c."""
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}" if len(parts) > 1 else "".join(parts)


def phrase(values: Values, wish: Preference, *, short: bool = False) -> str:
    """Word what a wish is about, without its polarity: under ¥2,000, battery at least 6000mAh, black, waterproof.

    `short`: for a quick reply, without the attribute's name where the question has just named it.
    """
    key, value = wish.attribute, wish.value
    if key in NEAR:
        return "near " + listed([values.value(key, v) for v in (value if isinstance(value, list) else [value])], "or")
    own = own_words(values, wish)
    if own and not short:
        return own
    if isinstance(value, bool):
        return values.flag(key, value)
    if isinstance(value, (int, float)):
        if wish.strength == "soft" and not short and wish.operator in ("<=", ">=", "<", ">"):
            # A soft bound is how we read "large"; said back it is the degree, not our number.
            comparative, _, noun = degree(values, key, 1 if wish.operator in (">=", ">") else -1)
            return f"{comparative} {noun}".strip()
        if _counts_people(values, key) and wish.operator in ("=", ">=", "~"):
            return f"for {values.number(key, value)}"
        bound = (_PRICE if values.is_money(key) else _BOUND).get(wish.operator, "{}")
        text = bound.format(values.number(key, value))
        return text if short or key == "price" else f"{values.name(key)} {text}"
    parts = [values.value(key, v) for v in value[:4]] if isinstance(value, list) else [values.value(key, value)]
    if (
        not short
        and key not in ("brand", "category", "text")
        and len(parts) == 1
        and re.fullmatch(r"[\d.]+|.", parts[0])
    ):
        return values.line(key, value if isinstance(value, str) else value[0])
    return listed(parts, "or")


def _counts_people(values: Values, key: str) -> bool:
    known = units.find(values.attribute(key).unit)
    return known is not None and known.dimension == "people"


def own_words(values: Values, wish: Preference) -> str:
    """Return the shopper's own words for a wish where they can stand in our sentence, else "".

    Words for a value are theirs only where the schema spells it so: a misspelling is not said back.
    """
    text = clean(wish.text).lower()
    if wish.polarity == "against" or is_han(text) or isinstance(wish.value, bool | list) or re.search(r"\d", text):
        return ""
    if isinstance(wish.value, str) and wish.attribute != "text":
        known = values.attribute(wish.attribute)
        spellings = {wish.value, *known.values.get(wish.value, []), *known.shown.get(wish.value, {}).values()}
        return text if text in {s.lower() for s in spellings} and len(text) > 2 else ""
    if isinstance(wish.value, (int, float)) and not isinstance(wish.value, bool) and wish.strength == "hard":
        return ""
    text = re.sub(r"^(i|we|want|need|would like|prefer|something|with|a|an|the|some|more)\s+", "", text).strip(" .!?")
    if not 3 <= len(text) <= MAX_OWN_CHARS or re.search(
        r"[,.!?;:\"]|\b(no|not|don'?t|without|\w+est|most|best|#1)\b", text
    ):
        return ""
    return text


def phrases(values: Values, wishes: Sequence[Preference]) -> list[str]:
    """Word several wishes for, a lower and an upper bound of one attribute as one range, none twice."""
    said: list[str] = []
    low = {w.attribute: float(w.value) for w in wishes if w.operator in (">=", ">") and _is_number(w.value)}  # type: ignore
    high = {w.attribute: float(w.value) for w in wishes if w.operator in ("<=", "<") and _is_number(w.value)}  # type: ignore
    for wish in wishes:
        key = wish.attribute
        if key in low and key in high and low[key] <= high[key] and wish.operator in ("<=", ">=", "<", ">"):
            name = "" if key == "price" else f"{values.name(key)} "
            text = f"{name}{values.number(key, low[key])}–{values.number(key, high[key])}"
        else:
            text = phrase(values, wish)
        if text and text not in said:
            said.append(text)
    return said


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def against(values: Values, wishes: Sequence[Preference]) -> str:
    """Word wishes against: no in-ear and no Pinecone."""
    parts = []
    for wish in wishes:
        if isinstance(wish.value, bool):
            parts.append(values.flag(wish.attribute, not wish.value))
        elif _is_number(wish.value):
            parts.append(f"not {phrase(values, wish)}")
        else:
            parts.append(f"no {phrase(values, wish)}")
    return listed(parts)


def without(values: Values, wish: Preference) -> str:
    """Word that a wish need not be met: any budget, not necessarily washable."""
    key = wish.attribute
    if isinstance(wish.value, bool) or key in ("text", *NEAR) or values.attribute(key).type == "tags":
        return f"not necessarily {phrase(values, wish)}"
    return f"any {'budget' if key == 'price' else values.name(key)}"


def acknowledge(ctx: Context, *, with_wishes: bool) -> str:
    """Say back what this turn changed. `with_wishes`: also the wishes for, which a recommendation names by itself."""
    values = ctx.values
    parts: list[str] = []
    added = ctx.changes("added", "for")
    if with_wishes and added:
        parts.append(wanted(ctx, added))
    refused = ctx.changes("added", "against") + ctx.changes("replaced", "against")
    back = ctx.changes("dropped", "against")
    dropped = [w for w in ctx.changes("dropped", "for") if w.attribute != "text"]
    replaced = ctx.changes("replaced", "for")
    if back:
        names = listed(list(dict.fromkeys(phrase(values, w) for w in back)))
        parts.append(f"{names} {'is' if len(back) == 1 else 'are'} back in")
    if dropped:
        names = listed(
            list(dict.fromkeys("budget" if w.attribute == "price" else values.name(w.attribute) for w in dropped))
        )
        parts.append(f"any {names} is fine" if len(dropped) == 1 else f"{names} are open now")
    wider = [w for w in replaced if isinstance(w.value, list) and w.operator == "in"]
    if wider:  # Chengdu is fine too: what was wished for before stays
        parts.append(f"looking at {listed([phrase(values, w).replace(' or ', ' and ') for w in wider])}")
    changed = [w for w in replaced if w not in wider]
    if changed:
        parts.append(f"{listed(phrases(values, changed))} now")
    kept = [w for w in ctx.changes("kept", "against") if w not in refused]
    if (back or dropped or replaced) and kept:
        parts[-1] += f" (still {against(values, kept)})"
    if refused:
        parts.append(against(values, refused))
    if not parts:
        return ""
    openings = {"casual": ["Sure, {x}.", "Okay, {x}.", "Got it, {x}."], "formal": ["Certainly, {x}.", "Noted: {x}."]}
    return ctx.say(openings.get(ctx.tone, ["Got it, {x}.", "Okay, {x}.", "Noted: {x}."]), x="; ".join(parts))


def wanted(ctx: Context, wishes: Sequence[Preference]) -> str:
    """Word wishes as what is wanted, the category first: phones under ¥2,000, large screen; "" where there is
    nothing.
    """
    values = ctx.values
    category = next(
        (values.value("category", w.value) for w in wishes if w.attribute == "category" and w.polarity == "for"), ""
    )
    rest = [w for w in wishes if w.attribute != "category" and w.polarity == "for"]
    told = phrases(values, rest)[-N_SAID_BACK:]
    told.sort(key=lambda text: not text.startswith(("under", "over", "around")))
    if not told:
        return category
    if not category:
        return listed(told)
    near = sorted(
        (t for t in told if t.startswith(("for ", "near ", "under", "over", "around"))),
        key=lambda t: not t.startswith(("for ", "near ")),
    )
    adjectives = [t for t in told if t not in near and _stands_before(values, t, rest)]
    have = [t for t in told if t not in near + adjectives and _is_had(values, t, rest)]
    others = [t for t in told if t not in near + adjectives + have]
    text = " ".join([*adjectives, category, *near])
    text += f" with {listed(have)}" if have else ""
    return text + (f" ({', '.join(others)})" if others else "")


def _is_had(values: Values, text: str, wishes: Sequence[Preference]) -> bool:
    """Say whether a phrase names a thing that goods have: wireless charging."""
    wish = next((w for w in wishes if phrase(values, w) == text), None)
    return wish is not None and wish.value is True and not values.is_adjective(wish.attribute)


def _stands_before(values: Values, text: str, wishes: Sequence[Preference]) -> bool:
    """Say whether a phrase can stand before the noun: a single value (black, cotton) or an adjective (waterproof)."""
    wish = next((w for w in wishes if phrase(values, w) == text), None)
    if wish is None or ":" in text or len(text) > 20:
        return False
    if isinstance(wish.value, bool):
        return wish.value and values.is_adjective(wish.attribute)
    return isinstance(wish.value, str) and wish.attribute != "text"
