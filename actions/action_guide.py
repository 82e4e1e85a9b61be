"""Ask the next useful question, or recommend."""

from __future__ import annotations

from actions.turn import GuidedAction


class ActionGuide(GuidedAction):
    """Wishes, critiques, more, refusals: ask or recommend."""

    NAME = "action_guide"
