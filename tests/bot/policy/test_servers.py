"""The same Rasa on server stores: trackers in PostgreSQL, locks in Redis, two replicas at once.

Needs servers, named by DAOGOU_TEST_POSTGRES (a URL of an empty database) and DAOGOU_TEST_REDIS; skipped without them.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.bot.policy.conftest import Rasa

POSTGRES, REDIS = os.environ.get("DAOGOU_TEST_POSTGRES"), os.environ.get("DAOGOU_TEST_REDIS")
pytestmark = pytest.mark.skipif(not (POSTGRES and REDIS), reason="DAOGOU_TEST_POSTGRES and DAOGOU_TEST_REDIS not set")


def test_two_replicas_lose_no_turn_and_mix_no_state(start_rasa: Callable[..., Rasa]) -> None:
    more = ("--database-url", str(POSTGRES), "--redis-url", str(REDIS))
    replicas = [start_rasa(*more), start_rasa(*more)]
    mark = uuid.uuid4().hex

    def say(number: int) -> str:
        """Ten shoppers, five turns each, all at once, each turn at either replica."""
        sender = f"{mark}-{number % 10}"
        return replicas[number // 10 % 2].say(sender, f"{number % 10}:{number}\0")[0]["text"]

    with ThreadPoolExecutor(25) as pool:
        list(pool.map(say, range(50)))
    for number in range(10):
        (message,) = replicas[number % 2].say(f"{mark}-{number}", "end")
        said = message["text"].removeprefix("action_guide ").split("|")
        assert said[-1] == "end"
        assert sorted(said[:-1]) == sorted(f"{number}:{other}" for other in range(number, 50, 10))
    for replica in replicas:
        replica.kill()
