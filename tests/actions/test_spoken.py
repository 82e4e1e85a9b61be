"""Random talks in a shop become prompts that the template can word and that go to a file."""

from __future__ import annotations

from actions.spoken import Talker
from finetune.guard import unsupported
from finetune.template import TemplateWriter
from knowledge.guide import Guide
from tests.knowledge.guide.world import ITEMS, OneShop, WordFinder, view


def talker(seed: int) -> Talker:
    shown = view()
    guide = Guide(OneShop(shown), WordFinder())  # type: ignore[arg-type]
    return Talker(guide, shown.shop, ITEMS, seed)


def test_talks_ask_recommend_and_answer_in_both_languages() -> None:
    found = list(talker(3).prompts(120))
    assert len(found) == 120
    assert {p.decision.act for p in found} >= {"recommend", "answer", "chat"}
    assert {p.locale for p in found} == {"zh", "en"}
    assert any(w.text for p in found for w in p.decision.wishes)
    for prompt in found:
        assert unsupported(TemplateWriter().write(prompt).text, prompt) == []


def test_the_same_seed_talks_the_same() -> None:
    assert list(talker(5).prompts(10)) == list(talker(5).prompts(10))
    assert list(talker(5).prompts(10)) != list(talker(6).prompts(10))
