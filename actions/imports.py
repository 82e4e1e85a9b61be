"""Imports over HTTP, for the operator's page: a catalogue file in, its progress and report out as JSON lines.

    POST /imports?shop=NAME&file=NAME[&role=items|reviews|links][&dry_run=1][&replace=1], the body is the file
    {"step": "check", "done": 1000, "of": null} … then {"report": {…}} or {"error": "…"}

Owns: the upload, the process that imports (actions.import_worker) and its limits. Does not know: importing. A caller
that goes away ends the import, which then has changed nothing, or all of the record (it is one transaction).
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from sanic import Request, Sanic
from sanic.exceptions import PayloadTooLarge
from sanic.response import HTTPResponse
from sanic.response import json as json_response

from actions.runtime import Runtime
from actions.settings import ActionSettings
from knowledge.errors import BadFile
from knowledge.importing.files import format_of
from knowledge.importing.mapping import ROLES
from knowledge.store.models import SHOP_NAME, SHOP_NAME_LENGTH

#: Longest line of a worker: a report with a thousand problems.
_LINE_BYTES = 2**24
_SILENT_S = 5.0


def add_imports(app: Sanic, runtime: Runtime, settings: ActionSettings) -> None:
    """Add POST /imports to the app. At most `settings.imports_at_once` run, the others are refused with 429."""
    free = asyncio.Semaphore(settings.imports_at_once)

    @app.post("/imports", stream=True)
    async def imports(request: Request) -> HTTPResponse | None:
        shop, name, role = (str(request.args.get(key) or "") for key in ("shop", "file", "role"))
        reason = refusal(shop, name, role)
        if reason:
            return json_response({"error": reason}, status=400)
        if free.locked():
            return json_response({"error": "another import runs; try again when it is done"}, status=429)
        async with free:
            folder = runtime.catalogue.settings.data
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(prefix="upload-", dir=folder) as place:
                file = Path(place) / name
                await _receive(request, file, settings.import_bytes)
                flags = [f"--{key.replace('_', '-')}" for key in ("dry_run", "replace") if request.args.get(key) == "1"]
                command = [sys.executable, "-m", "actions.import_worker", str(file), "--shop", shop, *flags]
                command += ["--role", role] if role else []
                command += ["--data", str(folder), "--memory", str(settings.import_memory_bytes)]
                await _run(request, command, settings.import_within_s)
        return None


def refusal(shop: str, name: str, role: str) -> str:
    """Return what is wrong with the parameters, "" = nothing."""
    if not SHOP_NAME.fullmatch(shop) or len(shop) > SHOP_NAME_LENGTH:
        return "shop: expected small letters, digits, - and _"
    if not name or Path(name).name != name or not name.isprintable() or len(name.encode()) > 200:
        return "file: expected a file's name without folders"
    if role and role not in ROLES:
        return f"role: expected one of {', '.join(ROLES)}, or none"
    try:
        format_of(Path(name))
    except BadFile as error:
        return str(error)
    return ""


async def _receive(request: Request, file: Path, n_bytes: int) -> None:
    stream: Any = request.stream
    stream.request_max_size = n_bytes  # of this request only; the app's limit is the webhook's
    with file.open("wb") as out:
        async for block in stream:
            if out.tell() + len(block) > n_bytes:
                raise PayloadTooLarge(f"a catalogue file may have {n_bytes} bytes at most")
            await asyncio.to_thread(out.write, block)


async def _run(request: Request, command: list[str], within_s: float) -> None:
    """Run the worker and pass its lines on as the answer."""
    # The worker ends with its standard input: also when this process is killed.
    worker = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, limit=_LINE_BYTES)
    ended = False
    try:
        response = await request.respond(content_type="application/x-ndjson")
        assert response is not None
        async with asyncio.timeout(within_s):
            async for line in _lines(worker):
                ended = ended or line.startswith(('{"report"', '{"error"'))
                await response.send(line)
            await worker.wait()
        if not ended:
            await response.send(f'{{"error": "the import was ended ({_cause(worker)}); nothing was changed"}}\n')
    except TimeoutError:
        await response.send(f'{{"error": "the import took more than {within_s:g} s and was ended"}}\n')
    finally:
        if worker.returncode is None:
            worker.kill()
            await worker.wait()


async def _lines(worker: Process) -> AsyncIterator[str]:
    """Yield the worker's lines; an empty one while it says nothing, so that no side takes the other for dead."""
    assert worker.stdout is not None
    reading = asyncio.ensure_future(worker.stdout.readline())
    while True:
        done, _ = await asyncio.wait({reading}, timeout=_SILENT_S)
        if not done:
            yield "\n"
            continue
        if not (line := reading.result()):
            return
        yield line.decode("utf-8")
        reading = asyncio.ensure_future(worker.stdout.readline())


def _cause(worker: Process) -> str:
    code = worker.returncode or 0
    return f"signal {-code}, which is mostly a lack of memory" if code < 0 else f"exit code {code}"
