"""A card of goods as a caption or a few lines. Owns: their look. Does not know: pictures, other messages."""

from __future__ import annotations

from typing import Any

from bot.channels.telegram.text import MAX_CAPTION, Marked, bold, cut, join, link, marked, units

_SIGNS = {"CNY": "¥", "USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}

#: Lines of reasons on a card; the text beside it has said what matters most.
_N_REASONS = 4
_TITLE_UNITS = 200


def price(item: dict[str, Any]) -> str:
    """Return the price as people write it, "" where it is not stated."""
    value = item.get("price")
    if value is None:
        return ""
    currency = item.get("currency") or ""
    sign = _SIGNS.get(currency, f"{currency} " if currency else "")
    return f"{sign}{value:,.0f}" if float(value).is_integer() else f"{sign}{value:,.2f}"


def card(item: dict[str, Any], number: int | None = None, limit: int = MAX_CAPTION) -> Marked:
    """Return an item's title, price and reasons in at most `limit` units; `number` is its place in the list."""
    before = f"{number}. " if number else ""
    title = cut(f"{before}{item['title']}", min(_TITLE_UNITS, limit))
    lines = [link(title, item.get("url") or "")]
    facts = [part for part in (price(item), item.get("brand") or "") if part and part not in title]
    reasons = [f"✓ {reason}" for reason in (item.get("reasons") or [])[:_N_REASONS]]
    left = limit - units(title)
    for line in [" · ".join(facts), *reasons]:
        left -= 1  # the line feed
        if not line or left < 2:
            continue
        line = cut(line, left)
        left -= units(line)
        lines.append(bold(line) if line == " · ".join(facts) else marked(line))
    return join(lines)
