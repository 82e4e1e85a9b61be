"""Fixtures of the guide: one tiny shop, and a conversation with it."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from knowledge.guide import Guide
from knowledge.types import Act, Decision, DialogueState, Understanding, from_json, to_json
from tests.knowledge.guide.world import OneShop, WordFinder, view


@dataclass
class Talk:
    """One conversation; each turn's state goes through JSON, as it does through Rasa."""

    guide: Guide
    state: DialogueState = field(default_factory=DialogueState)
    page_item: str | None = None
    decisions: list[Decision] = field(default_factory=list)

    def __call__(self, understanding: Understanding, action: str = "") -> Decision:
        self.state, decision = self.guide.take(action, self.state, understanding, "tiny", self.page_item)
        self.state = from_json(DialogueState, to_json(self.state))
        self.decisions.append(decision)
        return decision

    def press(self, decision: Decision, place: int) -> Decision:
        """Press a quick reply of a decision."""
        p = decision.options[place].payload
        acts = [Act(a) for a in p.acts]
        said = Understanding(
            "", "zh", acts, p.wishes, p.dropped, p.critiques, p.references, p.questions, source="payload"
        )
        return self(said)

    @property
    def shown(self) -> list[str]:
        """Ids of the last decision's cards."""
        return [s.item.item_id for s in self.decisions[-1].items]


@pytest.fixture(scope="session")
def tiny():
    return view()


@pytest.fixture
def talk(tiny):
    return Talk(Guide(OneShop(tiny), WordFinder()))  # type: ignore[arg-type]
