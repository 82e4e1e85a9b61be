"""The guarded writer: what a backend invents never leaves, a failing backend never costs an answer."""

from __future__ import annotations

import pytest

from finetune.contract import Draft, GroundedPrompt
from finetune.generate import UnknownBackend, WriterSettings, writer
from finetune.generate.guarded import GuardedWriter
from finetune.template import TemplateWriter
from tests.finetune.world import prompt, recommended


class Scripted:
    """A backend that says the given texts one after another; None = it breaks."""

    def __init__(self, *texts: str | None) -> None:
        self.texts = list(texts)
        self.seeds: list[int] = []

    def write(self, prompt: GroundedPrompt) -> Draft:
        self.seeds.append(prompt.seed)
        text = self.texts.pop(0)
        if text is None:
            raise RuntimeError("out of memory")
        return Draft(text)


def guarded(backend: Scripted) -> GuardedWriter:
    return GuardedWriter(backend, fallback=TemplateWriter(), name="scripted")


def test_a_supported_draft_goes_out_as_it_is() -> None:
    draft = guarded(Scripted("云雀L9最便宜，1,399元。")).write(prompt(recommended()))
    assert (draft.text, draft.degraded, draft.backend, draft.unsupported) == (
        "云雀L9最便宜，1,399元。",
        False,
        "scripted",
        [],
    )


def test_an_invention_is_rewritten_once_with_another_seed() -> None:
    backend = Scripted("云雀L9只要99元。", "云雀L9只要1,399元。")
    draft = guarded(backend).write(prompt(recommended(), seed=5))
    assert draft.text == "云雀L9只要1,399元。"
    assert not draft.degraded
    assert draft.unsupported == ["number 99元"]
    assert backend.seeds == [5, 6]


def test_the_template_speaks_after_two_inventions_and_says_so() -> None:
    draft = guarded(Scripted("云雀L9只要99元。", "全网第一。", "never asked")).write(prompt(recommended()))
    assert draft.degraded
    assert draft.backend == "template"
    assert draft.text == TemplateWriter().write(prompt(recommended())).text
    assert draft.unsupported == ["number 99元", "forbidden 全网第一"]


def test_a_broken_backend_costs_no_answer() -> None:
    draft = guarded(Scripted(None, None)).write(prompt(recommended()))
    assert draft.degraded
    assert draft.text


def test_the_template_itself_is_not_degraded() -> None:
    draft = writer(WriterSettings(writer="template")).write(prompt(recommended()))
    assert not draft.degraded
    assert draft.unsupported == []


def test_an_unknown_backend_names_the_valid_ones() -> None:
    with pytest.raises(UnknownBackend, match=r"expected one of .*template.*found 'gpt'"):
        writer(WriterSettings(writer="gpt"))
