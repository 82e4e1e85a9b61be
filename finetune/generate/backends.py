"""Chooses a writer by its settings: `writer(settings)`.

Owns: the table of backends. Does not know: how any of them writes. A backend that needs a heavy library imports it
inside
its maker, when it is chosen, never before.
"""

from __future__ import annotations

from collections.abc import Callable

from finetune.contract import Writer
from finetune.generate.guarded import GuardedWriter
from finetune.settings import WriterSettings
from finetune.template import TemplateWriter


class UnknownBackend(ValueError):
    """The settings name a writer that does not exist."""


def _template(settings: WriterSettings) -> Writer:
    return TemplateWriter()


#: Backend -> what makes it.
BACKENDS: dict[str, Callable[[WriterSettings], Writer]] = {"template": _template}


def writer(settings: WriterSettings | None = None) -> GuardedWriter:
    """Return the writer that the settings name, guarded. Raises UnknownBackend, naming the valid ones."""
    settings = settings or WriterSettings()
    make = BACKENDS.get(settings.writer)
    if make is None:
        raise UnknownBackend(
            f"DAOGOU_WRITER: expected one of {', '.join(sorted(BACKENDS))}, "
            f"found {settings.writer!r}; correct or unset it"
        )
    return GuardedWriter(make(settings), fallback=TemplateWriter(), name=settings.writer)
