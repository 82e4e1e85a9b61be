"""Creatives from a writer model: name, price and audience in slots, the other facts as words to choose from.

Owns: the exchange with the model. Does not know: the guard, appeal, or which creative is kept (create.py).
"""

from __future__ import annotations

import random
from collections.abc import Callable

from finetune.ads.brief import Brief, Style
from finetune.ads.selling import reasons
from finetune.decode.model import WriterModel
from finetune.generate.slot_writer import write_drafts
from finetune.slots import TooManyFacts, fill
from finetune.tasks.adcopy import audience_of, facts_of, of_item
from finetune.values import Values

#: Facts of an item that a copy tells beside name and price.
N_TOLD = 4
#: Pieces of a copy at most; nineteen in twenty of people's are shorter than a hundred.
MOST_PIECES = 120
#: Writes up to so many texts about a brief in a style.
Copywriter = Callable[[Brief, Style, int, int], list[str]]


def copywriter(model: WriterModel, adapter: str = "", temperature: float = 0.8) -> Copywriter:
    """Return a function (brief, style, n, seed) -> texts, likeliest first; they are yet to be guarded."""

    def write(brief: Brief, style: Style, n: int, seed: int) -> list[str]:
        fixed, told = facts_of(brief)
        audience = audience_of(brief)
        told = [t for t in told if not audience or audience not in t]  # it is told as the audience
        rng = random.Random(seed)
        values = Values(brief.shop, brief.locale)
        why = [line for k, v in reasons(brief) if (line := values.line(k, v[:3] if isinstance(v, list) else v)) in told]
        others = [t for t in told if t not in why]
        chosen = {*why, *rng.sample(others, min(len(others), N_TOLD - len(why)))}
        try:
            asked, slots = of_item(brief, style, fixed, [t for t in told if t in chosen])
        except TooManyFacts:
            return []
        texts = write_drafts(
            model, asked, len(slots), adapter=adapter, seed=seed, temperature=temperature, n=n, most=MOST_PIECES
        )
        return [fill(t, slots) for t in texts]

    return write
