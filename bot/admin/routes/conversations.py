"""Conversations as they run, for the operator. Owns: that each look at a transcript is logged. Shows no tokens."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query

from bot.admin.routes.parts import Shop, Supervising
from bot.gateway.parts import PartsOf
from bot.gateway.problems import ProblemError
from bot.handoff.routes.who import errors

router = APIRouter(prefix="/admin/api", tags=["operator"])

N_SHOWN = 60


@router.get("/conversations", responses=errors(401, 403, 422))
async def live(
    _login: Supervising, parts: PartsOf, minutes: Annotated[int, Query(ge=1, le=10_080)] = 60, shop: Shop = ""
) -> dict[str, Any]:
    """Return the conversations whose shoppers spoke in the last minutes, the latest first."""
    now = parts.desk.clock()
    found = await parts.blocking.read(parts.operator.live, now - minutes * 60, N_SHOWN, shop)
    return {"now": now, "conversations": found}


@router.get("/conversations/{session_id}", responses=errors(401, 403, 404, 422))
async def transcript(
    session_id: Annotated[str, Path(max_length=64)],
    login: Supervising,
    parts: PartsOf,
    after: Annotated[int, Query(ge=0, le=2**31 - 1)] = 0,
) -> dict[str, Any]:
    """Return a transcript, or what came after the message of this number; opening one is logged."""
    session = await parts.blocking.read(parts.store.session, session_id)
    if session is None:
        raise ProblemError(404, "no-session", "there is no such conversation; it may have been erased")
    if not after:
        desk = parts.desk
        await desk.write(desk.agents.audit, desk.clock(), login.agent, "read_session", session_id[:12])
    rows = await parts.blocking.read(parts.store.history, session_id, after)
    return {
        "id": session_id, "shop": session.shop, "owner": session.owner, "channel": session.channel,
        "messages": [{"seq": seq, "message": message} for seq, message in rows],
    }  # fmt: skip
