"""Writers by name: `writer(settings)` is the only thing that callers need."""

from finetune.generate.backends import WriterSettings, writer

__all__ = ["WriterSettings", "writer"]
