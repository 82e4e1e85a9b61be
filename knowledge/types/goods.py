"""What a shop sells: its schema, items, reviews and links (design 4.3).

Owns: these names and shapes, and the types of values. Does not know: storage, wishes, wording.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, Union

Locale = Literal["zh", "en"]
AttributeType = Literal["category", "number", "bool", "text", "tags"]
Operator = Literal["=", "in", "<", "<=", ">", ">=", "~", "contains"]
Scalar = Union[str, float, bool]
Value = Union[str, float, bool, list[str]]
ItemValue = Union[str, float, bool, list[str]]

#: Fields of an item that behave as attributes in wishes, filters and questions.
RESERVED_ATTRIBUTES = ("category", "brand", "price", "stock", "rating", "title")


@dataclass(frozen=True)
class Attribute:
    """One attribute of a shop's schema (design 4.3).

    `names` and `questions` are keyed by locale; the first name is the one shown. `values` maps a canonical value to its
    other spellings in any language. `better` is the direction that shoppers prefer, None where there is none.
    `shown` maps a canonical value to the text shown per locale, where it differs from the value.
    """

    key: str
    type: AttributeType
    names: dict[str, list[str]] = field(default_factory=dict)
    unit: str | None = None
    askable: bool = False
    questions: dict[str, str] = field(default_factory=dict)
    better: Literal["higher", "lower"] | None = None
    values: dict[str, list[str]] = field(default_factory=dict)
    shown: dict[str, dict[str, str]] = field(default_factory=dict)
    categories: list[str] = field(default_factory=list)  # where it occurs; empty = everywhere

    def name(self, locale: str) -> str:
        """Return the name shown in `locale`, else in any locale, else the key."""
        for names in (self.names.get(locale), *self.names.values()):
            if names:
                return names[0]
        return self.key


@dataclass(frozen=True)
class Category:
    """A product category: canonical name (as on items), other names per locale, parent's canonical name or None."""

    name: str
    names: dict[str, list[str]] = field(default_factory=dict)
    parent: str | None = None


@dataclass(frozen=True)
class Shop:
    """A shop's schema as written in shop.yml. `policies` maps a topic (returns, shipping, ...) to text per locale."""

    name: str
    title: dict[str, str]
    language: Locale
    currency: str
    categories: list[Category]
    attributes: list[Attribute]
    brands: dict[str, list[str]] = field(default_factory=dict)  # canonical -> aliases
    policies: dict[str, dict[str, str]] = field(default_factory=dict)

    def attribute(self, key: str) -> Attribute | None:
        """Return the attribute with this key, or None where the shop has none."""
        return next((a for a in self.attributes if a.key == key), None)


@dataclass(frozen=True)
class Item:
    """One thing for sale. `price` in the shop's currency, None = not stated; `stock` in pieces, None = not stated."""

    item_id: str
    title: str
    category: str
    description: str = ""
    brand: str | None = None
    price: float | None = None
    stock: int | None = None
    url: str | None = None
    image_url: str | None = None
    attributes: dict[str, ItemValue] = field(default_factory=dict)

    def value(self, key: str) -> ItemValue | None:
        """Return the value of a reserved field or an attribute, None where the catalogue does not say."""
        own = ("category", "brand", "price", "stock", "title")
        return getattr(self, key) if key in own else self.attributes.get(key)


@dataclass(frozen=True)
class Review:
    """A shopper's review of an item. `rating` 1 to 5 or None; `at` ISO date or None."""

    item_id: str
    text: str
    rating: float | None = None
    at: str | None = None


@dataclass(frozen=True)
class Link:
    """A relation between two items, for example accessory_of, same_series, newer_model_of, near."""

    item_id: str
    relation: str
    other_id: str
