"""The figures for Prometheus: how many rows of each table stand in which state, and what waits for how long."""

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from starlette.responses import Response

from storage.figures import Standing


def exposition(standing: Standing) -> Response:
    """The answer to Prometheus."""
    registry = CollectorRegistry()
    registry.register(_Gauges(standing))
    return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)


class _Gauges(Collector):
    """How things stand, as gauges; lengths of time in seconds."""

    def __init__(self, standing: Standing) -> None:
        self._standing = standing

    def collect(self) -> list[GaugeMetricFamily]:
        """The figures as Prometheus wants them."""
        now = self._standing
        rows = GaugeMetricFamily("svarvakt_rows", "Rows by table and state", labels=["table", "state"])
        for (table, state), count in sorted(now.rows.items()):
            rows.add_metric([table, state], count)
        return [
            rows,
            _gauge("svarvakt_open_overdue", "Open questions past the time they were promised", now.overdue),
            _gauge(
                "svarvakt_oldest_open_seconds",
                "How long the one who waits longest has waited",
                now.oldest.total_seconds(),
            ),
            _gauge("svarvakt_inbox_lag_seconds", "How late the first unread event is", now.inbox_lag.total_seconds()),
            _gauge("svarvakt_delivery_lag_seconds", "How late the first delivery is", now.delivery_lag.total_seconds()),
        ]


def _gauge(name: str, words: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, words, value=value)
