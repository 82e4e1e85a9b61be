"""Chooses a writer by its settings: `writer(settings)`.

Owns: the table of backends. Does not know: how any of them writes. A backend that needs a heavy library imports it
inside its maker, when it is chosen, never before.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from finetune.contract import Writer
from finetune.generate import chat
from finetune.generate.guarded import GuardedWriter
from finetune.generate.model_writer import ModelWriter
from finetune.settings import WriterSettings
from finetune.template import TemplateWriter

if TYPE_CHECKING:
    from finetune.ads.written import Copywriter


class UnknownBackend(ValueError):
    """The settings name a writer that does not exist."""


#: Backend -> what makes it.
BACKENDS: dict[str, Callable[[WriterSettings], Writer]] = {
    "template": lambda settings: TemplateWriter(),
    "openai": lambda settings: ModelWriter(chat.openai(settings), "openai"),
    "local": lambda settings: _local(settings),
}


def _local(settings: WriterSettings) -> Writer:
    from finetune.generate.fast import FastChat, adapter_for
    from finetune.generate.slot_writer import SlotWriter

    found = chat.local(settings)
    if isinstance(found, FastChat):
        adapter = adapter_for(settings.writer_adapter, "reply")
        return SlotWriter(found.writer_model, adapter, temperature=settings.writer_temperature)
    return ModelWriter(found, "local")


def copywriter(settings: WriterSettings | None = None) -> Copywriter | None:
    """Return what writes ad copy where the settings name a model of ours, else None: the template writes."""
    settings = settings or WriterSettings()
    if settings.writer != "local":
        return None
    from finetune.ads.written import copywriter as written
    from finetune.generate.fast import FastChat, adapter_for

    found = chat.local(settings)
    if not isinstance(found, FastChat):
        return None
    return written(found.writer_model, adapter_for(settings.writer_adapter, "adcopy"))


def writer(settings: WriterSettings | None = None) -> GuardedWriter:
    """Return the writer that the settings name, guarded. Raises UnknownBackend, naming the valid ones, and what a
    backend raises that cannot be made: a wrong setting is told at start, not hidden behind the template.
    """
    settings = settings or WriterSettings()
    make = BACKENDS.get(settings.writer)
    if make is None:
        raise UnknownBackend(
            f"DAOGOU_WRITER: expected one of {', '.join(sorted(BACKENDS))}, "
            f"found {settings.writer!r}; correct or unset it"
        )
    return GuardedWriter(make(settings), fallback=TemplateWriter(), name=settings.writer)
