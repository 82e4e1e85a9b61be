"""Inline mode: @BOT and words in any chat find goods. Owns: results. Does not know: conversations."""

from __future__ import annotations

import logging
import re
from typing import Any

from telegram import (
    InlineQuery,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    LinkPreviewOptions,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.channels.telegram.cards import card, price
from bot.channels.telegram.gateway import GatewayError
from bot.channels.telegram.parts import Parts
from bot.channels.telegram.text import cut
from bot.channels.telegram.words import locale_of, word

log = logging.getLogger(__name__)

N_RESULTS = 10
#: Seconds that Telegram may give the same answer to the same words.
CACHE_S = 60
_LINK = re.compile(r"[A-Za-z0-9_-]{1,64}")


class Inline:
    """Answers inline queries."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def answer(self, query: InlineQuery) -> None:
        """Answer with the goods that fit the words, in the shop of the person's own chat."""
        chat = await self._parts.chat(query.from_user.id)
        locale = chat.locale if chat else locale_of(query.from_user.language_code) or "zh"
        shop = chat.shop if chat else ""
        items: list[dict[str, Any]] = []
        if words := query.query.strip():
            try:
                items = await self._parts.gateway.search(shop, words, N_RESULTS)
            except GatewayError as error:
                log.warning("an inline search failed: %s", error)
        text = word(locale, "search_ask" if items or not words else "search_none")
        link = shop if _LINK.fullmatch(shop) else "inline"
        button = InlineQueryResultsButton(text, start_parameter=link)
        for html in (True, False):
            results = [result(item, number, html) for number, item in enumerate(items)]
            try:
                await self._parts.bot.answer_inline_query(
                    query.id, results, cache_time=CACHE_S, is_personal=True, button=button
                )
                return
            except BadRequest as error:
                # Too old, mostly: people type on. Only our HTML is worth a second try.
                if "parse entities" not in error.message.lower():
                    log.info("an inline query could not be answered: %s", error.message)
                    return


def result(item: dict[str, Any], number: int, html: bool) -> InlineQueryResultArticle:
    """Return one result; what it sends is the card in words."""
    shown = card(item, limit=2000)
    content = InputTextMessageContent(
        shown.html if html else shown.plain,
        parse_mode=ParseMode.HTML if html else None,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
    )
    image = item.get("image_url") or ""
    facts = " · ".join(filter(None, [price(item), item.get("brand"), *(item.get("reasons") or [])[:2]]))
    return InlineQueryResultArticle(
        id=str(number),
        title=cut(item["title"], 120),
        input_message_content=content,
        description=cut(facts, 200) or None,
        thumbnail_url=image if image.startswith("https://") and not image.endswith(".svg") else None,
    )
