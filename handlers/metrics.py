"""The figures for Prometheus: how many rows of each table stand in which state, and what waits for how long."""

from collections.abc import Mapping
from datetime import timedelta

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from starlette.responses import Response

from storage.figures import Standing


def exposition(standing: Standing, quota_used: Mapping[str, float], tokens_last: Mapping[str, timedelta]) -> Response:
    """The answer to Prometheus. `quota_used` and `tokens_last` are by page, as this process knows them."""
    registry = CollectorRegistry()
    registry.register(_Gauges(standing, quota_used, tokens_last))
    return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)


class _Gauges(Collector):
    """How things stand, as gauges; lengths of time in seconds."""

    def __init__(
        self, standing: Standing, quota_used: Mapping[str, float], tokens_last: Mapping[str, timedelta]
    ) -> None:
        self._standing = standing
        self._quota_used = quota_used
        self._tokens_last = {page: left.total_seconds() for page, left in tokens_last.items()}

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
            _by_page("svarvakt_quota_used_ratio", "Share of a page's quota that is used", self._quota_used),
            _by_page("svarvakt_token_left_seconds", "Until a page's token runs out", self._tokens_last),
        ]


def _by_page(name: str, words: str, values: Mapping[str, float]) -> GaugeMetricFamily:
    found = GaugeMetricFamily(name, words, labels=["page"])
    for page, value in sorted(values.items()):
        found.add_metric([page], value)
    return found


def _gauge(name: str, words: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, words, value=value)
