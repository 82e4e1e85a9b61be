"""Who sits at the desk: login, logout, and what each route asks of a caller.

Owns: the CSRF token, roles. A login's id is new each time (no fixation), lives in an HttpOnly, SameSite cookie
(bot.security.cookies) and is kept as a hash only. Does not know: chats.
"""

from __future__ import annotations

import hmac
import secrets
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, Field
from starlette.requests import HTTPConnection

from bot.gateway.parts import Parts, PartsOf, address_of, hash_token
from bot.gateway.problems import ProblemError
from bot.gateway.shapes import Problem
from bot.handoff import passwords
from bot.security.cookies import cookie_of, drop_cookie, set_cookie
from bot.store import Agent
from bot.store.agents import Login

CSRF_HEADER = "x-csrf-token"

ERRORS: dict[int | str, dict[str, Any]] = {
    code: {"model": Problem, "content": {"application/problem+json": {}}, "description": text}
    for code, text in {
        400: "The body is not valid JSON.",
        401: "Not logged in.",
        403: "Not allowed: the CSRF token, the origin or the role.",
        404: "There is no such thing.",
        409: "Too late: the chat is not in that state any more, or another agent has it.",
        413: "Too large.",
        422: "A field is missing or wrong.",
        429: "Too many; see Retry-After.",
        503: "A part is away; see Retry-After.",
    }.items()
}

router = APIRouter(prefix="/desk/api", tags=["desk"])


def errors(*codes: int) -> dict[int | str, dict[str, Any]]:
    """Return the description of these answers for the API's document."""
    return {code: ERRORS[code] for code in codes}


class Credentials(BaseModel):
    """A name and a password."""

    name: str = Field(min_length=1, max_length=60)
    password: str = Field(min_length=1, max_length=passwords.MAX_CHARACTERS)


class Me(BaseModel):
    """Who is logged in; `csrf` goes into the header X-CSRF-Token of every change."""

    name: str
    role: Literal["agent", "supervisor"]
    csrf: str
    available: bool
    chats_at_once: int


def same_origin(connection: HTTPConnection) -> bool:
    """Say whether a browser sent this from our own page; what is no browser sends no Origin."""
    origin = connection.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == connection.headers.get("host")


async def login_of(connection: HTTPConnection, parts: Parts) -> Login | None:
    """Return the caller's login, None where there is none or it has run out."""
    cookie = cookie_of(connection)
    return await parts.desk.read(parts.desk.agents.login, hash_token(cookie), parts.desk.clock()) if cookie else None


async def reading(request: Request, parts: PartsOf) -> Login:
    """Let an agent read. Raises a 401 problem."""
    login = await login_of(request, parts)
    if login is None:
        raise ProblemError(401, "not-logged-in", "log in at /desk")
    return login


async def acting(request: Request, login: Annotated[Login, Depends(reading)]) -> Login:
    """Let an agent change something: from our own page only. Raises a 403 problem."""
    sent = request.headers.get(CSRF_HEADER, "")
    if not same_origin(request) or not hmac.compare_digest(sent.encode(), login.csrf.encode()):
        raise ProblemError(403, "csrf", f"send the token of /desk/api/me in the header {CSRF_HEADER}, from this site")
    return login


async def supervising(login: Annotated[Login, Depends(reading)]) -> Login:
    """Let a supervisor read. Raises a 403 problem."""
    if login.agent.role != "supervisor":
        raise ProblemError(403, "role", "only a supervisor may do this")
    return login


Reading = Annotated[Login, Depends(reading)]
Acting = Annotated[Login, Depends(acting)]
Supervising = Annotated[Login, Depends(supervising)]


@router.post("/login", response_model=Me, responses=errors(400, 401, 403, 413, 422, 429))
async def log_in(credentials: Credentials, request: Request, response: Response, parts: PartsOf) -> Me:
    """Log in; the answer sets the cookie."""
    if not same_origin(request):
        raise ProblemError(403, "origin", "log in from this site's own page")
    desk = parts.desk
    address = address_of(request, parts.settings)
    desk.address_logins.check(address, "logins from this address")
    desk.name_logins.check(credentials.name, "logins under this name")
    await parts.logins.attempt(credentials.name, address)
    found = await desk.read(desk.agents.password_of, credentials.name)
    kept = found[1] if found else await desk.read(passwords.nobody)
    if not await desk.read(passwords.matches, credentials.password, kept) or not found:
        if found:  # what is no agent's name may be a password in the wrong field: not for the log
            await desk.write(desk.agents.audit, desk.clock(), found[0], "log_in_failed")
        raise ProblemError(401, "wrong-password", "the name or the password is wrong")
    await parts.logins.passed(credentials.name, address)
    agent = found[0]
    if passwords.outdated(kept):
        await desk.write(desk.agents.rehash, agent, await desk.read(passwords.hashed, credentials.password))
    return await begin_login(agent, request, response, parts)


async def begin_login(agent: Agent, request: Request, response: Response, parts: Parts) -> Me:
    """Begin a login under an id of its own, end the one that the browser had before, and set the cookie."""
    desk = parts.desk
    token, csrf = secrets.token_urlsafe(32), secrets.token_urlsafe(24)
    old = cookie_of(request)
    now, lasts_s = desk.clock(), desk.rules.desk_login_hours * 3600
    await desk.write(
        desk.agents.log_in, agent, hash_token(token), csrf, now, now + lasts_s, hash_token(old) if old else ""
    )
    set_cookie(response, request, token, int(lasts_s))
    login = await desk.read(desk.agents.login, hash_token(token), now)
    return _me(login, parts)


@router.post("/logout", status_code=204, responses=errors(401, 403))
async def log_out(login: Acting, request: Request, response: Response, parts: PartsOf) -> None:
    """Log out; the login is over on the server too."""
    desk = parts.desk
    await desk.write(desk.agents.log_out, hash_token(cookie_of(request)), login.agent, desk.clock())
    drop_cookie(response, request)


@router.get("/me", response_model=Me, responses=errors(401))
async def me(login: Reading, parts: PartsOf) -> Me:
    """Say who is logged in."""
    return _me(login, parts)


class Availability(BaseModel):
    """Whether the agent takes new chats."""

    available: bool


@router.post("/available", status_code=204, responses=errors(400, 401, 403, 413, 422))
async def available(wanted: Availability, login: Acting, parts: PartsOf) -> None:
    """Take new chats, or take a break: shoppers are told a place in the queue only where somebody takes chats."""
    desk = parts.desk
    await desk.write(desk.agents.seen, login.agent, desk.clock(), wanted.available)


def _me(login: Login, parts: Parts) -> Me:
    agent = login.agent
    return Me(
        name=agent.name, role=agent.role, csrf=login.csrf, available=login.available,  # type: ignore[arg-type]
        chats_at_once=parts.desk.rules.desk_chats_per_agent,
    )  # fmt: skip
