"""An agent changes their own password. Owns: what is asked of the old and the new one. Does not know: the cookie."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field

from bot.gateway.parts import PartsOf, address_of
from bot.gateway.problems import ProblemError
from bot.handoff import passwords
from bot.handoff.routes.who import Acting, Me, begin_login, errors
from bot.security.guessable import why_guessable

router = APIRouter(prefix="/desk/api", tags=["desk"])


class Change(BaseModel):
    """The password now, and the one from now on."""

    current: str = Field(min_length=1, max_length=passwords.MAX_CHARACTERS)
    new: str = Field(min_length=passwords.MIN_CHARACTERS, max_length=passwords.MAX_CHARACTERS)


@router.post("/password", response_model=Me, responses=errors(400, 401, 403, 413, 422, 429))
async def change(wanted: Change, login: Acting, request: Request, response: Response, parts: PartsOf) -> Me:
    """Change one's own password. All logins under the old one end; this browser gets a new one."""
    desk, agent = parts.desk, login.agent
    address = address_of(request, parts.settings)
    await parts.logins.attempt(agent.name, address)
    found = await desk.read(desk.agents.password_of, agent.name)
    if not found or not await desk.read(passwords.matches, wanted.current, found[1]):
        raise ProblemError(403, "wrong-password", "the password now is another one")
    await parts.logins.passed(agent.name, address)
    if reason := why_guessable(wanted.new, agent.name):
        raise ProblemError(422, "guessable", f"choose another password: {reason}")
    await desk.write(desk.agents.reset, agent.name, await desk.read(passwords.hashed, wanted.new), desk.clock())
    return await begin_login(agent, request, response, parts)
