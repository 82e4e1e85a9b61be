"""Forget the wishes of this conversation."""

from __future__ import annotations

from actions.turn import GuidedAction


class ActionStartOver(GuidedAction):
    """Begin again."""

    NAME = "action_start_over"
