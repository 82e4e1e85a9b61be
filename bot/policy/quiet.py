"""Sets up logging of a Rasa process: one line an event, nothing of Rasa's chatter.

Owns: log levels and form of this process, and which warnings of frozen packages are known. Does not know: who logs.
"""

from __future__ import annotations

import logging
import os
import sys

LEVELS = ("debug", "info", "warning", "error")


def set_up(level: str = "info") -> None:
    """Log ours from `level` on and other packages' from "warning" on, to standard error; no telemetry, no bars."""
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    os.environ["LOG_LEVEL"] = "ERROR"  # what Rasa looks at to decide about progress bars
    # Rasa 3.6.21 is frozen on SQLAlchemy 1.4 and on old packaging calls, and warns of its own 3.0; nobody can act on
    # that.
    os.environ["SQLALCHEMY_SILENCE_UBER_WARNING"] = "1"
    logging.captureWarnings(True)
    logging.getLogger("py.warnings").setLevel(logging.WARNING if level == "debug" else logging.ERROR)
    logging.basicConfig(
        stream=sys.stderr, level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s", force=True
    )
    for name in ("bot", "nlu", "knowledge"):
        logging.getLogger(name).setLevel(level.upper())

    import structlog

    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
