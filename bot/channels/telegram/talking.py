"""One exchange with the guide: what the shopper says goes to the gateway, its answer to the chat.

Owns: sessions of chats, the typing sign, when an answer replaces the last one in place. Does not know: how answers
look.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from typing import Any

from telegram.constants import ChatAction
from telegram.error import TelegramError

from bot.channels.telegram.drafts import Drafts
from bot.channels.telegram.following import Following
from bot.channels.telegram.gateway import Away, Refused, SessionGone
from bot.channels.telegram.parts import Job, Parts
from bot.channels.telegram.render import Step, steps
from bot.channels.telegram.sender import CannotEdit, Sender
from bot.channels.telegram.text import marked
from bot.channels.telegram.words import word
from bot.store.telegram import Chat
from knowledge.types import Payload, UserAct, to_json

log = logging.getLogger(__name__)

#: Seconds without an answer before the typing sign, and between signs; Telegram shows one for five.
TYPING_AFTER_S = 0.3
TYPING_EVERY_S = 4.5
#: What is said to a picture that the gateway refuses, by its status.
_REFUSALS = {413: "picture_large", 415: "picture_broken", 422: "picture_broken"}


class Talking:
    """Talks for all chats."""

    def __init__(self, parts: Parts, sender: Sender, following: Following) -> None:
        self._parts, self._sender, self._following = parts, sender, following
        self._drafts = Drafts(parts)

    async def open(self, chat: Chat) -> Chat:
        """Give the chat a new session in its shop and language. Raises Refused where there is no such shop, Away."""
        opened = await self._parts.gateway.open(chat.shop, chat.locale, chat.chat_id)
        chat = replace(
            chat, session_id=opened.session_id, token=opened.token, shop=opened.shop, locale=opened.locale, follows={}
        )
        await self._parts.save(chat)
        return chat

    async def exchange(
        self, job: Job, chat: Chat, text: str = "", payload: str = "", image: str = "", in_place: bool = False,
        before: str = "",
    ) -> Chat:  # fmt: skip
        """Say something to the guide and bring its answer, `before` it a sentence of the channel's own.

        `in_place`: let the answer replace the last one where that can be.
        """
        body: dict[str, Any] = {"text": text, "message_id": f"tg-{self._parts.bot.id}-{job.id}"}
        body |= {k: v for k, v in {"payload": payload, "image": image, "page_item": chat.page_item}.items() if v}
        try:
            async with self._typing(chat.chat_id):
                chat, messages = await self._ask(chat, body)
                chat = await self._following.note(chat, body["message_id"], messages)
                async with self._drafts.shown(job.id, chat, [] if in_place else messages):
                    found = await self.shown(chat, messages)
        except Refused as error:
            log.warning("the gateway refused update %d: %s", job.id, error)
            key = _REFUSALS.get(error.status, "failed") if image else "other" if error.status == 422 else "failed"
            found = [Step(text=marked(word(chat.locale, key)))]
        except Away as error:
            log.error("the gateway is away, update %d was not answered: %s", job.id, error)
            found = [Step(text=marked(word(chat.locale, "failed")))]
        if before:
            found = [Step(text=marked(before)), *found]
        if chat.page_item:
            chat = replace(chat, page_item="")
            await self._parts.save(chat)
        if in_place and job.n_sent == 0 and found:
            with suppress(CannotEdit):
                return await self._sender.edit(job, chat, found)
        return await self._sender.send(job, chat, found)

    async def _ask(self, chat: Chat, body: dict[str, Any]) -> tuple[Chat, list[dict[str, Any]]]:
        if not chat.session_id:
            chat = await self.open(chat)
        try:
            return chat, await self._parts.gateway.say(chat.session_id, chat.token, chat.chat_id, body)
        except SessionGone:
            # Erased elsewhere, for example on the web page: the shopper goes on in a new one.
            chat = await self.open(chat)
            return chat, await self._parts.gateway.say(chat.session_id, chat.token, chat.chat_id, body)

    async def shown(self, chat: Chat, messages: list[dict[str, Any]]) -> list[Step]:
        """Return the steps that show these messages in the chat."""
        if not chat.pictures:
            return steps(messages, pictures=False)
        # An answer's goods were shown before; their pictures are fetched only where they will be seen.
        addresses = [item.get("image_url") for message in messages for item in message["items"]]
        return steps(messages, pictures=True, image=await self._parts.pictures.have(addresses))

    @asynccontextmanager
    async def _typing(self, chat_id: int) -> AsyncIterator[None]:
        async def show() -> None:
            await asyncio.sleep(TYPING_AFTER_S)
            while True:
                with suppress(TelegramError):  # a sign only: what is wrong shows when the answer is sent
                    await self._parts.bot.send_chat_action(chat_id, ChatAction.TYPING)
                await asyncio.sleep(TYPING_EVERY_S)

        task = asyncio.create_task(show())
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


def meaning(act: str) -> str:
    """Return the payload that means one act, as a pressed quick reply would."""
    return json.dumps(to_json(Payload(acts=[act])))


def is_paging(payload: str) -> bool:
    """Say whether a payload asks for other goods in place of those shown, and for nothing else."""
    try:
        return json.loads(payload) == {"acts": [UserAct.MORE]}
    except ValueError:
        return False
