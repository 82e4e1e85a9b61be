"""Titles of an item in other languages, where a shop states them as attributes.

Owns: which attributes are titles. Does not know: languages, stores, how titles are matched.
"""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.types import Item, Shop
from knowledge.words import fold

#: Keys and names of attributes that hold a title, folded; `title_<language>` and `name_<language>` besides.
_NAMES = frozenset(
    [
        *("english_title", "english_name", "other_title"),
        *("英文名", "英文名称", "英文标题", "外文名", "中文名", "中文名称", "中文标题"),
    ]
)
_LANGUAGES = frozenset(["en", "zh", "ja", "ko", "fr", "de", "es", "it", "ru", "pt"])


def title_attributes(shop: Shop) -> list[str]:
    """Return the keys of the attributes that hold a title in another language."""
    return [a.key for a in shop.attributes if a.type in ("text", "category") and _is_title(a.key, _all(a.names))]


def other_titles(item: Item, keys: Sequence[str]) -> list[str]:
    """Return the item's titles under these keys (of `title_attributes`), as far as they are stated."""
    return [value for key in keys if isinstance(value := item.attributes.get(key), str) and value]


def _all(names: dict[str, list[str]]) -> list[str]:
    return [name for of_locale in names.values() for name in of_locale]


def _is_title(key: str, names: Sequence[str]) -> bool:
    head, _, language = fold(key).rpartition("_")
    if head in ("title", "name") and language in _LANGUAGES:
        return True
    return any(fold(word).replace(" ", "_") in _NAMES for word in (key, *names))
