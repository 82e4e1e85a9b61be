"""The one door of the guide: a state and what was understood go in, a new state and a decision come out.

Owns: the order of a turn (offers, wishes, then the move). Does not know: wording, Rasa, channels, stores.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.types import Decision, DialogueState, Understanding

if TYPE_CHECKING:
    from knowledge.catalogue import Catalogue
    from knowledge.retrieve import Retriever
    from knowledge.settings import Settings


class Guide:
    """Decides the next move of a conversation. Holds no state of any shopper; safe to share between threads."""

    def __init__(self, catalogue: Catalogue, retriever: Retriever, settings: Settings) -> None:
        self._catalogue = catalogue
        self._retriever = retriever
        self._settings = settings

    def take(
        self,
        action: str,
        state: DialogueState,
        understanding: Understanding,
        shop_name: str,
        page_item: str | None = None,
    ) -> tuple[DialogueState, Decision]:
        """Take one turn: fold what was understood into `state` and decide the reply.

        `action` is the Rasa action that the policy chose, a hint that a clearer reading of the turn may overrule.
        `page_item` is the item_id of the product page in view, None where there is none. Returns the state after the
        turn, to be passed to the next call, and the decision. Raises UnknownShop where there is no such shop.
        """
        raise NotImplementedError
