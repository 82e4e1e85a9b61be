"""Ask a question as a shopper would: typed text, understood in its shop, decided by the guide.

Owns: one conversation in process. Does not know: what is right. Understanding lies above this package: it is found by
its entry points in the group "daogou.understanding", as settings of other layers are.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import entry_points
from typing import Any

from knowledge.answers.asked import Asked
from knowledge.catalogue import Catalogue
from knowledge.errors import KnowledgeError
from knowledge.guide import Guide
from knowledge.retrieve import Retriever
from knowledge.settings import Settings
from knowledge.types import Decision, DialogueState, Understanding

GROUP = "daogou.understanding"
Understand = Callable[[str, dict[str, Any]], Understanding]


def understanding(settings: Settings) -> Understand:
    """Return what reads an utterance with its metadata. Raises KnowledgeError where none is installed."""
    found = {point.name: point for point in entry_points(group=GROUP)}
    if not {"understander", "lexicons"} <= set(found):
        raise KnowledgeError(f"no understanding is installed (entry points of {GROUP!r})", remedy="run `make setup`")
    understander = found["understander"].load()(found["lexicons"].load()(settings.lexicons))
    return lambda text, metadata: understander.understand(text, metadata)


class Asker:
    """Asks questions of the exam. Each is a conversation of its own."""

    def __init__(self, catalogue: Catalogue, settings: Settings, understand: Understand) -> None:
        self._catalogue, self._understand = catalogue, understand
        self._guide = Guide(catalogue, Retriever(catalogue, settings), settings)

    def ask(self, asked: Asked) -> tuple[Understanding, Decision]:
        """Return how the last utterance was understood and what was decided."""
        view = self._catalogue.view(asked.shop)
        categories = sorted({i.category for i in view.items(asked.shown)})
        state = DialogueState(
            turn=1,
            locale=asked.locale,
            shown=[asked.shown],
            focus=asked.focus,
            last_act="recommend",
            last_topic="items",
        )
        for text in asked.turns:
            metadata = {
                "shop": asked.shop, "locale": asked.locale, "turn": state.turn + 1, "last_act": state.last_act,
                "category": categories,
            }  # fmt: skip
            said = self._understand(text, metadata)
            # No hint of an action: the guide takes the one of the main act, as the dialogue policy would.
            state, decision = self._guide.take("", state, said, asked.shop)
        return said, decision
