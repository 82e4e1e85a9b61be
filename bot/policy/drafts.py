"""What the guide would answer, without having said it: a turn whose tracker is thrown away.

Owns: that nothing of such a turn stays. Does not know: who asks (a person at the desk who answers in its stead).
"""

from __future__ import annotations

import copy
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.processor import MessageProcessor
from rasa.shared.core.trackers import DialogueStateTracker

from bot.policy.trackers import RecentTracker, RecentTrackerStore


class UnsavedTrackerStore(RecentTrackerStore):
    """Another store's conversations, read anew each time and never written."""

    def __init__(self, store: RecentTrackerStore) -> None:
        self.__dict__.update(store.__dict__)

    async def retrieve(self, sender_id: str) -> RecentTracker | None:
        """Return the conversation as it stands in SQL; what is in memory belongs to the turn that is going on."""
        return self.peek(sender_id)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Do nothing."""


async def draft(processor: MessageProcessor, sender: str, text: str, metadata: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what would be uttered to a message now. Raises what a turn raises."""
    passing = copy.copy(processor)
    passing.tracker_store = UnsavedTrackerStore(processor.tracker_store)
    message = UserMessage(text, CollectingOutputChannel(), sender, input_channel="rest", metadata=metadata)
    return await passing.handle_message(message) or []
