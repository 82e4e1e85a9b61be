"""English creatives by style. Owns: sentences. Does not know: which facts are told, or whether they hold."""

from __future__ import annotations

import random

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


def write(style: Style, name: str, kind: str, facts: list[str], audience: str, price: str, rng: random.Random) -> str:
    """Return one creative of the facts as given; `audience` and `price` may be ""."""
    parts = [_capital(rng.choice(_OPENINGS[style]).format(name=name, kind=kind))]
    if audience:
        parts.append(_capital(rng.choice(_FOR[style]).format(audience=audience)))
    if facts:
        parts.append(_capital(rng.choice(_LINKS[style]).format(facts=", ".join(facts))))
    parts.append(rng.choice((_CLOSINGS if price else _NO_PRICE)[style]).format(price=price))
    return " ".join(p for p in parts if p)


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
