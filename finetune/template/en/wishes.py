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
#: Names of attributes that say whom goods are for.
WHOM = re.compile(r"\bfor\b|audience|suit")
_PRESENT = re.compile(r"\b(gift|present)", re.I)
_SMALL_NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_DEGREE = re.compile(
    r"\b(big|bigger|large|larger|small|smaller|light|lighter|heavy|thin|long|longer|short|good|great|decent|fast|quiet|"
    r"bright|sharp|strong|cheap|cheaper|high|low|lightweight|portable|compact)\b"
)
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
    if not short and _is_person(values, wish):
        return f"for your {clean(wish.text).lower().removeprefix('my ')}"
    own = own_words(values, wish)
    if own and not short:
        return own
    if isinstance(value, bool):
        return values.flag(key, value)
    if isinstance(value, (int, float)):
        if value == 0 and values.is_money(key) and wish.operator in ("=", "<="):
            return "free"
        if key == "price" and wish.strength == "soft" and wish.operator in ("<=", "<") and not _figures(wish):
            return "affordable"
        if wish.strength == "soft" and not short and not _figures(wish) and wish.operator in ("<=", ">=", "<", ">"):
            # A soft bound is how we read "large"; said back it is the degree, not our number.
            comparative, _, noun = degree(values, key, 1 if wish.operator in (">=", ">") else -1)
            return f"{comparative} {noun}".strip()
        dimension = _dimension(values, key)
        if dimension == "people" and wish.operator in ("=", ">=", "~"):
            n = _SMALL_NUMBERS[int(value)] if value == int(value) and 0 < value <= 10 else f"{value:g}"
            return f"for {n} {'person' if value == 1 else 'people'}"
        if dimension == "inch" and wish.operator in ("=", "~") and not short:
            return f"{units.number(value)}-inch"
        if values.is_least(key) and wish.operator in ("<=", "=") and not short:
            return f"for {values.number(key, value)}"
        bound = (_PRICE if values.is_money(key) or dimension == "mass" else _BOUND).get(wish.operator, "{}")
        text = bound.format(values.number(key, value))
        if key == "rating" and not short:
            return f"rated {text.removeprefix('rated ')}"
        return text if short or key == "price" or dimension == "mass" else f"{values.name(key)} {text}"
    parts = [values.value(key, v) for v in value[:4]] if isinstance(value, list) else [values.value(key, value)]
    if not short and WHOM.search(values.name(key)):
        return "for " + listed(parts, "or")
    if (
        not short
        and key not in ("brand", "category", "text")
        and len(parts) == 1
        and re.fullmatch(r"[\d.]+|.", parts[0])
    ):
        return values.line(key, value if isinstance(value, str) else value[0])
    return listed(parts, "or")


def _dimension(values: Values, key: str) -> str:
    known = units.find(values.attribute(key).unit)
    return known.dimension if known else ""


def _figures(wish: Preference) -> bool:
    return bool(re.search(r"\d", wish.text))


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
    if isinstance(wish.value, (int, float)) and not isinstance(wish.value, bool):
        name = values.name(wish.attribute).split()
        if wish.strength == "hard" or not (_DEGREE.search(text) or any(len(w) > 2 and w in text for w in name)):
            return ""  # "forgets to charge" is a situation, no word for a battery
    text = re.sub(r"^(i|we|want|need|would like|prefer|something|with|a|an|the|some|more)\s+", "", text).strip(" .!?")
    if not 3 <= len(text) <= MAX_OWN_CHARS or re.search(
        r"[,.!?;:\"]|n't\b|\b(no|not|don'?t|without|always|\w+est|most|best|#1)\b", text
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
    if isinstance(wish.value, bool) or key in ("text", "title", *NEAR) or values.attribute(key).type == "tags":
        return f"not necessarily {phrase(values, wish)}"
    return f"any {'budget' if key == 'price' else values.name(key)}"


def acknowledge(ctx: Context, *, with_wishes: bool) -> str:
    """Say back what this turn changed. `with_wishes`: also the wishes for, which a recommendation names by itself."""
    values = ctx.values
    parts: list[str] = []
    added = ctx.changes("added", "for")
    whom = for_whom(ctx) if with_wishes else ""
    if whom:
        added = [w for w in added if w.strength == "hard"]
    if with_wishes and added:
        parts.append(wanted(ctx, added))
    refused = ctx.changes("added", "against") + ctx.changes("replaced", "against")
    back = ctx.changes("dropped", "against")
    dropped = [w for w in ctx.changes("dropped", "for") if w.attribute != "text"]
    replaced = ctx.changes("replaced", "for")
    if back:
        names = listed(list(dict.fromkeys(phrase(values, w) for w in back)))
        parts.append(f"{names} {'is' if len(back) == 1 else 'are'} back in")
    moved = any(w.attribute == "category" for w in [*replaced, *added])
    if dropped and not moved:
        names = listed(
            list(dict.fromkeys("budget" if w.attribute == "price" else values.name(w.attribute) for w in dropped))
        )
        parts.append(f"any {names} is fine" if len(dropped) == 1 else f"{names} are open now")
    wider = [w for w in replaced if isinstance(w.value, list) and w.operator == "in"]
    if wider:  # Chengdu is fine too: what was wished for before stays
        parts.append(f"looking at {listed([phrase(values, w).replace(' or ', ' and ') for w in wider])}")
    changed = [w for w in replaced if w not in wider]
    relative = [w for w in changed if w.attribute == "price" and w.operator == "<" and not _figures(w)]
    changed = [w for w in changed if w not in relative]
    if relative:  # cheaper: the price that it is measured by
        parts.append(f"cheaper than {values.number('price', float(relative[-1].value))}")  # type: ignore[arg-type]
    if changed:
        parts.append(f"{listed(phrases(values, changed))} now")
    if dropped and moved:  # what was wished of the other goods is put aside, not lifted one by one
        told = list(dict.fromkeys(_asidable(values, w) for w in dropped))
        parts.append(f"leaving {listed(told) if len(told) < 3 else 'the earlier wishes'} aside")
    kept = [w for w in ctx.changes("kept", "against") if w not in refused]
    if (back or dropped or replaced) and kept:
        parts[-1] += f" (still {against(values, kept)})"
    if refused:
        parts.append(against(values, refused))
    if whom and (not parts or ([w.attribute for w in added] == ["category"] and len(parts) == 1)):
        return whom  # who it is for says it all; the kind of goods is in the question or the goods that follow
    if not parts:
        return ""
    openings = {
        "casual": ["Sure, {x}.", "Okay, {x}.", "Got it, {x}.", "No problem, {x}."],
        "formal": ["Certainly, {x}.", "Noted: {x}.", "Of course, {x}."],
    }
    chosen = openings.get(ctx.tone, ["Got it, {x}.", "Okay, {x}.", "Right, {x}.", "Noted: {x}."])
    return f"{ctx.say(chosen, x='; '.join(parts))} {whom}".strip()


def _asidable(values: Values, wish: Preference) -> str:
    """Word what is put aside: the budget, the rating, wool."""
    if _is_number(wish.value):
        return "the budget" if wish.attribute == "price" else f"the {values.name(wish.attribute)}"
    return phrase(values, wish)


def for_whom(ctx: Context) -> str:
    """Say for whom the goods are, and what that was taken to mean: For your mum I'd put a larger screen first.

    "" where nobody was named. The wishes come back to the shopper for correction.
    """
    new = [w for w in ctx.changes("added", "for") if w.strength == "soft" and w.attribute != "text"]
    person = next((w for w in new if _is_person(ctx.values, w)), None)
    if person is None:
        return ""
    others = [w for w in new if not WHOM.search(ctx.values.name(w.attribute)) and not _PRESENT.search(w.text)]
    named = phrases(ctx.values, others)[:3]
    whom = f"your {clean(person.text).lower().removeprefix('my ')}"
    if not named:
        audience = person.value[0] if isinstance(person.value, list) else person.value
        what = ctx.values.value(person.attribute, audience)
        return ctx.say(
            ["For {who} I'd look at what suits {x}.", "For {who}: things for {x} come first."], who=whom, x=what
        )
    want = listed([_with_article(n) for n in named])
    return ctx.say(["For {who} I'd put {x} first.", "For {who}, {x} comes first."], who=whom, x=want)


def situation(ctx: Context) -> str:
    """Say what was made of a situation that the shopper told (she always forgets to charge it)."""
    if whom := for_whom(ctx):
        return whom
    unmet = [w for w in ctx.changes("added", "for") if f"unmet.{w.attribute}" in ctx.decision.numbers]
    if unmet:
        x = listed([ctx.values.value(w.attribute, w.value) for w in unmet if isinstance(w.value, str)], "or")
        return ctx.say(["None of them is listed as {x}.", "I have none listed as {x}."], x=x)
    told: dict[str, list[Preference]] = {}
    for wish in ctx.changes("added", "for"):
        text = clean(wish.text)
        most = wish.operator in ("<=", ">=") and re.search(r"est\b|\b(most|least)\b", text)  # the goods say it
        if wish.strength == "soft" and wish.attribute != "text" and text and not is_han(text) and not most:
            told.setdefault(text, []).append(wish)
    for meant in told.values():
        if all(own_words(ctx.values, w) for w in meant) or any(
            WHOM.search(ctx.values.name(w.attribute)) for w in meant
        ):
            continue
        want = listed([_with_article(n) for n in phrases(ctx.values, meant)[:3]])
        return ctx.say(["With that in mind I'd put {x} first.", "Then {x} comes first."], x=want)
    return ""


def recalled(ctx: Context) -> str:
    """Say which wishes of an earlier talk were taken up again, for the shopper to take back."""
    again = [c.preference for c in ctx.decision.changes if c.kind == "recalled"]
    if not again:
        return ""
    told = phrases(ctx.values, [w for w in again if w.polarity == "for"])
    refused = [w for w in again if w.polarity == "against"]
    text = listed(told + ([against(ctx.values, refused)] if refused else []))
    return ctx.say(
        [
            "Still {x}, as last time? Tell me if that has changed.",
            "Last time it was {x}; I'll go by that unless you say otherwise.",
        ],
        x=text,
    )


def _is_person(values: Values, wish: Preference) -> bool:
    """Say whether a wish for an audience was said as a person: mum, not seniors."""
    text = clean(wish.text).lower()
    return bool(_PERSON.fullmatch(text)) and bool(WHOM.search(values.name(wish.attribute)))


_PERSON = re.compile(
    r"(?:my )?(?:mum|mom|mother|dad|father|parents|girlfriend|boyfriend|wife|husband|grandma|grandpa|grandmother|"
    r"grandfather|son|daughter|kids?|sister|brother|partner|friend|boss|colleague|nephew|niece|uncle|aunt)"
)


def _with_article(text: str) -> str:
    """Put an article before what one has one of: a larger screen size, but: large-text mode."""
    return (
        f"a {text}"
        if re.match(r"(larger|longer|bigger|better|smaller|lower|higher|big|large|good|long|small) ", text)
        else text
    )


#: Phrases that stand behind the goods: tents for two people, sights rated over 4.5.
_AFTER = ("for ", "near ", "rated ")


def wanted(ctx: Context, wishes: Sequence[Preference], *, kind: str = "") -> str:
    """Word wishes as what is wanted, the category first: phones under ¥2,000, large screen; "" where there is
    nothing. `kind`: the kind of goods where none is wished for.
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
    category = category or (values.category(kind) if kind else "things")  # "for for your mum" is no English
    near = sorted(
        (t for t in told if t.startswith((*_AFTER, "under", "over", "around", "up to", "at least", "about"))),
        key=lambda t: not t.startswith(_AFTER),
    )
    adjectives = [t for t in told if t not in near and _stands_before(values, t, rest)]
    have = [_with_article(t) for t in told if t not in near + adjectives]
    bounds = [t for t in near if not t.startswith(_AFTER)]
    near = [*(t for t in near if t not in bounds), *([" and ".join(bounds)] if bounds else [])]
    text = " ".join([*adjectives, category, *near])
    return text + (f" with {listed(have)}" if have else "")


#: Words for a number that stand before the goods by themselves.
_ALONE = frozenset(
    [
        "light",
        "lighter",
        "heavy",
        "heavier",
        "thin",
        "thinner",
        "cheap",
        "cheaper",
        "quiet",
        "quieter",
        "portable",
        "compact",
        "lightweight",
        "fast",
        "faster",
        "newer",
    ]
)


def _stands_before(values: Values, text: str, wishes: Sequence[Preference]) -> bool:
    """Say whether a phrase can stand before the noun: a single value (black, cotton) or an adjective (waterproof)."""
    wish = next((w for w in wishes if phrase(values, w) == text), None)
    if wish is None or ":" in text or len(text) > 20:
        return False
    if isinstance(wish.value, bool):
        return wish.value and values.is_adjective(wish.attribute)
    if isinstance(wish.value, (int, float)):
        return text.endswith("-inch") or text in _ALONE or text in ("affordable", "free")
    return isinstance(wish.value, str) and wish.attribute != "text"
