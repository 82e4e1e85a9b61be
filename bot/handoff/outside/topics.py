"""Agents in a Telegram forum group: each hand-off is a topic, what a member writes in it goes to the shopper.

Owns: topics, the agents' commands, the group's limits. Does not know: hand-offs, shoppers' chats. A bot of its own: two
processes cannot ask for one bot's updates. Who is in the group may act; Telegram keeps that list. An update is
confirmed only after it was done, and doing it twice does nothing, so a kill loses none.
https://core.telegram.org/bots/api#createforumtopic
"""

from __future__ import annotations

import logging
from contextlib import suppress
from typing import Any

import telegram
from telegram import BotCommand, BotCommandScopeChat, LinkPreviewOptions
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from bot.channels.telegram.pace import Pace, seconds
from bot.channels.telegram.text import cut, split
from bot.handoff.outside.port import Act, ActKind, Away, Case, Gone, Line, OutsideError, Standing, Take
from bot.handoff.outside.words import refused, spoken, title

log = logging.getLogger(__name__)

#: A bot may send 20 messages a minute to a group (https://core.telegram.org/bots/faq), so that lines travel together.
GROUP_GAP_S = 3.0
LONG_POLL_S = 20
MAX_NAME = 128
_OVER = ("returned", "closed", "cancelled", "done")
_COMMANDS: dict[str, ActKind] = {"take": "take", "bot": "return", "close": "close", "note": "note"}
_MENU = {
    "zh": {"take": "接入这个对话", "bot": "交还导购", "close": "结束：/close 处理结果", "note": "备注：/note 内容"},
    "en": {"take": "Take over", "bot": "Return to the guide", "close": "Close: /close OUTCOME", "note": "/note TEXT"},
}


class Topics:
    """A forum group. `group`: its number; `base_url`: of the Bot API server."""

    kind = "topics"
    title = "Telegram"

    def __init__(self, token: str, group: int, base_url: str, gap_s: float = GROUP_GAP_S) -> None:
        base = base_url.rstrip("/")
        self._group = group
        self._bot: ExtBot[int] = ExtBot(
            token,
            base_url=f"{base}/bot",
            base_file_url=f"{base}/file/bot",
            request=HTTPXRequest(connection_pool_size=4, pool_timeout=30, read_timeout=15),
            get_updates_request=HTTPXRequest(connection_pool_size=2, read_timeout=LONG_POLL_S + 10),
            rate_limiter=Pace(gap_s),
        )
        self._ready = False
        self._locales: dict[int, str] = {}  # of topics opened by this process, for what is said to agents at once

    async def close(self) -> None:
        """Close all connections."""
        await self._bot.shutdown()

    async def open(self, case: Case) -> str:
        """Open a topic; the reference is its number."""
        topic = await self._call("create_forum_topic", self._group, cut(title(case), MAX_NAME))
        self._locales[topic.message_thread_id] = case.locale
        return str(topic.message_thread_id)

    async def show(self, ref: str, lines: list[Line]) -> None:
        """Write lines into a topic, together as far as they fit into one message."""
        text = "\n".join(
            line.text if line.speaker in ("note", "system") else spoken(line.locale, line.speaker, line.text)
            for line in lines
        )
        for piece in split(text):
            await self._call(
                "send_message", self._group, piece, message_thread_id=int(ref),
                link_preview_options=LinkPreviewOptions(is_disabled=True),
            )  # fmt: skip

    async def stand(self, ref: str, standing: Standing) -> None:
        """Close the topic of a hand-off that is over, reopen that of one that is not."""
        verb = "close_forum_topic" if standing.state in _OVER else "reopen_forum_topic"
        try:
            await self._call(verb, self._group, int(ref))
        except OutsideError as error:
            if "not_modified" not in str(error).lower():
                raise

    async def alive(self) -> None:
        """Return where Telegram answers."""
        await self._call("get_me")

    async def hear(self, take: Take) -> None:
        """Ask for what agents write, for ever."""
        await self._connect()
        offset: int | None = None
        while True:
            found = await self._call(
                "get_updates", offset=offset, timeout=LONG_POLL_S, allowed_updates=["message"], limit=100
            )
            for update in found:
                if update.message:
                    await self._hear(update.message, take)
                offset = update.update_id + 1

    async def _connect(self) -> None:
        await self._call("delete_webhook", drop_pending_updates=False)
        scope = BotCommandScopeChat(self._group)
        for locale, menu in _MENU.items():
            made = [BotCommand(name, said) for name, said in menu.items()]
            with suppress(OutsideError):  # the menu is a help only
                await self._call("set_my_commands", made, scope=scope, language_code=locale)

    async def _hear(self, message: telegram.Message, take: Take) -> None:
        act = self._act(message)
        if act is None:
            return
        if act.kind == "say" and not act.text:
            why_not = refused(self._locales.get(int(act.ref), "zh"), "text")
        else:
            why_not = await take(act)
        if why_not:
            with suppress(OutsideError):  # the agent sees that nothing came of it
                await self._call(
                    "send_message", self._group, why_not, message_thread_id=int(act.ref),
                    reply_to_message_id=message.message_id, allow_sending_without_reply=True,
                )  # fmt: skip

    def _act(self, message: telegram.Message) -> Act | None:
        """Return what a message in a topic means, None where it means nothing to us."""
        thread, sender = message.message_thread_id, message.from_user
        if message.chat.id != self._group or not message.is_topic_message or thread is None:
            return None
        if sender and sender.is_bot and not message.sender_chat:
            return None
        key, name = (str(sender.id), sender.first_name) if sender else ("", "")
        if message.sender_chat:  # an administrator who stays anonymous
            key, name = str(message.sender_chat.id), message.author_signature or message.sender_chat.title or ""
        who: dict[str, Any] = {"ref": str(thread), "id": str(message.message_id), "agent_key": key, "agent": name}
        if message.forum_topic_closed:
            return Act("close", **who)
        if message.text is None and message.effective_attachment is None:
            return None  # a notice of Telegram's own
        text = message.text or ""
        first, _, rest = text.partition(" ")
        command = first[1:].partition("@")[0] if first.startswith("/") else ""
        if command in _COMMANDS:
            return Act(_COMMANDS[command], text=rest.strip(), **who)
        return Act("say", text=text, **who)

    async def _call(self, verb: str, *args: Any, **more: Any) -> Any:
        """Call the Bot API. Raises Away, Gone, OutsideError for what the library raises."""
        try:
            if not self._ready:
                await self._bot.initialize()
                self._ready = True
            return await getattr(self._bot, verb)(*args, **more)
        except RetryAfter as error:
            raise Away(error.message, seconds(error)) from error
        except BadRequest as error:
            said = error.message.lower()
            gone = "thread not found" in said or "topic_deleted" in said or "topic_id_invalid" in said
            raise (Gone if gone else OutsideError)(error.message) from error
        except (Forbidden, InvalidToken) as error:
            raise OutsideError(f"the bot may not do this: {error.message}") from error
        except NetworkError as error:
            raise Away(error.message) from error
        except TelegramError as error:
            raise OutsideError(error.message) from error
