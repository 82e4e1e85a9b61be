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
class Delivery:
    """Something that is being brought to a chat; `n_sent` of its steps are out, also when it is tried again.

    `id` is the update that it answers, 0 = none; `key` names it in keyboards, at most 20 letters and digits.
    """

    id: int
    key: str
    n_sent: int = 0


class Job(Delivery):
    """An update that is being answered."""

    def __init__(self, update: telegram.Update, n_sent: int = 0) -> None:
        super().__init__(update.update_id, f"{update.update_id:x}", n_sent)
        self.update = update
