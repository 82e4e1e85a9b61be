"""The route that looks at a shopper's picture: bytes in, main colours out. Nothing of it is kept.

Owns: the limits of one look and how many are taken at once. Does not know: shops, dialogue; the gateway sends the
colours along with the message.
"""

from __future__ import annotations

import asyncio

from sanic import Request, Sanic
from sanic.response import HTTPResponse
from sanic.response import json as json_response

from actions.runtime import Runtime
from knowledge.pictures.palette import NoPicture, palette
from knowledge.types import to_json

#: Pictures unpacked at once: each may take 200 MB of memory for a moment.
N_AT_ONCE = 2


def add_pictures(app: Sanic, runtime: Runtime) -> None:
    """Add POST /pictures/colours: a PNG, JPEG or WEBP picture as the body, {"colours": [{"code", "share"}…]} back.

    422 where it cannot be read.
    """
    free = asyncio.Semaphore(N_AT_ONCE)

    @app.post("/pictures/colours")
    async def colours(request: Request) -> HTTPResponse:
        async with free:
            loop = asyncio.get_running_loop()
            try:
                found = await loop.run_in_executor(runtime.pool, palette, request.body)
            except NoPicture as error:
                return json_response({"error": str(error)}, status=422)
        return json_response({"colours": to_json(found)})
