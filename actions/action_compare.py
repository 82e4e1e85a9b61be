"""Compare goods that were shown."""

from __future__ import annotations

from actions.turn import GuidedAction


class ActionCompare(GuidedAction):
    """Two to four items side by side, with a verdict."""

    NAME = "action_compare"
