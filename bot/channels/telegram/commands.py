"""What begins with a slash. Owns: each command and the payload of /start links. Does not know: how answers look."""

from __future__ import annotations

from dataclasses import replace

from telegram import BotCommand, Message

from bot.channels.telegram.continuing import Continuing
from bot.channels.telegram.gateway import Refused
from bot.channels.telegram.menus import Menus
from bot.channels.telegram.parts import Job, Parts
from bot.channels.telegram.sender import Sender
from bot.channels.telegram.talking import Talking, meaning
from bot.channels.telegram.words import COMMANDS, word
from bot.linking import is_link
from bot.store.telegram import Chat
from knowledge.types import UserAct

#: Between shop and item in a link: t.me/BOT?start=SHOP__ITEM. Telegram allows letters, digits, _ and -, 64 in all.
ITEM_MARK = "__"
_GREETINGS = {"zh": "你好", "en": "hello"}


class Commands:
    """Does the commands."""

    def __init__(self, parts: Parts, sender: Sender, talking: Talking, menus: Menus, continuing: Continuing) -> None:
        self._parts, self._sender, self._talking, self._menus = parts, sender, talking, menus
        self._continuing = continuing

    async def run(self, job: Job, chat: Chat, name: str, argument: str) -> None:
        """Run a command by name; an unknown one is said so."""
        if name == "start":
            await self._start(job, chat, argument)
        elif name == "help":
            await self._sender.say(chat.chat_id, word(chat.locale, "help", bot=self._parts.bot.username))
        elif name == "privacy":
            await self._sender.say(chat.chat_id, word(chat.locale, "privacy"))
        elif name == "settings":
            await self._menus.settings(chat)
        elif name == "language":
            await self._menus.language(chat)
        elif name == "delete_me":
            await self._menus.deletion(chat)
        elif name == "human":
            text = word(chat.locale, "human")
            await self._talking.exchange(job, chat, text=text, payload=meaning(UserAct.HANDOFF))
        elif name == "reset":
            text = word(chat.locale, "reset")
            await self._talking.exchange(job, chat, text=text, payload=meaning(UserAct.START_OVER))
        else:
            await self._sender.say(chat.chat_id, word(chat.locale, "unknown_command"))

    async def _start(self, job: Job, chat: Chat, link: str) -> None:
        shop, _, item = link.partition(ITEM_MARK)
        before = ""
        if is_link(link):
            if await self._continuing.follow(job, chat, link):
                return
            before, shop, item = word(chat.locale, "bad_link"), "", ""
        if shop and (shop != chat.shop or not chat.session_id):
            try:
                chat = await self._talking.open(replace(chat, shop=shop, reply={}))
            except Refused:
                before, item = word(chat.locale, "bad_link"), ""
        if item:
            chat = replace(chat, page_item=item)
            await self._parts.save(chat)
            title = await self._menus.shop_title(chat)
            await self._sender.say(chat.chat_id, word(chat.locale, "hello_item", shop=title))
            return
        hello, payload = _GREETINGS[chat.locale], meaning(UserAct.GREET)
        await self._talking.exchange(job, chat, text=hello, payload=payload, before=before)


def parse(message: Message, username: str) -> tuple[str, str] | None:
    """Return (command, argument) of a message that begins with a command to this bot, else None.

    In a group a command must name the bot: /help@BOT.
    """
    text = message.text or ""
    if not text.startswith("/"):
        return None
    first, _, argument = text.partition(" ")
    name, _, whom = first[1:].partition("@")
    if whom and whom.lower() != username.lower():
        return None
    if not whom and message.chat.type != "private":
        return None
    return name.lower(), argument.strip()


def menu_of(locale: str) -> list[BotCommand]:
    """Return the commands as Telegram's menu shows them."""
    return [BotCommand(name, said) for name, said in COMMANDS[locale].items()]
