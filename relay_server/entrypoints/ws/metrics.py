"""What Prometheus reads of rooms and sockets."""

from __future__ import annotations

from collections.abc import Iterator

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector

from relay_server.service.rooms.figures import Durations
from relay_server.service.rooms.hub import Hub
from sync.protocol.errors import ErrorCode


class RoomCollector(Collector):
    """Reads a hub's figures when it is asked; no label holds an id."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub

    def collect(self) -> Iterator[Metric]:
        """Return everything."""
        hub, figures = self._hub, self._hub.figures
        yield GaugeMetricFamily("aio_relay_sockets", "Open sockets.", len(hub.peers))
        yield GaugeMetricFamily("aio_relay_rooms", "Open rooms.", hub.room_count)
        yield GaugeMetricFamily("aio_relay_commit_queue", "Envelopes that wait to be durable.", hub.commit.depth)
        yield GaugeMetricFamily("aio_relay_commit_queue_bytes", "Their bytes.", hub.waiting_bytes)
        paused = sum(1 for peer in tuple(hub.peers) if peer.paused)
        yield GaugeMetricFamily("aio_relay_slow_sockets", "Sockets whose buffer is full.", paused)
        yield _histogram("aio_relay_fan_out_seconds", "From the first item of a tick to its sending.", figures.fan_out)
        yield _histogram("aio_relay_commit_seconds", "Group commits.", figures.commit)
        yield CounterMetricFamily("aio_relay_envelopes", "Envelopes stored.", figures.appended)
        yield CounterMetricFamily("aio_relay_deliveries", "Items handed to sockets.", figures.delivered)
        yield CounterMetricFamily("aio_relay_pauses", "Sockets taken out of the fan-out as slow.", figures.paused)
        yield CounterMetricFamily("aio_relay_ephemeral_dropped", "Presence over the rate.", figures.dropped)
        cuts = CounterMetricFamily("aio_relay_cuts", "Sockets cut.", labels=("reason",))
        for reason, count in tuple(figures.cut.items()):
            cuts.add_metric((reason,), count)
        yield cuts
        refusals = CounterMetricFamily("aio_relay_frame_refusals", "Frames refused.", labels=("code",))
        for code, count in tuple(figures.refused.items()):
            refusals.add_metric((ErrorCode(code).name.lower(),), count)
        yield refusals


def _histogram(name: str, documentation: str, durations: Durations) -> HistogramMetricFamily:
    return HistogramMetricFamily(name, documentation, list(durations.cumulated()), durations.total_s)
