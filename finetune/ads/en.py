"""English creatives by style. Owns: sentences. Does not know: which facts are told, or whether they hold."""

from __future__ import annotations

import random
from collections.abc import Sequence

from finetune.ads.brief import Style

_OPENINGS: dict[Style, list[str]] = {
    "formal": ["Introducing the {name}.", "New among our {kind}: the {name}."],
    "warm": ["Looking for {kind}? Have a look at the {name}.", "The {name} is worth a look."],
    "playful": ["Say hello to the {name}!", "{kind}? One answer: the {name}."],
    "brief": ["{name}."],
}
_FOR: dict[Style, list[str]] = {
    "formal": ["Suited to {audience}."],
    "warm": ["A good fit for {audience}."],
    "playful": ["{audience}, this one is for you!"],
    "brief": ["For {audience}."],
}
#: Why it suits whom it is for: facts.
_BECAUSE: dict[Style, list[str]] = {
    "formal": ["Suited to {audience}: {why}."],
    "warm": ["A good fit for {audience}, with {why}."],
    "playful": ["{audience}, this one is for you: {why}!"],
    "brief": ["For {audience}: {why}."],
}
_LINKS: dict[Style, list[str]] = {
    "formal": ["Features: {facts}."],
    "warm": ["{facts}: that is what it brings."],
    "playful": ["{facts}. Yes, all of it!"],
    "brief": ["{facts}."],
}
_CLOSINGS: dict[Style, list[str]] = {
    "formal": ["Priced at {price}."],
    "warm": ["Yours for {price}."],
    "playful": ["{price}, and it is yours!"],
    "brief": ["{price}."],
}
_NO_PRICE: dict[Style, list[str]] = {
    "formal": ["Available now."], "warm": ["Come and see it."], "playful": ["Come and get it!"], "brief": [""],
}  # fmt: skip


def write(
    style: Style, name: str, kind: str, facts: list[str], audience: str, price: str, rng: random.Random,
    why: Sequence[str] = (),
) -> str:  # fmt: skip
    """Return one creative of the facts as given; `audience` and `price` may be "". `why`: facts that speak for it."""
    parts = [_capital(rng.choice(_OPENINGS[style]).format(name=name, kind=kind))]
    if audience:
        phrase = rng.choice((_BECAUSE if why else _FOR)[style])
        parts.append(_capital(phrase.format(audience=audience, why=", ".join(why))))
    if facts:
        parts.append(_capital(rng.choice(_LINKS[style]).format(facts=", ".join(facts))))
    parts.append(rng.choice((_CLOSINGS if price else _NO_PRICE)[style]).format(price=price))
    return " ".join(p for p in parts if p)


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
