"""Who comes while another works waits, and goes together with the others of its kind."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import pytest

from finetune.decode.batching import Batching


def test_waiting_requests_go_together_and_each_gets_its_own() -> None:
    begun, go = threading.Event(), threading.Event()
    seen: list[tuple[list[int], str]] = []

    def work(asked: Sequence[int], kind: str) -> list[int]:
        seen.append((list(asked), kind))
        begun.set()
        assert go.wait(10)
        return [10 * a for a in asked]

    batching: Batching[int, int] = Batching(work, most=4)
    found: dict[str, list[int]] = {}
    jobs = {
        "first": ([1], "a"),
        "second": ([2, 3], "a"),
        "third": ([4], "b"),
        "fourth": ([5], "a"),
        "fifth": ([6, 7], "a"),
    }

    def call(name: str) -> None:
        asked, kind = jobs[name]
        found[name] = batching(asked, kind)

    threads = [threading.Thread(target=call, args=(name,)) for name in jobs]
    threads[0].start()
    assert begun.wait(10)
    for i, thread in enumerate(threads[1:], 1):
        thread.start()
        while len(batching._waiting) < i:
            pass
    go.set()
    for thread in threads:
        thread.join(10)
    assert found == {name: [10 * a for a in asked] for name, (asked, _) in jobs.items()}
    assert seen[0] == ([1], "a")
    assert sorted(a for asked, _ in seen for a in asked) == list(range(1, 8))
    assert len(seen) <= 4  # at least two went together
    assert all(len(asked) <= 4 for asked, _ in seen)
    assert all(kind == "b" for asked, kind in seen if 4 in asked)


def test_a_failure_is_told_and_the_next_is_served() -> None:
    def work(asked: Sequence[int], kind: str) -> list[int]:
        if 0 in asked:
            raise OSError("no")
        return list(asked)

    batching: Batching[int, int] = Batching(work)
    with pytest.raises(OSError, match="no"):
        batching([0])
    assert batching([1, 2]) == [1, 2]
    assert batching([]) == []
