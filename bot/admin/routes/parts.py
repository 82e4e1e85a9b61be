"""What the operator's routes share: who may come in, and the answers that the API's document names."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query, Request

from bot.admin.health import Health
from bot.admin.importing import Importing
from bot.admin.labels import Labels
from bot.gateway.problems import ProblemError
from bot.handoff.routes.who import Acting, Supervising
from bot.store.agents import Login


async def operating(login: Acting) -> Login:
    """Let a supervisor change something: from our own page only. Raises 401 and 403 problems."""
    if login.agent.role != "supervisor":
        raise ProblemError(403, "role", "only a supervisor may do this")
    return login


def health_of(request: Request) -> Health:
    """Return what looks at the processes of the app that serves the request."""
    return request.app.state.health


def importing_of(request: Request) -> Importing:
    """Return the imports of the app that serves the request."""
    return request.app.state.importing


def labels_of(request: Request) -> Labels:
    """Return the names that shops give to attributes and kinds of goods."""
    return request.app.state.labels


Operating = Annotated[Login, Depends(operating)]
HealthOf = Annotated[Health, Depends(health_of)]
ImportingOf = Annotated[Importing, Depends(importing_of)]
LabelsOf = Annotated[Labels, Depends(labels_of)]
Days = Annotated[int, Query(ge=1, le=365)]
Shop = Annotated[str, Query(max_length=100)]

__all__ = ["Days", "HealthOf", "ImportingOf", "LabelsOf", "Operating", "Shop", "Supervising"]
