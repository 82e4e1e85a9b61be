"""Hold raw items and reviews to a shop's schema. Owns: validation, with line, reason and remedy for what is wrong.

Does not know: formats of files, inference, SQL. A row is refused where it cannot be an item at all (no title, unknown
category, doubled id, broken price); a bad value of an attribute is left out and said so.
"""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Callable
from typing import Any

from knowledge.errors import nearest
from knowledge.importing.mapping import RawItem
from knowledge.importing.problems import Problem
from knowledge.importing.values import BadValue, canonical, clean_text, is_empty, shorten, to_number, to_value
from knowledge.store.models import ITEM_ID_LENGTH
from knowledge.types import Attribute, Item, ItemValue, Review, Shop
from knowledge.words import fold

_PATH = re.compile(r"\s*(?:>|›|»|->|\\)\s*")
_DATE = re.compile(r"^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})")
Report = Callable[[Problem], None]
_KEPT_VALUES = 5000
#: Key of a rating that does not go from 1 to 5: a fact of its own, never the shop's `rating`.
OTHER_SCALE = "score"
#: The category of items that say none, where the schema has it. Inference adds it.
OTHER_CATEGORY = {"zh": "其他", "en": "other"}


def category_path(raw: Any) -> list[str]:
    """Read a category as its path from the top: a list, "A > B", or one name."""
    if isinstance(raw, (list, tuple)):
        return [clean_text(p) for p in raw if clean_text(p)]
    return [p for p in _PATH.split(clean_text(raw)) if p]


class Validator:
    """Holds the raw items of one import to one schema. Remembers ids, so one instance serves all files of an import.

    Args:
        shop: the schema.
        report: takes each problem.
        on_unknown: takes the name of each field that the schema does not have.
    """

    def __init__(self, shop: Shop, report: Report, on_unknown: Callable[[str], None]) -> None:
        self.shop, self._report, self._on_unknown = shop, report, on_unknown
        self._by_name: dict[str, Attribute | None] = {}
        for attribute in shop.attributes:
            for name in (attribute.key, *(n for names in attribute.names.values() for n in names)):
                self._by_name.setdefault(fold(name), attribute)
        self._by_raw_name: dict[str, Attribute | None] = {}
        self._categories = {fold(c.name): c.name for c in shop.categories}
        for category in shop.categories:
            for name in (n for names in category.names.values() for n in names):
                self._categories.setdefault(fold(name), category.name)
        self._rating = shop.attribute("rating") or shop.attribute(OTHER_SCALE) or Attribute("rating", "number")
        self._seen: dict[str, str] = {}
        self._values: dict[str, dict[str, ItemValue | None]] = {}

    def item(self, raw: RawItem, file: str, line: int) -> Item | None:
        """Make an item, or report why not and return None. Unknown fields are another question (`unknown`)."""

        def refuse(field: str, reason: str, remedy: str) -> None:
            self._report(Problem(file, line, reason, remedy, field))

        fields = raw.fields
        title = clean_text(fields.get("title"))
        if not title:
            refuse("title", "no title", "give every item a title")
            return None
        item_id = clean_text(fields.get("item_id")) if not is_empty(fields.get("item_id")) else ""
        brand = clean_text(fields.get("brand")) if not is_empty(fields.get("brand")) else ""
        if not item_id:
            item_id = "t" + hashlib.blake2b(f"{brand}\0{title}".encode(), digest_size=6).hexdigest()
        if len(item_id) > ITEM_ID_LENGTH or any(c.isspace() for c in item_id):
            refuse("item_id", f"id {shorten(item_id)}", f"use ids without spaces, at most {ITEM_ID_LENGTH} characters")
            return None
        if item_id in self._seen:
            refuse(
                "item_id", f"id {item_id} stands already at {self._seen[item_id]}", "give each item an id of its own"
            )
            return None
        category = self._category(fields.get("category"), refuse)
        if category is None:
            return None
        try:
            price = None if is_empty(fields.get("price")) else to_number(fields["price"], self._price_unit(), "lower")
            stock = None if is_empty(fields.get("stock")) else int(to_number(fields["stock"], "件"))
        except BadValue as error:
            refuse("price or stock", str(error), "write a number such as 2999 or ¥2,999, or leave it empty")
            return None
        if price is not None and price < 0:
            refuse("price", f"price {price:g} is below 0", "leave it empty where the price is not known")
            return None
        self._seen[item_id] = f"{file}:{line}"
        return Item(
            item_id=item_id,
            title=title,
            category=category,
            description=clean_text(fields.get("description")),
            brand=(canonical(brand, self.shop.brands) if brand else None),
            price=price,
            stock=None if stock is None else max(0, stock),
            url=clean_text(fields.get("url")) or None,
            image_url=_first(fields.get("image_url")),
            attributes=self._attributes(raw, file, line),
        )

    def again(self, item_id: str, file: str, line: int) -> bool:
        """Take a row as it was checked before; False where its id stands already, and it must be checked."""
        if item_id in self._seen:
            return False
        self._seen[item_id] = f"{file}:{line}"
        return True

    def unknown(self, raw: RawItem) -> bool:
        """Tell of the fields that the schema does not have and the row states; return whether there are any."""
        unknown = [n for n, given in raw.attributes.items() if self._attribute(n) is None and not is_empty(given)]
        for name in unknown:
            self._on_unknown(name)
        return bool(unknown)

    def review(self, raw: dict[str, Any], item_id: str, file: str, line: int) -> Review | None:
        """Make a review of an item, or report why not and return None. Whether there is such an item is seen later."""
        text = clean_text(raw.get("text"))
        item_id = clean_text(raw.get("item_id")) or item_id
        if not text or not item_id:
            self._report(Problem(file, line, "no text" if item_id else "no item_id", "complete the row or remove it"))
            return None
        rating: float | None = None
        if not is_empty(raw.get("rating")):
            try:
                rating = to_number(raw["rating"], None)
            except BadValue as error:
                self._left_out(file, line, "rating", str(error), "write 1 to 5")
            if rating is not None and not 1 <= rating <= 5:
                self._left_out(file, line, "rating", f"rating {rating:g}", "write 1 to 5")
                rating = None
        return Review(item_id, text, rating, self._date(raw.get("at"), file, line))

    def _category(self, raw: Any, refuse: Callable[[str, str, str], None]) -> str | None:
        path = category_path(raw)
        if not path:
            if len(self.shop.categories) == 1:
                return self.shop.categories[0].name
            other = next((self._categories[o] for o in OTHER_CATEGORY.values() if o in self._categories), None)
            if other is not None:
                return other
            refuse("category", "no category", "give every item a category")
            return None
        for name in (path[-1], clean_text(raw) if not isinstance(raw, (list, tuple)) else path[-1]):
            found = self._categories.get(fold(name))
            if found is not None:
                return found
        known = nearest(path[-1], self._categories.values())
        refuse(
            "category", f"category {path[-1]!r} is not in the schema", f"add it to shop.yml or mend the row ({known})"
        )
        return None

    def _attributes(self, raw: RawItem, file: str, line: int) -> dict[str, ItemValue]:
        values: dict[str, ItemValue] = {}
        pairs = list(raw.attributes.items())
        if "rating" in raw.fields:
            pairs.append(("rating", raw.fields["rating"]))
        for name, given in pairs:
            attribute = self._attribute(name)
            if attribute is None:
                continue
            try:
                value = self._value(given, attribute)
            except BadValue as error:
                self._left_out(
                    file, line, name, str(error), f"mend it, or change the type of {attribute.key} in shop.yml"
                )
                continue
            if attribute.key == "rating" and isinstance(value, float | int) and not 0 <= value <= 5:
                self._left_out(file, line, name, f"rating {value:g}", "write 1 to 5, or map it to another attribute")
                continue
            if value is not None:
                values[attribute.key] = value
        return values

    def _value(self, given: Any, attribute: Attribute) -> ItemValue | None:
        if type(given) is not str:
            return to_value(given, attribute)
        known = self._values.setdefault(attribute.key, {})  # a column repeats its texts
        if given not in known:
            if len(known) >= _KEPT_VALUES:
                known.clear()
            known[given] = to_value(given, attribute)
        return known[given]

    def _attribute(self, name: str) -> Attribute | None:
        if name not in self._by_raw_name:
            found = self._rating if name == "rating" else self._by_name.get(fold(name.replace("_", " ")))
            self._by_raw_name[name] = found or self._by_name.get(fold(name))
        return self._by_raw_name[name]

    def _price_unit(self) -> str:
        return {"CNY": "元"}.get(self.shop.currency, self.shop.currency)

    def _date(self, raw: Any, file: str, line: int) -> str | None:
        if is_empty(raw):
            return None
        if isinstance(raw, datetime.date):
            return raw.isoformat()[:10]
        match = _DATE.match(clean_text(raw))
        try:
            if match:
                return datetime.date(int(match[1]), int(match[2]), int(match[3])).isoformat()
        except ValueError:
            pass
        self._left_out(file, line, "at", f"date {shorten(raw)}", "write 2024-05-31")
        return None

    def _left_out(self, file: str, line: int, field: str, reason: str, remedy: str) -> None:
        self._report(Problem(file, line, reason, remedy, field, refused=False))


def _first(raw: Any) -> str | None:
    """An item has one picture; of a list the first."""
    if isinstance(raw, (list, tuple)):
        raw = raw[0] if raw else None
    return clean_text(raw) or None
