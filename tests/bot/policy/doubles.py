"""Stand-ins for the neighbours of Rasa, for tests of this package alone: a tiny understander and a tiny action
server.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from aiohttp import web

from knowledge.types import Act, Preference, Understanding
from nlu.names import META_TURN

_WORDS = (
    ("你好", "greet"),
    ("人工", "handoff"),
    ("比较", "compare"),
    ("重新", "start_over"),
    ("防水", "ask_attribute"),
)


class TinyUnderstander:
    """Knows five words; everything else states a wish with these words. "boom" breaks it."""

    def __init__(self, lexicons: Any, reader: Any = None) -> None:
        self.lexicons, self.reader = lexicons, reader

    def warm_up(self) -> None:
        """Nothing to load."""

    def understand(self, text: str, metadata: Mapping[str, Any] | None = None) -> Understanding:
        if text == "boom":
            raise RuntimeError("understanding broke")
        acts = [Act(act, 0.9) for word, act in _WORDS if word in text] or [Act("inform", 0.8)]
        turn = int((metadata or {}).get(META_TURN) or 0)
        locale = "en" if text.isascii() and text.strip() else "zh"
        return Understanding(text, locale, acts, wishes=[Preference("text", "=", text[:50], said_at=turn)])


def remember(call: dict[str, Any]) -> dict[str, Any]:
    """Answer an action call: the state collects every text of the conversation, the reply shows all of it."""
    tracker = call["tracker"]
    message = tracker["latest_message"]
    state = tracker["slots"].get("state") or {"texts": []}
    state = {"texts": [*state["texts"], message["understanding"]["text"][:50]]}
    reply = {
        "act": "chat",
        "text": call["next_action"] + " " + "|".join(state["texts"]),
        "degraded": False,
        "items": [],
        "quick_replies": [],
        "seen": {"metadata": message.get("metadata"), "n_events": len(tracker["events"]), "domain": call["domain"]},
    }
    return {
        "events": [{"event": "slot", "timestamp": None, "name": "state", "value": state}],
        "responses": [{"custom": reply}],
    }


def action_app() -> web.Application:
    """Return an action server: `remember`, but texts with "404", "500", "wrong" or "garbage" make it fail that way."""

    async def webhook(request: web.Request) -> web.Response:
        call = await request.json()
        text = call["tracker"]["latest_message"]["text"]
        if "500" in text:
            raise web.HTTPInternalServerError
        if "404" in text:
            return web.json_response({"error": "no such action", "action_name": call["next_action"]}, status=404)
        if "400" in text:
            return web.json_response({"error": "rejected", "action_name": call["next_action"]}, status=400)
        if "wrong" in text:
            return web.json_response({"events": [{"event": 7}], "responses": []})
        if "garbage" in text:
            return web.Response(text="<html>")
        return web.json_response(remember(call), dumps=lambda value: json.dumps(value, ensure_ascii=False))

    app = web.Application(client_max_size=10**7)
    app.router.add_post("/webhook", webhook)
    return app


if __name__ == "__main__":
    import sys

    web.run_app(action_app(), host="127.0.0.1", port=int(sys.argv[1]), print=None)
