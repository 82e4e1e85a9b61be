"""Nothing unsupported leaves the writer: draft, guard, rewrite once, then the template with `degraded` set.

Owns: that loop. Does not know: any backend, or what makes a claim unsupported (finetune/guard.py).
"""

from __future__ import annotations

import dataclasses
import logging

from finetune.contract import Draft, GroundedPrompt, Writer
from finetune.generate.model_writer import EmptyReply
from finetune.guard import unsupported
from finetune.template import TemplateWriter, about_picture

logger = logging.getLogger(__name__)


class GuardedWriter:
    """A writer whose drafts state only facts. `name` is the backend's, for the log and the draft."""

    def __init__(self, inner: Writer, *, fallback: TemplateWriter, name: str) -> None:
        self._inner = inner
        self._fallback = fallback
        self.name = name

    def write(self, prompt: GroundedPrompt) -> Draft:
        """Return the first supported draft of two, else the template's, degraded. The template is the last word.

        What is to be said of a picture comes first, whoever wrote the rest.
        """
        draft, seen = self._draft(prompt), about_picture(prompt)
        gap = " " if prompt.locale == "en" else ""
        return dataclasses.replace(draft, text=f"{seen}{gap}{draft.text}") if seen else draft

    def _draft(self, prompt: GroundedPrompt) -> Draft:
        if isinstance(self._inner, TemplateWriter):
            return self._spoken(prompt)
        refused: list[str] = []
        for attempt in range(2):
            again = dataclasses.replace(prompt, seed=prompt.seed + attempt, refused=tuple(refused))
            try:
                draft = self._inner.write(again)
            except EmptyReply as error:
                logger.warning("writer %s on %s/%s: %s", self.name, prompt.decision.act, prompt.decision.topic, error)
                refused.append(str(error))
                continue
            except Exception:  # a door: whatever a model's library throws must not cost the shopper an answer
                logger.exception("writer %s failed on %s/%s", self.name, prompt.decision.act, prompt.decision.topic)
                refused.append(f"{self.name} failed")
                break  # a server that is away will not be back in a second, and the shopper waits
            found = unsupported(draft.text, prompt)
            if not found:
                return dataclasses.replace(draft, backend=self.name, unsupported=refused)
            refused += found
            logger.warning("writer %s: unsupported %s in %r", self.name, found, draft.text)
        draft = self._fallback.write(prompt)
        return dataclasses.replace(draft, degraded=True, backend="template", unsupported=refused)

    def _spoken(self, prompt: GroundedPrompt) -> Draft:
        """The template is made of facts; an objection is a fault of ours to be mended, nothing that a rewrite would
        cure.
        """
        draft = self._fallback.write(prompt)
        found = unsupported(draft.text, prompt)
        if found:
            logger.error("template: unsupported %s in %r", found, draft.text)
        return dataclasses.replace(draft, unsupported=found)
