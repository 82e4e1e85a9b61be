"""Rows that wait on disk until the short transaction that writes them. Owns: the temporary file. Knows nothing of rows.

Reading and checking a file takes much longer than writing it, and SQLite lets one writer in at a time: a conversation
must not wait for an import.
"""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Generic, TypeVar

T = TypeVar("T")
_BATCH = 1000


class Spool(Generic[T]):
    """Takes rows with `add`, gives them back in batches with `batches` as often as asked. A context manager."""

    def __init__(self, folder: Path) -> None:
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 – closed by __exit__
        self._waiting: list[T] = []
        self.n_rows = 0

    def __enter__(self) -> Spool[T]:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def add(self, row: T) -> None:
        """Keep a row."""
        self._waiting.append(row)
        self.n_rows += 1
        if len(self._waiting) >= _BATCH:
            self._flush()

    def batches(self) -> Iterator[list[T]]:
        """Yield all rows in the order in which they came, some at a time."""
        self._flush()
        self._file.seek(0)
        while True:
            try:
                yield pickle.load(self._file)
            except EOFError:
                return

    def _flush(self) -> None:
        if self._waiting:
            self._file.seek(0, 2)
            pickle.dump(self._waiting, self._file, protocol=pickle.HIGHEST_PROTOCOL)
            self._waiting = []
