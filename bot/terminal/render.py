"""Draws messages for a terminal: text, cards in columns, numbered quick replies. Does not know: their source."""

from __future__ import annotations

import re
from typing import Any

from rich.columns import Columns
from rich.console import Group, RenderableType
from rich.markdown import Markdown
from rich.panel import Panel
from rich.text import Text

#: Signs of currencies; others are written as their code.
_SIGNS = {"CNY": "¥", "USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}

#: Characters that move a terminal's cursor or change its colours must not come from a catalogue.
_ESCAPES = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def plain(text: str) -> str:
    """Return the text without control characters."""
    return _ESCAPES.sub("", text)


def price(item: dict[str, Any]) -> str:
    """Return the price as people write it, "" where it is not stated."""
    value = item.get("price")
    if value is None:
        return ""
    currency = item.get("currency") or ""
    sign = _SIGNS.get(currency, f"{currency} ")
    return f"{sign}{value:,.0f}" if float(value).is_integer() else f"{sign}{value:,.2f}"


def message_view(message: dict[str, Any]) -> RenderableType:
    """Return what one message looks like."""
    parts: list[RenderableType] = [_body(plain(message["text"]))]
    if message.get("degraded") and message.get("act") != "sorry":
        parts.append(Text("(…)", style="yellow"))
    items = message.get("items") or []
    if items:
        parts.append(
            Columns([_card(item, n, len(items) > 1) for n, item in enumerate(items, 1)], equal=False, expand=False)
        )
    replies = message.get("quick_replies") or []
    if replies:
        line = Text()
        for n, reply in enumerate(replies, 1):
            line.append(f" {n} ", style="bold reverse")
            line.append(f" {plain(reply['title'])}   ", style="cyan")
        parts.append(line)
    return Group(*parts)


def _body(text: str) -> RenderableType:
    # A table needs Markdown; plain text keeps its line breaks better without.
    return Markdown(text) if re.search(r"^\s*\|.*\|", text, re.MULTILINE) else Text(text.replace("**", ""))


def _card(item: dict[str, Any], number: int, numbered: bool) -> Panel:
    lines = Text()
    cost = price(item)
    if cost:
        lines.append(cost, style="bold red")
    kind = " · ".join(filter(None, [item.get("brand"), item.get("category")]))
    if kind:
        lines.append(f"  {plain(kind)}", style="dim")
    for reason in (item.get("reasons") or [])[:4]:
        lines.append("\n✓ ", style="green")
        lines.append(plain(reason))
    title = f"{number} {plain(item['title'])}" if numbered else plain(item["title"])
    return Panel(
        lines, title=Text(title, style="bold", overflow="ellipsis"), title_align="left", width=38, padding=(0, 1)
    )
