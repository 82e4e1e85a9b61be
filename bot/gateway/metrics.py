"""What the gateway counts, for Prometheus. Each app has its own registry, so that two can live in one process."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client import ProcessCollector as _ProcessCollector

_TURN_BUCKETS_S = (0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 5, 10, 20, 60)


class Metrics:
    """The gateway's counters."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        _ProcessCollector(registry=self.registry)
        self.sessions = Counter("daogou_sessions_total", "Sessions opened", ["shop"], registry=self.registry)
        self.messages = Counter(
            "daogou_bot_messages_total", "Messages of the bot", ["act", "degraded"], registry=self.registry
        )
        self.turn_seconds = Histogram(
            "daogou_turn_seconds", "Time to answer a message", buckets=_TURN_BUCKETS_S, registry=self.registry
        )
        self.failures = Counter("daogou_turn_failures_total", "Turns without answer", ["kind"], registry=self.registry)
        self.refused = Counter("daogou_refused_total", "Requests refused", ["kind"], registry=self.registry)
        self.streams = Gauge("daogou_streams", "Open event streams", registry=self.registry)

    def text(self) -> bytes:
        """Return all in Prometheus' text format."""
        return generate_latest(self.registry)
