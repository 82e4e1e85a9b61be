"""Sends the steps of an answer, or edits the last answer into them. Owns: what to do when Telegram refuses a form.

Does not know: what is said. HTML that is refused goes out as plain words, a picture that is refused as a card in words.
Raises what the library raises where nothing can be done here: Forbidden, RetryAfter, NetworkError, other BadRequests.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any

from telegram import InlineKeyboardMarkup, InputMediaPhoto, LinkPreviewOptions, Message
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.channels.telegram import keyboards
from bot.channels.telegram.parts import Delivery, Parts
from bot.channels.telegram.render import Picture, Step, as_texts
from bot.channels.telegram.text import Marked
from bot.store.telegram import Chat, Keyboard

log = logging.getLogger(__name__)

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
Call = Callable[[str, str | None], Awaitable[Any]]


class CannotEdit(Exception):
    """The last answer cannot become the new one; it is to be sent anew."""


class Sender:
    """Sends to any chat."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def send(self, job: Delivery, chat: Chat, steps: list[Step]) -> Chat:
        """Send the steps that are not out yet; return the chat with this answer as its last."""
        resumed = chat.reply.get("update") == job.key
        reply: dict[str, Any] = dict(chat.reply) if resumed else {"update": job.key, "keyboard": "", "parts": []}
        for number, step in enumerate(steps):
            if number < job.n_sent:
                continue
            markup = await self._markup(job, chat, number, step)
            sent = await self._step(chat.chat_id, step, markup)
            if markup:
                reply["keyboard"] = keyboards.keyboard_id(job.key, number)
            reply["parts"] = [*reply["parts"], *sent]
            chat = replace(chat, reply=reply)
            job.n_sent = number + 1
            await self._parts.blocking.write(self._parts.store.sent, chat, job.id, job.n_sent)
        return chat

    async def edit(self, job: Delivery, chat: Chat, steps: list[Step]) -> Chat:
        """Edit the chat's last answer into the steps. Raises CannotEdit."""
        parts = chat.reply.get("parts", [])
        if [part["kind"] for part in parts] != [step.kind for step in steps]:
            raise CannotEdit("the new answer has another form")
        if any(len(step.pictures) > len(part["ids"]) for part, step in zip(parts, steps, strict=True)):
            raise CannotEdit("the new answer has more pictures")
        made: dict[str, Any] = {"update": job.key, "keyboard": "", "parts": []}
        for number, (part, step) in enumerate(zip(parts, steps, strict=True)):
            markup = await self._markup(job, chat, number, step)
            try:
                ids = await self._edit_step(chat.chat_id, part["ids"], step, markup)
            except BadRequest as error:
                raise CannotEdit(error.message) from error
            if markup:
                made["keyboard"] = keyboards.keyboard_id(job.key, number)
            made["parts"].append({"kind": step.kind, "ids": ids})
        chat = replace(chat, reply=made)
        await self._parts.save(chat)
        return chat

    async def say(self, chat_id: int, text: str, markup: InlineKeyboardMarkup | None = None) -> Message:
        """Send a plain sentence of the channel's own."""
        return await self._parts.bot.send_message(chat_id, text, reply_markup=markup, link_preview_options=_NO_PREVIEW)

    async def _markup(self, job: Delivery, chat: Chat, number: int, step: Step) -> InlineKeyboardMarkup | None:
        if not step.buttons:
            return None
        keyboard_id = keyboards.keyboard_id(job.key, number)
        buttons = [(button.title, button.payload) for button in step.buttons]
        keyboard = Keyboard(keyboard_id, chat.chat_id, time.time_ns() // 1000, buttons)
        await self._parts.blocking.write(self._parts.store.add_keyboard, keyboard)
        return keyboards.markup(keyboard_id, step.buttons)

    async def _step(self, chat_id: int, step: Step, markup: InlineKeyboardMarkup | None) -> list[dict[str, Any]]:
        """Send one step; return the parts that it became: kind and message ids."""
        if step.text is not None:
            return [{"kind": "text", "ids": [await self._text(chat_id, step.text, markup)]}]
        try:
            return [{"kind": step.kind, "ids": await self._pictures(chat_id, step, markup)}]
        except BadRequest as error:
            log.warning("pictures were refused, sending words: %s", error.message)
            await self._parts.pictures.refused(picture.url for picture in step.pictures)
        texts = [s for s in as_texts(step) if s.text is not None]
        ids = [
            await self._text(chat_id, s.text, markup if s is texts[-1] else None) for s in texts if s.text is not None
        ]
        return [{"kind": "text", "ids": [one]} for one in ids]

    async def _text(self, chat_id: int, text: Marked, markup: InlineKeyboardMarkup | None) -> int:
        async def call(words: str, mode: str | None) -> Message:
            return await self._parts.bot.send_message(
                chat_id, words, parse_mode=mode, reply_markup=markup, link_preview_options=_NO_PREVIEW
            )

        return (await _html_or_plain(text, call)).message_id

    async def _pictures(self, chat_id: int, step: Step, markup: InlineKeyboardMarkup | None) -> list[int]:
        if step.kind == "photo":
            picture = step.pictures[0]
            source = await self._parts.pictures.source(picture.url)

            async def call(words: str, mode: str | None) -> Message:
                return await self._parts.bot.send_photo(
                    chat_id, source, caption=words, parse_mode=mode, reply_markup=markup
                )

            sent = [await _html_or_plain(picture.caption, call)]
        else:
            try:
                sent = list(await self._parts.bot.send_media_group(chat_id, await self._media(step, html=True)))
            except BadRequest as error:
                if not _is_parse_error(error):
                    raise
                sent = list(await self._parts.bot.send_media_group(chat_id, await self._media(step, html=False)))
        for picture, message in zip(step.pictures, sent, strict=True):
            await self._keep(picture, message)
        return [message.message_id for message in sent]

    async def _media(self, step: Step, html: bool) -> list[InputMediaPhoto]:
        return [await self._one_media(picture, html) for picture in step.pictures]

    async def _one_media(self, picture: Picture, html: bool) -> InputMediaPhoto:
        source = await self._parts.pictures.source(picture.url)
        if html:
            return InputMediaPhoto(source, caption=picture.caption.html, parse_mode=ParseMode.HTML)
        return InputMediaPhoto(source, caption=picture.caption.plain)

    async def _keep(self, picture: Picture, message: Message) -> None:
        if message.photo:
            await self._parts.pictures.keep(picture.url, message.photo[-1].file_id)

    async def _edit_step(
        self, chat_id: int, ids: list[int], step: Step, markup: InlineKeyboardMarkup | None
    ) -> list[int]:
        bot = self._parts.bot
        if step.text is not None:

            async def call(words: str, mode: str | None) -> Any:
                return await bot.edit_message_text(
                    words, chat_id, ids[0], parse_mode=mode, reply_markup=markup, link_preview_options=_NO_PREVIEW
                )

            await _unless_same(partial(_html_or_plain, step.text, call))
            return ids
        for message_id, picture in zip(ids, step.pictures, strict=False):
            media = await self._one_media(picture, html=True)
            edited = await _unless_same(
                partial(bot.edit_message_media, media, chat_id, message_id, reply_markup=markup)
            )
            if isinstance(edited, Message):
                await self._keep(picture, edited)
        spare = ids[len(step.pictures) :]
        if spare:
            with suppress(BadRequest):  # older than 48 hours: they stay
                await bot.delete_messages(chat_id, spare)
        return ids[: len(step.pictures)]


async def _html_or_plain(text: Marked, call: Call) -> Any:
    try:
        return await call(text.html, ParseMode.HTML)
    except BadRequest as error:
        if not _is_parse_error(error):
            raise
        log.warning("Telegram could not read our HTML: %s", error.message)
        return await call(text.plain, None)


async def _unless_same(call: Callable[[], Awaitable[Any]]) -> Any:
    try:
        return await call()
    except BadRequest as error:
        if "not modified" not in error.message.lower():
            raise
        return None


def _is_parse_error(error: BadRequest) -> bool:
    return "parse entities" in error.message.lower()
