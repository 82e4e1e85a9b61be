"""Goes on here with a conversation that began on the web page. Owns: following a link, what is shown of what was said.

Does not know: signatures and expiry (the gateway's), hand-offs, beyond who answers.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any

from bot.channels.telegram.following import Following
from bot.channels.telegram.gateway import Refused
from bot.channels.telegram.parts import Job, Parts
from bot.channels.telegram.render import Step
from bot.channels.telegram.sender import Sender
from bot.channels.telegram.talking import Talking
from bot.channels.telegram.text import marked
from bot.channels.telegram.words import word
from bot.store.telegram import Chat


class Continuing:
    """Takes over conversations by link."""

    def __init__(self, parts: Parts, sender: Sender, talking: Talking, following: Following) -> None:
        self._parts, self._sender, self._talking, self._following = parts, sender, talking, following

    async def follow(self, job: Job, chat: Chat, token: str) -> bool:
        """Make the link's session the chat's and show its last answer; False where the link is over.

        The session that the chat had stays on its record, so that /delete_me erases that one, too. Raises Away.
        """
        gateway = self._parts.gateway
        claim = hashlib.sha256(f"telegram {self._parts.bot.id} {chat.chat_id}".encode()).hexdigest()
        try:
            opened = await gateway.follow_link(token, claim)
        except Refused:
            return False
        chat = replace(
            chat, session_id=opened.session_id, token=opened.token, shop=opened.shop, locale=opened.locale,
            page_item="", reply=chat.reply if chat.reply.get("update") == job.key else {}, follows={},
        )  # fmt: skip
        await self._parts.save(chat)
        handoff = await gateway.handoff(chat.session_id, chat.token)
        said = await gateway.history(chat.session_id, chat.token)
        answer = last_answer(said)
        if handoff["state"] != "bot" or not answer:
            # A person may speak here next, or an answer is still on its way.
            chat = await self._following.begin(chat, said[-1]["id"] if said else "")
        hello = Step(text=marked(_hello(chat.locale, handoff)))
        await self._sender.send(job, chat, [hello, *await self._talking.shown(chat, answer)])
        return True


def last_answer(said: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the messages after the shopper's last, [] where they have no answer yet."""
    heard = [n for n, message in enumerate(said) if message["role"] == "user"]
    return said[heard[-1] + 1 :] if heard else said


def _hello(locale: str, handoff: dict[str, Any]) -> str:
    kind = f"linked_{handoff['state']}" if handoff["state"] in ("requested", "assigned") else "linked"
    return word(locale, kind, place=handoff.get("place"), agent=handoff.get("agent"))
