"""`daogou chat`: reads lines, presses quick replies by number, shows answers; starts a house where none is running.

Owns: the loop at the prompt. Does not know: HTTP (client), looks (render).
"""

from __future__ import annotations

import sys
from typing import Any

import click
from rich.console import Console

from bot.preparing import prepare
from bot.processes import House, StartError
from bot.running import progress, settings_of
from bot.settings import SettingsError
from bot.terminal.client import ChatClient, ChatError
from bot.terminal.render import message_view

_HELLO = {
    "zh": "想找点什么？说说用途、预算、喜好。输入数字可以按快捷回复，/new 重新开始，/quit 离开。",
    "en": "What are you looking for? A number presses a quick reply, /new starts over, /quit leaves.",
}
_NAMES = {"zh": ("您", "导购"), "en": ("You", "Daogou")}


def talk(shop: str | None, locale: str | None, port: int | None) -> int:
    """Talk until the end of input or /quit. Return the exit code."""
    console = Console()
    house: House | None = None
    try:
        settings = settings_of(shop, port)
        client = ChatClient(f"http://127.0.0.1:{settings.port}")
        if not client.is_daogou():
            house = House(settings)
            with progress() as say:
                prepare(settings, say)
                house.start(lambda waiting: say(f"waiting for {waiting}"))
        client.open(shop, locale)
        _loop(console, client, shop, locale)
        client.close()
    except (StartError, SettingsError, ChatError) as error:
        print(f"daogou chat: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        pass
    finally:
        if house is not None:
            house.stop()
    return 0


def _loop(console: Console, client: ChatClient, shop: str | None, locale: str | None) -> None:
    you, bot = _NAMES[client.locale]
    console.print(f"[bold]{client.shop}[/] [dim]{_HELLO[client.locale]}[/]")
    replies: list[dict[str, str]] = []
    while True:
        try:
            text = click.prompt(
                click.style(you, fg="red", bold=True), prompt_suffix="　", default="", show_default=False
            )
        except (EOFError, click.Abort):
            console.print()
            return
        text = text.strip()
        if text in ("/quit", "/exit"):
            return
        if text == "/new":
            client.open(shop, locale)
            replies = []
            console.print(f"[dim]{_HELLO[client.locale]}[/]")
            continue
        if not text:
            continue
        said, payload = pressed(text, replies)
        try:
            with console.status("…"):
                messages = client.say(said, payload)
        except ChatError as error:
            console.print(f"[red]{error}[/]")
            continue
        for message in messages:
            console.print(f"[bold green]{bot}[/]　", end="")
            console.print(message_view(message))
        replies = messages[-1]["quick_replies"] if messages else []


def pressed(text: str, replies: list[dict[str, Any]]) -> tuple[str, str]:
    """Return (text, payload) of what was typed: a number that counts a quick reply presses it, all else is said."""
    if text.isascii() and text.isdigit() and 1 <= int(text) <= len(replies):
        reply = replies[int(text) - 1]
        return reply["title"], reply["payload"]
    return text, ""
