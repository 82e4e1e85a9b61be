"""A shop's words: loads what the import wrote, reloads it when it changes, finds the words in a text.

Owns: the lexicon file, what a word may mean in a shop. Does not know: acts, wishes, how readings are chosen
(nlu/linker.py). Standard library only.
"""

from __future__ import annotations

import difflib
import json
import logging
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import Lock, Thread
from typing import Any, Literal

from knowledge.types import Attribute, Shop, from_json
from nlu.general import attribute_words, feature_groups, known_brands, product_types, said_of_types, value_groups
from nlu.normalise import fold
from nlu.shop_facts import ShopFacts
from nlu.spelling import Spelling
from nlu.split_names import SplitNames
from nlu.surfaces import SurfaceIndex, squeeze
from nlu.titles import distinctive
from nlu.units import convert
from nlu.word_forms import abilities, absence, plurals, without_firm

#: A free-text attribute with more different texts than this is searched, not linked.
MAX_TEXTS = 400

#: Names of more items than this are read in the background: 100,000 titles take about 20 s of one core.
MANY_ITEMS = 20_000
#: Values of an attribute with more of them are not mended word by word.
MANY_WORDS = 100
log = logging.getLogger(__name__)

#: Value of an entry whose words say the opposite of its attribute.
NOT = "not"

Label = Literal["category", "brand", "attribute", "value", "item"]


class LexiconError(Exception):
    """A shop's lexicon is missing or cannot be read; the message says where it was looked for and what writes it."""


@dataclass(frozen=True)
class Entry:
    """One thing that a word may mean in a shop. `attribute`: the key ("category", "brand", "color" ...); `value`: the
    canonical value, an item_id for items, "" for the attribute itself, NOT where the words say the opposite of a yes-no
    attribute (含酒精 where the attribute is 无酒精).
    """

    label: Label
    attribute: str
    value: str


@dataclass(frozen=True)
class Match:
    """The words text[start:end] and what they may mean; `score` 1 = as written in the lexicon, less = misspelt."""

    start: int
    end: int
    entries: tuple[Entry, ...]
    score: float = 1.0
    surface: str = ""  # the lexicon's spelling


class Lexicon(ShopFacts):
    """The words of one shop, as one version of its lexicon file has them."""

    def __init__(self, data: dict[str, Any]) -> None:
        super().__init__(
            from_json(Shop, data["shop"]), data.get("numbers", {}), Counter(row[2] for row in data.get("items", ()))
        )
        self.version: int = data["version"]
        self._titles: dict[str, str] = {row[0]: row[1] for row in data.get("items", ())}
        self._categories: dict[str, str] = {row[0]: row[2] for row in data.get("items", ())}
        self._index: SurfaceIndex[Entry] = SurfaceIndex()
        self._values = data.get("values", {})
        self._n_values: dict[str, int] = {}
        self._shared: dict[str, dict[str, dict[str, int]]] = data.get("shared", {})
        self._add_own(data)
        self._add_general()
        self._items: SurfaceIndex[Entry] = SurfaceIndex()
        others = data.get("other_titles", ())  # in another language, shaped as the rows of items
        rows = [*data.get("items", ()), *others]
        if len(rows) > MANY_ITEMS:
            log.info(
                "%s: reading the names of %d items in the background; until then none is known by name",
                self.shop.name,
                len(rows),
            )
            Thread(target=self._add_items, args=(rows,), daemon=True).start()
        else:
            self._add_items(rows)
        self._asked: dict[str, bool] = {}  # answers of `in_titles`: a search through all titles takes milliseconds
        self._title_text = "\n" + "\n".join(fold(t) for t in (*self._titles.values(), *(r[1] for r in others))) + "\n"

    # ------------------------------------------------------------ building

    def _add_own(self, data: dict[str, Any]) -> None:
        for category in self.shop.categories:
            for name in (category.name, *(n for names in category.names.values() for n in names)):
                self._add(name, Entry("category", "category", category.name))
        for brand, aliases in {**self.shop.brands, **data.get("brands", {})}.items():
            for name in (brand, *aliases, *self.shop.brands.get(brand, ())):
                self._add(name, Entry("brand", "brand", brand))
                if (short := without_firm(name)) != name and len(short) >= 2:
                    self._add(short, Entry("brand", "brand", brand))
        for attribute in self.attributes.values():
            for name in (attribute.key.replace("_", " "), *(n for names in attribute.names.values() for n in names)):
                if len(name) > 1 or name in ("屏",):
                    self._add(name, Entry("attribute", attribute.key, ""))
            if attribute.type == "bool":
                self._add_opposites(attribute)
                for name in (n for names in attribute.names.values() for n in names):
                    for form in abilities(fold(name)):
                        self._add(form, Entry("attribute", attribute.key, ""))
            if attribute.type in ("number", "bool") or attribute.key in ("brand", "category"):
                continue
            if attribute.type == "text" and len(self._values.get(attribute.key, ())) > MAX_TEXTS:
                continue  # addresses, telephone numbers: nobody wishes for one by its words
            values = self.values_of(attribute.key)
            self._n_values[attribute.key] = len(values)
            for value, aliases in values.items():
                for name in (value, *aliases):
                    self._add(name, Entry("value", attribute.key, value))

    def _add_opposites(self, attribute: Attribute) -> None:
        """Let 含酒精 and 没有酒精 speak of an attribute that is called 无酒精."""
        for name in (n for names in attribute.names.values() for n in names):
            there, absent = absence(fold(name))
            for form in there:
                self._index.add(form, Entry("attribute", attribute.key, NOT))
            for form in absent:
                self._index.add(form, Entry("attribute", attribute.key, ""))

    def _add_items(self, rows: Iterable[Any]) -> None:
        index: SurfaceIndex[Entry] = SurfaceIndex()
        for surface, ids in distinctive((tuple(r[:4]) for r in rows), set(self._index.meanings)).items():
            for item_id in ids:
                index.add(surface, Entry("item", "title", item_id))
        self._items = index  # at once: readers see none or all

    def _add(self, name: str, entry: Entry) -> None:
        text = fold(name)
        self._index.add(text, entry)
        if text.isascii() and text[-1:].isalpha():
            for form in plurals(text):
                self._index.add(form, entry)

    def _add_general(self) -> None:
        """Add words known of goods in general where the shop has such goods, attributes or values, after its own
        words."""
        own = set(self._index.meanings)

        def add(name: str, entry: Entry) -> None:
            if squeeze(fold(name))[0] not in own:
                self._index.add(fold(name), entry)

        for group in (*product_types(), *said_of_types()):
            for entry in self._meant(group, "category"):
                for name in group:
                    add(name, entry)
        for group in known_brands():
            for entry in self._meant(group, "brand"):
                for name in group:
                    add(name, entry)
        for group in value_groups():
            for entry in self._meant(group, "value"):
                for name in group:
                    add(name, entry)
        for group in feature_groups():
            for entry in self._meant(group, "attribute"):
                attribute = self.attributes.get(entry.attribute)
                if attribute is not None and attribute.type == "bool" and entry.value != NOT:
                    for name in group:
                        add(name, entry)
        for concept, keys in self.concepts.items():
            for name in attribute_words()[concept].names:
                for key in keys:
                    add(name, Entry("attribute", key, ""))

    def _meant(self, group: Iterable[str], label: str) -> list[Entry]:
        found: dict[Entry, None] = {}
        for name in group:
            for entry in self._index.meanings.get(squeeze(fold(name))[0], ()):
                if entry.label == label:
                    found[entry] = None
        return list(found)

    @cached_property
    def concepts(self) -> dict[str, list[str]]:
        """Concept of nlu/data/attributes.json -> keys of this shop's attributes that it covers, in the schema's
        order."""
        found: dict[str, list[str]] = {}
        named = [
            (a, {a.key.lower(), *(fold(n) for ns in a.names.values() for n in ns)}) for a in self.attributes.values()
        ]
        for concept, words in attribute_words().items():
            for attribute, names in named:
                if concept == attribute.key or names & set(words.names):
                    fits = (
                        not words.units
                        or not attribute.unit
                        or any(convert(1.0, unit, attribute.unit) is not None for unit in words.units)
                    )
                    if fits and (attribute.key not in ("brand", "category", "stock")):
                        found.setdefault(concept, []).append(attribute.key)
        return found

    # ------------------------------------------------------------ asking

    def values_of(self, key: str) -> dict[str, list[str]]:
        """Return canonical value -> other spellings of an attribute: what its items have and what its schema
        declares."""
        attribute = self.attributes.get(key)
        declared = attribute.values if attribute else {}
        shown = attribute.shown if attribute else {}
        out = {
            v: [*aliases, *declared.get(v, ()), *shown.get(v, {}).values()]
            for v, aliases in self._values.get(key, {}).items()
        }
        for value, aliases in declared.items():
            out.setdefault(value, [*aliases, *shown.get(value, {}).values()])
        return out

    def calls(self, entry: Entry, words: str) -> bool:
        """Say whether the shop itself calls a value or category by just these normalised words, in any language."""
        if entry.label == "category":
            category = next((c for c in self.shop.categories if c.name == entry.value), None)
            names = [entry.value, *(ns[0] for ns in category.names.values() if ns)] if category else [entry.value]
        else:
            attribute = self.attributes.get(entry.attribute)
            shown = attribute.shown.get(entry.value, {}) if attribute else {}
            names = [entry.value, *shown.values()]
            if attribute and "en" not in shown:  # then the first English spelling is what the shop calls it
                names += [n for n in attribute.values.get(entry.value, ()) if n.isascii()][:1]
        return squeeze(words)[0] in (squeeze(fold(n))[0] for n in names)

    def goods_with(self, entry: Entry, categories: Iterable[str]) -> int | None:
        """Return how many goods of these categories have a value that several attributes share, None where unknown."""
        counts = self._shared.get(entry.attribute, {}).get(entry.value)
        if counts is None or not categories:
            return None
        return sum(counts.get(c, 0) for c in {below for name in categories for below in self.within(name)})

    def n_values(self, key: str) -> int:
        """Return how many different values an attribute has; 0 where its values are no words of this shop."""
        return self._n_values.get(key, 0)

    def find(self, text: str) -> list[Match]:
        """Return all exact matches in a normalised text, overlapping ones too, by start and then longest first."""
        hits = [*self._index.find(text), *self._items.find(text)]
        out = [Match(h.start, h.end, h.meanings, 1.0, h.surface) for h in hits]
        return sorted(out, key=lambda m: (m.start, -m.end))

    def near(self, word: str) -> list[Match]:
        """Return what a normalised `word` may be a misspelling of, best first; start and end are those of `word`."""
        tight, _ = squeeze(word)
        return [
            Match(0, len(word), tuple(self._index.meanings[known]), score, known)
            for known, score in self._spelling.near(tight)
        ]

    @property
    def near_lengths(self) -> set[int]:
        """Lengths of the Chinese words that `near` knows."""
        return self._spelling.lengths

    @cached_property
    def split_names(self) -> SplitNames:
        """Names that may be said with words in between, cut short or with one word of them misspelt."""
        names = [n for a in self.attributes.values() for ns in a.names.values() for n in ns]
        for key in self.attributes:
            if 0 < self.n_values(key) <= MANY_WORDS:
                names += [n for value, aliases in self.values_of(key).items() for n in (value, *aliases)]
        return SplitNames([c.name for c in self.shop.categories], self.attributes.values(), names)

    @cached_property
    def _spelling(self) -> Spelling:
        return Spelling(self._index.meanings)

    def title(self, item_id: str) -> str | None:
        """Return an item's title, None where the shop has no such item."""
        return self._titles.get(item_id)

    def category_of(self, item_id: str) -> str | None:
        """Return an item's category, None where the shop has no such item."""
        return self._categories.get(item_id)

    def in_titles(self, word: str) -> bool:
        """Say whether a normalised word occurs in the title of any item."""
        known = self._asked.get(word)
        if known is None:
            if len(self._asked) > 10_000:
                self._asked.clear()
            known = self._asked[word] = bool(word) and word in self._title_text
        return known


class Lexicons:
    """All shops' lexicons under one directory (`<data>/lexicon`), each read on first use and again when its file
    changes."""

    def __init__(self, directory: Path | str) -> None:
        self.directory = Path(directory)
        self._loaded: dict[str, tuple[tuple[int, int], Lexicon]] = {}
        self._lock = Lock()

    def get(self, shop: str) -> Lexicon:
        """Return the lexicon of `shop`. Raises LexiconError where there is none or it cannot be read."""
        path = self.directory / f"{shop}.json"
        try:
            if "/" in shop or "\\" in shop or shop.startswith("."):
                raise FileNotFoundError(shop)
            status = path.stat()
        except (FileNotFoundError, ValueError, OSError) as error:
            near = difflib.get_close_matches(shop, self.names(), 3)
            hint = f"; there are: {', '.join(near or self.names()) or 'none'}"
            raise LexiconError(
                f"expected the words of shop {shop!r} in {self.directory}{hint}. `daogou import` writes them."
            ) from error
        stamp = (status.st_mtime_ns, status.st_size)
        loaded = self._loaded.get(shop)
        if loaded and loaded[0] == stamp:
            return loaded[1]
        with self._lock:
            loaded = self._loaded.get(shop)
            if not loaded or loaded[0] != stamp:
                loaded = self._loaded[shop] = (stamp, _read(path))
            return loaded[1]

    def names(self) -> list[str]:
        """Return the names of the shops that have a lexicon."""
        return sorted(p.stem for p in self.directory.glob("*.json")) if self.directory.is_dir() else []


def _read(path: Path) -> Lexicon:
    try:
        return Lexicon(json.loads(path.read_text("utf-8")))
    except (ValueError, KeyError, TypeError) as error:
        raise LexiconError(
            f"{path}: expected a shop's lexicon, found {type(error).__name__}: {error}. "
            f"`daogou import --rebuild` writes it anew."
        ) from error
