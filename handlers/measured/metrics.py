"""The figures for Prometheus: how many rows of each table stand in which state, what waits for how long, and what went how.

What has `_total` in its name is counted since this process started; the others are how things stand now.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from starlette.responses import Response

from storage.figures import Standing

ATTEMPTS = ("done", "retry", "unknown", "refused", "parked")


@dataclass(frozen=True)
class Measured:
    """What is shown. `quota_used` and `tokens_last` are by page; `heard` counts events by door, `attempts` how they ended.

    `promises_kept` and `promises_late` are of the last seven days, counted as in `svarvakt report`.
    """

    standing: Standing
    quota_used: Mapping[str, float] = field(default_factory=dict)
    tokens_last: Mapping[str, timedelta] = field(default_factory=dict)
    heard: Mapping[str, int] = field(default_factory=dict)
    attempts: Mapping[str, int] = field(default_factory=dict)
    promises_kept: int = 0
    promises_late: int = 0


def exposition(measured: Measured) -> Response:
    """The answer to Prometheus."""
    registry = CollectorRegistry()
    registry.register(_Figures(measured))
    return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)


class _Figures(Collector):
    """How things stand and how they went; lengths of time in seconds."""

    def __init__(self, measured: Measured) -> None:
        self._measured = measured

    def collect(self) -> Iterator[Metric]:
        """The figures as Prometheus wants them."""
        yield from self._machinery()
        yield from self._citizens()
        yield from self._pages()

    def _machinery(self) -> Iterator[Metric]:
        now, measured = self._measured.standing, self._measured
        rows = GaugeMetricFamily("svarvakt_rows", "Rows by table and state", labels=["table", "state"])
        for (table, state), count in sorted(now.rows.items()):
            rows.add_metric([table, state], count)
        yield rows
        yield _seconds("svarvakt_inbox_lag_seconds", "How late the first unread event is", now.inbox_lag)
        yield _seconds("svarvakt_delivery_lag_seconds", "How late the first delivery is", now.delivery_lag)
        yield _counter("svarvakt_events", "Events heard, by door", "door", measured.heard)
        attempts = {**dict.fromkeys(ATTEMPTS, 0), **measured.attempts}
        yield _counter(
            "svarvakt_attempts", "Attempts to make something outside, by how they ended", "outcome", attempts
        )

    def _citizens(self) -> Iterator[Metric]:
        now, measured = self._measured.standing, self._measured
        yield GaugeMetricFamily("svarvakt_open_overdue", "Open questions past the time they were promised", now.overdue)
        yield _seconds("svarvakt_oldest_open_seconds", "How long the one who waits longest has waited", now.oldest)
        promises = {"kept": measured.promises_kept, "late": measured.promises_late}
        yield _labelled("svarvakt_week_promises", "Promises of the last seven days", "outcome", promises)

    def _pages(self) -> Iterator[Metric]:
        measured = self._measured
        lasts = {page: left.total_seconds() for page, left in measured.tokens_last.items()}
        yield _labelled(
            "svarvakt_quota_used_ratio", "Share of a page's quota that is used", "page", measured.quota_used
        )
        yield _labelled("svarvakt_token_left_seconds", "Until a page's token runs out", "page", lasts)
        repaired = measured.standing.repaired
        yield _counter("svarvakt_repaired", "What was missed and found by reading, by page", "page", repaired)


def _labelled(name: str, words: str, label: str, values: Mapping[str, float]) -> Metric:
    found = GaugeMetricFamily(name, words, labels=[label])
    for one, value in sorted(values.items()):
        found.add_metric([one], value)
    return found


def _counter(name: str, words: str, label: str, values: Mapping[str, int]) -> Metric:
    found = CounterMetricFamily(name, words, labels=[label])
    for one, value in sorted(values.items()):
        found.add_metric([one], value)
    return found


def _seconds(name: str, words: str, length: timedelta) -> Metric:
    return GaugeMetricFamily(name, words, value=length.total_seconds())
