"""The route that words things for people: POST /rewrite, for the desk.

Owns: reading what is asked. Does not know: chats, agents, how a text is reworded (finetune/generate/rewriting.py).
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from sanic import Request, Sanic
from sanic.response import HTTPResponse
from sanic.response import json as json_response

from actions.ads import style_of
from actions.finding import BadRequest
from actions.runtime import Runtime
from finetune.generate.rewriting import Rewriter
from knowledge.catalogue import Catalogue
from knowledge.errors import UnknownShop

MAX_CHARS = 2_000


def reworded(catalogue: Catalogue, rewriter: Rewriter, asked: Mapping[str, Any]) -> dict[str, Any]:
    """Reword a text, or answer a complaint.

    Args:
        asked: `shop`; `style` one of STYLES or its Chinese name; either `text` or `complaint`; `seed` (0).

    Returns:
        {"text", "backend", "degraded"}. Raises BadRequest, UnknownShop.
    """
    given = [(kind, asked[kind]) for kind in ("text", "complaint") if asked.get(kind)]
    if len(given) != 1 or not isinstance(given[0][1], str) or len(given[0][1]) > MAX_CHARS:
        raise BadRequest(f"expected either text or complaint, of up to {MAX_CHARS} characters")
    shop, seed = asked.get("shop"), asked.get("seed", 0)
    if not isinstance(shop, str) or not isinstance(seed, int) or isinstance(seed, bool):
        raise BadRequest("expected shop as text and seed as a whole number")
    style = style_of(asked.get("style"))
    (kind, words), view = given[0], catalogue.view(shop)
    found = rewriter.reword(words, style, view.shop, seed) if kind == "text" else rewriter.answer(words, style, seed)
    return {"text": found.text, "backend": found.backend, "degraded": found.degraded}


def add_rewording(app: Sanic, runtime: Runtime) -> None:
    """Add POST /rewrite."""
    rewriter = Rewriter(runtime.own)

    @app.post("/rewrite")
    async def rewrite(request: Request) -> HTTPResponse:
        asked = request.json
        if not isinstance(asked, dict):
            return json_response({"error": "expected a JSON object"}, status=400)
        try:
            loop = asyncio.get_running_loop()
            found = await loop.run_in_executor(runtime.pool, reworded, runtime.catalogue, rewriter, asked)
        except UnknownShop as error:
            return json_response({"error": str(error)}, status=404)
        except BadRequest as error:
            return json_response({"error": str(error)}, status=400)
        return json_response(found)
