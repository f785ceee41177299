"""Serving the web inside our own group of tasks."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator

from starlette.applications import Starlette
from uvicorn.config import Config
from uvicorn.server import Server as Uvicorn

from handlers.connections import Connection


class Server(Uvicorn):
    """uvicorn without its own mind: signals are the command line's business, and being cancelled means closing cleanly."""

    def __init__(self, web: Starlette, host: str, port: int, http: type[Connection] = Connection) -> None:
        config = Config(
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


@contextlib.asynccontextmanager
async def broken_off_with(work: "asyncio.Task[None]") -> AsyncIterator[None]:
    """A block that needs `work` to go on: if that dies, the block ends at once and raises why."""
    block = asyncio.current_task()

    def break_off(died: "asyncio.Task[None]") -> None:
        if block and not died.cancelled():
            block.cancel()

    work.add_done_callback(break_off)
    try:
        yield
    except asyncio.CancelledError:
        if block and work.done() and not work.cancelled() and not block.uncancel():
            work.result()
        raise
    finally:
        work.remove_done_callback(break_off)
