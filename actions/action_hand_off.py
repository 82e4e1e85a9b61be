"""Offer or request a person."""

from __future__ import annotations

from actions.turn import GuidedAction


class ActionHandOff(GuidedAction):
    """A person is wanted, or needed."""

    NAME = "action_hand_off"
