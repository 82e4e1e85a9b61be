"""The text by which an item is found: what goes into the lexical index and into the sentence encoder.

Owns: which fields, in which order, and the integer key of an item. Does not know: tokens, vectors, stores.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from knowledge.types import Item, Shop

#: Characters of the description that are embedded: what an encoder of 64 to 128 tokens can see beside the title.
N_DESCRIPTION_CHARS = 120


def item_keys(ids: Sequence[str]) -> NDArray[np.int64]:
    """Return a 63-bit key for each item id, so that stores and views meet in numpy instead of in Python dicts.

    Among ten million items two keys meet by chance with probability 5e-6 (birthday bound).
    """
    digests = b"".join(blake2b(i.encode("utf-8", "surrogatepass"), digest_size=8).digest() for i in ids)
    return (np.frombuffer(digests, dtype="<u8") >> np.uint64(1)).astype(np.int64)


def attribute_words(item: Item, shop: Shop) -> list[str]:
    """Word the item's attributes: text values as they are, a number with its unit, a yes as the attribute's name."""
    words = []
    for key, value in item.attributes.items():
        attribute = shop.attribute(key)
        if isinstance(value, bool):
            if value and attribute:
                words.append(attribute.name(shop.language))
        elif isinstance(value, (int, float)):
            words.append(f"{value:g}{(attribute.unit or '') if attribute else ''}")
        elif isinstance(value, list):
            words += [str(v) for v in value]
        else:
            words.append(str(value))
    return words


def fields(item: Item, shop: Shop) -> tuple[str, str]:
    """Return (head, body): what names the item (title, category, brand), and what is said of it."""
    head = " ".join(filter(None, (item.title, item.category, item.brand)))
    return head, " ".join([*attribute_words(item, shop), item.description])


def to_embed(item: Item, shop: Shop) -> str:
    """Return the text that the sentence encoder sees, most telling first since encoders cut at their length."""
    head, _ = fields(item, shop)
    return " ".join([head, *attribute_words(item, shop), item.description[:N_DESCRIPTION_CHARS]]).strip()
