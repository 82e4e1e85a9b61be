"""What the gateway makes of each way in which Rasa can fail to answer."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from bot.gateway.rasa import InDoubt, NotReached, RasaClient, StillWorking

Handle = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


def saying(answer: bytes, wait_s: float = 0.0) -> Handle:
    """Return a server that reads one request and answers so, or hangs up where there is nothing to say."""

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        await asyncio.sleep(wait_s)
        writer.write(answer)
        writer.close()

    return handle


def answer(status: str, body: bytes) -> bytes:
    return b"HTTP/1.1 %s\r\nContent-Length: %d\r\n\r\n" % (status.encode(), len(body)) + body


async def send(handle: Handle, timeout_s: float = 5.0) -> object:
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    client = RasaClient(f"http://127.0.0.1:{port}/")
    try:
        return await client.send("s", "你好", {"shop": "sample"}, timeout_s)
    finally:
        await client.close()
        server.close()


def test_what_is_uttered_comes_back_without_what_is_no_utterance() -> None:
    uttered = answer("200 OK", b'[{"custom": {"act": "chat"}}, 3]')
    assert asyncio.run(send(saying(uttered))) == [{"custom": {"act": "chat"}}]
    assert asyncio.run(send(saying(answer("200 OK", b'{"no": "list"}')))) == []


@pytest.mark.parametrize(
    ("handle", "error"),
    [
        (saying(answer("503 Service Unavailable", b"")), NotReached),
        (saying(answer("500 Internal Server Error", b"")), InDoubt),
        (saying(answer("200 OK", b"<html>")), InDoubt),
        (saying(b""), InDoubt),
        (saying(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n["), InDoubt),
        (saying(answer("200 OK", b"[]"), wait_s=0.5), StillWorking),
    ],
    ids=["starting", "failed", "no JSON", "hung up", "cut short", "slow"],
)
def test_failures_are_told_apart(handle: Handle, error: type[Exception]) -> None:
    with pytest.raises(error):
        asyncio.run(send(handle, timeout_s=0.2 if error is StillWorking else 5.0))


def test_nobody_listens() -> None:
    async def closed() -> None:
        server = await asyncio.start_server(saying(b""), "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        server.close()
        await server.wait_closed()
        client = RasaClient(f"http://127.0.0.1:{port}")
        try:
            assert not await client.alive()
            with pytest.raises(NotReached):
                await client.erase("s")
            await client.send("s", "你好", {}, 1.0)
        finally:
            await client.close()

    with pytest.raises(NotReached):
        asyncio.run(closed())
