"""The words that relations lead to: general ones, and those of one shop (brands, values, names of goods).

Owns: canonical names of objects and finding them in text. Does not know: relations' patterns, sentences.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import Any

import yaml

from knowledge.tokens import fold, is_han
from knowledge.types import Shop

#: Attributes of a shop whose values a relation leads to, by the English or Chinese name of the attribute.
_RELATION_OF_NAMES = {
    "suits": ("适合人群", "使用场景", "适合肤质", "适合季节", "人群", "用途", "场合"),
    "material": ("材质", "面料", "材料", "填充物"),
}
_MODEL = r"\s?[a-z]{0,8}[ -]?\d+[a-z]{0,3}(?:\s(?:pro|max|plus|ultra|air|mini))?(?![a-z0-9])"


@dataclass(frozen=True)
class Found:
    """A word of the vocabulary in a text: `start` and `end` of its characters, canonical `name`, its `relation`."""

    start: int
    end: int
    name: str
    relation: str


@dataclass(frozen=True)
class Vocabulary:
    """`values`: relation -> folded surface -> canonical name. `brands`: folded surface -> brand."""

    values: Mapping[str, Mapping[str, str]]
    brands: Mapping[str, str] = field(default_factory=dict)

    def find(self, text: str, relation: str) -> list[Found]:
        """Return the words of a relation in a text, longest first where they overlap, in order."""
        surfaces = self.values.get(relation, {})
        return [
            Found(m.start(), m.end(), surfaces[m.group()], relation)
            for m in self._pattern[relation].finditer(fold(text))
        ]

    def brands_in(self, text: str) -> list[Found]:
        """Return the brands named in a text, in order."""
        return [Found(m.start(), m.end(), self.brands[m.group()], "brand") for m in self._brand.finditer(fold(text))]

    def canonical(self, relation: str, words: str) -> str:
        """Return the name of an object: of the vocabulary, a model as "brand model", else the words as they are."""
        folded = fold(words).strip()
        known = self.values.get(relation, {}).get(folded)
        if known is not None:
            return known
        if self.brands and relation == "compatible_with" and (model := self._model.fullmatch(folded)):
            brand = self.brands[model.group("brand")]
            rest = words.strip()[len(model.group("brand")) :].strip()
            return f"{brand} {rest}"
        if relation in ("compatible_with", "brand") and folded in self.brands:
            return self.brands[folded]
        return words.strip()

    @cached_property
    def _pattern(self) -> dict[str, re.Pattern[str]]:
        return {relation: _any_of(surfaces) for relation, surfaces in self.values.items()}

    @cached_property
    def _brand(self) -> re.Pattern[str]:
        return _any_of(self.brands)

    @cached_property
    def _model(self) -> re.Pattern[str]:
        brands = "|".join(re.escape(b) for b in sorted(self.brands, key=len, reverse=True))
        return re.compile(rf"(?P<brand>{brands}){_MODEL}")


def general() -> dict[str, dict[str, str]]:
    """Return the general words: relation -> folded surface -> canonical name."""
    return {
        relation: {fold(surface): name for name, others in entries.items() for surface in (name, *others)}
        for relation, entries in _written().items()
    }


def of_shop(shop: Shop, attributes: Mapping[str, Sequence[str]] | None = None) -> Vocabulary:
    """Return the words of a shop over the general ones. `attributes`: relation -> keys of the attributes whose values
    it leads to, None = told by the attributes' names.
    """
    values = general()
    for relation, names in _RELATION_OF_NAMES.items():
        keys = (attributes or {}).get(relation)
        for attribute in shop.attributes:
            called = {n for ns in attribute.names.values() for n in ns}
            if attribute.key not in keys if keys is not None else not called & set(names):
                continue
            for value, others in attribute.values.items():
                for surface in (value, *others, *attribute.shown.get(value, {}).values()):
                    if len(surface) > 1:
                        values[relation][fold(surface)] = value
    brands = {fold(s): b for b, others in shop.brands.items() for s in (b, *others) if len(s) > 1}
    return Vocabulary(values, brands)


@lru_cache(maxsize=1)
def _written() -> dict[str, Any]:
    return yaml.safe_load(files("knowledge.extraction").joinpath("general.yml").read_text("utf-8"))


def _any_of(surfaces: Mapping[str, str]) -> re.Pattern[str]:
    if not surfaces:
        return re.compile(r"(?!)")
    parts = [
        re.escape(s) if is_han(s) else rf"(?<![a-z0-9]){re.escape(s)}(?![a-z0-9])"
        for s in sorted(surfaces, key=len, reverse=True)
    ]
    return re.compile("|".join(parts))
