"""Names, values and yes-or-no claims: words of the shop's vocabulary that no fact of the clause holds.

Owns: what counts as naming something. Does not know: numbers, superlatives.
"""

from __future__ import annotations

import re

from finetune import units
from finetune.checks.clauses import Clause, blank, position
from finetune.checks.evidence import Evidence
from finetune.checks.lists import lists

_QUOTED = re.compile("“([^”]*)”")
_UNIT_WORDS = frozenset(s.lower() for s in units.SPELLINGS)
_NEGATION = re.compile(
    r"(不|没|非|无|免|no|not|isn't|without|lacks?|never)\W*(支持|有|带|是|能|可|a |any |its )*\s*$", re.I
)
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*[A-Za-z0-9+]|[A-Za-z]\d+")


def unsupported(clause: Clause, evidence: Evidence) -> list[str]:
    """Return the names and properties of a clause that no fact supports."""
    bad = _flags(clause, evidence)
    free = blank(clause.free, [name for name, _ in evidence.attribute_names])
    if clause.hedged:  # “鼠标” is repeated from the shopper to say that nothing is known of it
        spoken = [f.text for f in evidence.facts if f.kind == "words"]
        free = _QUOTED.sub(lambda m: " " if any(m[1] in text for text in spoken) else m.group(), free)
    generic = lists().generic
    lowered = free.lower()
    for kind, word, low in evidence.words:
        if low not in lowered or low in generic:
            continue
        at = position(word, free)
        if at >= 0 and not _inside_stock_phrase(word, clause.text):
            bad.append(f"{kind} {word}")
            free = free[:at] + " " * len(word) + free[at + len(word) :]
    bad += _properties(clause, blank(clause.strict, [name for name, _ in evidence.attribute_names]))
    bad += _strangers(clause, free, evidence)
    return bad


def _flags(clause: Clause, evidence: Evidence) -> list[str]:
    """Yes-or-no attributes that are claimed of the items the clause speaks of."""
    if clause.hedged:
        return []
    bad = []
    flags = {name for name, _ in evidence.flags}
    free = blank(clause.free, [name for name, _ in evidence.attribute_names if name not in flags])
    reviewed = {a.question.attribute for a in evidence.prompt.decision.answers if a.source == "reviews"}
    for name, key in evidence.flags:
        at = position(name, free)
        if at < 0 or key in reviewed:  # reviews that speak of it say not that it is there
            continue
        holds = not _NEGATION.search(free[:at])
        free = free[:at] + " " * len(name) + free[at + len(name) :]
        known = [f for f in evidence.of(clause.subjects) if f.kind == "flag" and f.attribute == key]
        if not any(f.holds == holds or not f.subject for f in known):
            bad.append(f"property {name}")
    return bad


def _properties(clause: Clause, strict: str) -> list[str]:
    """Claims that shops like to make and that only a fact may make: waterproof, genuine, free shipping."""
    if clause.hedged:
        return []
    return [f"claim {word}" for word in lists().properties if position(word, strict) >= 0]


def _inside_stock_phrase(word: str, text: str) -> bool:
    """Say whether a word occurs only as part of our own stock phrases (商品资料, 商品页)."""
    rest = blank(text, sorted(lists().stock_phrases, key=len, reverse=True))
    return position(word, rest) < 0


def _strangers(clause: Clause, free: str, evidence: Evidence) -> list[str]:
    """Latin names in Chinese text, capitalised names and Han words in English text, that come from nowhere."""
    allowed = lists().plain_words | _UNIT_WORDS | {evidence.shop.currency.lower()}
    if evidence.prompt.locale == "zh":
        words = [w for w in _LATIN.findall(free) if w.lower() not in allowed]
        return [f"name {w}" for w in words]
    bad = [f"name {run}" for run in re.findall(r"[\u3400-\u9fff]{2,}", free)]
    for match in _LATIN.finditer(free):
        word = match.group()
        starts = clause.sentence.strip().startswith(word) or not clause.text[: match.start()].strip()
        if (word[0].isupper() and not starts and word.lower() not in allowed) or re.search(r"\d", word):
            bad.append(f"name {word}")
    return bad
