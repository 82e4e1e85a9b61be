"""Chat models by name: `openai` (any compatible server) and `local` (transformers, with a LoRA adapter).

Owns: making a LangChain chat model from the settings. Does not know: what it is asked. Heavy libraries are imported
when a model is made, never before.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from finetune.settings import WriterSettings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel


class MissingSetting(ValueError):
    """A backend needs a setting that is empty."""


def openai(settings: WriterSettings) -> BaseChatModel:
    """Return a chat model at an OpenAI-compatible server. Raises MissingSetting, naming the variable."""
    if not settings.openai_url or not settings.writer_model:
        raise MissingSetting(
            "DAOGOU_WRITER=openai: expected DAOGOU_OPENAI_URL (for example http://127.0.0.1:11434/v1) and"
            " DAOGOU_WRITER_MODEL (the model's name there)"
        )
    from langchain_openai import ChatOpenAI

    return ChatOpenAI(
        base_url=settings.openai_url,
        # The client insists on some key; servers without keys ignore it.
        api_key=settings.openai_key if settings.openai_key.get_secret_value() else "none",  # type: ignore[arg-type]
        model=settings.writer_model,
        timeout=settings.writer_within_s,
        max_retries=settings.writer_retries,
        max_tokens=settings.writer_pieces,  # type: ignore[call-arg]
        temperature=settings.writer_temperature,
    )


def local(settings: WriterSettings) -> BaseChatModel:
    """Return a model that runs in this process: one of ours in int8 without torch, any other by transformers.

    Raises MissingSetting, naming the variable.
    """
    if not settings.writer_model:
        raise MissingSetting(
            "DAOGOU_WRITER=local: expected DAOGOU_WRITER_MODEL, a folder or hub name of a causal language model"
        )
    from finetune.generate.fast import FastChat, is_ours

    if is_ours(Path(settings.writer_model)):
        return FastChat.load(
            settings.writer_model, settings.writer_adapter, settings.writer_pieces, settings.writer_temperature
        )
    from finetune.generate.local import LocalChat

    return LocalChat.load(
        settings.writer_model, settings.writer_adapter, settings.writer_pieces, settings.writer_temperature
    )
