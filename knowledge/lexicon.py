"""The lexicon file of a shop: the words that understanding links to, derived from one snapshot.

Owns: what goes into the file, writing it in one step. Does not know: how it is used (nlu), SQL.
Form: {"version", "shop", "brands": {canonical: [alias]}, "values": {attribute: {canonical: [alias]}},
"numbers": {attribute: {"unit", "min", "max", "by_category": {category: [min, max]}}},
"shared": {attribute: {canonical: {category: goods}}} for words that are values of several attributes,
"items": [[item_id, title, category, brand]], "other_titles": rows of the same form, for titles in another language}.
"""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import orjson

from knowledge.columns import CodesColumn, NumberColumn, TagsColumn
from knowledge.other_titles import title_attributes
from knowledge.types import to_json
from knowledge.view import ShopView
from knowledge.words import fold

#: Free text has too many different values to be said word for word; of such an attribute only the commonest stand.
MOST_VALUES = 5000
LONGEST_VALUE = 40


def lexicon_path(folder: Path, shop_name: str) -> Path:
    """Return where a shop's lexicon stands."""
    return folder / f"{shop_name}.json"


def lexicon_version(folder: Path, shop_name: str) -> int | None:
    """Read the version of a shop's lexicon file, None where there is none that can be read."""
    try:
        return int(orjson.loads(lexicon_path(folder, shop_name).read_bytes())["version"])
    except (FileNotFoundError, orjson.JSONDecodeError, KeyError, TypeError, ValueError):
        return None


def write_lexicon(view: ShopView, folder: Path) -> Path:
    """Write the lexicon of a snapshot. Readers see the old file or the new one, never a part."""
    path = lexicon_path(folder, view.shop.name)
    folder.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=folder, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(orjson.dumps(lexicon_of(view)))
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return path


def remove_lexicon(folder: Path, shop_name: str) -> None:
    """Remove a shop's lexicon file."""
    lexicon_path(folder, shop_name).unlink(missing_ok=True)


def lexicon_of(view: ShopView) -> dict[str, Any]:
    """Collect the words and number ranges of a snapshot."""
    everything = np.ones(view.n_items, dtype=bool)
    brands = view.columns["brand"]
    named_elsewhere = {"title", "category", "brand", *title_attributes(view.shop)}
    values: dict[str, dict[str, list[str]]] = {}
    numbers: dict[str, dict[str, Any]] = {}
    for key, column in view.columns.items():
        attribute = view.shop.attribute(key)
        if isinstance(column, NumberColumn):
            numbers[key] = {"unit": attribute.unit if attribute else None, **_ranges(view, column)}
        elif isinstance(column, CodesColumn | TagsColumn) and key not in named_elsewhere:
            aliases = column.vocabulary.aliases
            words = [str(w) for w, _ in column.facet(everything)[:MOST_VALUES] if len(str(w)) <= LONGEST_VALUE]
            words += [w for w in aliases if w not in set(words)]  # named in the schema, on no item today
            values[key] = {word: aliases.get(word, []) for word in words}
    columns = [_words(view, key) for key in ("title", "category", "brand")]
    return {
        "version": view.version,
        "shop": to_json(view.shop),
        "brands": {str(b): brands.vocabulary.aliases.get(str(b), []) for b, _ in brands.facet(everything)},  # type: ignore[union-attr]
        "values": values,
        "numbers": numbers,
        "shared": _shared(view, values),
        "items": list(zip(view.ids, *columns, strict=True)),
        "other_titles": list(_other_titles(view)),
    }


def _words(view: ShopView, key: str) -> list[str | None]:
    column = view.columns[key]
    assert isinstance(column, CodesColumn)
    words = [*column.vocabulary.words, None]  # the last place answers for -1, not stated
    return [words[code] for code in column.codes.tolist()]


def _other_titles(view: ShopView) -> Iterator[list[Any]]:
    """Yield (item_id, title in another language, category, brand) as "items" has them, the brand as it is spelt there:
    who cuts brands off titles would not find 云雀 in "Lark L9"."""
    category, brand = view.columns["category"], view.columns["brand"]
    aliases = brand.vocabulary.aliases  # type: ignore[union-attr]
    for key in title_attributes(view.shop):
        column = view.columns[key]
        for i, item_id in enumerate(view.ids):
            if title := column.value(i):
                own = brand.value(i)
                spelt = [a for a in aliases.get(str(own), []) if fold(a) in fold(str(title))]
                yield [item_id, title, category.value(i), max(spelt, key=len) if spelt else own]


def _shared(view: ShopView, values: dict[str, dict[str, list[str]]]) -> dict[str, dict[str, dict[str, int]]]:
    """Count the goods of each category that have a value, for values that several attributes have: 羊毛 fills quilts
    and is what rugs are made of."""
    times = Counter(word for words in values.values() for word in words)
    categories = view.columns["category"]
    assert isinstance(categories, CodesColumn)
    inside = {name: categories.codes == code for code, name in enumerate(categories.vocabulary.words)}
    shared: dict[str, dict[str, dict[str, int]]] = {}
    for key, words in values.items():
        if not any(times[w] > 1 for w in words):
            continue
        column = view.columns[key]
        for category, mask in inside.items():
            for word, n in column.facet(mask):
                if times[str(word)] > 1 and n:
                    shared.setdefault(key, {}).setdefault(str(word), {})[category] = n
    return shared


def _ranges(view: ShopView, column: NumberColumn) -> dict[str, Any]:
    stated = ~np.isnan(column.values)
    if not stated.any():
        return {"min": None, "max": None, "by_category": {}}
    categories = view.columns["category"]
    assert isinstance(categories, CodesColumn)
    n = len(categories.vocabulary.words)
    low, high = np.full(n, np.inf), np.full(n, -np.inf)
    np.minimum.at(low, categories.codes[stated], column.values[stated])
    np.maximum.at(high, categories.codes[stated], column.values[stated])
    by_category = {
        categories.vocabulary.words[c]: [float(low[c]), float(high[c])] for c in range(n) if low[c] <= high[c]
    }
    return {"min": float(np.nanmin(column.values)), "max": float(np.nanmax(column.values)), "by_category": by_category}
