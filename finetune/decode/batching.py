"""Requests that wait at the same time are worked on together.

Owns: who works and who waits. Does not know: what the work is. The first to come works at once; those that come
meanwhile wait, and the next of them takes all of one kind with it. So nobody waits for company.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

A = TypeVar("A")
B = TypeVar("B")


@dataclass(eq=False)
class _Job(Generic[A, B]):
    kind: str
    asked: Sequence[A]
    found: list[B] = field(default_factory=list)
    error: BaseException | None = None
    done: bool = False


class Batching(Generic[A, B]):
    """Calls `work`(asked, kind) for the requests of one or several callers; `most` requests at a time."""

    def __init__(self, work: Callable[[Sequence[A], str], list[B]], most: int = 24) -> None:
        self._work, self._most = work, most
        self._waiting: list[_Job[A, B]] = []
        self._busy = False
        self._changed = threading.Condition()

    def __call__(self, asked: Sequence[A], kind: str = "") -> list[B]:
        """Return what `work` makes of these requests. Raises what it raises, to all whose requests were together."""
        own: _Job[A, B] = _Job(kind, asked)
        with self._changed:
            self._waiting.append(own)
            while self._busy and not own.done:
                self._changed.wait()
            if own.done:
                return self._result(own)
            self._busy = True
            jobs = self._take(own)
        try:
            found = self._work([a for job in jobs for a in job.asked], kind)
            for job in jobs:
                job.found, found = found[: len(job.asked)], found[len(job.asked) :]
        except BaseException as error:  # told to every caller, each in its own thread
            for job in jobs:
                job.error = error
        with self._changed:
            self._busy = False
            for job in jobs:
                job.done = True
            self._changed.notify_all()
        return self._result(own)

    def _take(self, own: _Job[A, B]) -> list[_Job[A, B]]:
        """Take a job and those of its kind that wait, oldest first, as many as may go together."""
        jobs, n = [own], len(own.asked)
        for job in self._waiting:
            if job is not own and job.kind == own.kind and n + len(job.asked) <= self._most:
                jobs.append(job)
                n += len(job.asked)
        self._waiting = [job for job in self._waiting if job not in jobs]
        return jobs

    @staticmethod
    def _result(job: _Job[A, B]) -> list[B]:
        if job.error is not None:
            raise job.error
        return job.found
