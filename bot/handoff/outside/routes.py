"""The door at which Chatwoot tells what agents did. Owns: what is answered to it. Does not know: what acts mean."""

from __future__ import annotations

import json
import time
from typing import Any

from fastapi import APIRouter, Request

from bot.gateway.parts import Parts
from bot.gateway.problems import ProblemError
from bot.handoff.outside.chatwoot_hook import SIGNATURE, TIMESTAMP, NotChatwoot, act_of, check
from bot.handoff.outside.port import Line, OutsideError
from bot.handoff.outside.relay import Relay
from bot.handoff.routes.who import errors

router = APIRouter(prefix="/desk/hooks", tags=["desk"])


@router.post("/chatwoot", responses=errors(400, 401, 404, 409, 413))
async def chatwoot(request: Request) -> dict[str, Any]:
    """Take a webhook of Chatwoot's in: signed, of now, and not taken in before."""
    relay: Relay | None = request.app.state.relay
    if relay is None or relay.outside.kind != "chatwoot":
        raise ProblemError(404, "no-chatwoot", "agents do not sit in Chatwoot here; see DAOGOU_DESK_OUTSIDE")
    parts: Parts = request.app.state.parts
    body = await request.body()
    given = request.headers.get(SIGNATURE, ""), request.headers.get(TIMESTAMP, "")
    now = time.time()
    try:
        delivery = check(parts.desk.rules.chatwoot_secrets, *given, body, now)
    except NotChatwoot as error:
        raise ProblemError(401, "signature", str(error)) from error
    try:
        act = act_of(json.loads(body))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ProblemError(400, "no-event", "expected an event of Chatwoot") from error
    if not await parts.blocking.write(relay.store.deliver, delivery, now):
        raise ProblemError(409, "replayed", "this delivery was taken in before")
    if act is None:
        return {}
    try:
        why_not = await relay.take(act)
    except BaseException:
        await parts.blocking.write(relay.store.undeliver, delivery)
        raise
    if why_not:
        await _explain(relay, act.ref, why_not)
    return {}


async def _explain(relay: Relay, ref: str, why_not: str) -> None:
    try:
        await relay.outside.show(ref, [Line("system", why_not)])
    except OutsideError:
        return  # the agent sees that nothing came of it; the delivery itself is done
