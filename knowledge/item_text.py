"""The text by which an item is found: what goes into the lexical index and into the sentence encoder.

Owns: which fields, in which order, and the integer key of an item. Does not know: tokens, vectors, stores.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from knowledge.other_titles import other_titles, title_attributes
from knowledge.types import Item, Shop

#: Characters of the description that are embedded: what an encoder of 64 to 128 tokens can see beside the title.
N_DESCRIPTION_CHARS = 120
#: Counted up whenever `to_embed` words items in another way: vectors of another wording are made anew.
EMBEDDED_AS = "text-2"


def item_keys(ids: Sequence[str]) -> NDArray[np.int64]:
    """Return a 63-bit key for each item id, so that stores and views meet in numpy instead of in Python dicts.

    Among ten million items two keys meet by chance with probability 5e-6 (birthday bound).
    """
    digests = b"".join(blake2b(i.encode("utf-8", "surrogatepass"), digest_size=8).digest() for i in ids)
    return (np.frombuffer(digests, dtype="<u8") >> np.uint64(1)).astype(np.int64)


class ItemText:
    """Words the items of one shop; made once for many items."""

    def __init__(self, shop: Shop) -> None:
        self._attributes = {a.key: a for a in shop.attributes}
        self._language = shop.language
        self._titles = title_attributes(shop)

    def attribute_words(self, item: Item) -> list[str]:
        """Word the attributes: text as it is, a number with its unit, a yes as the attribute's name; no titles."""
        words: list[str] = []
        for key, value in item.attributes.items():
            if key in self._titles:
                continue
            attribute = self._attributes.get(key)
            if isinstance(value, bool):
                if value and attribute:
                    words.append(attribute.name(self._language))
            elif isinstance(value, (int, float)):
                words.append(f"{value:g}{(attribute.unit or '') if attribute else ''}")
            elif isinstance(value, list):
                words += [str(v) for v in value]
            else:
                words.append(str(value))
        return words

    def fields(self, item: Item) -> tuple[str, str]:
        """Return (head, body): what names the item (titles, category, brand), and what is said of it."""
        named = (item.title, *other_titles(item, self._titles), item.category, item.brand)
        return " ".join(filter(None, named)), " ".join([*self.attribute_words(item), item.description])

    def to_embed(self, item: Item) -> str:
        """Return the text that the sentence encoder sees, most telling first since encoders cut at their length.

        A category or brand that stands in the title is not said again: an encoder's time grows with the length.
        """
        named = [item.title, *(n for n in (item.category, item.brand) if n and n not in item.title)]
        named += other_titles(item, self._titles)
        return " ".join([*named, *self.attribute_words(item), item.description[:N_DESCRIPTION_CHARS]]).strip()


def fields(item: Item, shop: Shop) -> tuple[str, str]:
    """Return (head, body) of one item, see `ItemText.fields`."""
    return ItemText(shop).fields(item)
