"""A proxy on loopback whose line breaks: it passes bytes on in small pieces and cuts connections in the middle of them.

Owns: where it cuts, from a seed. Does not know HTTP beyond which connection carries the event stream.
"""

from __future__ import annotations

import asyncio
import random
import threading


class CuttingProxy:
    """`url`: its address; `n_cuts`: event streams cut so far; `n_lost`: answers to a POST that never arrived."""

    def __init__(self, port: int, seed: int) -> None:
        self._target, self._random = port, random.Random(seed)
        self.n_cuts = self.n_lost = 0
        self.cutting = True
        self._open: set[asyncio.StreamWriter] = set()
        self._loop = asyncio.new_event_loop()
        self._up = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start(self) -> CuttingProxy:
        self._thread.start()
        assert self._up.wait(10)
        return self

    def stop(self) -> None:
        async def end() -> None:
            self._server.close()
            for writer in list(self._open):
                writer.transport.abort()
            await asyncio.sleep(0.1)  # the connections' own tasks end

        asyncio.run_coroutine_threadsafe(end(), self._loop).result(5)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._server = self._loop.run_until_complete(asyncio.start_server(self._serve, "127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"
        self._up.set()
        self._loop.run_forever()

    async def _serve(self, shopper: asyncio.StreamReader, to_shopper: asyncio.StreamWriter) -> None:
        gateway, to_gateway = await asyncio.open_connection("127.0.0.1", self._target)
        self._open |= {to_shopper, to_gateway}
        kind = ""  # of the request that this connection carries now

        async def forth() -> None:
            nonlocal kind
            while data := await shopper.read(65_536):
                first = data.split(b"\r\n", 1)[0]
                if b" HTTP/1.1" in first:
                    kind = "stream" if b"/events" in first else "post" if first.startswith(b"POST") else ""
                to_gateway.write(data)
                await to_gateway.drain()

        async def back() -> None:
            left = self._random.randrange(100, 1_600)
            while data := await gateway.read(self._random.randrange(1, 700)):
                if self.cutting and kind == "post" and self._random.random() < 0.2:
                    self.n_lost += 1
                    return
                if self.cutting and kind == "stream":
                    if len(data) >= left:
                        to_shopper.write(data[:left])
                        await to_shopper.drain()
                        self.n_cuts += 1
                        return
                    left -= len(data)
                to_shopper.write(data)
                await to_shopper.drain()

        ways = [asyncio.ensure_future(forth()), asyncio.ensure_future(back())]
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for way in ways:
                way.cancel()
            to_shopper.transport.abort()
            to_gateway.transport.abort()
            self._open -= {to_shopper, to_gateway}
