"""The figures for Prometheus: how many rows of each table stand in which state."""

from collections.abc import Mapping

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from starlette.responses import Response


def exposition(counts: Mapping[tuple[str, str], int]) -> Response:
    """The answer to Prometheus. `counts` are the rows by table and state."""
    registry = CollectorRegistry()
    registry.register(_Rows(counts))
    return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)


class _Rows(Collector):
    """How many rows of each table stand in which state, as one gauge."""

    def __init__(self, counts: Mapping[tuple[str, str], int]) -> None:
        self._counts = counts

    def collect(self) -> list[GaugeMetricFamily]:
        """The figures as Prometheus wants them."""
        family = GaugeMetricFamily("svarvakt_rows", "Rows by table and state", labels=["table", "state"])
        for (table, state), count in sorted(self._counts.items()):
            family.add_metric([table, state], count)
        return [family]
