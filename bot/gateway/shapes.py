"""The shapes of the HTTP API (design 4.2). Owns: what goes in and out. Does not know: how a turn is answered."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Annotated, Any, Literal
from uuid import uuid4

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator

from bot.gateway.cleaning import clean, repair
from bot.handoff import presses
from knowledge.types import Payload, UserAct, from_json

Act = Literal["ask", "recommend", "answer", "compare", "explain", "handoff", "chat", "sorry"]
Role = Literal["bot", "user", "agent", "system"]

#: Longest text taken in, in characters; understanding reads fewer (settings.text_characters).
MAX_TEXT = 100_000
_Text = Annotated[str, BeforeValidator(lambda value: repair(value) if isinstance(value, str) else value)]


def now_iso() -> str:
    """Return the time as ISO 8601 in UTC with milliseconds and Z."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Card(BaseModel):
    """An item that the text speaks of."""

    model_config = ConfigDict(extra="ignore")

    item_id: str
    title: str
    price: float | None = None
    currency: str = ""
    category: str = ""
    brand: str | None = None
    attributes: dict[str, Any] = Field(default_factory=dict)
    image_url: str | None = None
    url: str | None = None
    reasons: list[str] = Field(default_factory=list)


class QuickReply(BaseModel):
    """A button: send `title` as text and `payload` as payload."""

    title: str
    payload: str = ""


class Message(BaseModel):
    """One message of a conversation."""

    id: str = Field(default_factory=lambda: uuid4().hex)
    role: Role
    act: Act | Literal[""] = ""
    text: str = ""
    degraded: bool = False
    attribute: str = ""
    items: list[Card] = Field(default_factory=list)
    quick_replies: list[QuickReply] = Field(default_factory=list)
    at: str = Field(default_factory=now_iso)


class Messages(BaseModel):
    """Messages in order."""

    messages: list[Message]


class HandoffState(BaseModel):
    """Who answers: state "bot", or that of an open hand-off; `wait_s` is an estimate in seconds, null = not known."""

    state: Literal["bot", "requested", "assigned", "offered", "writing", "left"]
    place: int | None = None
    wait_s: float | None = None
    agent: str | None = None
    cancel: str | None = Field(default=None, description="payload that leaves the queue")


class NewSession(BaseModel):
    """Where and in which language to talk; both may be left out."""

    shop: str | None = Field(default=None, max_length=100)
    locale: str | None = Field(default=None, max_length=35, description="zh or en, or a tag such as zh-CN")
    visitor: str | None = Field(
        default=None,
        min_length=32,
        max_length=200,
        description="a secret of the shopper's device, the same in each session: who agrees to it is remembered by it",
    )

    @field_validator("locale")
    @classmethod
    def _known(cls, value: str | None) -> str | None:
        if value is None:
            return None
        language = value.replace("_", "-").split("-")[0].lower()
        if language not in ("zh", "en"):
            raise ValueError("expected zh or en, or a tag that begins so")
        return language


class SessionOpened(BaseModel):
    """The session and the bearer token that opens it; the token is said only once."""

    session_id: str
    token: str
    shop: str
    locale: Literal["zh", "en"]


class NewMessage(BaseModel):
    """What a shopper says: words, a pressed quick reply, a picture, or several of these."""

    text: _Text = Field(default="", max_length=MAX_TEXT)
    message_id: str | None = Field(default=None, min_length=1, max_length=100, pattern=r"^[A-Za-z0-9._:~-]+$")
    payload: str | None = Field(default=None, max_length=10_000, description="the payload of a quick reply, unchanged")
    image: str | None = Field(default=None, description="data URL of a PNG or JPEG picture")
    page_item: str | None = Field(default=None, max_length=200, description="item_id of the product page in view")

    @field_validator("payload")
    @classmethod
    def _valid(cls, value: str | None) -> str | None:
        if not value:
            return None
        try:
            if presses.read(value) is not None:
                return value
            payload = from_json(Payload, json.loads(value))
        except (ValueError, RecursionError) as error:
            raise ValueError("expected the payload of a quick reply") from error
        if not payload.acts or any(act not in UserAct.ALL for act in payload.acts):
            raise ValueError("expected the payload of a quick reply with known acts")
        return value

    @model_validator(mode="after")
    def _says_something(self) -> NewMessage:
        if not clean(self.text) and not self.payload and not self.image:
            raise ValueError("expected text, a payload or an image, found none of them")
        return self


class ShopSummary(BaseModel):
    """A shop that can be talked to."""

    model_config = ConfigDict(extra="allow")

    name: str


class Problem(BaseModel):
    """An error as RFC 9457 has it."""

    model_config = ConfigDict(extra="allow")

    type: str
    title: str
    status: int
    detail: str
