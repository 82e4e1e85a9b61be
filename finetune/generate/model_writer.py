"""A writer that lets a chat model reword what the template says. Owns: that exchange. Does not know: which model."""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING

from finetune.contract import Draft, GroundedPrompt
from finetune.generate.prompts import build_prompt
from finetune.template import TemplateWriter
from knowledge.types import Decision

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

#: Acts whose wording is exact on purpose: tables, a person who takes over, what is stored of someone.
_EXACT_ACTS = frozenset(("compare", "handoff", "explain"))
#: What of the wishes rules all goods out, and which ways lead out: each number and each "without" binds.
_EXACT_SORRY = frozenset(("nothing_fits", "no_further", "no_more"))
_THOUGHT = re.compile(r"<think>.*?</think>", re.S)
#: A reply may grow by so much over the honest one.
MAX_GROWTH = 2.5


def is_exact(decision: Decision) -> bool:
    """Say whether the template's wording of a decision is never changed."""
    sorry = decision.act == "sorry" and decision.topic in _EXACT_SORRY
    return decision.act in _EXACT_ACTS or sorry or decision.topic.startswith(("privacy", "bye"))


class EmptyReply(ValueError):
    """The model said nothing, or far too much."""


class ModelWriter:
    """Rewords the template's text; quick replies stay the template's."""

    def __init__(self, chat: BaseChatModel, name: str) -> None:
        self._chat, self._name = chat, name
        self._honest = TemplateWriter()

    def write(self, prompt: GroundedPrompt) -> Draft:
        """Return the reworded reply. Raises what the model's library raises, and EmptyReply; the guard catches both."""
        honest = self._honest.write(prompt)
        if is_exact(prompt.decision):
            return honest
        answer = self._chat.invoke(build_prompt(prompt, honest.text))
        text = _THOUGHT.sub("", str(answer.content)).strip().strip('“”"')
        if not text or len(text) > MAX_GROWTH * len(honest.text) + 40:
            raise EmptyReply(f"expected a short reply, found {len(text)} characters")
        return dataclasses.replace(honest, text=text, backend=self._name)
