"""Answers what is on record, in each session's order, exactly once.

Owns: one worker task for each session that has something unanswered; what is tried again and for how long. Does not
know: HTTP outside, how messages are stored, what they mean. A message is on record before it comes here and its
answer is on record before anybody sees it; so a kill at any point leaves a message that the next process answers.
"""

from __future__ import annotations

import asyncio
import itertools
import logging
import time
from typing import Any

from bot.gateway import replies, unmet, wording
from bot.gateway.actions_client import ActionsClient
from bot.gateway.blocking import Blocking
from bot.gateway.metrics import Metrics
from bot.gateway.rasa import InDoubt, NotReached, RasaClient, StillWorking
from bot.gateway.shapes import Message
from bot.gateway.stream import DESK, Hub
from bot.store import Accepted, Conversations, Job, Lease, StoreError, Trackers, is_failure
from bot.store.operator import Operator
from nlu.names import (
    META_CATEGORY,
    META_LAST_ACT,
    META_LAST_ATTRIBUTE,
    META_LOCALE,
    META_MESSAGE_ID,
    META_PAGE_ITEM,
    META_PAYLOAD,
    META_PICTURE,
    META_SHOP,
    META_TURN,
    META_VISITOR,
)

log = logging.getLogger(__name__)

#: Pauses between tries, in seconds: Rasa is back some ten seconds after a kill.
_PAUSES_S = (0.1, 0.2, 0.4, 0.8, 1.0)

#: How long a message of an earlier process may still be at work in Rasa before it is sent again, in seconds.
_SETTLE_S = 2.0

#: How long a person waits for what the guide would have said, in seconds.
DRAFT_WITHIN_S = 5.0


class Turns:
    """The workers of one gateway."""

    def __init__(
        self, store: Conversations, trackers: Trackers, blocking: Blocking, rasa: RasaClient, actions: ActionsClient,
        hub: Hub, metrics: Metrics, replica: str, answer_within_s: float, operator: Operator,
    ) -> None:  # fmt: skip
        self._trackers, self._actions, self._operator = trackers, actions, operator
        self._store, self._blocking, self._rasa, self._hub, self._metrics = store, blocking, rasa, hub, metrics
        self._replica = replica
        self._answer_within_s = answer_within_s
        self._workers: dict[str, asyncio.Task[None]] = {}
        self._waiting: dict[tuple[str, int], asyncio.Future[list[dict[str, Any]]]] = {}
        self._mine: set[tuple[str, int]] = set()  # accepted by this process: surely not sent before
        self._given_back: set[str] = set()  # sessions that a person gave back: nothing of them is at work in Rasa

    def lease(self) -> Lease:
        """Return the lease with which this replica takes a session now."""
        now = time.time()
        return Lease(self._replica, now, now + self._answer_within_s + 10)

    async def answer(self, session_id: str, accepted: Accepted) -> list[dict[str, Any]]:
        """Wait for the answer to a message that is on record and unanswered, and return its messages.

        The work goes on when the caller goes away.
        """
        key = (session_id, accepted.seq)
        if accepted.new:
            self._mine.add(key)
        waiting = self._waiting.setdefault(key, asyncio.get_running_loop().create_future())
        self._wake(session_id, accepted.job)
        return await asyncio.shield(waiting)

    async def recover(self) -> None:
        """Answer what an earlier process left unanswered."""
        sessions = await self._blocking.read(self._store.owing)
        if sessions:
            log.warning("%d conversations have unanswered messages of an earlier process", len(sessions))
        for session_id in sessions:
            self._wake(session_id)

    def wake(self, session_id: str) -> None:
        """Answer what the session is owed, now that its messages are the bot's again."""
        self._given_back.add(session_id)
        self._wake(session_id)

    async def draft(self, job: Job) -> Message | None:
        """Return what the guide would say to a message that a person answers, None where it has nothing to say."""
        try:
            said = replies.shape(await self._rasa.draft(job.session.id, job.text, _metadata(job), DRAFT_WITHIN_S))
        except (NotReached, replies.BadReply) as error:
            log.warning("no draft for session %s: %s", job.session.id, error)
            return None
        # "I call a person" helps no person.
        return said[-1] if said and said[-1].act not in ("handoff", "sorry") else None

    async def stop(self) -> None:
        """Stop all workers; what they had not finished stays on record as unanswered."""
        for worker in list(self._workers.values()):
            worker.cancel()
        await asyncio.gather(*self._workers.values(), return_exceptions=True)

    def _wake(self, session_id: str, job: Job | None = None) -> None:
        # A worker that is about to end finds the job on record again, see the end of _work.
        if session_id not in self._workers:
            self._workers[session_id] = asyncio.create_task(self._work(session_id, job))

    async def _work(self, session_id: str, job: Job | None) -> None:
        try:
            while True:
                if job is None:
                    taken = await self._blocking.write(self._store.take, session_id, self.lease())
                    if taken is None:
                        await self._hand_out(session_id)
                        return
                    if isinstance(taken, bool):
                        await asyncio.sleep(0.2)  # another replica is answering this session
                        continue
                    job = taken
                said, request, missed = await self._answer(job)
                messages = [message.model_dump() for message in said]
                stored, following = await self._blocking.write(
                    self._store.finish, session_id, job.seq, messages, self.lease(), request
                )
                if request is not None:
                    self._hub.publish(DESK)
                self._deliver(session_id, job.seq, stored)
                if missed:
                    told = (session_id, job.session.shop, time.time(), missed, job.text)
                    await self._blocking.write(self._operator.add_unmet, *told)
                job = following
                if job is None and not self._awaited(session_id):
                    return
        except Exception as error:
            # The broad catch of this door: the waiting callers must hear of it, the record keeps the message.
            log.exception("the worker of a session failed")
            for (waiting_session, seq), waiting in list(self._waiting.items()):
                if waiting_session == session_id and not waiting.done():
                    waiting.set_exception(error)
                    del self._waiting[waiting_session, seq]
        finally:
            # A message may have been accepted while the last write ran: whoever waits for it needs a new worker.
            del self._workers[session_id]
            self._given_back.discard(session_id)
            if self._awaited(session_id):
                self._wake(session_id)

    def _awaited(self, session_id: str) -> bool:
        return any(waiting_session == session_id for waiting_session, _ in self._waiting)

    async def _hand_out(self, session_id: str) -> None:
        """Give the waiting callers what another replica answered."""
        for seq in [seq for waiting_session, seq in self._waiting if waiting_session == session_id]:
            stored = await self._blocking.read(self._store.answer_to, session_id, seq)
            if stored is not None:
                self._deliver(session_id, seq, stored)

    def _deliver(self, session_id: str, seq: int, stored: list[dict[str, Any]]) -> None:
        self._mine.discard((session_id, seq))
        self._hub.publish(session_id)
        waiting = self._waiting.pop((session_id, seq), None)
        if waiting and not waiting.done():
            waiting.set_result(stored)

    async def _answer(self, job: Job) -> tuple[list[Message], dict[str, Any] | None, list[tuple[str, str]]]:
        """Return the answer, the facts for a person where it asks for one, and the wishes that it could not meet."""
        started = time.perf_counter()
        locale = job.session.locale
        notices: list[Message] = []
        request: dict[str, Any] | None = None
        missed: list[tuple[str, str]] = []
        if job.request.get("image") and not job.request.get("colours"):
            spoken = bool(job.request.get("payload")) or not job.request.get("only_image")
            notices = [wording.not_looked_at(locale, with_words=spoken)]
            if not spoken:
                return notices, None, []
        try:
            uttered = await self._ask_rasa(job)
            messages, request = notices + replies.shape(uttered), replies.request_of(uttered)
            missed = unmet.of(uttered)
        except (NotReached, InDoubt, StillWorking, replies.BadReply) as error:
            log.error(
                "session %s message %d got no answer: %s: %s", job.session.id, job.seq, type(error).__name__, error
            )
            self._metrics.failures.labels(type(error).__name__).inc()
            messages = [wording.failed(locale)]
            if wording.asks_for_a_person(job.request.get("payload")):
                # The way to a person must not lead through what is broken.
                messages, request = [wording.failed_but_a_person(locale)], {"reason": "asked", "text": job.text}
        for message in messages:
            self._metrics.messages.labels(message.act, str(message.degraded).lower()).inc()
        self._metrics.turn_seconds.observe(time.perf_counter() - started)
        return messages, request, missed

    async def _ask_rasa(self, job: Job) -> list[dict[str, Any]]:
        """Send the message until it is answered or time is up; look into Rasa's record whenever it may have arrived."""
        clock = time.monotonic
        deadline = clock() + self._answer_within_s
        in_doubt = (job.session.id, job.seq) not in self._mine
        settle_until = clock() + _SETTLE_S if in_doubt and job.session.id not in self._given_back else 0.0
        broken: list[dict[str, Any]] = []  # what Rasa said when an action failed
        for n_try in itertools.count():
            try:
                if in_doubt and (uttered := await self._look(job, settle_until)):
                    return uttered
                in_doubt = True
                uttered = await self._rasa.send(job.session.id, job.text, _metadata(job), deadline - clock())
                if uttered and not any(is_failure(u) for u in uttered):
                    return uttered
                broken = uttered
                if uttered and await self._actions.alive():
                    return uttered  # the action itself failed; it would fail again
                failure: Exception = InDoubt("no action answered")
            except (NotReached, InDoubt) as error:
                failure = error
            pause = _PAUSES_S[min(n_try, len(_PAUSES_S) - 1)]
            if clock() + pause >= deadline:
                if broken:
                    return broken
                raise failure
            await asyncio.sleep(pause)
        raise AssertionError("not reached: the loop ends by returning or raising")

    async def _look(self, job: Job, settle_until: float) -> list[dict[str, Any]]:
        """Return the answer in Rasa's record; until `settle_until` the message may still be at work there."""
        mark = _metadata(job)[META_MESSAGE_ID]
        while True:
            try:
                uttered = await self._blocking.read(self._trackers.replies, job.session.id, mark)
            except StoreError as error:
                raise InDoubt(str(error)) from error
            if uttered or time.monotonic() >= settle_until:
                return uttered
            await asyncio.sleep(0.25)


def _metadata(job: Job) -> dict[str, Any]:
    metadata: dict[str, Any] = {
        META_SHOP: job.session.shop,
        META_LOCALE: job.session.locale,
        META_TURN: job.turn,
        META_LAST_ACT: job.last_act,
        META_LAST_ATTRIBUTE: job.last_attribute,
        META_MESSAGE_ID: f"{job.seq}:{job.id}",
    }
    if job.last_categories:
        metadata[META_CATEGORY] = job.last_categories
    if job.session.visitor:
        metadata[META_VISITOR] = job.session.visitor
    if job.request.get("colours"):
        metadata[META_PICTURE] = job.request["colours"]
    if job.request.get("payload"):
        metadata[META_PAYLOAD] = job.request["payload"]
    elif job.request.get("only_image"):
        metadata[META_PAYLOAD] = wording.SHOW_ME
    if job.request.get("page_item"):
        metadata[META_PAGE_ITEM] = job.request["page_item"]
    return metadata
