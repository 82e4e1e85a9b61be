"""A pressed quick reply. Owns: that each press is answered, that an old or used one does nothing."""

from __future__ import annotations

import logging
from contextlib import suppress

from telegram import CallbackQuery, InlineKeyboardMarkup
from telegram.error import BadRequest

from bot.channels.telegram import keyboards
from bot.channels.telegram.parts import Job, Parts
from bot.channels.telegram.talking import Talking, is_paging
from bot.channels.telegram.words import word
from bot.store.telegram import Chat, Keyboard

log = logging.getLogger(__name__)

#: Characters of a notice on top of the chat (https://core.telegram.org/bots/api#answercallbackquery).
MAX_NOTICE = 200


class Pressing:
    """Answers presses on the keyboards of answers."""

    def __init__(self, parts: Parts, talking: Talking) -> None:
        self._parts, self._talking = parts, talking

    async def press(self, job: Job, chat: Chat, query: CallbackQuery) -> None:
        """Do what the button means, once."""
        place = keyboards.read(query.data or "")
        keyboard = await self._find(chat, place[0]) if place else None
        if place is None or keyboard is None or place[1] >= len(keyboard.buttons):
            await self.notice(query, word(chat.locale, "stale"))
            await _leave(query, None)
            return
        title, payload = keyboard.buttons[place[1]]
        mine = keyboard.state == str(job.id)  # this very press, before a restart
        if not mine and keyboard.state != "open":
            await self.notice(query, word(chat.locale, "used"))
            return
        if not mine and keyboard.id != chat.reply.get("keyboard"):
            await self.notice(query, word(chat.locale, "stale"))
            await _leave(query, None)
            return
        await self._parts.blocking.write(self._parts.store.use, keyboard.id, job.id)
        await self.notice(query)
        paging = is_paging(payload)
        if not paging:
            await _leave(query, keyboards.chosen(keyboard.id, place[1], title))
        after = await self._talking.exchange(job, chat, text=title, payload=payload, in_place=paging)
        if paging and not _same_message(chat, after):
            await _leave(query, keyboards.chosen(keyboard.id, place[1], title))

    async def notice(self, query: CallbackQuery, text: str | None = None) -> None:
        """Answer a press, with a notice where there is something to say. One that is too old for it is let be."""
        try:
            await self._parts.bot.answer_callback_query(query.id, text=text[:MAX_NOTICE] if text else None)
        except BadRequest as error:
            log.info("a press could not be answered any more: %s", error.message)

    async def _find(self, chat: Chat, keyboard_id: str) -> Keyboard | None:
        return await self._parts.blocking.read(self._parts.store.keyboard, keyboard_id, chat.chat_id)


def _same_message(before: Chat, after: Chat) -> bool:
    parts = [chat.reply.get("parts", []) for chat in (before, after)]
    return bool(parts[0]) and bool(parts[1]) and parts[0][-1]["ids"][:1] == parts[1][-1]["ids"][:1]


async def _leave(query: CallbackQuery, markup: InlineKeyboardMarkup | None) -> None:
    """Leave only this of the keyboard; a message that cannot be edited any more stays as it is."""
    if markup is None and not getattr(query.message, "reply_markup", None):
        return
    with suppress(BadRequest):
        await query.edit_message_reply_markup(markup)
