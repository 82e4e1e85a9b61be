"""One turn at a time for each conversation, without polling."""

from __future__ import annotations

import asyncio
import time

import pytest
from redis.exceptions import ConnectionError as RedisConnectionError

from bot.policy.locks import AwaitedLockStore, RedisTurnLocks


def test_turns_of_one_conversation_do_not_overlap_and_keep_their_order() -> None:
    async def scenario() -> list[str]:
        locks, log = AwaitedLockStore(), []

        async def turn(number: int) -> None:
            async with locks.lock("a"):
                log.append(f"in {number}")
                await asyncio.sleep(0.01)
                log.append(f"out {number}")

        await asyncio.gather(*(turn(number) for number in range(5)))
        return log

    begun = time.monotonic()
    assert asyncio.run(scenario()) == [f"{way} {number}" for number in range(5) for way in ("in", "out")]
    assert time.monotonic() - begun < 0.8


def test_other_conversations_do_not_wait() -> None:
    async def scenario() -> None:
        locks = AwaitedLockStore()
        async with locks.lock("a"):
            await asyncio.wait_for(locks.lock("b").__aenter__(), 1)

    asyncio.run(scenario())


def test_lock_is_released_and_forgotten_when_a_turn_breaks() -> None:
    async def scenario() -> None:
        locks = AwaitedLockStore()
        with pytest.raises(ZeroDivisionError):
            async with locks.lock("a"):
                raise ZeroDivisionError
        assert not locks._locks
        await asyncio.wait_for(locks.lock("a").__aenter__(), 1)

    asyncio.run(scenario())


@pytest.mark.parametrize("url", ["http://host", "host:6379", ""])
def test_wrong_redis_address_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="redis://host:6379/1"):
        RedisTurnLocks(url)


def test_unreachable_redis_fails_the_turn_and_keeps_no_lock() -> None:
    async def scenario() -> None:
        locks = RedisTurnLocks("redis://127.0.0.1:1/1")
        with pytest.raises(RedisConnectionError):
            async with locks.lock("a"):
                raise AssertionError("entered without a lock")
        assert not locks._locks

    asyncio.run(scenario())
