"""Small talk, thanks, privacy, and whatever the shop is not for."""

from __future__ import annotations

from actions.turn import GuidedAction


class ActionChat(GuidedAction):
    """Greetings and all that is not about goods."""

    NAME = "action_chat"
