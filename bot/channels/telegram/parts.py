"""What the handlers share, and one update on its way. Owns: these shapes. No module-level state."""

from __future__ import annotations

from dataclasses import dataclass

import telegram
from telegram.ext import ExtBot

from bot.channels.telegram.gateway import GatewayClient
from bot.channels.telegram.pictures import Pictures
from bot.gateway.blocking import Blocking
from bot.store.telegram import Chat, TelegramStore


@dataclass(frozen=True)
class Parts:
    """Everything that answering an update needs. `picture_bytes`: the largest picture taken from a shopper."""

    bot: ExtBot[int]
    store: TelegramStore
    blocking: Blocking
    gateway: GatewayClient
    pictures: Pictures
    picture_bytes: int

    async def chat(self, chat_id: int) -> Chat | None:
        """Return a chat on record."""
        return await self.blocking.read(self.store.chat, chat_id)

    async def save(self, chat: Chat) -> None:
        """Put a chat on record."""
        await self.blocking.write(self.store.save, chat)


@dataclass
class Job:
    """An update that is being answered; `n_sent` steps of its answer are out, also when it is tried again."""

    update: telegram.Update
    n_sent: int = 0

    @property
    def id(self) -> int:
        """Return the update's number."""
        return self.update.update_id
