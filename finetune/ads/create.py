"""Creatives for a brief: written, held against the facts and the law's forbidden words, told apart, ranked.

Owns: that loop. Does not know: wording, or how appeal is predicted.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from finetune.ads import appeal, en, selling, zh
from finetune.ads.brief import Brief, Creative, Style
from finetune.ads.distinct import is_new
from finetune.guard import unsupported
from finetune.naming import short_names
from finetune.values import Values
from knowledge.types import ItemValue

if TYPE_CHECKING:
    from finetune.ads.written import Copywriter

#: Drafts per creative wanted: some are refused, some say the same.
DRAFTS = 6
#: Facts told, by style.
N_FACTS = {"formal": 4, "warm": 3, "playful": 3, "brief": 2}
_WRITERS = {"zh": zh.write, "en": en.write}


def creatives(brief: Brief, n: int = 3, write: Copywriter | None = None) -> list[Creative]:
    """Return up to `n` creatives, most appealing first; none states what the item's facts do not hold.

    `write`: a model's (written.py), None = the template alone; what both wrote is ranked together. Fewer come where the
    item has too little to tell that differs. Raises ValueError for n < 1 or no style.
    """
    if n < 1 or not brief.styles:
        raise ValueError(f"expected n of 1 or more and a style, found n={n}, styles={brief.styles}")
    rng = random.Random(f"{brief.seed}:{brief.item.item_id}:{brief.audience}")
    drafts: list[Creative] = []
    if write is not None:
        drafts += [creative for style in brief.styles for creative in modelled(brief, style, write, rng)]
    for i in range(DRAFTS * max(n, len(brief.styles))):
        draft = _draft(brief, brief.styles[i % len(brief.styles)], rng)
        if not unsupported(draft.text, brief.prompt, advertising=True):
            drafts.append(draft)
    ranked = sorted(drafts, key=lambda d: -d.appeal)
    kept: list[Creative] = []
    for fresh_style in (True, False):  # one of each style first, so that there is something to choose from
        for draft in ranked:
            used = {k.style for k in kept}
            if (
                len(kept) < n
                and is_new(draft.text, [k.text for k in kept])
                and (draft.style not in used or not fresh_style)
            ):
                kept.append(draft)
    return sorted(kept, key=lambda k: -k.appeal)


def modelled(brief: Brief, style: Style, write: Copywriter, rng: random.Random) -> list[Creative]:
    """Return a model's creatives of one style that state only facts, likeliest first; none where all were refused."""
    item, found = brief.item, []
    for text in write(brief, style, DRAFTS, rng.randrange(1 << 30)):
        if unsupported(text, brief.prompt, advertising=True):
            continue
        said = said_in(brief, text)
        found.append(Creative(text, style, appeal.predict(text, style, said, item), said, backend="local"))
    return found


def said_in(brief: Brief, text: str) -> tuple[str, ...]:
    """Return the keys of an item's facts that a text tells."""
    values = Values(brief.shop, brief.locale)
    own = {**brief.item.attributes, **({"price": brief.item.price} if brief.item.price else {})}
    return tuple(k for k, v in own.items() if k != "title_en" and v not in ("", []) and values.value(k, v) in text)


def _draft(brief: Brief, style: Style, rng: random.Random) -> Creative:
    values = Values(brief.shop, brief.locale)
    item = brief.item
    chosen = selling.facts(brief, N_FACTS[style], rng)
    first = brief.audience_fact()
    why = [fact for fact in selling.reasons(brief) if fact in chosen]
    told = [(k, v) for k, v in chosen if (first is None or k != first[0]) and (k, v) not in why]
    text = _WRITERS[brief.locale](
        style,
        short_names([item], values)[item.item_id],
        values.category(item.category),
        [_phrase(values, k, v) for k, v in told],
        values.value(*first) if first else "",
        values.number("price", item.price) if item.price else "",
        rng,
        [_phrase(values, k, v) for k, v in why],
    )
    said = tuple(k for k, _ in chosen) + (("price",) if item.price else ())
    return Creative(text, style, appeal.predict(text, style, said, item), said)


def _phrase(values: Values, key: str, value: ItemValue) -> str:
    if isinstance(value, list):
        value = value[:3]
    return values.line(key, value)
