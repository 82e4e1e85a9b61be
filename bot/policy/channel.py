"""The REST channel between the gateway and Rasa: one message in, the messages that answer it out.

Owns: the shape of the request and the honest answer when a turn broke. Does not know: tokens, rate limits, sessions
(the gateway's). Same path and answer as Rasa's own channel "rest", so its clients work.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.channels.rest import RestInput
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, json

from bot.policy.failure import failure_message, locale_of_turn

logger = logging.getLogger(__name__)

#: Characters of a message that go into the tracker; understanding reads fewer (nlu.normalise.MAX_CHARACTERS).
MAX_CHARACTERS = 4000
MAX_SENDER = 255  # the column's width


class BadRequest(ValueError):
    """The request is not what the channel takes; the message says what is."""


def read_request(body: Any) -> tuple[str, str, dict[str, Any]]:
    """Return sender, text and metadata of a request's JSON; the text cut to MAX_CHARACTERS. Raises BadRequest."""
    if not isinstance(body, dict):
        raise BadRequest('expected a JSON object {"sender": ..., "message": ..., "metadata": {...}}')
    sender, text, metadata = body.get("sender"), body.get("message"), body.get("metadata")
    if not isinstance(sender, str) or not 0 < len(sender) <= MAX_SENDER:
        raise BadRequest(f'"sender": expected a text of 1 to {MAX_SENDER} characters')
    if text is None:
        text = ""
    if not isinstance(text, str):
        raise BadRequest(f'"message": expected a text, found {type(text).__name__}')
    if metadata is None:
        metadata = {}
    if not isinstance(metadata, dict):
        raise BadRequest(f'"metadata": expected an object, found {type(metadata).__name__}')
    # PostgreSQL takes no NUL; a lone surrogate cannot be written as UTF-8.
    text = text[:MAX_CHARACTERS].replace("\0", "").encode("utf-8", "replace").decode("utf-8")
    return sender, text, metadata


class GatewayInput(RestInput):
    """Channel "rest": POST /webhooks/rest/webhook {sender, message, metadata} -> [{recipient_id, custom}, ...]."""

    @classmethod
    def name(cls) -> str:
        """Return the name that is part of the path."""
        return "rest"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """Return the routes: GET / says that the channel is up, POST /webhook takes a message."""
        routes = Blueprint("gateway_input")

        @routes.route("/", methods=["GET"])
        async def health(request: Request) -> HTTPResponse:
            return json({"status": "ok"})

        @routes.route("/webhook", methods=["POST"])
        async def receive(request: Request) -> HTTPResponse:
            try:
                sender, text, metadata = read_request(request.json)
            except BadRequest as error:
                return json({"title": "Bad request", "status": 400, "detail": str(error)}, status=400)
            collector = CollectingOutputChannel()
            message = UserMessage(text, collector, sender, input_channel=self.name(), metadata=metadata)
            try:
                await on_new_message(message)
            except Exception:  # a door: the shopper gets an answer whatever broke, the log gets the reason
                logger.exception("the turn of session %s broke", sender)
                locale = locale_of_turn(None, metadata)
                return json([*collector.messages, {"recipient_id": sender, "custom": failure_message(locale)}])
            return json(collector.messages)

        return routes
