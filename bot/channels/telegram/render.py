"""Turns messages of the gateway into steps: what to send, in which order. Sends nothing; knows no chat.

The same messages always give the same steps, so that a process that starts again goes on after the last step sent.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from bot.channels.telegram.cards import card
from bot.channels.telegram.tables import blocks
from bot.channels.telegram.text import MAX_CAPTION, Marked, cut, join, packed

#: Acts whose goods are shown with pictures; in an answer the shopper has just seen them.
_PICTURED = ("recommend", "chat", "sorry")
#: Acts whose goods need no lines of their own: the text or its table names them.
_TOLD = ("compare", "answer", "explain")

MAX_ALBUM = 10
_BUTTON_UNITS = 60  # more than this is cut on a phone


@dataclass(frozen=True)
class Button:
    """A quick reply: what is read on it and what pressing it means to the gateway."""

    title: str
    payload: str


@dataclass(frozen=True)
class Picture:
    """A picture by the address that the gateway gave, with its caption."""

    url: str
    caption: Marked


@dataclass(frozen=True)
class Step:
    """One message to send: a text, one picture, or an album (several pictures). Buttons never hang on an album."""

    text: Marked | None = None
    pictures: tuple[Picture, ...] = ()
    buttons: tuple[Button, ...] = field(default=())

    @property
    def kind(self) -> str:
        """Return text, photo or album."""
        return "text" if not self.pictures else "photo" if len(self.pictures) == 1 else "album"


def steps(messages: list[dict[str, Any]], pictures: bool, image: frozenset[str] = frozenset()) -> list[Step]:
    """Return the steps of an answer. `pictures`: whether they are wanted; `image`: addresses that can be shown."""
    made: list[Step] = []
    for number, message in enumerate(messages):
        buttons = _buttons(message) if number == len(messages) - 1 else ()
        made += _steps(message, buttons, image if pictures else frozenset())
    return made


def _steps(message: dict[str, Any], buttons: tuple[Button, ...], image: frozenset[str]) -> list[Step]:
    said = blocks(message["text"])
    items = [] if message["act"] in _TOLD else message["items"]
    numbers = [n if len(items) > 1 else None for n in range(1, len(items) + 1)]
    with_picture = [
        (item, n) for item, n in zip(items, numbers, strict=True)
        if message["act"] in _PICTURED and item.get("image_url") in image
    ][:MAX_ALBUM]  # fmt: skip
    if len(with_picture) == 1 and len(items) == 1:
        whole = join([*said, card(items[0])], "\n\n")
        if whole.units <= MAX_CAPTION:
            return [Step(pictures=(Picture(items[0]["image_url"], whole),), buttons=buttons)]
    made = []
    if with_picture:
        made = [Step(pictures=tuple(Picture(item["image_url"], card(item, n)) for item, n in with_picture))]
    pictured = {id(item) for item, _ in with_picture}
    lines = [card(item, n) for item, n in zip(items, numbers, strict=True) if id(item) not in pictured]
    texts = [Step(text=text) for text in packed([*said, *lines])]
    if texts:
        texts[-1] = replace(texts[-1], buttons=buttons)
    return made + texts


def as_texts(step: Step) -> list[Step]:
    """Return a step with pictures as steps without, for when they cannot be shown."""
    texts = [Step(text=text) for text in packed([picture.caption for picture in step.pictures])]
    texts[-1] = replace(texts[-1], buttons=step.buttons)
    return texts


def _buttons(message: dict[str, Any]) -> tuple[Button, ...]:
    replies = message.get("quick_replies") or []
    return tuple(Button(cut(reply["title"], _BUTTON_UNITS), reply.get("payload") or "") for reply in replies)
