"""The facts of one prompt, arranged so that checks find them quickly, and the shop's vocabulary that a draft might misuse.

Owns: look-ups. Does not know: any rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

from finetune.contract import GroundedPrompt
from finetune.facts import Fact, facts
from finetune.values import Values, clean, is_han
from knowledge.types import Item

#: Shorter words are parts of too many others to be told from them.
MIN_HAN, MIN_LATIN = 2, 3
#: Words of this length are sentences: they are quoted as a whole or not at all.
MIN_SENTENCE = 10


class Evidence:
    """Facts of a prompt by subject, and vocabulary by kind."""

    def __init__(self, prompt: GroundedPrompt) -> None:
        self.prompt = prompt
        self.shop = prompt.shop
        self.values = {"zh": Values(prompt.shop, "zh"), "en": Values(prompt.shop, "en")}
        self.facts = facts(prompt)
        answered = [a.item for a in prompt.decision.answers if a.item is not None]
        self.items: dict[str, Item] = {i.item_id: i for i in [*(s.item for s in prompt.decision.items), *answered]}

    @cached_property
    def item_names(self) -> list[tuple[str, str]]:
        """(name, item_id), longest first; a brand names an item where only one card has it."""
        named = [(f.text, f.subject) for f in self.facts if f.kind == "name"]
        brands = [(f.text, f.subject) for f in self.facts if f.kind == "value" and f.attribute == "brand" and f.subject]
        for text, subject in brands:
            if {s for t, s in brands if t == text} == {subject}:
                named.append((text, subject))
        return sorted(set(named), key=lambda pair: -len(pair[0]))

    def of(self, subjects: frozenset[str]) -> Iterable[Fact]:
        """Yield the facts that hold of these items or of the conversation; of everything where there are no subjects."""
        return (f for f in self.facts if not f.subject or not subjects or f.subject in subjects)

    def texts(self, subjects: frozenset[str], *, quoted: bool = True) -> list[str]:
        """Return all texts that a clause about these items may hold, longest first. All item names are among them.

        `quoted`: also words that may only be quoted (the shopper's).
        """
        allowed = {f.text for f in self.of(subjects) if f.text and (quoted or f.kind != "words")}
        allowed |= {f.text for f in self.facts if f.kind == "name"}
        return sorted((t for t in allowed if len(t) > 1 or is_han(t)), key=len, reverse=True)

    @cached_property
    def long_words(self) -> list[str]:
        """Whole sentences that may be quoted (reviews, policies), also as the template shortens them, longest first."""
        words = {f.text for f in self.facts if f.kind == "words" and len(f.text) >= MIN_SENTENCE}
        words |= {clean(w, n).rstrip("。.") for w in words for n in (48, 110)}
        words |= {f"“{f.text}”" for f in self.facts if f.kind == "words"}
        return sorted(words, key=len, reverse=True)

    @cached_property
    def attribute_names(self) -> list[tuple[str, str]]:
        """(name in any language, key) of every attribute, longest first."""
        pairs = set()
        for attribute in [*self.shop.attributes, *(self.values["zh"].attribute(k) for k in ("price", "stock", "rating"))]:
            names = {n for spelled in attribute.names.values() for n in spelled}
            names |= {v.name(attribute.key) for v in self.values.values()}
            pairs |= {(clean(n).removeprefix("是否"), attribute.key) for n in names if len(n) >= 2}
        return sorted(pairs, key=lambda pair: -len(pair[0]))

    @cached_property
    def vocabulary(self) -> list[tuple[str, str]]:
        """(kind, word) of every brand, category and value of the shop that is long enough to be told, longest first."""
        words: set[tuple[str, str]] = set()
        for name, aliases in self.shop.brands.items():
            words |= {("brand", w) for w in (name, *aliases)}
        for category in self.shop.categories:
            words |= {("category", w) for w in (category.name, *(n for ns in category.names.values() for n in ns))}
        for attribute in self.shop.attributes:
            if attribute.type == "bool":
                continue
            for value, aliases in attribute.values.items():
                words |= {("value", w) for w in (value, *aliases, *attribute.shown.get(value, {}).values())}
        long = {(k, w) for k, w in words if len(w) >= (MIN_HAN if is_han(w) else MIN_LATIN) and not re.fullmatch(r"[\d.\W]+", w)}
        return sorted(long, key=lambda pair: -len(pair[1]))

    @cached_property
    def flags(self) -> list[tuple[str, str]]:
        """(name in any language, key) of yes-or-no attributes, longest first."""
        return [(name, key) for name, key in self.attribute_names if self.values["zh"].attribute(key).type == "bool"]
