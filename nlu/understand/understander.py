"""The one call of understanding: text and metadata in, `Understanding` out.

Owns: the order of the steps and the strict reading of pressed quick replies. Does not know: Rasa, dialogue state, ranking.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from knowledge.types import Understanding
from nlu.lexicon import Lexicons


class Understander:
    """Understands utterances for every shop that has a lexicon. Cheap to construct; a shop's words load on first use."""

    def __init__(self, lexicons: Lexicons) -> None:
        self.lexicons = lexicons

    def understand(self, text: str, metadata: Mapping[str, Any] | None = None) -> Understanding:
        """Return what `text` says in the shop that `metadata[META_SHOP]` names; other keys as in nlu.names.

        A valid `metadata[META_PAYLOAD]` is taken instead of the text; an invalid one is ignored (it comes from outside).
        Raises LexiconError where the shop has no lexicon. Never raises for any text.
        """
        raise NotImplementedError
