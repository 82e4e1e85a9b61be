"""What reviews say is summed up with their figures, praise as praise and blame as blame, or as the template says it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from finetune.contract import GroundedPrompt
from finetune.decode.model import WriterModel
from finetune.generate import slot_writer as module
from finetune.generate.guarded import GuardedWriter
from finetune.generate.own import OwnWriter
from finetune.generate.review_sums import sum_of
from finetune.generate.slot_writer import SlotWriter
from finetune.tasks.rewrite import sums
from finetune.tasks.styles import frames
from finetune.template import TemplateWriter
from knowledge.types import Answer, Decision, Question, Shown
from tests.finetune import world

ANSWER = Answer(
    Question("reviews", text="评价怎么样"), "reviews", world.L9, n_reviews=86, share_positive=0.92,
    quote="屏幕清楚，很好用", praised=[("屏幕", 12), ("续航", 9)], blamed=[("充电", 3)],
)  # fmt: skip


def asked(answer: Answer, **more: Any) -> GroundedPrompt:
    return world.prompt(Decision("answer", "facts", [Shown(world.L9)], answers=[answer]), **more)


@pytest.fixture
def said(own_writer: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Let the model say given texts; return the writer and what it was asked."""

    def make(*texts: str) -> tuple[GuardedWriter, list[tuple[str, str]]]:
        heard: list[tuple[str, str]] = []

        def drafts(model: WriterModel, prompt: str, n_slots: int, *, adapter: str, **more: Any) -> list[str]:
            heard.append((adapter, prompt))
            return list(texts)

        monkeypatch.setattr(module, "write_drafts", drafts)
        own = OwnWriter(WriterModel(own_writer), {"reply": "r", "summary": "s"})
        return GuardedWriter(SlotWriter(own), fallback=TemplateWriter(), name="local"), heard

    return make


def test_a_sum_is_said_with_its_figures_name_and_quote(said: Any) -> None:
    writer, heard = said("看了<s0>条评价，<s1>的朋友都说好呢，夸的是<s2>，也有朋友觉得<s3>不太满意哦。")
    draft = writer.write(asked(ANSWER))
    assert draft.text == (
        "云雀L9：看了86条评价，92%的朋友都说好呢，夸的是屏幕（12条）、续航（9条），也有朋友觉得充电（3条）不太满意哦。"
        "有人说：“屏幕清楚，很好用”。"
    )
    assert (draft.backend, draft.degraded) == ("local", False)
    assert heard == [("s", "<summary><zh><warm><fact>评价<s0>条，好评<s1>，夸<s2>，怨<s3>")]


@pytest.mark.parametrize(("tone", "style"), [("casual", "playful"), ("terse", "brief"), ("angry", "formal")])
def test_a_sum_mirrors_how_the_shopper_speaks(said: Any, tone: str, style: str) -> None:
    writer, heard = said("<s0>条评价，好评<s1>；好：<s2>；差：<s3>。")
    writer.write(asked(ANSWER, tone=tone))
    assert f"<{style}>" in heard[0][1]


@pytest.mark.parametrize(
    "turned",
    [
        "看了<s0>条评价，<s1>都说好，夸的是<s3>，不满意的是<s2>。",  # praise for blame
        "看了<s0>条评价，<s1>都说好，夸的是<s2>、<s3>。",
        "看了<s1>条评价，<s0>都说好，夸的是<s2>，不满意的是<s3>。",
        "看了<s0>条评价，<s1>都说好，夸的是<s2>，三成不满意<s3>。",
        "看了<s0>条评价，<s1>都说好，全网第一，夸的是<s2>，不满意的是<s3>。",
    ],
)
def test_what_turns_the_reviews_round_is_not_said(said: Any, turned: str) -> None:
    writer, heard = said(turned)
    draft = writer.write(asked(ANSWER))
    assert (draft.backend, draft.degraded) == ("template", True)
    assert draft.text == TemplateWriter().write(asked(ANSWER)).text
    assert len(heard) == 2, "asked once more, with another seed"


@pytest.mark.parametrize(
    "answer",
    [
        replace(ANSWER, n_mention=4, n_positive=3, n_negative=1),  # of one topic
        replace(ANSWER, share_positive=None),
        replace(ANSWER, praised=[], blamed=[]),
        replace(ANSWER, n_reviews=3),
        replace(ANSWER, question=Question("complaints", text="有差评吗"), n_negative=3),
    ],
)
def test_other_answers_are_said_as_the_template_has_them(said: Any, answer: Answer) -> None:
    writer, heard = said("x")
    draft = writer.write(asked(answer))
    assert draft.text == TemplateWriter().write(asked(answer)).text
    assert not draft.degraded
    assert heard == []


def test_english_is_said_as_the_template_has_it(said: Any) -> None:
    writer, heard = said("x")
    assert not writer.write(asked(ANSWER, locale="en")).degraded
    assert heard == []


def test_every_wording_that_is_learnt_stands_up() -> None:
    sides = {
        "reviews_both": ANSWER,
        "reviews_good": replace(ANSWER, blamed=[]),
        "reviews_bad": replace(ANSWER, praised=[]),
    }
    n = 0
    for frame, answer in sides.items():
        prompt = asked(answer)
        found = sum_of(prompt, TemplateWriter().write(prompt).text, "")
        assert found is not None
        last = f"<s{len(found.values) - 1}>"
        for texts in frames()[frame].values():
            for text in texts:
                n += 1
                assert found.wrong(text.format(a="<s0>", b="<s1>", c="<s2>", d=last)) == [], text
    assert n >= 40


def test_what_is_learnt_is_what_is_asked() -> None:
    prompt = asked(ANSWER, tone="formal")
    found = sum_of(prompt, TemplateWriter().write(prompt).text, "")
    assert found is not None
    assert found.asked in {pair.prompt for pair in sums(400, 1)}
