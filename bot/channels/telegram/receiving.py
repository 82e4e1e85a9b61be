"""What shoppers send beside words: pictures, voice, all else. Owns: fetching a picture and what is said to the rest."""

from __future__ import annotations

from dataclasses import replace

from telegram import Message, PhotoSize

from bot.channels.telegram.gateway import data_url
from bot.channels.telegram.parts import Job, Parts
from bot.channels.telegram.sender import Sender
from bot.channels.telegram.talking import Talking
from bot.channels.telegram.words import word
from bot.store.telegram import Chat

#: First bytes of the pictures that the gateway takes.
_TYPES = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg"}
#: Telegram gives bots no larger file (https://core.telegram.org/bots/api#getfile).
MAX_FILE = 20_000_000


class Receiving:
    """Takes what is no words."""

    def __init__(self, parts: Parts, sender: Sender, talking: Talking) -> None:
        self._parts, self._sender, self._talking = parts, sender, talking

    async def receive(self, job: Job, chat: Chat, message: Message) -> None:
        """Answer a message without text."""
        if message.photo or (message.document and (message.document.mime_type or "").startswith("image/")):
            await self._picture(job, chat, message)
        elif message.voice or message.audio or message.video_note:
            await self._sender.say(chat.chat_id, word(chat.locale, "voice"))
        else:
            await self._sender.say(chat.chat_id, word(chat.locale, "other"))

    async def _picture(self, job: Job, chat: Chat, message: Message) -> None:
        if group := message.media_group_id:
            answered, _, update_id = chat.media_group.partition("@")
            if group == answered and update_id != str(job.id) and not message.caption:
                return  # another picture of the album has been answered
            chat = replace(chat, media_group=f"{group}@{job.id}"[:64])
            await self._parts.save(chat)
        file_id = self._choose(message)
        if file_id is None:
            await self._sender.say(chat.chat_id, word(chat.locale, "picture_large"))
            return
        file = await self._parts.bot.get_file(file_id)
        picture = bytes(await file.download_as_bytearray())
        media_type = next((kind for first, kind in _TYPES.items() if picture.startswith(first)), None)
        if media_type is None:
            await self._sender.say(chat.chat_id, word(chat.locale, "picture_type"))
            return
        image = data_url(picture, media_type)
        await self._talking.exchange(job, chat, text=message.caption or "", image=image)

    def _choose(self, message: Message) -> str | None:
        """Return the largest form of the picture that is taken, None where all are too large."""
        limit = min(self._parts.picture_bytes, MAX_FILE)
        if message.document:
            return message.document.file_id if (message.document.file_size or 0) <= limit else None
        fitting: list[PhotoSize] = [size for size in message.photo if (size.file_size or 0) <= limit]
        return max(fitting, key=lambda size: size.width * size.height).file_id if fitting else None
