"""Graph component that asks `nlu.understand` what an utterance says and hands it to Rasa.

Owns: the intent (the main act), the parse data's key UNDERSTANDING, the shield against typed intents. Does not know:
how understanding is done, policies, goods.
"""

from __future__ import annotations

import importlib
import logging
import os
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import (
    ENTITIES,
    INTENT,
    INTENT_NAME_KEY,
    INTENT_RANKING_KEY,
    PREDICTED_CONFIDENCE_KEY,
    TEXT,
    TEXT_TOKENS,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from knowledge.types import Act, to_json
from nlu.lexicon import Lexicons
from nlu.names import ACT_PRIORITY, UNDERSTANDING

#: Environment variable that names the folder of everything written at run time; the lexicons lie in it.
DATA_VARIABLE = "DAOGOU_DATA"
#: Environment variable that names the folder of the trained model of understanding.
MODEL_VARIABLE = "DAOGOU_NLU_MODEL"
log = logging.getLogger(__name__)
_CHECKOUT = Path(__file__).resolve().parents[2]
_RANK = {act: position for position, act in enumerate(ACT_PRIORITY)}


def main_act(acts: list[Act]) -> Act:
    """Return the act that decides the action: the strongest by ACT_PRIORITY. Raises ValueError where there is none."""
    if not acts:
        raise ValueError("expected at least one act in an understanding, found none")
    return min(acts, key=lambda act: _RANK.get(act.name, len(_RANK)))


def reader() -> Any:
    """Return the trained model's reader, None where its folder is missing: then the rules understand alone.

    A folder that is named and missing, or there but incomplete, raises FileNotFoundError: it is meant to be used.
    """
    named = os.environ.get(MODEL_VARIABLE)
    folder = Path(named or _CHECKOUT / "models" / "nlu")
    if named and not folder.is_dir():
        raise FileNotFoundError(f"{MODEL_VARIABLE} names {folder}, which is no folder: train one with daogou train nlu")
    if not folder.is_dir():
        log.warning("no trained model of understanding in %s: the rules understand alone", folder)
        return None
    from nlu.reader import OnnxReader

    return OnnxReader(folder)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class ShopUnderstanding(GraphComponent):
    """Runs the understander of config key `understander` (a class by module path) over each message."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return the defaults: our own understander."""
        return {"understander": "nlu.understand.Understander"}

    def __init__(self, understander: Any) -> None:
        self._understander = understander

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ShopUnderstanding:
        """Return a component over the lexicons under DAOGOU_DATA (default: `var` in the checkout) and the model in
        DAOGOU_NLU_MODEL (default: `models/nlu` there), both warm: no shopper waits for them.
        """
        module, _, name = config["understander"].rpartition(".")
        data = Path(os.environ.get(DATA_VARIABLE) or _CHECKOUT / "var")
        understander = getattr(importlib.import_module(module), name)(Lexicons(data / "lexicon"), reader())
        understander.warm_up()
        return cls(understander)

    def process(self, messages: list[Message]) -> list[Message]:
        """Set intent, entities and the understanding on each message; raises what the understander raises."""
        for message in messages:
            typed = message.get(TEXT)
            understood = self._understander.understand(typed, message.get("metadata") or {})
            act = main_act(understood.acts)
            intent = {INTENT_NAME_KEY: act.name, PREDICTED_CONFIDENCE_KEY: act.confidence}
            message.set(INTENT, intent, add_to_output=True)
            message.set(INTENT_RANKING_KEY, [intent], add_to_output=True)
            message.set(ENTITIES, [], add_to_output=True)
            message.set(UNDERSTANDING, to_json(understood), add_to_output=True)
            # Rasa would write every token's offsets into the tracker, for each message.
            message.output_properties.discard(TEXT_TOKENS)
            if typed.lstrip().startswith("/"):
                # Rasa's RegexMessageHandler, which runs after us, lets a typed "/restart" or "/handoff{...}" overwrite
                # what was understood. Shoppers do not speak that language; the tracker keeps the text as typed.
                message.set(TEXT, "\u200b" + typed)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Leave training data alone: nothing after this component trains on it."""
        return training_data
