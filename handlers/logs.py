"""How the program logs: one event a line, ids as fields, never a secret or anybody's words."""

import logging
import sys

import structlog


def set_up(log_format: str, *, level: int = logging.INFO) -> None:
    """Log to standard error from `level` up, as text for people ("console") or as JSON lines ("json")."""
    render = (
        structlog.processors.JSONRenderer()
        if log_format == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            render,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    for chatty in ("slack_bolt", "slack_sdk", "aiohttp", "httpx", "uvicorn"):
        logging.getLogger(chatty).setLevel(logging.CRITICAL)
