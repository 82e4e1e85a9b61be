"""One turn inside Rasa, without the work that this bot does not need.

Owns: how the model is loaded and which parts of Rasa's processor are replaced. Does not know: HTTP, SQL, goods.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from rasa.core.actions.action import Action, RemoteAction
from rasa.core.policies.policy import PolicyPrediction
from rasa.core.processor import MessageProcessor
from rasa.engine import loader
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.shared.core.events import ActionExecutionRejected, Event
from rasa.shared.core.trackers import DialogueStateTracker

from bot.policy.remote import LeanRemoteAction
from bot.policy.runner import OrderedGraphRunner


class TurnProcessor(MessageProcessor):
    """Rasa's message processor with our graph runner and our way of calling actions."""

    @staticmethod
    def _load_model(model_path: str | Path) -> tuple[str, Any, OrderedGraphRunner]:
        """Load the model archive. Raises what a component raises when it cannot load, and OSError."""
        with tempfile.TemporaryDirectory() as folder:
            metadata, runner = loader.load_predict_graph_runner(
                Path(folder), Path(model_path), LocalModelStorage, OrderedGraphRunner
            )
        return Path(model_path).name, metadata, runner

    async def run_action_extract_slots(
        self, output_channel: Any, tracker: DialogueStateTracker
    ) -> DialogueStateTracker:
        """Return the tracker as it is: no slot of the domain is filled from entities or text (bot/domain.yml)."""
        return tracker

    def _check_for_unseen_features(self, parse_data: dict[str, Any]) -> None:
        """Do nothing: acts and domain are kept equal by a test, and Rasa builds an empty domain here at each turn."""

    def predict_next_with_tracker_if_should(self, tracker: DialogueStateTracker) -> tuple[Action, PolicyPrediction]:
        """Return the next action, ours where it is a remote one. Raises ActionLimitReached as Rasa does."""
        action, prediction = super().predict_next_with_tracker_if_should(tracker)
        if type(action) is RemoteAction:
            action = LeanRemoteAction(action.name(), action.action_endpoint)
        return action, prediction

    def _log_action_on_tracker(
        self, tracker: DialogueStateTracker, action: Action, events: list[Event] | None, prediction: PolicyPrediction
    ) -> None:
        """Put the action and its events on the tracker. Rasa's own copies all of them deeply, for its debug log."""
        events = events or []
        if not any(isinstance(event, ActionExecutionRejected) for event in events):
            tracker.update_with_events(prediction.events, self.domain)
            tracker.update(action.event_for_successful_execution(prediction))
        tracker.update_with_events(events, self.domain)
