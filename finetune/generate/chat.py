"""Chat models by name: `openai` (any compatible server) and `local` (transformers, with a LoRA adapter).

Owns: making a LangChain chat model from the settings. Does not know: what it is asked. Heavy libraries are imported
when a model is made, never before.
"""

from __future__ import annotations

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

    Raises NoWriter, naming the variable, where there is none.
    """
    from finetune.generate import own

    pieces, temperature = settings.writer_pieces, settings.writer_temperature
    if (found := own.load(settings)) is not None:
        from finetune.generate.fast import FastChat

        return FastChat.of(found.model, found.adapter("reply") or "", temperature)
    from finetune.generate.local import LocalChat

    return LocalChat.load(own.place(settings), settings.writer_adapter, pieces, temperature)
