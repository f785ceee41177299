"""What every door shares on the web: health, readiness and metrics, and one Starlette application for all routes."""

from collections.abc import Awaitable, Callable, Sequence

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from handlers.limits import BodyLimit

Reasons = Callable[[], Awaitable[Sequence[str]]]
Counts = Callable[[], Awaitable[dict[tuple[str, str], int]]]


def application(doors: Sequence[BaseRoute], reasons: Reasons, counts: Counts) -> Starlette:
    """All routes of the program. `reasons` tells why it is not ready, `counts` how many rows stand in which state."""

    async def alive(_request: Request) -> Response:
        return PlainTextResponse("ok\n")

    async def ready(_request: Request) -> Response:
        why = list(await reasons())
        return JSONResponse({"ready": not why, "reasons": why}, status_code=503 if why else 200)

    async def metrics(_request: Request) -> Response:
        registry = CollectorRegistry()
        registry.register(_Rows(await counts()))
        return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)

    own = [Route("/healthz", alive), Route("/readyz", ready), Route("/metrics", metrics)]
    return Starlette(routes=[*own, *doors], middleware=[Middleware(BodyLimit)])


class _Rows(Collector):
    """How many rows of each table stand in which state, as one gauge."""

    def __init__(self, counts: dict[tuple[str, str], int]) -> None:
        self._counts = counts

    def collect(self) -> list[GaugeMetricFamily]:
        """The figures as Prometheus wants them."""
        family = GaugeMetricFamily("svarvakt_rows", "Rows by table and state", labels=["table", "state"])
        for (table, state), count in sorted(self._counts.items()):
            family.add_metric([table, state], count)
        return [family]
