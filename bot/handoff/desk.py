"""The desk's part in a running gateway: calls the store, wakes whoever waits, looks at the timers.

Owns: that what an agent or a timer did reaches the shopper's stream, the agents' pages and the bot. Does not know:
HTTP, which event leads where.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from typing import Any, Protocol

from bot.gateway.blocking import Blocking
from bot.gateway.limits import RateLimit
from bot.gateway.stream import DESK, Hub
from bot.handoff.machine import Event
from bot.handoff.presses import Press, payload
from bot.handoff.rules import DeskSettings
from bot.store import Agent, Done, Handoffs
from bot.store.agents import Agents
from bot.store.handoff_views import Views

log = logging.getLogger(__name__)


class Wakes(Protocol):
    """Answers what a session is owed."""

    def wake(self, session_id: str) -> None:
        """Begin to answer."""
        ...


class Desk:
    """The agents' desk of one gateway."""

    def __init__(
        self, rules: DeskSettings, handoffs: Handoffs, agents: Agents, views: Views, blocking: Blocking, hub: Hub,
        turns: Wakes, clock: Callable[[], float] = time.time,
    ) -> None:  # fmt: skip
        self.rules, self.agents, self.views, self.clock = rules, agents, views, clock
        self._handoffs, self._blocking, self._hub, self._turns = handoffs, blocking, hub, turns
        self.address_logins = RateLimit(60, time.monotonic)
        self.name_logins = RateLimit(15, time.monotonic)
        self._timer: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to look at the timers."""
        self._timer = asyncio.create_task(self._look())

    async def stop(self) -> None:
        """Look no more."""
        if self._timer:
            self._timer.cancel()
            await asyncio.gather(self._timer, return_exceptions=True)

    async def read(self, call: Callable[..., Any], *args: Any) -> Any:
        """Run a call of `agents` or `views` that reads."""
        return await self._blocking.read(call, *args)

    async def write(self, call: Callable[..., Any], *args: Any) -> Any:
        """Run a call of `agents` or `views` that writes, and wake the agents' pages."""
        done = await self._blocking.write(call, *args)
        self._hub.publish(DESK)
        return done

    async def for_shopper(self, session_id: str) -> dict[str, Any]:
        """Return the state of a session's hand-off as its shopper may see it."""
        since = self.clock() - self.rules.desk_agent_gone_s
        found = await self._blocking.read(self.views.for_shopper, session_id, since)
        chat = found.pop("chat", "")
        return found | ({"cancel": payload(Press("cancel", chat))} if found["state"] == "requested" else {})

    async def take(self, chat_id: str, agent: Agent) -> Done:
        """Give a chat to the agent."""
        return self._told(await self._blocking.write(self._handoffs.take, chat_id, agent, self.clock()))

    async def take_next(self, agent: Agent) -> Done:
        """Give the agent whoever has waited longest."""
        return self._told(await self._blocking.write(self._handoffs.take_next, agent, self.clock()))

    async def say(self, chat_id: str, agent: Agent, message: dict[str, Any]) -> Done:
        """Put an agent's message on record."""
        return self._told(await self._blocking.write(self._handoffs.say, chat_id, agent, message, self.clock()))

    async def end(self, chat_id: str, agent: Agent, event: Event, outcome: str = "", seen: int = 0) -> Done:
        """Return, close or hand on a chat."""
        return self._told(
            await self._blocking.write(self._handoffs.end, chat_id, agent, event, self.clock(), outcome, seen)
        )

    async def take_back(self, chat_id: str, supervisor: Agent) -> Done:
        """Put another agent's chat back into the queue."""
        return self._told(await self._blocking.write(self._handoffs.take_back, chat_id, supervisor, self.clock()))

    async def pass_on(self, chat_id: str, agent: Agent) -> Done:
        """Give the agent a chat that a colleague has; the bot answers nothing in between."""
        back = await self._blocking.write(self._handoffs.take_back, chat_id, agent, self.clock())
        done = self._told(await self._blocking.write(self._handoffs.take, chat_id, agent, self.clock()))
        if not done.ok:
            self._told(back)
        return done

    async def settle(self, chat_id: str, agent: Agent) -> Done:
        """Mark a left message as dealt with."""
        return self._told(await self._blocking.write(self._handoffs.settle, chat_id, agent, self.clock()))

    def _told(self, done: Done) -> Done:
        if done.ok:
            self._hub.publish(done.session_id)
            self._hub.publish(DESK)
        if done.owed:
            self._turns.wake(done.session_id)
        return done

    async def _look(self) -> None:
        while True:
            await asyncio.sleep(self.rules.desk_tick_s)
            try:
                for chat_id in await self._blocking.read(self._handoffs.due, self.clock()):
                    self._told(await self._blocking.write(self._handoffs.tick, chat_id, self.clock()))
            except Exception:  # the door: one failed look must not end all timers
                log.exception("looking at the timers of hand-offs failed")
