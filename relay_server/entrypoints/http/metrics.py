"""What Prometheus reads. One registry for each application, so that several can live in one process."""

from __future__ import annotations

from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


class Metrics:
    """The numbers of one relay process; no label holds an id, an address or a name."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Histogram(
            "aio_relay_http_request_seconds",
            "Time from the first byte of a request to the last of its answer.",
            ("method", "route", "status"),
            buckets=_SECONDS,
            registry=self.registry,
        )
        self.refusals = Counter(
            "aio_relay_refusals_total", "Refused requests by code.", ("code",), registry=self.registry
        )
        self.auth_failures = Counter(
            "aio_relay_auth_failures_total", "Failed proofs of identity by code.", ("code",), registry=self.registry
        )
        self.logins = Histogram(
            "aio_relay_login_seconds",
            "Time of a sign-in, password hashing included.",
            ("outcome",),
            buckets=_SECONDS,
            registry=self.registry,
        )

    def gauge(self, name: str, documentation: str, read: Callable[[], float]) -> None:
        """Expose a number that is read when it is asked for."""
        Gauge(name, documentation, registry=self.registry).set_function(read)

    def exposition(self) -> bytes:
        """Return everything in Prometheus's text format."""
        return generate_latest(self.registry)
