"""Inline keyboards. Owns: rows of buttons, and `callback_data`, which holds a number and never what a button means.

Telegram takes 64 bytes of callback_data (https://core.telegram.org/bots/api#inlinekeyboardbutton); payloads are longer,
and would come back from outside.
"""

from __future__ import annotations

from collections.abc import Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.channels.telegram.render import Button
from bot.channels.telegram.tables import width

#: Columns of letters in a row of buttons, and buttons in it, before the next row begins.
ROW_COLUMNS = 30
ROW_BUTTONS = 3

REPLY = "q"
MENU = "m"


def keyboard_id(key: str, step: int) -> str:
    """Return the id of the keyboard of a step of a delivery; the same again after a restart."""
    return f"{key}.{step}"


def markup(keyboard: str, buttons: Sequence[Button]) -> InlineKeyboardMarkup | None:
    """Return a keyboard of quick replies, None where there are none."""
    made = [InlineKeyboardButton(b.title, callback_data=f"{REPLY}:{keyboard}:{n}") for n, b in enumerate(buttons)]
    return InlineKeyboardMarkup(rows(made)) if made else None


def chosen(keyboard: str, number: int, title: str) -> InlineKeyboardMarkup:
    """Return what stays of a keyboard: the button that was pressed."""
    return InlineKeyboardMarkup([[InlineKeyboardButton(f"✓ {title}", callback_data=f"{REPLY}:{keyboard}:{number}")]])


def menu(choices: Sequence[tuple[str, str]]) -> InlineKeyboardMarkup:
    """Return a keyboard of the channel's own choices: (title, what it does)."""
    return InlineKeyboardMarkup(
        rows([InlineKeyboardButton(title, callback_data=f"{MENU}:{does}") for title, does in choices])
    )


def rows(buttons: Sequence[InlineKeyboardButton]) -> list[list[InlineKeyboardButton]]:
    """Return the buttons in rows that can be read on a phone."""
    found: list[list[InlineKeyboardButton]] = []
    taken = 0
    for button in buttons:
        columns = width(button.text) + 3
        if found and len(found[-1]) < ROW_BUTTONS and taken + columns <= ROW_COLUMNS:
            found[-1].append(button)
            taken += columns
        else:
            found.append([button])
            taken = columns
    return found


def read(data: str) -> tuple[str, int] | None:
    """Return (keyboard, number of the button) of a quick reply's callback_data, None where it is none."""
    kind, _, rest = data.partition(":")
    keyboard, _, number = rest.partition(":")
    if kind != REPLY or not keyboard or not (number.isascii() and number.isdigit()):
        return None
    return keyboard, int(number)
