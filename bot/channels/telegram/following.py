"""Brings what is said while no update is being answered: a person at the desk, the queue, the bot that goes on after.

Owns: which sessions are followed, that each message comes once, the order of messages and answers in a chat. Does not
know: hand-offs, beyond who answers.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections import defaultdict
from contextlib import suppress
from dataclasses import replace
from typing import Any

import httpx
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.channels.telegram.gateway import GatewayError, SessionGone
from bot.channels.telegram.pace import seconds
from bot.channels.telegram.parts import Delivery, Parts
from bot.channels.telegram.render import steps
from bot.channels.telegram.sender import Sender
from bot.channels.telegram.words import word
from bot.store.telegram import Chat

log = logging.getLogger(__name__)

#: Seconds of silence before it is asked who answers; where it is the bot, there is nothing to follow any more.
QUIET_S = 20.0
_PAUSE_S = 1.0
#: Ids of brought messages that are remembered for a session; more never lie between two events.
_N_SEEN = 60


class Following:
    """The sessions that are followed, one task for each."""

    def __init__(self, parts: Parts, sender: Sender, quiet_s: float = QUIET_S) -> None:
        self._parts, self._sender, self._quiet_s = parts, sender, quiet_s
        self._locks: dict[int, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._tasks: dict[int, asyncio.Task[None]] = {}

    def lock(self, chat_id: int) -> asyncio.Lock:
        """Return what orders answers and followed messages of a chat; first come, first served."""
        return self._locks[chat_id]

    async def resume(self) -> None:
        """Follow what an earlier process followed."""
        for chat in await self._parts.blocking.read(self._parts.store.following):
            self._start(chat.chat_id)

    async def note(self, chat: Chat, said_id: str, messages: list[dict[str, Any]]) -> Chat:
        """Note an answer that the chat is about to get; begin to follow where a person may speak next."""
        ids = [message["id"] for message in messages if message["id"]]
        if chat.follows:
            follows = chat.follows | {"seen": [*chat.follows["seen"], *ids][-_N_SEEN:]}
        elif not messages or any(m["act"] == "handoff" or m["role"] != "bot" for m in messages):
            follows = {"after": ids[-1] if ids else said_id, "seen": ids}
        else:
            return chat
        chat = replace(chat, follows=follows)
        await self._parts.save(chat)
        self._start(chat.chat_id)
        return chat

    async def begin(self, chat: Chat, after: str) -> Chat:
        """Follow the chat's session from the message after the one with this id, "" = from the start."""
        chat = replace(chat, follows={"after": after, "seen": []})
        await self._parts.save(chat)
        self._start(chat.chat_id)
        return chat

    async def stop(self, within_s: float) -> None:
        """Let what is being brought arrive, for so long, and follow no more; the record keeps where to go on."""
        tasks = dict(self._tasks)

        async def end(chat_id: int, task: asyncio.Task[None]) -> None:
            async with self.lock(chat_id):  # a message that is out must be noted, or it would come again
                task.cancel()

        with suppress(TimeoutError):
            async with asyncio.timeout(within_s):
                await asyncio.gather(*(end(chat_id, task) for chat_id, task in tasks.items()))
        for task in tasks.values():
            task.cancel()
        await asyncio.gather(*tasks.values(), return_exceptions=True)

    def _start(self, chat_id: int) -> None:
        if chat_id not in self._tasks:
            task = asyncio.create_task(self._follow(chat_id))
            self._tasks[chat_id] = task
            task.add_done_callback(lambda _: self._tasks.pop(chat_id, None))

    async def _follow(self, chat_id: int) -> None:
        while True:
            chat = await self._parts.chat(chat_id)
            if chat is None or not chat.follows or chat.blocked:
                return
            try:
                async with asyncio.timeout(self._quiet_s) as quiet:
                    async for message in self._parts.gateway.events(chat.session_id, chat.token, chat.follows["after"]):
                        quiet.reschedule(None)  # an answer that must wait for its turn is no silence
                        await self._bring(chat_id, chat.session_id, message)
                        quiet.reschedule(asyncio.get_running_loop().time() + self._quiet_s)
            except TimeoutError:
                if await self._over(chat):
                    return
            except SessionGone:
                await self._end(chat)
                return
            except Forbidden:
                await self._parts.save(replace(chat, blocked=True, follows={}))
                return
            except (httpx.HTTPError, GatewayError, TelegramError) as error:
                log.warning("a followed session was interrupted: %s: %s", type(error).__name__, error)
                await asyncio.sleep(seconds(error) if isinstance(error, RetryAfter) else _PAUSE_S)
            else:
                await asyncio.sleep(_PAUSE_S)  # the gateway closed the stream: it starts again

    async def _over(self, chat: Chat) -> bool:
        try:
            state = (await self._parts.gateway.handoff(chat.session_id, chat.token))["state"]
        except SessionGone:
            state = "bot"
        except GatewayError:
            return False
        if state != "bot":
            return False
        async with self.lock(chat.chat_id):
            await self._end(chat)
        return True

    async def _end(self, chat: Chat) -> None:
        now = await self._parts.chat(chat.chat_id)
        if now and now.session_id == chat.session_id:
            await self._parts.save(replace(now, follows={}))

    async def _bring(self, chat_id: int, session_id: str, message: dict[str, Any]) -> None:
        async with self.lock(chat_id):
            chat = await self._parts.chat(chat_id)
            if chat is None or chat.session_id != session_id or not chat.follows:
                return
            if message["role"] != "user" and message["id"] not in chat.follows["seen"]:
                chat = await self._send(chat, message)
            await self._parts.save(replace(chat, follows=chat.follows | {"after": message["id"]}))

    async def _send(self, chat: Chat, message: dict[str, Any]) -> Chat:
        if message["role"] == "agent":
            message = message | {"text": f"**{word(chat.locale, 'agent')}**\n{message['text']}"}
        images = await self._parts.pictures.have(item.get("image_url") for item in message["items"])
        key = "s" + hashlib.sha256(message["id"].encode()).hexdigest()[:18]
        delivery = Delivery(0, key)
        while True:
            try:
                return await self._sender.send(delivery, chat, steps([message], chat.pictures, images))
            except RetryAfter as error:
                await asyncio.sleep(seconds(error))
            except BadRequest as error:
                log.error("a message of the desk cannot be brought: %s", error.message)
                return chat
            except NetworkError as error:
                log.warning("Telegram cannot be reached: %s", error.message)
                await asyncio.sleep(_PAUSE_S)
