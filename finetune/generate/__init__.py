"""Writers by name: `writer(settings)` is the only thing that callers need."""

from finetune.generate.backends import UnknownBackend, writer
from finetune.settings import WriterSettings

__all__ = ["UnknownBackend", "WriterSettings", "writer"]
