"""The facts of one prompt, arranged so that checks find them quickly.

Owns: look-ups. Does not know: any rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

from finetune.checks.vocabulary import vocabulary_of
from finetune.contract import GroundedPrompt
from finetune.facts import Fact, facts
from finetune.values import clean, is_han
from knowledge.types import Item

#: Words of this length are sentences: they are quoted as a whole or not at all.
MIN_SENTENCE = 10


_SEPARATOR = re.compile("[，；：;:（）(),…]| [-–] ")


class Evidence:
    """Facts of a prompt by subject. Words that do not occur in the draft at all are left out from the start."""

    def __init__(self, prompt: GroundedPrompt, draft: str) -> None:
        self.prompt = prompt
        self.draft = draft.lower()
        self.shop = prompt.shop
        self.vocabulary = vocabulary_of(prompt.shop)
        self.values = self.vocabulary.values
        self.facts = [f for f in facts(prompt) if not f.text or f.text.lower() in self.draft or f.kind == "words"]
        self.attribute_names = [p for p in self.vocabulary.attribute_names if p[0].lower() in self.draft]
        self.flags = [p for p in self.vocabulary.flags if p[0].lower() in self.draft]
        self.number_names = [p for p in self.vocabulary.number_names if p[0].lower() in self.draft]
        self.words = [w for w in self.vocabulary.words if w[2] in self.draft]
        self._texts: dict[tuple[frozenset[str], bool], list[str]] = {}
        answered = [a.item for a in prompt.decision.answers if a.item is not None]
        self.items: dict[str, Item] = {i.item_id: i for i in [*(s.item for s in prompt.decision.items), *answered]}

    @cached_property
    def item_names(self) -> list[tuple[str, frozenset[str]]]:
        """(name, item ids that bear it), longest first; a brand names an item where only one card has it."""
        named: dict[str, set[str]] = {}
        for fact in self.facts:
            if fact.kind == "name" and len(fact.text) > 1:
                named.setdefault(fact.text, set()).add(fact.subject)
        brands: dict[str, set[str]] = {}
        for fact in self.facts:
            if fact.kind == "value" and fact.attribute == "brand" and fact.subject and len(fact.text) > 1:
                brands.setdefault(fact.text, set()).add(fact.subject)
        for brand, subjects in brands.items():
            if len(subjects) == 1:
                named.setdefault(brand, set()).update(subjects)
        # 墨格 Canvas is a series; the brand within it is no second name.
        for fact in self.facts:
            within = fact.kind == "value" and fact.subject and any(n != fact.text and n in fact.text for n in named)
            if within:
                named.setdefault(fact.text, set()).add(fact.subject)
        return sorted(((n, frozenset(s)) for n, s in named.items()), key=lambda pair: (-len(pair[0]), pair[0]))

    def of(self, subjects: frozenset[str]) -> Iterable[Fact]:
        """Yield the facts that hold of these items or of the conversation; of everything where there are no
        subjects.
        """
        return (f for f in self.facts if not f.subject or not subjects or f.subject in subjects)

    def texts(self, subjects: frozenset[str], *, quoted: bool = True) -> list[str]:
        """Return all texts that a clause about these items may hold, longest first. All item names are among them.

        `quoted`: also words that may only be quoted (the shopper's).
        """
        key = (subjects, quoted)
        if key in self._texts:
            return self._texts[key]
        allowed = {f.text for f in self.of(subjects) if f.text and (quoted or f.kind != "words")}
        allowed |= {f.text for f in self.facts if f.kind == "name"}
        self._texts[key] = sorted((t for t in allowed if len(t) > 1 or is_han(t)), key=len, reverse=True)
        return self._texts[key]

    @cached_property
    def long_words(self) -> list[str]:
        """Whole sentences that may be quoted (reviews, policies), also as the template shortens them, longest first."""
        words = {f.text for f in self.facts if f.kind == "words" and len(f.text) >= MIN_SENTENCE}
        words |= {clean(w, n).rstrip("。.") for w in words for n in (48, 110)}
        words |= {f.text for f in self.facts if f.kind == "value" and len(f.text) > 3 and _SEPARATOR.search(f.text)}
        words -= {name for name, _ in self.item_names}  # those say whom a clause speaks of
        asked = self.values["zh"].attribute(self.prompt.decision.attribute).questions.values()
        words |= {clean(question) for question in asked}  # the schema's own words claim nothing of a card
        words |= {f"“{f.text}”" for f in self.facts if f.kind == "words"}
        return sorted(words, key=len, reverse=True)
