"""Telegram's published rules, as the test's Bot API server keeps them. Raises `Refusal` with Telegram's own words.

Written against https://core.telegram.org/bots/api, and apart from the code under test: it shares no line with it.
"""

from __future__ import annotations

import json
from html.parser import HTMLParser
from typing import Any

#: Tags of https://core.telegram.org/bots/api#html-style that a bot may use.
TAGS = {"b", "strong", "i", "em", "u", "s", "a", "code", "pre", "blockquote", "tg-spoiler"}


class Refusal(Exception):
    """An answer of the Bot API that is not ok."""

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.code, self.description, self.parameters = code, description, parameters


def bad(what: str) -> Refusal:
    return Refusal(400, f"Bad Request: {what}")


def utf16(text: str) -> int:
    return sum(2 if ord(char) > 0xFFFF else 1 for char in text)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.said: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag not in TAGS:
            raise bad(f'can\'t parse entities: Unsupported start tag "{tag}" at byte offset 0')
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            raise bad("can't parse entities: Unexpected end tag at byte offset 0")

    def handle_data(self, data: str) -> None:
        self.said.append(data)


def words(text: str, parse_mode: str | None) -> str:
    """Return the text without its marks."""
    if parse_mode is None:
        return text
    if parse_mode != "HTML":
        raise bad("unsupported parse_mode")
    reader = _Reader()
    reader.feed(text)
    reader.close()
    if reader.open:
        raise bad(f"can't parse entities: Can't find end tag corresponding to start tag {reader.open[-1]}")
    # A lone < that begins no tag is refused too; html.parser takes it for text.
    rest = text
    for tag in TAGS:
        rest = rest.replace(f"<{tag}>", "").replace(f"</{tag}>", "").replace(f"<{tag} ", "")
    if "<" in rest:
        raise bad("can't parse entities: Unsupported start tag at byte offset 0")
    return "".join(reader.said)


def check_text(text: str, parse_mode: str | None) -> str:
    said = words(text, parse_mode)
    if not said.strip():
        raise bad("message text is empty")
    if utf16(said) > 4096:
        raise bad("message is too long")
    return said


def check_caption(text: str, parse_mode: str | None) -> str:
    said = words(text, parse_mode)
    if utf16(said) > 1024:
        raise bad("message caption is too long")
    return said


def check_markup(raw: str | None) -> list[list[dict[str, Any]]]:
    if not raw:
        return []
    rows = json.loads(raw).get("inline_keyboard", [])
    buttons = [button for row in rows for button in row]
    if len(buttons) > 100 or any(len(row) > 8 for row in rows):
        raise bad("reply markup is too long")
    for button in buttons:
        if not button["text"]:
            raise bad("text buttons must have text")
        if "callback_data" in button and not 1 <= len(button["callback_data"].encode()) <= 64:
            raise bad("BUTTON_DATA_INVALID")
    return rows


def check_picture(data: bytes) -> None:
    png, jpeg, webp = data.startswith(b"\x89PNG"), data.startswith(b"\xff\xd8\xff"), data[8:12] == b"WEBP"
    if not (png or jpeg or webp):
        raise bad("IMAGE_PROCESS_FAILED")
    if len(data) > 10 * 1024 * 1024:
        raise Refusal(413, "Request Entity Too Large")
