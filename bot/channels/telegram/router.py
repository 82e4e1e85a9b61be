"""Which handler answers an update. Owns: the order of the checks and queues. Does not know: what the handlers do."""

from __future__ import annotations

import logging
from dataclasses import replace

import telegram
from telegram import ChatMember
from telegram.constants import ChatType

from bot.channels.telegram import commands, keyboards
from bot.channels.telegram.commands import Commands
from bot.channels.telegram.continuing import Continuing
from bot.channels.telegram.following import Following
from bot.channels.telegram.inline import Inline
from bot.channels.telegram.menus import Menus
from bot.channels.telegram.parts import Job, Parts
from bot.channels.telegram.pressing import Pressing
from bot.channels.telegram.receiving import Receiving
from bot.channels.telegram.sender import Sender
from bot.channels.telegram.talking import Talking
from bot.channels.telegram.words import locale_of, word
from bot.store.telegram import Chat

log = logging.getLogger(__name__)

#: What Telegram is asked to send; all else (edits, channels, reactions) never comes.
ALLOWED = ("message", "callback_query", "inline_query", "my_chat_member")

INLINE_QUEUE = "i"


def queue_of(update: telegram.Update) -> str:
    """Return what an update keeps its order in: its chat, or the inline queries of a person."""
    if update.inline_query:
        return f"{INLINE_QUEUE}{update.inline_query.from_user.id}"
    chat = update.effective_chat
    return f"c{chat.id if chat else 0}"


class Router:
    """Sends each update to its handler."""

    def __init__(self, parts: Parts, sender: Sender, following: Following) -> None:
        self._parts, self._sender, self._following = parts, sender, following
        self._talking = Talking(parts, self._sender, following)
        self._pressing = Pressing(parts, self._talking)
        self._menus = Menus(parts, self._sender, self._talking, self._pressing)
        continuing = Continuing(parts, self._sender, self._talking, following)
        self._commands = Commands(parts, self._sender, self._talking, self._menus, continuing)
        self._receiving = Receiving(parts, self._sender, self._talking)
        self._inline = Inline(parts)

    async def handle(self, job: Job) -> None:
        """Answer one update. Raises what Telegram's library raises where the answer did not go out."""
        update = job.update
        if update.inline_query:
            await self._inline.answer(update.inline_query)
            return
        place = update.effective_chat
        if place is None:
            return
        if place.type != ChatType.PRIVATE:
            await self._in_group(update)
            return
        async with self._following.lock(place.id):
            await self._in_private(job, place)

    async def _in_private(self, job: Job, place: telegram.Chat) -> None:
        update = job.update
        user = update.effective_user
        known = await self._parts.chat(place.id)
        chat = known or Chat(place.id, locale=locale_of(user.language_code if user else None) or "zh")
        if update.my_chat_member:
            await self._membership(chat, known is not None, update.my_chat_member.new_chat_member)
            return
        if chat.blocked:
            chat = replace(chat, blocked=False)  # they wrote again
            await self._parts.save(chat)
        if update.callback_query:
            kind = (update.callback_query.data or "").partition(":")[0]
            press = self._menus.choose if kind == keyboards.MENU else self._pressing.press
            await press(job, chat, update.callback_query)
        elif update.message:
            await self._message(job, chat, update.message)

    async def leave(self, chat_id: int) -> None:
        """Note that a person blocked the bot."""
        if chat := await self._parts.chat(chat_id):
            await self._parts.save(replace(chat, blocked=True))

    async def apologise(self, job: Job) -> None:
        """Say that an update could not be answered."""
        place = job.update.effective_chat
        if place and place.type == ChatType.PRIVATE and not job.update.inline_query:
            chat = await self._parts.chat(place.id)
            await self._sender.say(place.id, word(chat.locale if chat else "zh", "failed"))

    async def _message(self, job: Job, chat: Chat, message: telegram.Message) -> None:
        command = commands.parse(message, self._parts.bot.username)
        if command:
            await self._commands.run(job, chat, *command)
        elif message.text:
            # What was chosen in inline mode is a card of ours: its first line names the item.
            text = message.text.split("\n")[0] if message.via_bot else message.text
            await self._talking.exchange(job, chat, text=text)
        elif message.effective_attachment:
            await self._receiving.receive(job, chat, message)
        # All else is a notice of Telegram's own (a pinned message, a new picture): nobody said anything.

    async def _in_group(self, update: telegram.Update) -> None:
        message = update.message
        if message and commands.parse(message, self._parts.bot.username):
            await self._sender.say(message.chat.id, word("zh", "group", link=self._parts.bot.link))
        elif update.callback_query:
            await self._pressing.notice(update.callback_query)

    async def _membership(self, chat: Chat, known: bool, member: ChatMember) -> None:
        if known:
            await self._parts.save(replace(chat, blocked=member.status == ChatMember.BANNED))
