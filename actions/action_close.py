"""Close: the shopper decided, or keeps an item for later."""

from __future__ import annotations

from actions.turn import GuidedAction


class ActionClose(GuidedAction):
    """An item is picked, or goes onto the wish list."""

    NAME = "action_close"
