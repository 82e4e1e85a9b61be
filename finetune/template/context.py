"""What every template shares: one prompt, its names and values in one locale, and a choice of wording that does not
repeat.

Owns: seeded variety, extremes among the cards, the pieces of a decision that all acts need. Does not know: any
sentence.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from functools import cached_property

from finetune.contract import GroundedPrompt
from finetune.naming import short_names
from finetune.template.measures import measure, measure_of_shop
from finetune.values import Values
from knowledge.types import Change, Decision, Item, Preference, Shown

#: Texts that repetition is looked for in; older ones are forgotten by shoppers too.
N_REMEMBERED = 6


class Context:
    """One prompt being worded."""

    def __init__(self, prompt: GroundedPrompt) -> None:
        self.prompt = prompt
        self.decision: Decision = prompt.decision
        self.locale = prompt.locale
        self.tone = prompt.tone
        self.values = Values(prompt.shop, prompt.locale)
        self._n_choices = 0

    @cached_property
    def names(self) -> dict[str, str]:
        """item_id -> short name, unmistakable among the cards."""
        return short_names(self.items, self.values)

    @property
    def shown(self) -> list[Shown]:
        """The cards."""
        return self.decision.items

    @property
    def items(self) -> list[Item]:
        """The items of the cards."""
        return [shown.item for shown in self.decision.items]

    @property
    def kind(self) -> str:
        """The category of all cards, "" where they are of several or there are none."""
        kinds = {item.category for item in self.items}
        return kinds.pop() if len(kinds) == 1 else ""

    @cached_property
    def measure(self) -> str:
        """The Chinese measure word of the goods in question: of the cards, else of the kind wished for, else any."""
        wished = [w.value for w in self.decision.wishes if w.attribute == "category" and w.polarity == "for"]
        kinds = {item.category for item in self.items} or {v for v in wished if isinstance(v, str)}
        return measure(kinds) if kinds else measure_of_shop(self.prompt.shop)

    def name(self, item: Item) -> str:
        """Return the short name of an item; of one without a card, its title."""
        return self.names.get(item.item_id) or self.values.title(item)

    def say(self, phrases: Sequence[str], **slots: str) -> str:
        """Fill the phrase, by seed, that was said longest ago in this conversation.

        A phrase counts as said where all its fixed parts stand in a text. Shape: phrases with {slots}, at least one.
        """
        self._n_choices += 1
        key = f"{self.prompt.seed}/{self.prompt.turn}/{self._n_choices}/{phrases[0]}"
        start = zlib.crc32(key.encode()) % len(phrases)
        order = [phrases[(start + i) % len(phrases)] for i in range(len(phrases))]
        chosen = min(order, key=self._last_said)  # min is stable: among the unsaid the seed decides
        if self.locale == "zh":
            chosen = re.sub("款(?!式)", self.measure, chosen)
        if self.tone == "casual":
            chosen = chosen.replace("您", "你")
        return chosen.format(**slots)

    def _last_said(self, phrase: str) -> int:
        parts = [p for p in re.split(r"\{\w+\}", phrase.replace("您", "你")) if len(p.strip()) >= 2]
        recent = [text.replace("您", "你") for text in self.prompt.recent[-N_REMEMBERED:]]
        return max((i + 1 for i, text in enumerate(recent) if parts and all(p in text for p in parts)), default=0)

    def unless_said(self, text: str) -> str:
        """Return a sentence, "" where it stands word for word in one of the last texts."""
        return "" if text and any(text in said for said in self.prompt.recent[-N_REMEMBERED:]) else text

    # ------------------------------------------------------------ wishes

    def changes(self, kind: str, polarity: str | None = None) -> list[Preference]:
        """Return the wishes of the changes of one kind, in order, none twice."""
        found: list[Preference] = []
        for change in self.decision.changes:
            wish = change.preference
            if change.kind == kind and polarity in (None, wish.polarity) and wish not in found:
                found.append(wish)
        return found

    @property
    def said_back(self) -> list[Change]:
        """The changes that are worth a word: all but what merely stays."""
        return [change for change in self.decision.changes if change.kind != "kept"]

    def met(self) -> list[Preference]:
        """Return the wishes that every card meets: hard ones always, soft ones where each card's reasons say so."""
        met = []
        for wish in self.decision.wishes:
            by_all = all(any(r.kind == "wish" and r.preference == wish for r in s.reasons) for s in self.shown)
            if (wish.strength == "hard" and wish.attribute != "text") or (self.shown and by_all):
                met.append(wish)
        return met

    # ------------------------------------------------------------ comparisons among the cards

    def extremes(self, shown: Shown) -> list[tuple[str, int]]:
        """Return (attribute, direction) of the card's "extreme" reasons that hold strictly among all the cards."""
        reasons = [r for r in shown.reasons if r.kind == "extreme" and r.direction]
        return [(r.attribute, r.direction) for r in reasons if self.is_extreme(shown.item, r.attribute, r.direction)]

    def most_of_all(self, shown: Shown) -> list[tuple[str, int]]:
        """Return (attribute, direction) that the decision found the first card to have most or least of among all goods
        in question, where that was asked for.
        """
        if not self.shown or shown is not self.shown[0]:
            return []
        found = {n.removeprefix("extreme."): v for n, v in self.decision.numbers.items() if n.startswith("extreme.")}
        return [(key, 1 if value > 0 else -1) for key, value in found.items()]

    def is_extreme(self, item: Item, key: str, direction: int) -> bool:
        """Say whether an item has strictly the most (+1) or least (-1) of an attribute among at least two cards, all
        known.
        """
        own = number_of(item, key)
        others = [number_of(other, key) for other in self.items if other.item_id != item.item_id]
        if own is None or not others or any(v is None for v in others):
            return False
        return all(direction * own > direction * v for v in others if v is not None)


def number_of(item: Item, key: str) -> float | None:
    """Return a numeric value of an item, None where there is none."""
    value = item.value(key)
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None
