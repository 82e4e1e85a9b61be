"""Graph component that brings a shopper's text into its one form before anything reads it.

Owns: the message key NORMALISED. Does not know: what normalising means (nlu.normalise), tokens, shops. The message's
own text stays as typed, because the tracker keeps what the shopper wrote.
"""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.normalise import normalise

#: Key of a Rasa message under which its `nlu.normalise.Normalised` stands; not part of the parse data.
NORMALISED = "normalised"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class ShopperTextNormaliser(GraphComponent):
    """Puts the normalised text beside the typed one."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ShopperTextNormaliser:
        """Return a new component; it has neither configuration nor resources."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Set NORMALISED on each message. A message without text counts as the empty text."""
        for message in messages:
            if not isinstance(message.get(TEXT), str):
                # Rasa's handler of "/intent" texts, which runs last, takes the text for granted (3.6.21).
                message.set(TEXT, "")
            message.set(NORMALISED, normalise(message.get(TEXT)))
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Set NORMALISED on each training example that has a text."""
        self.process([example for example in training_data.training_examples if example.get(TEXT)])
        return training_data
