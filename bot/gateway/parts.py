"""What the routes of one gateway share. Owns: the parts and how a request gets at them. No module-level state."""

from __future__ import annotations

import hashlib
import hmac
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, Request

from bot.gateway.actions_client import ActionsClient
from bot.gateway.blocking import Blocking
from bot.gateway.metrics import Metrics
from bot.gateway.problems import ProblemError
from bot.gateway.rasa import RasaClient
from bot.gateway.stream import Hub
from bot.gateway.turns import Turns
from bot.handoff import words
from bot.handoff.desk import Desk
from bot.handoff.rules import DeskSettings
from bot.security.logins import LoginGuard
from bot.security.throttle import Throttle
from bot.settings import Settings
from bot.store import Conversations, Engine, Handoffs, Session, Trackers
from bot.store.agents import Agents
from bot.store.buckets import Buckets
from bot.store.handoff_views import Views
from bot.store.links import Links
from bot.store.operator import Operator

#: Sessions kept in memory for `speaker_of`; the one added first is forgotten first.
MAX_SEEN = 10_000


@dataclass(frozen=True)
class Parts:
    """Everything that one gateway consists of."""

    settings: Settings
    store: Conversations
    trackers: Trackers
    blocking: Blocking
    rasa: RasaClient
    actions: ActionsClient
    hub: Hub
    metrics: Metrics
    turns: Turns
    desk: Desk
    operator: Operator
    links: Links
    logins: LoginGuard
    session_messages: Throttle
    address_messages: Throttle
    address_sessions: Throttle
    seen: OrderedDict[str, Session] = field(
        default_factory=OrderedDict
    )  # of sessions that spoke lately, see speaker_of

    @classmethod
    def build(cls, settings: Settings, rules: DeskSettings, engine: Engine) -> Parts:
        """Make all parts on an open database; nothing else is connected yet."""
        handoffs = Handoffs(engine, rules, words)
        store = Conversations(engine, handoffs)
        blocking = Blocking(one_writer=settings.store_url.startswith("sqlite"))
        trackers, hub, metrics = Trackers(settings.tracker_url), Hub(), Metrics()
        rasa, actions = RasaClient(settings.rasa_url), ActionsClient(settings.actions_url)
        operator, buckets = Operator(engine), Buckets(engine)
        shared = buckets if settings.rate_limits == "shared" else None
        turns = Turns(
            store, trackers, blocking, rasa, actions, hub, metrics, settings.replica, settings.answer_within_s, operator
        )
        return cls(
            settings=settings,
            store=store,
            trackers=trackers,
            blocking=blocking,
            rasa=rasa,
            actions=actions,
            hub=hub,
            metrics=metrics,
            turns=turns,
            desk=Desk(rules, handoffs, Agents(engine), Views(engine), blocking, hub, turns),
            operator=operator,
            links=Links(engine),
            logins=LoginGuard(buckets, blocking),
            session_messages=Throttle("session", settings.session_messages_per_minute, shared, blocking),
            address_messages=Throttle("address", settings.address_messages_per_minute, shared, blocking),
            address_sessions=Throttle("sessions", settings.address_sessions_per_minute, shared, blocking),
        )


def parts_of(request: Request) -> Parts:
    """Return the parts of the app that serves the request."""
    return request.app.state.parts


PartsOf = Annotated[Parts, Depends(parts_of)]


def hash_token(token: str) -> str:
    """Return the SHA-256 of a token in hex; tokens have 256 random bits, so a plain hash suffices."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def address_of(request: Request, settings: Settings) -> str:
    """Return the caller's address; X-Forwarded-For is believed only from the settings' proxies."""
    direct = request.client.host if request.client else "unknown"
    forwarded = request.headers.get("x-forwarded-for", "")
    if direct in settings.trusted_proxies and forwarded:
        return forwarded.split(",")[-1].strip()[:64]
    return direct


async def session_of(request: Request, session_id: str, parts: PartsOf) -> Session:
    """Return the session of the path if the bearer token is its own. Raises 401 and 404 problems."""
    _token(request)
    session = await parts.blocking.read(parts.store.session, session_id[:64])
    if session is None:
        raise ProblemError(
            404, "no-session", "there is no such session; it may have been erased. See POST /api/sessions"
        )
    await _check_token(request, session, parts)
    return session


def _token(request: Request) -> str:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise ProblemError(
            401,
            "token-missing",
            "send the session's token as 'Authorization: Bearer …'",
            {"WWW-Authenticate": "Bearer"},
        )
    return token.strip()


async def _check_token(request: Request, session: Session, parts: Parts) -> None:
    given = hash_token(_token(request))
    if hmac.compare_digest(given, session.token_hash):
        return
    # Who followed a link has a token of their own (bot.store.links).
    if not await parts.blocking.read(parts.links.speaks, session.id, given):
        raise ProblemError(
            401, "token-wrong", "the token is not this session's", {"WWW-Authenticate": 'Bearer error="invalid_token"'}
        )


async def speaker_of(request: Request, session_id: str, parts: PartsOf) -> Session:
    """Return the session of the path like `session_of`, from memory where it spoke lately.

    Good for what changes the record only: id, token and shop never change, and the record itself refuses erased
    sessions.
    """
    known = parts.seen.get(session_id)
    if known is None:
        known = parts.seen[session_id] = await session_of(request, session_id, parts)
        if len(parts.seen) > MAX_SEEN:
            parts.seen.popitem(last=False)
        return known
    await _check_token(request, known, parts)
    return known


SessionOf = Annotated[Session, Depends(session_of)]
SpeakerOf = Annotated[Session, Depends(speaker_of)]
