"""The words of one shop that a draft might misuse: brands, categories, values, names of attributes.

Owns: the lists, made once per version of a shop. Does not know: facts of a prompt.
"""

from __future__ import annotations

import re
from functools import cached_property

from finetune.kept import KeptByShop
from finetune.values import Values, clean, is_han
from knowledge.types import Shop

#: Shorter words are parts of too many others to be told from them.
MIN_HAN, MIN_LATIN = 2, 3


class Vocabulary:
    """See the module. All lists are longest first; every entry carries its lower-case form last."""

    def __init__(self, shop: Shop) -> None:
        self.shop = shop
        self.values = {"zh": Values(shop, "zh"), "en": Values(shop, "en")}

    @cached_property
    def attribute_names(self) -> list[tuple[str, str]]:
        """(name in any language, key) of every attribute."""
        pairs = set()
        for attribute in [
            *self.shop.attributes,
            *(self.values["zh"].attribute(k) for k in ("price", "stock", "rating")),
        ]:
            names = {n for spelled in attribute.names.values() for n in spelled}
            names |= {v.name(attribute.key) for v in self.values.values()}
            names |= {re.sub("(?<=屏幕)尺寸$|(?<=电池)容量$", "", n) for n in names}  # as the template shortens them
            pairs |= {(clean(n).removeprefix("是否"), attribute.key) for n in names if len(n) >= 2}
        return sorted((p for p in pairs if p[0]), key=lambda pair: (-len(pair[0]), pair))

    @cached_property
    def number_names(self) -> list[tuple[str, str]]:
        """(name, key) of numeric attributes."""
        return [(name, key) for name, key in self.attribute_names if self.values["zh"].attribute(key).type == "number"]

    @cached_property
    def flags(self) -> list[tuple[str, str]]:
        """(name, key) of yes-or-no attributes."""
        return [(name, key) for name, key in self.attribute_names if self.values["zh"].attribute(key).type == "bool"]

    @cached_property
    def words(self) -> list[tuple[str, str, str]]:
        """(kind, word, lower case) of every brand, category and value that is long enough to be told."""
        found: set[tuple[str, str]] = set()
        for name, aliases in self.shop.brands.items():
            found |= {("brand", w) for w in (name, *aliases)}
        for category in self.shop.categories:
            found |= {("category", w) for w in (category.name, *(n for ns in category.names.values() for n in ns))}
        for attribute in self.shop.attributes:
            if attribute.type != "bool":
                for value, aliases in attribute.values.items():
                    found |= {("value", w) for w in (value, *aliases, *attribute.shown.get(value, {}).values())}
        long = {
            (k, w)
            for k, w in found
            if len(w) >= (MIN_HAN if is_han(w) else MIN_LATIN) and not re.fullmatch(r"[\d.\W]+", w)
        }
        return [(k, w, w.lower()) for k, w in sorted(long, key=lambda pair: (-len(pair[1]), pair))]


#: Return the vocabulary of a shop.
vocabulary_of = KeptByShop(Vocabulary)
