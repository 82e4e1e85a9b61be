"""Generations of a derived store on disk: one is built beside the one in use, then a pointer file is swapped.

Owns: folders, the pointer ("stamp"), the lock of the one writer, removal of old generations.
Does not know: what is inside.

Why not write in place: an embedded Chroma reader keeps answering from its old graph after another process wrote (seen
with 1.5.9: a deleted vector is still returned, a new one never), and RocksDB lets one process write while nobody reads.
A generation is never changed after its stamp is written, so any number of processes read it, and they find the next one
by looking at the stamp file.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import shutil
import time
import uuid
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import quote

from knowledge.errors import StoreError

#: The generation in use and the one before it: a reader may be in the middle of a query on the latter.
N_KEPT = 2
#: Endings of files that are replaced, never written in place: RocksDB's tables, our arrays (see matrix.py).
_SHARED = (".sst", ".npy")


@dataclass(frozen=True)
class Stamp:
    """What a generation is. `version`: the shop's version in SQL; `made_with`: name of the embedder or tokeniser, so
    that a store made with another one is noticed; `n_items`: items inside; `made_at`: seconds since 1970.
    """

    generation: str
    version: int
    made_with: str
    n_items: int
    made_at: float


class Generations:
    """The generations of one kind of store of one shop, under `<data>/derived/<shop>/<kind>`."""

    def __init__(self, data: Path, shop: str, kind: str) -> None:
        self.shop, self.kind = shop, kind
        self.folder = data / "derived" / quote(shop, safe="") / kind
        self._stamp_file = self.folder / "stamp.json"
        self._seen: tuple[tuple[int, int], Stamp] | None = None

    def current(self) -> Stamp | None:
        """Return the stamp in use, None where none was ever made. Raises StoreError where the file is unreadable.

        Costs one `stat` when nothing changed.
        """
        try:
            stat = self._stamp_file.stat()
        except FileNotFoundError:
            return None
        mark = (stat.st_mtime_ns, stat.st_ino)
        if self._seen and self._seen[0] == mark:
            return self._seen[1]
        try:
            stamp = Stamp(**json.loads(self._stamp_file.read_text("utf-8")))
        except (ValueError, TypeError) as error:
            raise StoreError(
                f"unreadable stamp ({error})",
                where=str(self._stamp_file),
                remedy=f"rebuild the {self.kind} of this shop",
            ) from error
        self._seen = (mark, stamp)
        return stamp

    def path(self, generation: str) -> Path:
        """Return the folder of a generation."""
        return self.folder / generation

    @contextlib.contextmanager
    def writing(self, timeout_s: float = 600.0) -> Iterator[None]:
        """Hold the one writer's lock, across processes. Raises StoreError when it is not had within `timeout_s`."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with open(self.folder / "lock", "w") as handle:
            deadline = time.monotonic() + timeout_s
            while True:
                try:
                    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    if time.monotonic() >= deadline:
                        raise StoreError(
                            f"another process has been writing for over {timeout_s:g} s",
                            where=str(self.folder),
                            remedy="wait for it or end it",
                        ) from None
                    time.sleep(0.05)
            yield

    def begin(self, copy_current: bool) -> str:
        """Make the folder of the next generation, empty or as a copy of the current one; return its name.

        Files that are never written in place are shared with the current one.

        Raises StoreError where the current one cannot be copied.
        """
        stamp = self.current() if copy_current else None
        name = f"{time.strftime('%Y%m%d%H%M%S', time.gmtime())}-{uuid.uuid4().hex[:8]}"
        if stamp is None:
            self.path(name).mkdir(parents=True)
        else:
            try:
                shutil.copytree(self.path(stamp.generation), self.path(name), copy_function=_copy)
            except OSError as error:  # shutil.Error, of several files, is one too
                self.abandon(name)
                raise StoreError(
                    f"it cannot be copied ({error})", where=str(self.folder), remedy="rebuild it"
                ) from error
        return name

    def commit(self, generation: str, *, version: int, made_with: str, n_items: int) -> Stamp:
        """Point readers at `generation`, atomically, and remove generations that nobody needs. Call while `writing`."""
        before = self._readable_stamp()
        stamp = Stamp(generation, version, made_with, n_items, time.time())
        draft = self.folder / "stamp.json.new"
        with open(draft, "w", encoding="utf-8") as handle:
            json.dump(asdict(stamp), handle)
            handle.flush()
            os.fsync(handle.fileno())
        os.replace(draft, self._stamp_file)
        kept = {generation} | ({before.generation} if before else set())
        self._remove_others(kept)
        return stamp

    def abandon(self, generation: str) -> None:
        """Remove a generation whose making failed."""
        shutil.rmtree(self.path(generation), ignore_errors=True)

    def _readable_stamp(self) -> Stamp | None:
        try:
            return self.current()
        except StoreError:
            return None  # it is about to be replaced by a good one

    def _remove_others(self, kept: set[str]) -> None:
        others = [p for p in self.folder.iterdir() if p.is_dir() and p.name not in kept]
        for path in sorted(others)[: max(0, len(others) + len(kept) - N_KEPT)]:
            shutil.rmtree(path, ignore_errors=True)


def _copy(source: str, target: str) -> str:
    """Share a file that is never written in place, copy any other: a copy of 300 MB costs seconds of disk."""
    if source.endswith(_SHARED):
        with contextlib.suppress(OSError):  # a file system without hard links
            os.link(source, target)
            return target
    return shutil.copy2(source, target)
