"""The words of an answer as a draft, while its pictures are still on their way. Owns: when a draft is worth sending.

A draft is a preview that Telegram shows in private chats for half a minute and that the message replaces
(https://core.telegram.org/bots/api#sendmessagedraft, Bot API 9.3). The guide's answer is whole when it comes, so
nothing grows word by word; but pictures that Telegram has not had yet take a second or two, and words need not wait for
them. Does not know: how the answer itself is sent.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

from telegram.error import InvalidToken, TelegramError

from bot.channels.telegram.parts import Parts
from bot.channels.telegram.text import MAX_TEXT, marked, split
from bot.store.telegram import Chat

log = logging.getLogger(__name__)


class Drafts:
    """Sends drafts to all chats, until the server turns out not to know them."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._known = True

    @asynccontextmanager
    async def shown(self, update_id: int, chat: Chat, messages: list[dict[str, Any]]) -> AsyncIterator[None]:
        """Show the words of `messages` while the block fetches their pictures, where these are new to Telegram."""
        addresses = [item.get("image_url") for message in messages for item in message["items"]]
        words = "\n\n".join(marked(message["text"]).plain for message in messages).strip()
        if not (self._known and words and chat.pictures and await self._parts.pictures.new(addresses)):
            yield
            return
        sending = asyncio.create_task(self._send(chat.chat_id, update_id, split(words, MAX_TEXT)[0]))
        try:
            yield
        finally:
            with suppress(asyncio.CancelledError):
                await sending  # the message must not come before its preview

    async def _send(self, chat_id: int, update_id: int, words: str) -> None:
        try:
            # Any number but 0; one for each answer, so that a draft replaces none of an earlier answer.
            await self._parts.bot.send_message_draft(chat_id, update_id % 2**31 or 1, words, rate_limit_args=1)
        except TelegramError as error:
            # A server of one's own may be older than drafts; the library (22.8) calls its 404 an invalid token.
            self._known = not isinstance(error, InvalidToken)
            log.info("no draft was shown: %s", error.message)
