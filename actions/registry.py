"""All actions of the server, named one by one.

rasa-sdk's own discovery walks a package without its prefix and instantiates what it finds; ours need a runtime.
"""

from __future__ import annotations

from actions.action_answer import ActionAnswer
from actions.action_chat import ActionChat
from actions.action_close import ActionClose
from actions.action_compare import ActionCompare
from actions.action_explain import ActionExplain
from actions.action_guide import ActionGuide
from actions.action_hand_off import ActionHandOff
from actions.action_start_over import ActionStartOver
from actions.turn import GuidedAction

ACTIONS: tuple[type[GuidedAction], ...] = (
    ActionAnswer, ActionChat, ActionClose, ActionCompare, ActionExplain, ActionGuide, ActionHandOff, ActionStartOver,
)  # fmt: skip
