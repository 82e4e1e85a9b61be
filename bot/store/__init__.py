"""The bot's record of conversations: sessions, messages, and which message still waits for its answer (decision
0004).
"""

from bot.store.conversations import Accepted, Conversations, Job, Lease, Session
from bot.store.engine import migrate, open_engine
from bot.store.errors import IdTaken, NoSession, StoreError, TooManyPending
from bot.store.trackers import Trackers, is_failure

__all__ = [
    "Accepted",
    "Conversations",
    "IdTaken",
    "Job",
    "Lease",
    "NoSession",
    "Session",
    "StoreError",
    "TooManyPending",
    "Trackers",
    "is_failure",
    "migrate",
    "open_engine",
]
