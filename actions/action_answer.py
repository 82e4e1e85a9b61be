"""Answer a question about goods, reviews or the shop's policies."""

from __future__ import annotations

from actions.turn import GuidedAction


class ActionAnswer(GuidedAction):
    """Facts first, then reviews, then "the catalogue does not say"."""

    NAME = "action_answer"
