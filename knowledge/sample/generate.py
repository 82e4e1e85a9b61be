"""Makes the sample shop: schema, goods, reviews and links, all from one seed.

Owns: taking drafts from every line and finishing them (ids, stock, descriptions, what a page leaves out). Does not
know: files, and what any category is like. The same seed gives the same shop; each line has its own stream of chance,
so that a change to one category leaves the others as they are.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.types import Item, ItemValue, Link, Review, Shop

from . import schema
from .draft import MISSING, Draft, Line, chance
from .families import LINES
from .links import link_all
from .reviews import write_reviews

SHOP_NAME = "sample"
#: Every good's page states at least this many attributes.
LEAST_STATED = 6
#: How often a line may yield a title twice before it is taken to be out of models.
_MOST_REPEATS = 2000


@dataclass(frozen=True)
class Sample:
    """The sample shop. `drafts` stand in the order of `items`."""

    shop: Shop
    items: list[Item]
    reviews: list[Review]
    links: list[Link]
    drafts: list[Draft]


def generate(seed: int = 7) -> Sample:
    """Make the whole shop from `seed`; takes a second or two."""
    items: list[Item] = []
    drafts: list[Draft] = []
    reviews: list[Review] = []
    for line in LINES:
        rng = random.Random(f"{seed}:{line.category}")
        for number, draft in enumerate(_drafts(line, rng), 1):
            item = _finish(line, number, draft, rng)
            items.append(item)
            drafts.append(draft)
            reviews += write_reviews(item, draft, rng)
    links = link_all(items, drafts, random.Random(f"{seed}:links"))
    return Sample(schema.shop({line.category: line.attributes for line in LINES}), items, reviews, links, drafts)


def _drafts(line: Line, rng: random.Random) -> Iterator[Draft]:
    """Yield a line's drafts, no title twice, at most `n_items`."""
    seen: set[str] = set()
    repeats = 0
    for draft in line.make(rng):
        if draft.title in seen:
            repeats += 1
            if repeats > _MOST_REPEATS:
                return
            continue
        seen.add(draft.title)
        yield draft
        if len(seen) == line.n_items:
            return


def _finish(line: Line, number: int, draft: Draft, rng: random.Random) -> Item:
    item_id = f"{line.prefix}-{number:03d}"
    return Item(
        item_id=item_id,
        title=draft.title,
        category=line.category,
        description=" ".join([draft.lead, *draft.extra]).replace("。 ", "。"),
        brand=draft.brand,
        price=draft.price,
        stock=_stock(rng),
        url=f"https://sample.example/goods/{item_id}",
        image_url=f"/media/{SHOP_NAME}/{item_id}.svg",
        attributes=_stated(line, draft, rng),
    )


def _stock(rng: random.Random) -> int:
    """Draw a stock: one in fourteen is sold out, most are a few dozen, some hundreds."""
    return 0 if chance(rng, 0.07) else 1 + int(rng.lognormvariate(3.2, 1.1))


def _stated(line: Line, draft: Draft, rng: random.Random) -> dict[str, ItemValue]:
    """Leave out what the good's page happens not to say, in the order of the line's attributes."""
    everything: dict[str, ItemValue] = {"title_en": draft.title_en, **draft.attributes}
    unknown = set(everything) - set(line.attributes)
    if unknown:
        raise ValueError(f"{line.category}: attribute {sorted(unknown)[0]!r} is not among the line's attributes")
    stated: dict[str, ItemValue] = {}
    for key in line.attributes:
        missing = chance(rng, line.often_missing.get(key, MISSING))
        if key in everything and (key in line.keep or key in draft.stated or not missing):
            stated[key] = everything[key]
    left_out = [key for key in line.attributes if key in everything and key not in stated]
    for key in left_out[: max(0, LEAST_STATED - len(stated))]:
        stated[key] = everything[key]
    return stated
