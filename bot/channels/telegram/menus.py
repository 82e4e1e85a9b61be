"""The channel's own choices: language, shop, pictures, deletion. Owns: what each does. Knows no guide's words."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import Any

from telegram import CallbackQuery
from telegram.error import BadRequest

from bot.channels.telegram import keyboards
from bot.channels.telegram.gateway import Away, GatewayError, Refused, SessionGone
from bot.channels.telegram.parts import Job, Parts
from bot.channels.telegram.pressing import Pressing
from bot.channels.telegram.sender import Sender
from bot.channels.telegram.talking import Talking
from bot.channels.telegram.words import LANGUAGES, word
from bot.store.telegram import Chat

#: Shops that the menu offers; a link opens any other.
MAX_SHOPS = 20


class Menus:
    """Shows the menus and does what is chosen."""

    def __init__(self, parts: Parts, sender: Sender, talking: Talking, pressing: Pressing) -> None:
        self._parts, self._sender, self._talking, self._pressing = parts, sender, talking, pressing

    async def settings(self, chat: Chat) -> None:
        """Say what is set and offer what can be changed."""
        shops = await self._shops()
        shop = chat.shop or (shops[0]["name"] if shops else "")
        on = word(chat.locale, "on" if chat.pictures else "off")
        choices = [(name, f"language:{code}") for code, name in LANGUAGES.items() if code != chat.locale]
        if chat.pictures:
            choices.append((word(chat.locale, "pictures_off"), "pictures:off"))
        else:
            choices.append((word(chat.locale, "pictures_on"), "pictures:on"))
        choices += [
            (title(other, chat.locale), f"shop:{other['name']}")
            for other in shops[:MAX_SHOPS]
            if other["name"] != shop and len(f"m:shop:{other['name']}".encode()) <= 64
        ]
        text = word(chat.locale, "settings", shop=_title_of(shops, shop, chat.locale), pictures=on)
        await self._sender.say(chat.chat_id, text, keyboards.menu(choices))

    async def language(self, chat: Chat) -> None:
        """Offer the languages."""
        choices = [(name, f"language:{code}") for code, name in LANGUAGES.items()]
        await self._sender.say(chat.chat_id, word(chat.locale, "language"), keyboards.menu(choices))

    async def deletion(self, chat: Chat) -> None:
        """Ask before everything is deleted."""
        choices = [(word(chat.locale, f"delete_{answer}"), f"delete:{answer}") for answer in ("no", "yes")]
        await self._sender.say(chat.chat_id, word(chat.locale, "delete_ask"), keyboards.menu(choices))

    async def choose(self, job: Job, chat: Chat, query: CallbackQuery) -> None:
        """Do what was chosen; the menu goes away and says what is now."""
        _, _, does = (query.data or "").partition(":")
        what, _, value = does.partition(":")
        await self._pressing.notice(query)
        if what == "language" and value in LANGUAGES:
            text = await self._set_language(chat, value)
        elif what == "pictures" and value in ("on", "off"):
            await self._parts.save(replace(chat, pictures=value == "on"))
            text = word(chat.locale, f"pictures_set_{value}")
        elif what == "shop":
            text = await self._set_shop(chat, value)
        elif what == "delete" and value in ("yes", "no"):
            text = await self.delete(chat) if value == "yes" else word(chat.locale, "kept")
        else:
            text = word(chat.locale, "stale")
        await self._replace(query, chat, text)

    async def delete(self, chat: Chat) -> str:
        """Delete everything of the chat, here and at the gateway; return what to say."""
        sessions = await self._parts.blocking.read(self._parts.store.sessions, chat.chat_id)
        try:
            for session_id, token in sessions:
                await self._parts.gateway.erase(session_id, token)
        except GatewayError:
            return word(chat.locale, "not_deleted")
        await self._parts.blocking.write(self._parts.store.forget, chat.chat_id)
        return word(chat.locale, "deleted")

    async def _set_language(self, chat: Chat, locale: str) -> str:
        if locale == chat.locale and chat.session_id:
            return word(locale, "kept_language")
        try:
            if chat.session_id:
                await self._parts.gateway.speak(chat.session_id, chat.token, locale)
        except SessionGone:
            chat = replace(chat, session_id="", token="", reply={})
        except GatewayError:
            return word(chat.locale, "failed")
        await self._parts.save(replace(chat, locale=locale))
        return word(locale, "language_set")

    async def _set_shop(self, chat: Chat, shop: str) -> str:
        try:
            opened = await self._talking.open(replace(chat, shop=shop, reply={}))
        except Refused:
            return word(chat.locale, "bad_link")
        except Away:
            return word(chat.locale, "failed")
        return word(chat.locale, "shop_set", shop=_title_of(await self._shops(), opened.shop, chat.locale))

    async def shop_title(self, chat: Chat) -> str:
        """Return the title of the chat's shop in its language."""
        return _title_of(await self._shops(), chat.shop, chat.locale)

    async def _shops(self) -> list[dict[str, Any]]:
        try:
            return await self._parts.gateway.shops()
        except GatewayError:
            return []  # the rest of the menu works without

    async def _replace(self, query: CallbackQuery, chat: Chat, text: str) -> None:
        try:
            await query.edit_message_text(text)
        except BadRequest:  # too old to be edited, or gone
            with suppress(BadRequest):
                await self._sender.say(chat.chat_id, text)


def title(shop: dict[str, Any], locale: str) -> str:
    """Return a shop's title in a language, in any other, else its name."""
    titles = shop.get("title") or {}
    return titles.get(locale) or next(iter(titles.values()), "") or shop["name"]


def _title_of(shops: list[dict[str, Any]], name: str, locale: str) -> str:
    return next((title(shop, locale) for shop in shops if shop["name"] == name), name)
