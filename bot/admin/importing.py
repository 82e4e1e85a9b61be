"""Imports that an operator began: the file goes to the action server, what it tells goes on record.

Owns: the upload's way and the record of the progress. Does not know: what an import does, HTTP routes. The file waits
on disk until its type is known, so that nothing hostile is held in memory; then it is sent on as it is.
"""

from __future__ import annotations

import asyncio
import json
import logging
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from typing import Any
from uuid import uuid4

import httpx

from bot.gateway.blocking import Blocking
from bot.gateway.problems import ProblemError
from bot.security.uploads import N_HEAD, N_TAIL, check_catalogue
from bot.store.operator import Operator

log = logging.getLogger(__name__)

#: Progress is put on record so often at most, in seconds; a running import that is silent for longer was cut off.
WRITE_EVERY_S, SILENT_S = 0.5, 60.0
_BLOCK = 1 << 18


class Importing:
    """The imports of one gateway."""

    def __init__(
        self, operator: Operator, blocking: Blocking, actions_url: str, clock: Callable[[], float] = time.time
    ) -> None:
        self._operator, self._blocking, self._clock = operator, blocking, clock
        # No limit on reading: the action server says something every few seconds.
        self._http = httpx.AsyncClient(
            base_url=actions_url, timeout=httpx.Timeout(10, read=SILENT_S, write=SILENT_S), trust_env=False
        )
        self._tasks: set[asyncio.Task[None]] = set()

    async def stop(self) -> None:
        """End what runs."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._http.aclose()

    async def begin(self, body: AsyncIterator[bytes], name: str, shop: str, agent: str, options: dict[str, str]) -> str:
        """Take a file in and begin to import it; return the import's id.

        `options`: as the action server takes them. Raises a 409 problem where one into this shop runs, and what
        `check_catalogue` raises.
        """
        if await self._blocking.read(self._operator.running, shop, self._clock() - SILENT_S):
            raise ProblemError(409, "import-runs", f"an import into {shop} runs already; wait until it is done")
        # Not a context manager: the task that sends it closes it.
        file = tempfile.TemporaryFile()  # noqa: SIM115
        try:
            head, n_bytes = b"", 0
            async for block in body:
                head += block[: N_HEAD - len(head)] if len(head) < N_HEAD else b""
                n_bytes += len(block)
                await asyncio.to_thread(file.write, block)
            file.seek(max(0, n_bytes - N_TAIL))
            check_catalogue(name, head, file.read())
            file.seek(0)
            import_id = uuid4().hex
            dry_run = options.get("dry_run") == "1"
            begun = (import_id, shop, name, n_bytes, agent, dry_run, self._clock())
            await self._blocking.write(self._operator.begin_import, *begun)
        except BaseException:
            file.close()
            raise
        task = asyncio.create_task(self._run(import_id, file, {"shop": shop, "file": name, **options}, agent))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return import_id

    async def _run(self, import_id: str, file: Any, params: dict[str, str], agent: str) -> None:
        report: dict[str, Any] = {}
        error = "the import was cut off: this process ended"
        try:
            with file:
                report, error = await self._send(import_id, file, params)
        except httpx.HTTPError as failure:
            error = f"the action server went away ({type(failure).__name__}); nothing was changed unless it was done"
        except Exception:  # the door: whatever broke, the record must not say "running" for ever
            log.exception("an import failed")
            error = "the import broke; the gateway's log says why"
        finally:
            await asyncio.shield(
                self._blocking.write(self._operator.end_import, import_id, agent, self._clock(), report, error)
            )

    async def _send(self, import_id: str, file: Any, params: dict[str, str]) -> tuple[dict[str, Any], str]:
        """Return the report, and the error or ""."""
        steps: dict[str, list[int | None]] = {}
        written_at = 0.0
        request = self._http.stream("POST", "/imports", params=params, content=_blocks(file))
        async with request as response:
            if response.status_code != 200:
                await response.aread()
                return {}, _reason(response)
            async for line in response.aiter_lines():
                said = json.loads(line) if line.strip() else {}
                if "report" in said:
                    return said["report"], ""
                if "error" in said:
                    return {}, str(said["error"])
                if "step" in said:
                    steps[said["step"]] = [said["done"], said["of"]]
                if (now := self._clock()) - written_at >= WRITE_EVERY_S:
                    written_at = now
                    await self._blocking.write(self._operator.tell_import, import_id, steps, now)
        return {}, "the action server ended without a word; look into its log"


async def _blocks(file: Any) -> AsyncIterator[bytes]:
    while block := await asyncio.to_thread(file.read, _BLOCK):
        yield block


def _reason(response: httpx.Response) -> str:
    try:
        return str(response.json()["error"])
    except (ValueError, KeyError, TypeError):
        return f"the action server refused it with {response.status_code}"
