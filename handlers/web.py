"""What every door shares on the web: health, readiness and metrics, and one Starlette application for all routes."""

from collections.abc import Awaitable, Callable, Mapping, Sequence

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from handlers.limits import BodyLimit

Reasons = Callable[[], Awaitable[Sequence[str]]]
Metrics = Callable[[], Awaitable[Response]]


def application(
    doors: Sequence[BaseRoute], reasons: Reasons, metrics: Metrics, smaller: Mapping[str, int] | None = None
) -> Starlette:
    """All routes of the program. `reasons` tells why it is not ready, `metrics` answers Prometheus.

    `smaller` are the addresses that take only small bodies, with the limit of each in bytes.
    """

    async def alive(_request: Request) -> Response:
        return PlainTextResponse("ok\n")

    async def ready(_request: Request) -> Response:
        why = list(await reasons())
        return JSONResponse({"ready": not why, "reasons": why}, status_code=503 if why else 200)

    async def measured(_request: Request) -> Response:
        return await metrics()

    own = [Route("/healthz", alive), Route("/readyz", ready), Route("/metrics", measured)]
    return Starlette(routes=[*own, *doors], middleware=[Middleware(BodyLimit, smaller=smaller)])
