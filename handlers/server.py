"""Serving the web inside our own group of tasks, and keeping workers at work."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterator

import structlog
import uvicorn
from starlette.applications import Starlette

from handlers.connections import Connection

log = structlog.get_logger(__name__)

RESTART_SECONDS = 2


class Server(uvicorn.Server):
    """uvicorn without its own mind: signals are the command line's business, and being cancelled means closing cleanly."""

    def __init__(self, web: Starlette, host: str, port: int, http: type[Connection] = Connection) -> None:
        config = uvicorn.Config(
            web,
            host=host,
            port=port,
            http=http,
            ws="none",
            log_config=None,
            access_log=False,
            server_header=False,
            lifespan="off",
            timeout_graceful_shutdown=5,
        )
        super().__init__(config)

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the signals alone."""
        yield

    async def run_until_cancelled(self) -> None:
        """Serve; when cancelled, finish the requests under way and close the sockets first."""
        serving = asyncio.create_task(self.serve())
        try:
            await asyncio.shield(serving)
        except asyncio.CancelledError:
            self.should_exit = True
            await serving
            raise

    @property
    def url(self) -> str:
        """Where the server listens; empty before it does."""
        for server in getattr(self, "servers", []):
            for socket in server.sockets:
                host, port = socket.getsockname()[:2]
                return f"http://{host}:{port}"
        return ""


async def persistently(name: str, work: Callable[[], Awaitable[None]]) -> None:
    """Keep a worker at work: a store or a service that is away for a while must not end the program."""
    while True:
        try:
            await work()
        except Exception as error:  # whatever it was, the others go on and this one tries again
            log.error("worker stopped", worker=name, error=type(error).__name__)
        await asyncio.sleep(RESTART_SECONDS)
