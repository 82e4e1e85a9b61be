"""The template writer: honest wording for every decision, in Chinese and English, without a model.

Owns: which language's sentences word which act. Does not know: how a decision was made.
"""

from __future__ import annotations

from collections.abc import Callable

from finetune.contract import Draft, GroundedPrompt
from finetune.template import en, zh
from finetune.template.context import Context
from finetune.template.quick import quick_replies

_LANGUAGES = {"zh": zh, "en": en}


class TemplateWriter:
    """Words any decision. Pure: the same prompt gives the same draft."""

    def write(self, prompt: GroundedPrompt) -> Draft:
        """Return the reply. Raises KeyError for an act that docs/decisions/0003 does not list."""
        language = _LANGUAGES[prompt.locale]
        ctx = Context(prompt)
        act: Callable[[Context], str] = language.ACTS[prompt.decision.act]
        text = act(ctx).strip()
        return Draft(text=text, quick_replies=quick_replies(ctx, language.title), backend="template")


def about_picture(prompt: GroundedPrompt) -> str:
    """Return the sentence about the picture that came with the turn, "" where none did. No model words it: what was not
    seen must not be claimed.
    """
    text: str = _LANGUAGES[prompt.locale].picture.write(Context(prompt))
    return text
