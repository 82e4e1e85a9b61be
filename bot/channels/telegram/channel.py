"""Puts the channel together. Owns: what it consists of, its start and end. Does not know: HTTP servers, signals."""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
import time
from contextlib import suppress

from telegram.error import InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from bot.channels.telegram import commands
from bot.channels.telegram.following import Following
from bot.channels.telegram.gateway import GatewayClient
from bot.channels.telegram.intake import LONG_POLL_S, Intake
from bot.channels.telegram.pace import Pace
from bot.channels.telegram.parts import Parts
from bot.channels.telegram.pictures import Pictures
from bot.channels.telegram.router import Router
from bot.channels.telegram.sender import Sender
from bot.channels.telegram.words import COMMANDS
from bot.channels.telegram.workers import PAUSES_S, Workers
from bot.gateway.blocking import Blocking
from bot.settings import Settings
from bot.store import migrate, open_engine
from bot.store.links import Links
from bot.store.telegram import TelegramStore

log = logging.getLogger(__name__)

#: How long an answer that is being sent may take when the channel stops, in seconds.
STOP_WITHIN_S = 4.0

#: The shared value that says which bot is there (read by bot.gateway.routes.continuing), and how often it is told.
NAME_VALUE = "telegram"
TELL_EVERY_S = 60.0


class Channel:
    """One bot of Telegram. `failure` says why it cannot go on, None while it can."""

    def __init__(self, settings: Settings, pace: Pace | None = None, pauses_s: tuple[float, ...] = PAUSES_S) -> None:
        if not settings.telegram_bot_token:
            raise ValueError("expected the setting TELEGRAM_BOT_TOKEN, found none; @BotFather gives one")
        self._settings = settings
        token = settings.telegram_bot_token.get_secret_value()
        self.secret = settings.telegram_webhook_secret.get_secret_value() if settings.telegram_webhook_secret else ""
        # Nobody but Telegram and us can know it; a setting is needed only where a proxy checks it too.
        self.secret = self.secret or hashlib.sha256(f"webhook {token}".encode()).hexdigest()
        self._engine = open_engine(settings.store_url)
        migrate(self._engine)
        base = settings.telegram_api_url.rstrip("/")
        bot: ExtBot[int] = ExtBot(
            token,
            base_url=f"{base}/bot",
            base_file_url=f"{base}/file/bot",
            # Answers wait for their turn in Pace, not here. A larger pool is slower: httpcore 1.0 looks at each
            # connection for each request.
            request=HTTPXRequest(connection_pool_size=12, pool_timeout=30, read_timeout=15),
            get_updates_request=HTTPXRequest(connection_pool_size=2, read_timeout=LONG_POLL_S + 10),
            rate_limiter=pace or Pace(settings.telegram_chat_gap_s, settings.telegram_messages_per_second),
        )
        store = TelegramStore(self._engine)
        blocking = Blocking(one_writer=settings.store_url.startswith("sqlite"))
        known_by = hashlib.sha256(f"visitor {token}".encode()).digest()
        gateway = GatewayClient(settings.gateway_address, settings.telegram_give_up_s, visitor_key=known_by)
        pictures = Pictures(gateway, store, blocking)
        self._parts = Parts(bot, store, blocking, gateway, pictures, settings.picture_bytes)
        sender = Sender(self._parts)
        self.following = Following(self._parts, sender)
        self.workers = Workers(self._parts, Router(self._parts, sender, self.following), pauses_s)
        self.intake = Intake(self._parts, self.workers, pauses_s)
        self._pauses_s = pauses_s
        self._task: asyncio.Task[None] | None = None
        self._telling: asyncio.Task[None] | None = None
        self._values = Links(self._engine)
        self.connected = False
        self.failure: str | None = None

    @property
    def webhook(self) -> bool:
        """Say whether Telegram sends updates to us."""
        return bool(self._settings.telegram_webhook_url)

    def start(self) -> asyncio.Task[None]:
        """Begin to connect, answer what an earlier process left, then take updates in; returns at once."""
        self._task = asyncio.create_task(self._run())
        return self._task

    async def stop(self) -> None:
        """Take nothing more in, let what is being answered end, close everything."""
        for task in filter(None, (self._task, self._telling)):
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        await self.workers.stop(STOP_WITHIN_S)
        await self.following.stop(STOP_WITHIN_S)
        await self._parts.bot.shutdown()
        await self._parts.gateway.close()
        self._parts.blocking.close()
        self._engine.dispose()

    async def _run(self) -> None:
        try:
            await self._connect()
            bot = self._parts.bot
            await self._parts.blocking.write(self._parts.store.belong_to, bot.id)
            left = await self._parts.blocking.read(self._parts.store.pending)
            if left:
                log.warning("%d updates of an earlier process are unanswered", len(left))
            self.workers.add(left)
            await self.following.resume()
            await self._register()
            self.connected = True
            self._telling = asyncio.create_task(self._tell_name())
            log.info("@%s is connected, %s", bot.username, "webhook" if self.webhook else "polling")
            if self.webhook:
                await self.intake.call_us(self._settings.telegram_webhook_url, self.secret)
            else:
                await self.intake.poll()
        except InvalidToken:
            self.failure = "Telegram refuses TELEGRAM_BOT_TOKEN; ask @BotFather for the right one"
        except Exception as error:
            # The broad catch of this door: the process ends and says why; its supervisor starts it again.
            log.exception("the channel cannot go on")
            self.failure = f"{type(error).__name__}: {error}"

    async def _connect(self) -> None:
        for n_try in range(1_000_000):
            try:
                await self._parts.bot.initialize()
                return
            except InvalidToken:
                raise
            except (NetworkError, RetryAfter) as error:
                pause = self._pauses_s[min(n_try, len(self._pauses_s) - 1)]
                log.warning("Telegram cannot be reached, trying again in %.1f s: %s", pause, error.message)
                await asyncio.sleep(pause)

    async def _tell_name(self) -> None:
        """Tell the gateway now and then that this bot is there, so that a page can offer to go on in it."""
        while True:
            said = json.dumps({"username": self._parts.bot.username, "at": time.time()})
            await self._parts.blocking.write(self._values.put_value, NAME_VALUE, said)
            await asyncio.sleep(TELL_EVERY_S)

    async def _register(self) -> None:
        """Tell Telegram the commands; English stands for languages that are neither."""
        started = time.monotonic()
        try:
            for locale in COMMANDS:
                await self._parts.bot.set_my_commands(commands.menu_of(locale), language_code=locale)
            await self._parts.bot.set_my_commands(commands.menu_of("en"))
        except TelegramError as error:
            log.error("the menu of commands was not registered after %.1f s: %s", time.monotonic() - started, error)
