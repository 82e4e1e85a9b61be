"""The supervisor's report: how long shoppers waited, how they were served, what they said of it; and the log.

Owns: the figures. Does not know: how they are drawn. Times in seconds; percentiles by nearest rank.
"""

from __future__ import annotations

import math
from collections import defaultdict
from datetime import datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Query

from bot.gateway.parts import PartsOf
from bot.handoff.routes.who import Supervising, errors

_DAY_S = 86_400

router = APIRouter(prefix="/desk/api", tags=["desk"])


@router.get("/report", responses=errors(401, 403, 422))
async def report(_login: Supervising, parts: PartsOf, days: Annotated[int, Query(ge=1, le=365)] = 30) -> dict[str, Any]:
    """Return the figures of the last days."""
    desk = parts.desk
    rows = await desk.read(desk.views.report, desk.clock() - days * _DAY_S)
    return figures(rows, desk.rules.desk_timezone) | {"days_asked": days}


@router.get("/audit", responses=errors(401, 403))
async def audit(_login: Supervising, parts: PartsOf) -> dict[str, Any]:
    """Return the newest lines of the log: who did what in which chat, and when."""
    return {"log": await parts.desk.read(parts.desk.views.audit)}


@router.get("/agents", responses=errors(401, 403))
async def agents(_login: Supervising, parts: PartsOf) -> dict[str, Any]:
    """Return the agents and who is there."""
    desk = parts.desk
    return {"agents": await desk.read(desk.agents.all, desk.clock() - desk.rules.desk_agent_gone_s)}


def figures(rows: list[dict[str, Any]], timezone: str) -> dict[str, Any]:
    """Return all figures of these hand-offs: in all, by day, by reason, by agent."""
    zone = ZoneInfo(timezone)
    by_day: dict[str, list[dict[str, Any]]] = defaultdict(list)
    by_agent: dict[str, list[dict[str, Any]]] = defaultdict(list)
    by_reason: dict[str, int] = defaultdict(int)
    for row in rows:
        by_day[datetime.fromtimestamp(row["requested_at"], zone).date().isoformat()].append(row)
        by_reason[row["reason"] or "asked"] += 1
        if row["agent"]:
            by_agent[row["agent"]].append(row)
    return {
        "all": _of(rows),
        "days": [{"day": day} | _of(of_day) for day, of_day in sorted(by_day.items())],
        "agents": [{"agent": name} | _of(theirs) for name, theirs in sorted(by_agent.items())],
        "reasons": dict(sorted(by_reason.items(), key=lambda pair: -pair[1])),
    }


def _of(rows: list[dict[str, Any]]) -> dict[str, Any]:
    scores = [row["rating"] for row in rows if row["rating"]]
    taken = [row for row in rows if row["first_assigned_at"]]
    return {
        "n": len(rows),
        "n_taken": len(taken),
        "waiting_s": spread([row["first_assigned_at"] - row["requested_at"] for row in taken]),
        "first_answer_s": spread(
            [row["first_answer_at"] - row["requested_at"] for row in rows if row["first_answer_at"]]
        ),
        "resolution_s": spread(
            [row["ended_at"] - row["requested_at"] for row in taken if row["ended_at"]]
        ),
        "ratings": [scores.count(score) for score in (1, 2, 3)],
    }  # fmt: skip


def spread(values: list[float]) -> dict[str, float | None]:
    """Return mean, median and 90th percentile, all None where there is nothing."""
    if not values:
        return {"mean": None, "p50": None, "p90": None}
    ordered = sorted(values)
    rank = {p: ordered[max(0, math.ceil(p / 100 * len(ordered)) - 1)] for p in (50, 90)}
    return {"mean": sum(ordered) / len(ordered), "p50": rank[50], "p90": rank[90]}
