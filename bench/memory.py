"""How much memory a process and all its descendants hold.

Owns: the sum over a process tree. RSS counts shared pages once for each process, PSS shares them out; PSS is the honest
total. Does not know: what the processes are.
"""

from __future__ import annotations

from dataclasses import dataclass

import psutil


@dataclass(frozen=True)
class Memory:
    """Of a process tree: number of processes, and MiB as RSS and as PSS."""

    n_processes: int
    rss_mib: float
    pss_mib: float


def memory_of(pid: int) -> Memory:
    """Return the memory of `pid` and its descendants; processes that end meanwhile are left out."""
    rss = pss = n_processes = 0
    root = psutil.Process(pid)
    for process in (root, *root.children(recursive=True)):
        try:
            held = process.memory_full_info()
        except psutil.NoSuchProcess:
            continue
        rss, pss, n_processes = rss + held.rss, pss + held.pss, n_processes + 1
    return Memory(n_processes, rss / 2**20, pss / 2**20)
