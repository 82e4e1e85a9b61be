"""Graph component that cuts a text for Rasa: Chinese by character, Latin letters and digits by piece.

Owns: where Rasa's tokens begin and end. Does not know: the vocabulary of the encoder, words, shops. Offsets point into
the text as typed, so that spans can be shown to people.
"""

from __future__ import annotations

import re
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from nlu.components.normaliser import NORMALISED
from nlu.normalise import Normalised, normalise

# A run of letters, a number (with its decimal part), or any single other character that is no space.
_PIECE = re.compile(r"[a-zA-ZÀ-ɏ]+|\d+(?:\.\d+)?|\S")


def pieces(text: str) -> list[tuple[int, int]]:
    """Return start and end of each piece of `text`, in order, without overlap; spaces belong to none."""
    return [match.span() for match in _PIECE.finditer(text)]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class CharacterPieceTokenizer(Tokenizer):
    """Gives Rasa one token per Chinese character and one per piece of anything else (rasa #5972, #7910)."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return the keys that Rasa's base class insists on; intents are never split."""
        return {"intent_tokenization_flag": False, "intent_split_symbol": "_"}

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """Return the tokens of `attribute`: text in normalised form, start and end in the text as typed."""
        typed = message.get(attribute)
        form = message.get(NORMALISED) if attribute == TEXT else None
        if not isinstance(form, Normalised):
            form = normalise(typed)
        return [
            Token(form.text[start:end], form.offsets[start], form.offsets[end - 1] + 1)
            for start, end in pieces(form.text)
        ]
