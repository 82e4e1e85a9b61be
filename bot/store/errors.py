"""What the store refuses, rooted at `StoreError`."""


class StoreError(Exception):
    """Root of what the store refuses."""


class NoSession(StoreError):
    """The session does not exist, or was erased."""


class IdTaken(StoreError):
    """The message id belongs to a message of another role."""


class TooManyPending(StoreError):
    """The session has as many unanswered messages as it may have."""
