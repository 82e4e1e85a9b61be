"""Pairs of the ad copy task: attributes and people's copy, and a shop's items and the template's creatives.

Owns: the request for copy, the same in tuning and in serving (finetune/ads/written.py). Does not know: models.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from finetune.ads import Brief, creatives
from finetune.contract import GroundedPrompt
from finetune.evaluate.adcopy import READERS, Example, split
from finetune.naming import short_names
from finetune.requests import request
from finetune.slots import TooManyFacts, cut_words, numbered, same_slots
from finetune.tasks.pair import TaskPair
from finetune.values import Values
from knowledge.types import Item, Locale

#: Stands in AdvertiseGen for a word that its makers' vocabulary lacked.
UNKNOWN = "<UNK>"
#: Facts told in a request: more than a copy names.
N_FACTS = 8
MAX_COPY_CHARS = 220


def of_attributes(source: str) -> str:
    """Return the request for copy from attributes as text: 类型裤，版型宽松."""
    return request("adcopy", [("fact", source)])


def people(path: Path, format_: str) -> Iterator[TaskPair]:
    """Yield the training part's pairs of AdvertiseGen or taodescribe, values as they stand."""
    for example in split(READERS[format_](path))[0]:
        yield TaskPair(of_attributes(example.source), _short(example))


def _short(example: Example) -> str:
    """Return the copy, cut at the end of a sentence where it is long."""
    copy = example.copy.replace(UNKNOWN, "").strip()
    if len(copy) <= MAX_COPY_CHARS:
        return copy
    end = max(copy.rfind(sign, 0, MAX_COPY_CHARS) for sign in "。！？；，")
    return copy[: end + 1] if end > 0 else copy[:MAX_COPY_CHARS]


def facts_of(brief: Brief) -> tuple[list[str], list[str]]:
    """Return (what every copy tells: name and price; what it may tell beside them), as phrases in the brief's
    language.
    """
    values = Values(brief.shop, brief.locale)
    fixed = [short_names([brief.item], values)[brief.item.item_id]]
    if brief.item.price:
        fixed.append(values.number("price", brief.item.price))
    told = [values.category(brief.item.category)]
    for key, value in brief.item.attributes.items():
        if key != "title_en" and value is not False and value not in ("", []):
            told.append(values.line(key, value[:3] if isinstance(value, list) else value))
    return fixed, [t for t in dict.fromkeys(told) if t and t not in fixed]


def audience_of(brief: Brief) -> str:
    """Return the audience as the shop words it, "" where the brief names none that the item is for."""
    found = brief.audience_fact()
    return Values(brief.shop, brief.locale).value(*found) if found else ""


def of_item(brief: Brief, style: str, fixed: Sequence[str], told: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """Return the request for copy about an item, every phrase of it a slot, and the values of the slots.

    Raises TooManyFacts.
    """
    lines = [*fixed, *told]
    audience = audience_of(brief)
    known = cut_words("\n".join([*lines, audience] if audience else lines), [*lines, audience], brief.locale)
    parts = known.text.split("\n")
    comma = "，" if brief.locale == "zh" else ", "
    asked = [("fact", comma.join(parts[: len(lines)])), *(("audience", p) for p in parts[len(lines) :])]
    return request("adcopy", asked, manner=style, locale=brief.locale), known.values


def items(prompts: Sequence[GroundedPrompt], n: int, seed: int) -> Iterator[TaskPair]:
    """Yield pairs of the items in prompts and the template's creatives about them, from `n` briefs."""
    rng = random.Random(seed)
    known: dict[str, tuple[Item, GroundedPrompt]] = {
        shown.item.item_id: (shown.item, p) for p in prompts for shown in p.decision.items
    }
    found = list(known.values())
    for _ in range(n if found else 0):
        item, prompt = rng.choice(found)
        tags = [v for value in item.attributes.values() if isinstance(value, list) for v in value]
        audience = rng.choice(tags) if tags and rng.random() < 0.4 else ""
        locale: Locale = rng.choice(("zh", "zh", "en"))
        brief = Brief(item, prompt.shop, locale, audience, seed=rng.randrange(1 << 30))
        for creative in creatives(brief, 2):
            if (pair := _of_creative(brief, creative.text, creative.style)) is not None:
                yield pair


def _of_creative(brief: Brief, text: str, style: str) -> TaskPair | None:
    fixed, told = facts_of(brief)
    chosen = [t for t in told if t in text][:N_FACTS]
    try:
        asked, values = of_item(brief, style, fixed, chosen)
        said = numbered(cut_words(text, values, brief.locale), values)
    except TooManyFacts:
        return None
    slots = "".join(f"<s{i}>" for i in range(len(values)))
    return TaskPair(asked, said) if said and same_slots(said, slots) else None
