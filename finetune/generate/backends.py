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
    from finetune.generate.own import OwnWriter


class UnknownBackend(ValueError):
    """The settings name a writer that does not exist."""


#: Backend -> what makes it.
BACKENDS: dict[str, Callable[[WriterSettings, OwnWriter | None], Writer]] = {
    "template": lambda settings, own: TemplateWriter(),
    "openai": lambda settings, own: ModelWriter(chat.openai(settings), "openai"),
    "local": lambda settings, own: _slots(own, settings) if own else ModelWriter(chat.local(settings), "local"),
}


def _slots(own: OwnWriter, settings: WriterSettings) -> Writer:
    from finetune.generate.slot_writer import SlotWriter

    return SlotWriter(own, temperature=settings.writer_temperature)


def own_writer(settings: WriterSettings) -> OwnWriter | None:
    """Return the model of ours that the settings name, loaded once for all that write with it; else None.

    Raises NoWriter where `local` is wanted and there is none, CannotDecode or OSError where it cannot be read.
    """
    if settings.writer != "local":
        return None
    from finetune.generate import own

    return own.load(settings)


def copywriter(own: OwnWriter | None) -> Copywriter | None:
    """Return what writes ad copy with a model of ours, None where none does: the template writes."""
    adapter = own.adapter("adcopy") if own else None
    if own is None or adapter is None:
        return None
    from finetune.ads.written import copywriter as written

    return written(own.model, adapter)


def writer(settings: WriterSettings, own: OwnWriter | None = None) -> GuardedWriter:
    """Return the writer that the settings name, guarded; `own`: what `own_writer` made of them, None = make it here.

    Raises UnknownBackend, naming the valid ones, and what a backend raises that cannot be made: a wrong setting is told
    at start, not hidden behind the template.
    """
    make = BACKENDS.get(settings.writer)
    if make is None:
        raise UnknownBackend(
            f"DAOGOU_WRITER: expected one of {', '.join(sorted(BACKENDS))}, "
            f"found {settings.writer!r}; correct or unset it"
        )
    return GuardedWriter(make(settings, own or own_writer(settings)), fallback=TemplateWriter(), name=settings.writer)
