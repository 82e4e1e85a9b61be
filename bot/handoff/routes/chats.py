"""What an agent does with chats. Owns: who may see and do what. Does not know: which event leads where, SQL."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from urllib.parse import quote

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, Field, field_validator, model_validator

from bot.gateway.cleaning import clean
from bot.gateway.parts import Parts, PartsOf
from bot.gateway.problems import ProblemError
from bot.gateway.shapes import Card, Message
from bot.handoff.machine import Event
from bot.handoff.routes.who import Acting, Reading, errors
from bot.handoff.words import LOOK
from bot.store import Done
from bot.store.agents import Login

#: Longest message, note and outcome of an agent, in characters.
MAX_TEXT = 2_000
N_CARDS = 5

router = APIRouter(prefix="/desk/api", tags=["desk"])

ChatId = Annotated[str, Path(max_length=64)]
_CHANGES = errors(400, 401, 403, 404, 409, 413, 422)


class Said(BaseModel):
    """What an agent says: words, goods by id, or both. The same `message_id` twice is said once."""

    text: str = Field(default="", max_length=MAX_TEXT)
    message_id: str = Field(min_length=1, max_length=80, pattern=r"^[A-Za-z0-9._:~-]+$")
    items: list[str] = Field(default_factory=list, max_length=N_CARDS)

    @model_validator(mode="after")
    def _says_something(self) -> Said:
        if not clean(self.text) and not self.items:
            raise ValueError("expected text or items, found neither")
        return self


class Ended(BaseModel):
    """How a chat was ended: what was done, for the shopper; and the number of the last message that the agent saw."""

    outcome: str = Field(default="", max_length=300)
    seen: int = Field(default=0, ge=0, le=2**31 - 1)  # what a database's integer holds


class Written(BaseModel):
    """A private note."""

    text: str = Field(min_length=1, max_length=MAX_TEXT)


class Tags(BaseModel):
    """All tags of a chat."""

    tags: list[Annotated[str, Field(min_length=1, max_length=40)]] = Field(max_length=12)

    @field_validator("tags")
    @classmethod
    def _clean(cls, value: list[str]) -> list[str]:
        return [tag for tag in (clean(tag, 40) for tag in value) if tag]


class Acted(BaseModel):
    """Which chat was acted on."""

    chat: str


def may_see(login: Login, chat: dict[str, Any]) -> bool:
    """Say whether the agent may read a chat: their own, one that waits, and a supervisor all."""
    mine = chat["agent"] == login.agent.name
    return mine or login.agent.role == "supervisor" or chat["state"] in ("requested", "left")


def sorted_queue(login: Login, lines: list[dict[str, Any]], n_online: int) -> dict[str, Any]:
    """Return the queue as one agent sees it."""
    mine = [line for line in lines if line["state"] == "assigned" and line["agent"] == login.agent.name]
    others = [line for line in lines if line["state"] == "assigned" and line["agent"] != login.agent.name]
    return {
        "waiting": [line for line in lines if line["state"] == "requested"],
        "mine": mine,
        "left": [line for line in lines if line["state"] == "left"],
        "others": others if login.agent.role == "supervisor" else [],
        "n_online": n_online,
    }


async def seen_chat(chat_id: str, login: Login, parts: Parts) -> dict[str, Any]:
    """Return a chat that the agent may see. Raises a 404 problem, also where they may not: ids tell nothing."""
    chat = await parts.desk.read(parts.desk.views.chat, chat_id)
    if chat is None or not may_see(login, chat):
        raise ProblemError(404, "no-chat", "there is no such chat, or it is not yours to see")
    return chat


@router.get("/queue", responses=errors(401))
async def queue(login: Reading, parts: PartsOf) -> dict[str, Any]:
    """Return who waits, the agent's own chats and the messages that were left."""
    return await queue_of(login, parts)


async def queue_of(login: Login, parts: Parts) -> dict[str, Any]:
    """Return the queue as the agent sees it now."""
    desk = parts.desk
    lines = await desk.read(desk.views.queue)
    there = await desk.read(desk.agents.all, desk.clock() - desk.rules.desk_agent_gone_s)
    return sorted_queue(login, lines, sum(bool(a["online"] and a["available"]) for a in there))


@router.post("/next", response_model=Acted, responses=errors(401, 403, 409))
async def take_next(login: Acting, parts: PartsOf) -> Acted:
    """Take over the chat that has waited longest."""
    await _room(login, parts)
    return _acted(await parts.desk.take_next(login.agent), "nobody waits")


@router.get("/chats/{chat_id}", responses=errors(401, 404))
async def chat(chat_id: ChatId, login: Reading, parts: PartsOf) -> dict[str, Any]:
    """Return a chat: facts, notes, tags and the whole transcript."""
    found = await seen_chat(chat_id, login, parts)
    rows = await parts.blocking.read(parts.store.history, found["session_id"])
    await parts.desk.write(parts.desk.agents.audit, parts.desk.clock(), login.agent, "read", chat_id)
    return shown(found) | {"messages": [{"seq": seq, "message": message} for seq, message in rows]}


def shown(found: dict[str, Any]) -> dict[str, Any]:
    """Return a chat without what is nobody's business: the session's id."""
    return {key: value for key, value in found.items() if key != "session_id"}


@router.post("/chats/{chat_id}/take", response_model=Acted, responses=_CHANGES)
async def take(chat_id: ChatId, login: Acting, parts: PartsOf) -> Acted:
    """Take over a chat: from now on the bot is silent in it."""
    found = await seen_chat(chat_id, login, parts)
    if found["agent"] != login.agent.name or found["state"] != "assigned":
        await _room(login, parts)
    return _acted(await parts.desk.take(chat_id, login.agent), "another agent was quicker, or nobody waits there")


@router.post(
    "/chats/{chat_id}/messages", response_model=Acted, responses=errors(400, 401, 403, 404, 409, 413, 422, 503)
)
async def say(chat_id: ChatId, said: Said, login: Acting, parts: PartsOf) -> Acted:
    """Say something to the shopper, with goods as cards; only who has taken over may."""
    found = await seen_chat(chat_id, login, parts)
    cards = [await _card(parts, found, item_id) for item_id in dict.fromkeys(said.items)]
    text = clean(said.text, MAX_TEXT) or LOOK[found["locale"]]
    message = Message(id=f"a-{chat_id[:8]}-{said.message_id}", role="agent", text=text, items=cards)
    done = await parts.desk.say(chat_id, login.agent, message.model_dump())
    return _acted(done, "the chat is not yours; take it over first")


async def _card(parts: Parts, found: dict[str, Any], item_id: str) -> Card:
    path = f"/shops/{quote(found['shop'], safe='')}/items/{quote(item_id[:200], safe='')}"
    return Card.model_validate(await parts.actions.get(path, {"locale": found["locale"]}))


class Suggested(BaseModel):
    """What the guide would say now, "" = nothing, with the goods that it would show."""

    text: str
    items: list[Card]


@router.post("/chats/{chat_id}/suggest", response_model=Suggested, responses=errors(401, 403, 404))
async def suggest(chat_id: ChatId, login: Acting, parts: PartsOf) -> Suggested:
    """Ask the guide what it would answer to the shopper's last words; nothing of it reaches the shopper."""
    found = await seen_chat(chat_id, login, parts)
    heard = await parts.blocking.read(parts.store.last_heard, found["session_id"])
    said = await parts.turns.draft(heard) if heard else None
    return Suggested(text=said.text if said else "", items=said.items if said else [])


class Wanted(BaseModel):
    """What is to be said in which style; "" = an answer to the shopper's last words."""

    text: str = Field(default="", max_length=MAX_TEXT)
    style: Literal["formal", "warm", "playful", "brief"]


class Worded(BaseModel):
    """Words for the agent to read, change and send; `backend`: who found them."""

    text: str
    backend: Literal["local", "rules"]


@router.post("/chats/{chat_id}/rewrite", response_model=Worded, responses=errors(401, 403, 404, 409, 422, 503))
async def rewrite(chat_id: ChatId, wanted: Wanted, login: Acting, parts: PartsOf) -> Any:
    """Put an agent's words into another style, or answer a complaint politely; nothing of it reaches the shopper."""
    found = await seen_chat(chat_id, login, parts)
    asked = {"shop": found["shop"], "style": wanted.style}
    if text := clean(wanted.text, MAX_TEXT):
        return await parts.actions.post("/rewrite", asked | {"text": text})
    heard = await parts.blocking.read(parts.store.last_heard, found["session_id"])
    if heard is None:
        raise ProblemError(409, "nothing-said", "there is nothing to reword or to answer yet")
    return await parts.actions.post("/rewrite", asked | {"complaint": heard.text})


@router.post("/chats/{chat_id}/return", response_model=Acted, responses=_CHANGES)
async def give_back(chat_id: ChatId, ended: Ended, login: Acting, parts: PartsOf) -> Acted:
    """Give the chat back to the bot, which goes on and answers what the agent did not."""
    return await _end(chat_id, ended, login, parts, Event.RETURN)


@router.post("/chats/{chat_id}/close", response_model=Acted, responses=_CHANGES)
async def close(chat_id: ChatId, ended: Ended, login: Acting, parts: PartsOf) -> Acted:
    """Close the chat: the bot says so, asks for a rating and goes on."""
    return await _end(chat_id, ended, login, parts, Event.CLOSE)


@router.post("/chats/{chat_id}/requeue", response_model=Acted, responses=_CHANGES)
async def requeue(chat_id: ChatId, login: Acting, parts: PartsOf) -> Acted:
    """Hand the chat on to the next agent; a supervisor may do so with anybody's."""
    found = await seen_chat(chat_id, login, parts)
    if found["agent"] != login.agent.name and login.agent.role == "supervisor":
        return _acted(await parts.desk.take_back(chat_id, login.agent), "nobody has the chat")
    return await _end(chat_id, Ended(), login, parts, Event.DROP)


@router.post("/chats/{chat_id}/done", response_model=Acted, responses=_CHANGES)
async def done(chat_id: ChatId, login: Acting, parts: PartsOf) -> Acted:
    """Mark a left message as dealt with."""
    await seen_chat(chat_id, login, parts)
    return _acted(await parts.desk.settle(chat_id, login.agent), "no message waits there")


@router.post("/chats/{chat_id}/notes", status_code=204, responses=_CHANGES)
async def note(chat_id: ChatId, written: Written, login: Acting, parts: PartsOf) -> None:
    """Add a note that only agents see."""
    await seen_chat(chat_id, login, parts)
    desk = parts.desk
    await desk.write(desk.views.note, chat_id, login.agent, desk.clock(), clean(written.text, MAX_TEXT))


@router.put("/chats/{chat_id}/tags", status_code=204, responses=_CHANGES)
async def tag(chat_id: ChatId, wanted: Tags, login: Acting, parts: PartsOf) -> None:
    """Set the chat's tags."""
    await seen_chat(chat_id, login, parts)
    desk = parts.desk
    await desk.write(desk.views.tag, chat_id, login.agent, desk.clock(), wanted.tags)


@router.get("/chats/{chat_id}/search", responses=errors(401, 404, 422, 503))
async def search(
    chat_id: ChatId, login: Reading, parts: PartsOf, q: Annotated[str, Query(min_length=1, max_length=200)]
) -> Any:
    """Search the goods of the chat's shop, to send them as cards."""
    found = await seen_chat(chat_id, login, parts)
    asked = {"shop": found["shop"], "q": q, "k": 8, "locale": found["locale"]}
    answer = await parts.actions.post("/search", asked)
    return {"items": [Card.model_validate(item).model_dump() for item in answer["items"]]}


async def _end(chat_id: str, ended: Ended, login: Login, parts: Parts, event: Event) -> Acted:
    await seen_chat(chat_id, login, parts)
    outcome = clean(ended.outcome, 300)
    return _acted(await parts.desk.end(chat_id, login.agent, event, outcome, ended.seen), "the chat is not yours")


async def _room(login: Login, parts: Parts) -> None:
    desk = parts.desk
    mine = [c for c in await desk.read(desk.views.queue) if c["agent"] == login.agent.name and c["state"] == "assigned"]
    if len(mine) >= desk.rules.desk_chats_per_agent:
        raise ProblemError(409, "full", f"you have {len(mine)} chats; end one before you take another")


def _acted(done: Done, why_not: str) -> Acted:
    if not done.ok:
        raise ProblemError(409, "too-late", why_not)
    return Acted(chat=done.chat_id)
