"""Routes with which a conversation goes on: in another channel by a link, in another language.

Owns: who may make and follow a link. Does not know: a token's form (bot.linking), what the other channel shows.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import time
from datetime import UTC, datetime
from typing import Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from bot.gateway.parts import Parts, PartsOf, SessionOf, address_of, hash_token
from bot.gateway.problems import ProblemError
from bot.gateway.routes.sessions import _errors as errors
from bot.gateway.shapes import SessionOpened
from bot.linking import BadLink, seal, unseal

#: Under which name the Telegram channel says that it is there, and the seconds for which that is believed.
TELEGRAM, ALIVE_S = "telegram", 180.0
_KEY = "link_key"

router = APIRouter(prefix="/api", tags=["conversation"])


class Channel(BaseModel):
    """A channel in which a conversation can go on. `title`: how people know it, for Telegram the bot's @name."""

    name: Literal["telegram"]
    title: str


class Channels(BaseModel):
    """The channels that are there now."""

    channels: list[Channel]


class NewLink(BaseModel):
    """Where the conversation is to go on."""

    channel: Literal["telegram"] = "telegram"


class Link(BaseModel):
    """A link that its first follower may use until `expires_at`; show it to nobody but the shopper."""

    url: str
    expires_at: datetime


class FollowedLink(BaseModel):
    """The token of a link, and who follows it: the same claim may come again, another may not."""

    token: str = Field(min_length=1, max_length=64)
    claim: str = Field(min_length=1, max_length=200)


class Spoken(BaseModel):
    """The language to go on in."""

    locale: Literal["zh", "en"]


class Session(BaseModel):
    """A session as it is now."""

    session_id: str
    shop: str
    locale: Literal["zh", "en"]


@router.get("/channels")
async def channels(parts: PartsOf) -> Channels:
    """List the channels in which a web conversation can go on; a page shows a button for each."""
    name = await _telegram(parts)
    return Channels(channels=[Channel(name="telegram", title=f"@{name}")] if name else [])


@router.post("/sessions/{session_id}/links", status_code=201, responses=errors(400, 401, 404, 413, 422))
async def link(_wanted: NewLink, session: SessionOf, parts: PartsOf) -> Link:
    """Make a link with which the shopper goes on in another channel: signed, good for minutes, used once."""
    name = await _telegram(parts)
    if not name:
        raise ProblemError(404, "no-channel", "the Telegram channel is not running here now; see GET /api/channels")
    now = time.time()
    link_id, expires_at = secrets.token_bytes(12), float(int(now + parts.settings.link_minutes * 60))
    await parts.blocking.write(parts.links.add, link_id, session.id, expires_at, now)
    token = seal(await _key(parts), link_id, expires_at)
    return Link(url=f"https://t.me/{name}?start={token}", expires_at=datetime.fromtimestamp(expires_at, UTC))


@router.post("/links", status_code=201, responses=errors(400, 404, 413, 422, 429))
async def follow(followed: FollowedLink, request: Request, parts: PartsOf) -> SessionOpened:
    """Follow a link: a token of the follower's own for the link's conversation."""
    await parts.address_sessions.check(address_of(request, parts.settings), "links from this address")
    now = time.time()
    token = secrets.token_urlsafe(32)
    claim = hashlib.sha256(followed.claim.encode("utf-8", "surrogatepass")).hexdigest()
    gone = ProblemError(404, "no-link", "the link has expired, was used by another, or never existed")
    try:
        link_id = unseal(await _key(parts), followed.token, now)
    except BadLink as error:
        raise gone from error
    session = await parts.blocking.write(parts.links.redeem, link_id, claim, hash_token(token), now)
    if session is None:
        raise gone
    return SessionOpened(session_id=session.id, token=token, shop=session.shop, locale=session.locale)  # type: ignore[arg-type]


@router.patch("/sessions/{session_id}", responses=errors(400, 401, 404, 413, 422))
async def speak(spoken: Spoken, session: SessionOf, parts: PartsOf) -> Session:
    """Go on in another language; wishes and all that was said stay."""
    changed = await parts.blocking.write(parts.store.speak, session.id, spoken.locale)
    parts.seen.pop(session.id, None)
    if changed is None:
        raise ProblemError(404, "no-session", "the session was erased")
    return Session(session_id=changed.id, shop=changed.shop, locale=changed.locale)  # type: ignore[arg-type]


async def _telegram(parts: Parts) -> str | None:
    """Return the name of the Telegram bot whose channel said lately that it is there."""
    kept = await parts.blocking.read(parts.links.value, TELEGRAM)
    said = json.loads(kept) if kept else {}
    return said["username"] if said.get("at", 0.0) > time.time() - ALIVE_S else None


async def _key(parts: Parts) -> str:
    if parts.settings.link_secret:
        return parts.settings.link_secret.get_secret_value()
    if kept := await parts.blocking.read(parts.links.value, _KEY):
        return kept
    return await parts.blocking.write(parts.links.first_value, _KEY, secrets.token_urlsafe(32))
