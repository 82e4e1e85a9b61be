"""Say why these goods, or which wishes are remembered."""

from __future__ import annotations

from actions.turn import GuidedAction


class ActionExplain(GuidedAction):
    """Reasons and remembered wishes."""

    NAME = "action_explain"
