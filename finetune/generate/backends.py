"""Chooses a writer by its settings: `writer(settings)`.

Owns: the table of backends. Does not know: how any of them writes. A backend that needs a heavy library imports it when
it is chosen, never before.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from finetune.contract import Writer
from finetune.generate.guarded import GuardedWriter
from finetune.template import TemplateWriter

Backend = Literal["template"]


class UnknownBackend(ValueError):
    """The settings name a writer that does not exist."""


@dataclass(frozen=True)
class WriterSettings:
    """Which writer speaks. `backend`: one of `BACKENDS`."""

    backend: str = "template"


def _template(settings: WriterSettings) -> Writer:
    return TemplateWriter()


#: Backend -> what makes it. The others are wrapped by `GuardedWriter`; so is the template, whose drafts must pass too.
BACKENDS: dict[str, Callable[[WriterSettings], Writer]] = {"template": _template}


def writer(settings: WriterSettings | None = None) -> GuardedWriter:
    """Return the writer that the settings name, guarded. Raises UnknownBackend, naming the valid ones."""
    settings = settings or WriterSettings()
    make = BACKENDS.get(settings.backend)
    if make is None:
        raise UnknownBackend(
            f"writer backend: expected one of {', '.join(sorted(BACKENDS))}, found {settings.backend!r}; set DAOGOU_WRITER"
        )
    return GuardedWriter(make(settings), fallback=TemplateWriter(), name=settings.backend)
