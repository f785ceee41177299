"""What the program says of itself to those who run it: an event in fixed words, with ids as fields.

Never a secret, never anybody's words. How a line looks is for whoever sets the log up: `handlers/logs.py`.
"""

import logging


class Log:
    """The log of one module, named after it."""

    def __init__(self, name: str) -> None:
        self._log = logging.getLogger(name)

    def info(self, event: str, **fields: object) -> None:
        """Say what happened."""
        self._log.info(event, extra={"fields": fields})

    def warning(self, event: str, **fields: object) -> None:
        """Say what is not as it should be, but mends itself."""
        self._log.warning(event, extra={"fields": fields})

    def error(self, event: str, **fields: object) -> None:
        """Say what somebody should look at."""
        self._log.error(event, extra={"fields": fields})
