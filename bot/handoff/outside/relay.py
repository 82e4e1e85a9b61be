"""Shows hand-offs outside and does what agents do there.

Owns: that each message is shown once and in order, that an act is done once, when agents outside count as there. Does
not know: who is behind the port, which event leads where (bot.store.handoff). One replica shows at a time; acts may
come in at any. What was shown is noted after each step: a kill between the other side's taking a message and our noting
it may show that one twice.
"""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import Callable
from typing import Any

from bot.gateway.blocking import Blocking
from bot.gateway.cleaning import clean
from bot.gateway.shapes import Message
from bot.gateway.stream import DESK, Hub
from bot.handoff.desk import Desk
from bot.handoff.machine import OPEN, Event, State
from bot.handoff.outside import words
from bot.handoff.outside.port import Act, Away, Case, Gone, Line, Outside, OutsideError, Speaker, Standing
from bot.store import Agent, Conversations
from bot.store.outside import OutsideStore, Shown

log = logging.getLogger(__name__)

LOOK_EVERY_S = 1.0
#: Questions whether the outside answers, in the time after which an agent who is not heard of counts as gone.
N_ASKED = 4
LEASE_S = 15.0
#: Pauses of one place after failures, in seconds; the last one again and again.
PAUSES_S = (1.0, 2.0, 5.0, 15.0, 30.0)
#: Messages from before the hand-off that are shown; the rest stands at /desk.
N_BACKLOG = 30
MAX_TEXT = 2_000

_SPEAKERS: dict[str, Speaker] = {"user": "shopper", "bot": "guide", "agent": "agent"}
_READ = (State.REQUESTED, State.ASSIGNED, State.LEFT)


class Relay:
    """Between one desk outside and the hand-offs of this house."""

    def __init__(
        self, outside: Outside, store: OutsideStore, desk: Desk, conversations: Conversations, blocking: Blocking,
        hub: Hub, replica: str, clock: Callable[[], float] = time.time,
    ) -> None:  # fmt: skip
        self.outside = outside
        self.store, self._desk, self._conversations = store, desk, conversations
        self._blocking, self._hub, self._replica, self._clock = blocking, hub, replica, clock
        self._tasks: list[asyncio.Task[None]] = []
        self._failures: dict[str, tuple[int, float]] = {}  # of each place: how many in a row, when to try again
        self._stopping = False
        self._leads_until = 0.0  # by the monotonic clock

    def start(self) -> None:
        """Begin to show and to hear."""
        self._tasks = [
            asyncio.create_task(work()) for work in (self._lead, self._show_all, self._stay_there, self._listen)
        ]

    async def stop(self) -> None:
        """End, and let another replica go on at once."""
        self._stopping = True  # wait_for may swallow a cancellation that comes with its event (Python 3.11)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._blocking.write(self.store.release, self._replica)
        await self.outside.close()

    @property
    def _leading(self) -> bool:
        """Say whether this replica is the one that speaks with the outside."""
        return time.monotonic() < self._leads_until

    async def _lead(self) -> None:
        """Keep or get the right to speak with the outside, however long showing takes."""
        while not self._stopping:
            began, now = time.monotonic(), self._clock()
            try:
                if await self._blocking.write(self.store.lease, self._replica, now, now + LEASE_S):
                    self._leads_until = began + LEASE_S
            except Exception:  # the door: without the database nobody leads
                log.exception("the right to speak with the desk outside cannot be kept")
            await asyncio.sleep(LEASE_S / 5)

    # ------------------------------------------------------------ showing

    async def _show_all(self) -> None:
        woken = self._hub.subscribe(DESK)
        while not self._stopping:
            woken.clear()
            try:
                for shown in await self._blocking.read(self.store.shown) if self._leading else []:
                    if self._leading:
                        await self._try(shown)
            except Exception:  # the door: one failed look must not end all
                log.exception("showing hand-offs outside failed")
            try:
                await asyncio.wait_for(woken.wait(), LOOK_EVERY_S)
            except TimeoutError:
                continue

    async def _try(self, shown: Shown) -> None:
        chat_id = shown.chat.id
        n_failed, at = self._failures.get(chat_id, (0, 0.0))
        if at > time.monotonic():
            return
        try:
            await self._show(shown)
            self._failures.pop(chat_id, None)
        except Gone as error:
            log.warning("the place of a hand-off is gone (%s); opening another", error)
            await self._blocking.write(
                lambda: self.store.place(chat_id, ref="", told_seq=0, told_state="", told_agent="")
            )
        except OutsideError as error:
            pause = PAUSES_S[min(n_failed, len(PAUSES_S) - 1)]
            pause = max(pause, error.wait_s if isinstance(error, Away) else 0.0)
            self._failures[chat_id] = (n_failed + 1, time.monotonic() + pause)
            log.warning("a hand-off cannot be shown outside, trying again in %.0f s: %s", pause, error)

    async def _show(self, shown: Shown) -> None:
        chat, case, ref = shown.chat, _case(shown), shown.ref
        state, over = State(chat.state), State(chat.state) not in OPEN
        told_seq = shown.told_seq
        if not ref:
            ref = await self.outside.open(case)
            await self._note(chat.id, ref=ref)
        if state in _READ:
            told_seq = await self._show_messages(shown, case, ref)
        agent = shown.agent if state is State.ASSIGNED else ""
        if (state.value, agent) != (shown.told_state, shown.told_agent):
            standing = Standing(state.value, agent)
            await self.outside.show(ref, [Line("system", words.stands(case.locale, standing, chat.note))])
            await self.outside.stand(ref, standing)
        if over or (state.value, agent) != (shown.told_state, shown.told_agent):
            await self._note(chat.id, told_state=state.value, told_agent=agent, over=over, told_seq=told_seq)

    async def _show_messages(self, shown: Shown, case: Case, ref: str) -> int:
        rows = await self._blocking.read(self._conversations.history, case.session_id, shown.told_seq)
        # What came from there is known there, and where a hand-off stands is told by itself.
        fresh = [m for _, m in rows if m["role"] in _SPEAKERS and not m["id"].startswith(f"{self.outside.kind}-")]
        lines = [Line(_SPEAKERS[m["role"]], _said(m), case.locale) for m in fresh]
        if shown.told_seq == 0:
            before = words.backlog(case, [(line.speaker, line.text) for line in lines[-N_BACKLOG:]])
            lines = [Line("note", words.facts(case)), Line("note", before)]
        if lines:
            await self.outside.show(ref, lines)
        told_seq = rows[-1][0] if rows else shown.told_seq
        if told_seq != shown.told_seq:
            await self._note(case.chat_id, told_seq=told_seq)
        return told_seq

    async def _note(self, chat_id: str, **changed: Any) -> None:
        await self._blocking.write(lambda: self.store.place(chat_id, **changed))

    # ------------------------------------------------------------ being there

    async def _stay_there(self) -> None:
        """Have agents outside count as there while the outside answers."""
        while True:
            try:
                if self._leading:
                    await self.outside.alive()
                    await self._blocking.write(self.store.agent, "", self.outside.title, self._clock())
                    await self._blocking.write(self.store.seen, self._clock())
            except OutsideError as error:
                log.warning("the desk outside does not answer: %s", error)
            except Exception:  # the door: a failed look must not end all
                log.exception("asking for the desk outside failed")
            await asyncio.sleep(self._desk.rules.desk_agent_gone_s / N_ASKED if self._leading else LOOK_EVERY_S / 4)

    # ------------------------------------------------------------ acting

    async def _listen(self) -> None:
        while True:
            if self._leading:
                hearing = asyncio.create_task(self._hear())
                try:
                    while self._leading and not hearing.done():
                        await asyncio.wait({hearing}, timeout=LOOK_EVERY_S)
                finally:
                    hearing.cancel()
                    await asyncio.gather(hearing, return_exceptions=True)
            await asyncio.sleep(LOOK_EVERY_S)

    async def _hear(self) -> None:
        try:
            await self.outside.hear(self.take)
        except OutsideError as error:
            log.warning("the desk outside cannot be heard: %s", error)
        except Exception:  # the door: what one act broke must not deafen us
            log.exception("hearing the desk outside failed")

    async def take(self, act: Act) -> str:
        """Do what an agent did outside, once; return why not, "" where it is done or needs no doing."""
        at = await self._blocking.read(self.store.chat_at, act.ref)
        found = await self._desk.read(self._desk.views.chat, at[0]) if at else None
        if at is None or found is None:
            return ""  # a place that is none of ours
        agent = await self._blocking.write(
            self.store.agent, act.agent_key, act.agent or self.outside.title, self._clock()
        )
        if act.kind == "note":
            await self._desk.write(self._desk.views.note, found["id"], agent, self._clock(), clean(act.text, MAX_TEXT))
            return ""
        if act.kind in ("say", "take"):
            return await self._say(act, found, agent)
        return await self._end(act, found, agent, seen=at[1])

    async def _say(self, act: Act, found: dict[str, Any], agent: Agent) -> str:
        text, chat_id = clean(act.text, MAX_TEXT), found["id"]
        if act.kind == "say" and not text:
            return words.refused(found["locale"], "empty")
        if await self._blocking.read(self._conversations.seq_of, found["session_id"], self._id(act)) is not None:
            return ""  # told again
        if not await self._own(found, agent):
            return words.refused(found["locale"], "over")
        if act.kind == "take":
            return ""
        message = Message(id=self._id(act), role="agent", text=text)
        done = await self._desk.say(chat_id, agent, message.model_dump())
        return "" if done.ok else words.refused(found["locale"], "over")

    async def _own(self, found: dict[str, Any], agent: Agent) -> bool:
        """Make the chat the agent's: from the queue, or from the colleague who had it."""
        has_it = found["state"] != "assigned" or found["agent"] == agent.name
        return (await (self._desk.take if has_it else self._desk.pass_on)(found["id"], agent)).ok

    async def _end(self, act: Act, found: dict[str, Any], agent: Agent, seen: int) -> str:
        chat_id, state = found["id"], found["state"]
        event = Event.CLOSE if act.kind == "close" else Event.RETURN
        if state == "left" and act.kind == "close":
            await self._desk.settle(chat_id, agent)
            return ""
        if state == "requested" and act.kind == "close":
            await self._desk.take(chat_id, agent)
        # The outside has settled who may end it; here the chat is ended by whoever has it.
        owner = await self._blocking.read(self.store.owner, chat_id)
        if owner:
            await self._desk.end(chat_id, owner, event, clean(act.text, 300), seen)
        return ""

    def _id(self, act: Act) -> str:
        return f"{self.outside.kind}-{act.id}"[:100]


def _case(shown: Shown) -> Case:
    chat = shown.chat
    return Case(chat.id, chat.session_id, chat.shop, chat.locale, chat.reason, json.loads(chat.summary))


def _said(message: dict[str, Any]) -> str:
    """Return a message as agents read it: its words and the names of its goods."""
    goods = "、".join(item["title"] for item in message.get("items") or [])
    return "\n".join(filter(None, [message["text"], f"[{goods}]" if goods else ""]))
