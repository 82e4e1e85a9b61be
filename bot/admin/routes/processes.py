"""Health of each process, as this gateway sees it. Owns: the shape of the answer."""

from __future__ import annotations

import math
from typing import Any

from fastapi import APIRouter

from bot.admin.routes.parts import HealthOf, Supervising
from bot.gateway.parts import PartsOf
from bot.handoff.routes.who import errors

router = APIRouter(prefix="/admin/api", tags=["operator"])


@router.get("/health", responses=errors(401, 403))
async def health(_login: Supervising, parts: PartsOf, health: HealthOf) -> dict[str, Any]:
    """Return the last hour of each process, and how long this gateway's turns took since it started."""
    return {
        "replica": parts.settings.replica,
        "now": parts.desk.clock(),
        "processes": [
            {"name": name, "up": seen[-1][1] is not None, "seen": seen} for name, seen in health.seen().items() if seen
        ],
        "turns": _turns(parts),
    }


def _turns(parts: Any) -> list[dict[str, float | None]]:
    """Return how many turns took at most `up_to_ms` and more than the bucket before; None = no upper bound."""
    counted: list[dict[str, float | None]] = []
    before = 0.0
    for sample in parts.metrics.turn_seconds.collect()[0].samples:
        if sample.name.endswith("_bucket"):
            up_to = float(sample.labels["le"])
            counted.append({"up_to_ms": up_to * 1000 if math.isfinite(up_to) else None, "n": sample.value - before})
            before = sample.value
    return counted
