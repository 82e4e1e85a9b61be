"""Routes of one conversation: open, say, read, follow, erase. Does not know: how a turn is answered."""

from __future__ import annotations

import secrets
from typing import Annotated, Any
from urllib.parse import quote
from uuid import uuid4

from fastapi import APIRouter, Header, Request, Response
from fastapi.responses import JSONResponse
from sse_starlette import EventSourceResponse, ServerSentEvent

from bot.gateway import stream, wording
from bot.gateway.cleaning import clean
from bot.gateway.parts import PartsOf, Session, SessionOf, SpeakerOf, address_of, hash_token
from bot.gateway.pictures import check_picture, look
from bot.gateway.problems import ProblemError
from bot.gateway.rasa import NotReached
from bot.gateway.shapes import HandoffState, Message, Messages, NewMessage, NewSession, Problem, SessionOpened, now_iso
from bot.gateway.stream import DESK
from bot.handoff import presses
from bot.store import IdTaken, NoSession, TooManyPending

_ERRORS: dict[int | str, dict[str, Any]] = {
    code: {"model": Problem, "content": {"application/problem+json": {}}, "description": text}
    for code, text in {
        400: "The body is not valid JSON.",
        401: "The token is missing or wrong.",
        404: "There is no such thing.",
        409: "The message id belongs to another message.",
        413: "Too large.",
        415: "Not a PNG or JPEG picture.",
        422: "A field is missing or wrong.",
        429: "Too many; see Retry-After.",
        503: "A part is away; see Retry-After.",
    }.items()
}


def _errors(*codes: int) -> dict[int | str, dict[str, Any]]:
    return {code: _ERRORS[code] for code in codes}


router = APIRouter(prefix="/api/sessions", tags=["conversation"])


@router.post("", status_code=201, responses=_errors(400, 404, 413, 422, 429, 503))
async def open_session(new: NewSession, request: Request, parts: PartsOf) -> SessionOpened:
    """Open a conversation with a shop."""
    await parts.address_sessions.check(address_of(request, parts.settings), "new sessions from this address")
    shop = await _shop(new.shop, parts)
    token = secrets.token_urlsafe(32)
    locale = new.locale or shop.get("language") or "zh"
    visitor = hash_token(new.visitor) if new.visitor else None
    session = Session(secrets.token_hex(16), hash_token(token), shop["name"], locale, "web", "bot", visitor)
    await parts.blocking.write(parts.store.create, session, now_iso())
    parts.metrics.sessions.labels(session.shop).inc()
    return SessionOpened(session_id=session.id, token=token, shop=session.shop, locale=session.locale)  # type: ignore[arg-type]


async def _shop(name: str | None, parts: PartsOf) -> dict[str, Any]:
    shops = {shop["name"]: shop for shop in await parts.actions.shops()}
    if not shops:
        raise ProblemError(503, "no-shop", "no shop is loaded yet; load one: daogou import FILE --shop NAME")
    wanted = name or parts.settings.default_shop or next(iter(shops))
    if wanted not in shops:
        raise ProblemError(404, "no-shop", f"there is no such shop; there are {', '.join(sorted(shops))}")
    return shops[wanted]


@router.post(
    "/{session_id}/messages", response_model=Messages, responses=_errors(400, 401, 404, 409, 413, 415, 422, 429)
)
async def say(said: NewMessage, request: Request, session: SpeakerOf, parts: PartsOf) -> Response:
    """Say something and get the bot's answer. The same `message_id` twice answers the same and does nothing twice."""
    await parts.address_messages.check(address_of(request, parts.settings), "messages from this address")
    await parts.session_messages.check(session.id, "messages in this session")
    colours = None
    if said.image:
        picture = check_picture(said.image, parts.settings.picture_bytes)
        colours = await look(picture, parts.actions)
    text = clean(said.text, parts.settings.text_characters)
    shown = text or (wording.PICTURE_MARK[session.locale] if said.image else "")
    message = Message(id=said.message_id or uuid4().hex, role="user", text=shown)
    kind = "press" if presses.read(said.payload) else "payload"
    needed: dict[str, Any] = {kind: said.payload, "page_item": said.page_item}
    if said.image:
        # Of the picture itself nothing is put on record.
        needed |= {"image": True, "colours": colours, "only_image": not text}
    try:
        accepted = await parts.blocking.write(
            parts.store.accept,
            session.id,
            message.model_dump(),
            {key: value for key, value in needed.items() if value},
            parts.settings.pending_messages,
            parts.turns.lease(),
        )
    except NoSession as error:
        raise ProblemError(404, "no-session", "the session was erased") from error
    except IdTaken as error:
        raise ProblemError(409, "id-taken", "the message_id belongs to a message of the bot; choose another") from error
    except TooManyPending as error:
        raise ProblemError(
            429, "too-many", "earlier messages still wait for their answer; come back in 2 s", {"Retry-After": "2"}
        ) from error
    if accepted.new:
        parts.hub.publish(session.id)
        if accepted.job is None:
            parts.hub.publish(DESK)  # it may be the agents' or have changed their queue
    replies = accepted.replies
    if replies is None:
        replies = await parts.turns.answer(session.id, accepted)
    # Made by Message.model_dump before they were put on record: checking them again would cost more than the rest.
    return JSONResponse({"messages": replies})


@router.get("/{session_id}/messages", response_model=Messages, responses=_errors(401, 404))
async def history(session: SessionOf, parts: PartsOf) -> Response:
    """Return the whole conversation in order."""
    rows = await parts.blocking.read(parts.store.history, session.id)
    return JSONResponse({"messages": [message for _, message in rows]})


@router.get("/{session_id}/profile", responses=_errors(401, 404, 503))
async def profile(session: SessionOf, parts: PartsOf) -> dict[str, Any]:
    """Give out all that is remembered of the person beyond this conversation, as JSON; empty where nothing is."""
    if not session.visitor:
        return {}
    found: dict[str, Any] = await parts.actions.get(f"/profiles/{session.visitor}/{quote(session.shop)}")
    return found


@router.get("/{session_id}/handoff", response_model=HandoffState, responses=_errors(401, 404))
async def handoff(session: SessionOf, parts: PartsOf) -> dict[str, Any]:
    """Say who answers now: the bot, or a person; and the place in the queue where one is waited for."""
    return await parts.desk.for_shopper(session.id)


@router.get("/{session_id}/events", response_class=EventSourceResponse, responses=_errors(401, 404))
async def follow(
    session: SessionOf, parts: PartsOf, last_event_id: Annotated[str | None, Header(max_length=100)] = None
) -> EventSourceResponse:
    """Follow the conversation as server-sent events, after the message that `Last-Event-ID` names or from the start."""
    after = await parts.blocking.read(parts.store.seq_of, session.id, last_event_id) if last_event_id else None
    events = stream.events(parts.store, parts.blocking, parts.hub, session.id, after or 0)

    async def counted() -> Any:
        with parts.metrics.streams.track_inprogress():
            async for event in events:
                yield event

    return EventSourceResponse(
        counted(),
        ping=parts.settings.heartbeat_s,  # type: ignore[arg-type]
        ping_message_factory=lambda: ServerSentEvent(comment="still here"),
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


@router.delete("/{session_id}", status_code=204, responses=_errors(401, 404, 503))
async def erase(session: SessionOf, parts: PartsOf) -> None:
    """Erase all that is kept of this person: the conversation, also in the dialogue engine; where the channel knows
    them again, their other conversations and what is remembered of them.
    """
    sessions = [session.id]
    if session.visitor:
        await parts.actions.forget(session.visitor)
        others = await parts.blocking.read(parts.store.of_visitor, session.visitor)
        sessions += [other for other in others if other != session.id]
    for session_id in reversed(sessions):  # this one last: its token opens the same call again after a failure
        await _erase(session_id, parts)


async def _erase(session_id: str, parts: PartsOf) -> None:
    try:
        await parts.rasa.erase(session_id)
    except NotReached as error:
        # Ours stays too, so that the same call can be made again and nothing is left behind unseen.
        raise ProblemError(
            503, "not-erased", "a part is away, nothing was erased yet; try again shortly", {"Retry-After": "5"}
        ) from error
    await parts.blocking.write(parts.store.erase, session_id)
    parts.seen.pop(session_id, None)
    parts.hub.publish(session_id)
    parts.hub.publish(DESK)
