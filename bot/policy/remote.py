"""Calls an action on the action server: little goes out, what comes back is checked, a failure is owned up to.

Owns: the webhook's request and the check of its result. Does not know: what actions do.
"""

from __future__ import annotations

import logging
from typing import Any

import aiohttp
import rasa
from rasa.core.actions.action import RemoteAction, create_bot_utterance
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import ClientResponseError, EndpointConfig

from bot.policy.failure import failure_message, locale_of_turn
from bot.policy.result import check_result

logger = logging.getLogger(__name__)


class KeptEndpoint(EndpointConfig):
    """An action endpoint whose connections stay open between turns; Rasa's opens one for each call.

    `timeout_s`: how long an action may take, in seconds, before the turn is answered without it.
    """

    def __init__(self, url: str, timeout_s: float) -> None:
        super().__init__(url)
        self.timeout_s = timeout_s
        self._session: aiohttp.ClientSession | None = None

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(
                timeout=aiohttp.ClientTimeout(total=self.timeout_s, connect=min(5.0, self.timeout_s)),
                connector=aiohttp.TCPConnector(limit=0, keepalive_timeout=30),
            )
        return self._session

    async def request(self, method: str = "post", *_: Any, json: Any = None, **__: Any) -> Any:
        """Send `json` and return the answer's JSON.

        Raises ClientResponseError for a status from 400, aiohttp.ClientError or asyncio.TimeoutError where no answer
        came.
        """
        try:
            return await self._send(method, json)
        except aiohttp.ClientConnectorError:
            raise
        except (aiohttp.ServerDisconnectedError, aiohttp.ClientOSError):
            # A kept connection whose server was restarted in between. Asked again, an action answers the same: it
            # changes nothing but what it returns.
            return await self._send(method, json)

    async def _send(self, method: str, json: Any) -> Any:
        async with self._open().request(method, self.url, json=json) as response:
            if response.status >= 400:
                raise ClientResponseError(response.status, response.reason, await response.read())
            return await response.json()

    async def close(self) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()


class LeanRemoteAction(RemoteAction):
    """An action on the action server. Its `run` never raises: what fails is answered with topic "failure"."""

    def _action_call_format(self, tracker: DialogueStateTracker, domain: Domain) -> dict[str, Any]:
        """Return the request: slots, the latest message with its metadata, the events of this turn; no domain."""
        said = tracker.latest_message
        turn: list[dict[str, Any]] = []
        for event in reversed(tracker.events):
            turn.append(event.as_dict())
            if isinstance(event, UserUttered):
                break
        message = dict(tracker._latest_message_data() or {})
        message["metadata"] = dict(said.metadata or {}) if said else {}
        return {
            "next_action": self.name(),
            "sender_id": tracker.sender_id,
            "version": rasa.__version__,
            "domain": {},
            "tracker": {
                "sender_id": tracker.sender_id,
                "slots": tracker.current_slot_values(),
                "latest_message": message,
                "latest_event_time": tracker.events[-1].timestamp if tracker.events else None,
                "followup_action": tracker.followup_action,
                "paused": tracker.is_paused(),
                "events": turn[::-1],
                "latest_input_channel": said.input_channel if said else None,
                "active_loop": {},
                "latest_action": tracker.latest_action,
                "latest_action_name": tracker.latest_action_name,
            },
        }

    def _validate_action_result(self, result: Any) -> bool:
        """Return True for a result of the right form. Raises WrongResult that says where it is wrong."""
        check_result(result)
        return True

    async def run(self, output_channel: Any, nlg: Any, tracker: DialogueStateTracker, domain: Domain) -> list[Event]:
        """Return the action's events; where it failed, the one message that says so in the shopper's language."""
        try:
            return await super().run(output_channel, nlg, tracker, domain)
        except Exception as error:  # a door: Rasa would log whatever comes out of here and leave the shopper in silence
            cause = error.__cause__ or error
            logger.error("action %s failed: %s: %s", self.name(), type(cause).__name__, str(cause)[:300])
            said = tracker.latest_message
            locale = locale_of_turn(said.parse_data if said else None, said.metadata if said else None)
            return [create_bot_utterance({"custom": failure_message(locale)})]
