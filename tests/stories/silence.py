"""What may never be told outside the chat: secrets and anybody's words, looked for in logs, figures and stored errors."""

import logging
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlmodel import select

from storage.queues.tables import Delivery, Inbox
from storage.tables import Answer, Remark
from tests.town import Town

OURS = ("bot", "handlers", "storage")
SHORTEST = 20  # characters of a text that nobody else would write by chance
SECRET = ("TOKEN", "SECRET")


class Listener(logging.Handler):
    """Keeps every line of our own log as it would be written, and its error with all its words."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        told = [record.getMessage(), str(getattr(record, "fields", ""))]
        if record.exc_info and record.exc_info[1]:
            told += traceback.format_exception(record.exc_info[1])
        self.lines.append(" ".join(told))


@contextmanager
def listening() -> Iterator[list[str]]:
    """Hear all that the program says of itself inside the block, down to the least important."""
    listener = Listener()
    loggers = [logging.getLogger(name) for name in OURS]
    levels = [one.level for one in loggers]
    for one in loggers:
        one.addHandler(listener)
        one.setLevel(logging.DEBUG)
    try:
        yield listener.lines
    finally:
        for one, level in zip(loggers, levels, strict=True):
            one.removeHandler(listener)
            one.setLevel(level)


async def told_outside(town: Town, lines: Sequence[str]) -> list[str]:
    """Secrets, and words of citizens, colleagues or ours, that stand in the log, the figures or an error that was kept."""
    async with town.app.office.database.read() as session:
        written = [remark.text for remark in (await session.exec(select(Remark))).all()]
        written += [answer.text for answer in (await session.exec(select(Answer))).all()]
        errors = [row.error for row in (await session.exec(select(Inbox))).all()]
        errors += [row.error for row in (await session.exec(select(Delivery))).all()]
    figures = bytes((await town.app._metrics()).body).decode()
    secrets = [value for name, value in town.sandbox.bot_env().items() if any(part in name for part in SECRET)]
    told = "\n".join([*lines, *errors, figures])
    words = {text.strip() for text in written if len(text.strip()) >= SHORTEST}
    return [one for one in {*words, *secrets} if one and one in told]
