"""The bot's record of conversations: sessions, messages, and which message still waits for its answer (decision
0004).
"""

from bot.store.conversations import Accepted, Conversations, Job, Lease, Session
from bot.store.engine import Engine, migrate, open_engine
from bot.store.errors import IdTaken, NoSession, StoreError, TooManyPending
from bot.store.handoff import Agent, Done, Handoffs
from bot.store.trackers import Trackers, is_failure

__all__ = [
    "Accepted",
    "Agent",
    "Conversations",
    "Done",
    "Engine",
    "Handoffs",
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
