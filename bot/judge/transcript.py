"""Transcripts as the judge reads them: one talk a JSON line, with the gateway's messages in order.

Owns: reading them and cutting them into turns. Does not know: what is good.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Message = dict[str, Any]


class BadTranscript(Exception):
    """A transcript cannot be read; the message says which file, which line and why."""


@dataclass(frozen=True)
class Turn:
    """One reply: `before`, all messages before what was `said`; `reply`, the bot's message; `at`, its place."""

    talk: str
    locale: str
    at: int
    before: list[Message]
    said: str
    reply: Message

    @property
    def replies_before(self) -> list[Message]:
        """The bot's earlier messages in order."""
        return [m for m in self.before if m["role"] == "bot"]

    @property
    def text(self) -> str:
        """What the bot said."""
        return str(self.reply["text"])


def turns(talk: dict[str, Any]) -> list[Turn]:
    """Cut a talk into the turns that answer what a shopper said."""
    messages: list[Message] = talk["messages"]
    name, locale = str(talk.get("talk", "")), str(talk.get("locale", "zh"))
    return [
        Turn(name, locale, i, messages[: i - 1], str(messages[i - 1]["text"]), m)
        for i, m in enumerate(messages)
        if i and m["role"] == "bot" and messages[i - 1]["role"] == "user"
    ]


def read(file: Path) -> list[dict[str, Any]]:
    """Read the talks of a file. Raises BadTranscript."""
    talks = []
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        try:
            talk = json.loads(line)
            lacking = [key for m in talk["messages"] for key in ("role", "text") if key not in m]
        except (ValueError, KeyError, TypeError) as error:
            raise BadTranscript(f"{file}:{number}: expected a JSON object with messages, found {error!r}") from error
        if lacking:
            raise BadTranscript(f"{file}:{number}: a message lacks {lacking[0]}")
        talks.append(talk)
    return talks
