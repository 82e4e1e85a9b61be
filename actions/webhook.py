"""The webhook that Rasa calls, on rasa-sdk's executor.

Owns: the HTTP side of an action call, as rasa-sdk's own endpoint answers it. rasa_sdk.endpoint itself is not used: it
loads
OpenTelemetry and gRPC (half of the start), walks for plugins, and echoes a failed request back. Does not know: what an
action does.
"""

from __future__ import annotations

import logging
import zlib
from json import JSONDecodeError, loads

from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection, ActionNotFoundException
from sanic import Request, Sanic
from sanic.exceptions import SanicException
from sanic.response import HTTPResponse
from sanic.response import json as json_response

from actions.registry import ACTIONS
from actions.runtime import Runtime

logger = logging.getLogger(__name__)
MAX_BODY_BYTES = 50_000_000


def add_webhook(app: Sanic, runtime: Runtime) -> None:
    """Add POST /webhook, GET /actions and the handlers of errors."""
    logging.getLogger("rasa_sdk").setLevel(logging.ERROR)  # else one line for each registered action
    executor = ActionExecutor()
    for action in ACTIONS:
        executor.register_action(action(runtime))

    @app.post("/webhook")
    async def webhook(request: Request) -> HTTPResponse:
        call = body(request)
        if not isinstance(call, dict) or "tracker" not in call:
            return json_response({"error": "expected an action call as JSON with a tracker"}, status=400)
        name = str(call.get("next_action"))
        try:
            result = await executor.run(call)
        except ActionNotFoundException as error:
            return json_response({"error": str(error), "action_name": name}, status=404)
        except ActionExecutionRejection as error:
            return json_response({"error": str(error), "action_name": name}, status=400)
        # Both are plain JSON values already; model_dump would copy every card of them.
        return json_response({"events": result.events, "responses": result.responses} if result else None)

    @app.get("/actions")
    async def actions(_: Request) -> HTTPResponse:
        return json_response([{"name": action.NAME} for action in ACTIONS])

    @app.exception(SanicException)
    async def refuse(_: Request, error: SanicException) -> HTTPResponse:
        return json_response({"error": str(error)}, status=error.status_code)

    @app.exception(Exception)
    async def broken(request: Request, error: Exception) -> HTTPResponse:
        # The door of the process: the log gets the traceback, the caller no more than that it failed.
        logger.error("%s %s failed", request.method, request.path, exc_info=error)
        return json_response({"error": "the action server failed; its log says why"}, status=500)


def body(request: Request) -> object:
    """Read the JSON of a call, deflated or not; None where it is not JSON."""
    raw = request.body
    try:
        return loads(zlib.decompress(raw) if request.headers.get("content-encoding") == "deflate" else raw)
    except (JSONDecodeError, UnicodeDecodeError, zlib.error):
        return None
