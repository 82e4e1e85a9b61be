"""The policy that decides which action answers: main act to action, then listen.

Owns: that mapping inside Rasa. Does not know: goods, wishes, what an action does. It learns nothing and is certain of
what it says; how sure understanding was stands in the log line of each decision.
"""

from __future__ import annotations

import json
import logging
from typing import Any

from rasa.core.policies.policy import Policy, PolicyPrediction, SupportedData, confidence_scores_for
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY

from nlu.names import ACTION_CHAT, ACTION_OF_ACT

logger = logging.getLogger(__name__)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True)
class MainActPolicy(Policy):
    """After the shopper spoke: the action of the main act (ACTION_OF_ACT). After any action, failed or not: listen."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return the defaults. `priority`: Rasa's, for equally certain policies; rules (6) win."""
        return {"priority": 5}

    @staticmethod
    def supported_data() -> SupportedData:
        """Say that rules may stand in the training data; none of it is learnt."""
        return SupportedData.ML_AND_RULE_DATA

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> MainActPolicy:
        """Return the policy; there is nothing to read, because it learns nothing."""
        return cls(config, model_storage, resource, execution_context)

    def train(self, training_trackers: list[Any], domain: Domain, **kwargs: Any) -> Resource:
        """Check that the domain has every action that an act may call; raises ValueError naming those that lack."""
        missing = sorted(set(ACTION_OF_ACT.values()) - set(domain.action_names_or_texts))
        if missing:
            raise ValueError(f"bot/domain.yml: expected the actions {', '.join(missing)}; add them under `actions:`")
        return self._resource

    def predict_action_probabilities(
        self,
        tracker: DialogueStateTracker,
        domain: Domain,
        rule_only_data: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> PolicyPrediction:
        """Return the next action with probability 1, all others 0."""
        if tracker.latest_action_name != ACTION_LISTEN_NAME:
            return self._prediction(confidence_scores_for(ACTION_LISTEN_NAME, 1.0, domain))
        intent = tracker.latest_message.intent if tracker.latest_message else {}
        act = intent.get(INTENT_NAME_KEY)
        # An act that this release does not know (an older tracker, a newer model) is answered, not dropped.
        action = ACTION_OF_ACT.get(act, ACTION_CHAT)
        logger.info(
            "decided %s",
            json.dumps(
                {
                    "session": tracker.sender_id,
                    "act": act,
                    "confidence": round(float(intent.get(PREDICTED_CONFIDENCE_KEY) or 0.0), 4),
                    "action": action,
                    "n_events": len(tracker.events),
                },
                ensure_ascii=False,
            ),
        )
        return self._prediction(confidence_scores_for(action, 1.0, domain))
