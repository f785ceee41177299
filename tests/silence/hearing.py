"""What may never be told outside the chat: secrets and anybody's words. Wherever a bot of the stories ends, they are looked for.

They are looked for in all that the program said of itself, in its figures and in the errors that it stored, whole and in pieces:
a log that shows the beginning of a text has told it, too.
"""

import logging
import re
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import select

from handlers.app import App
from sandbox.server import Sandbox
from storage.queues.tables import Delivery, Inbox
from storage.tables import Answer, Remark

OURS = ("bot", "handlers", "storage")
PIECE = 20  # characters that nobody else would write by chance
SECRET = ("TOKEN", "SECRET")
_WORD = re.compile(r"(?<!\w)\w")
_NUMBER = re.compile(r"\d(?:[ .]?\d){7,}")  # eight digits or more: of a person, an account, a phone


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


async def told_nothing(sandbox: Sandbox, app: App, lines: Iterable[str]) -> None:
    """Fail where a bot that is about to end has told anybody's words: to be asked behind a story that ended well."""
    told = told_outside(sandbox, await _words(app), [*lines, *await _figures_and_errors(app)])
    assert told == [], "a secret or somebody's words stand in a log, a figure or an error"


def told_outside(sandbox: Sandbox, written: Iterable[str], told: Iterable[str]) -> list[str]:
    """Secrets, and words of citizens, colleagues or ours, that stand in what was told."""
    there = "\n".join(told)
    secrets = [value for name, value in sandbox.bot_env().items() if any(part in name for part in SECRET)]
    texts = {*written, *sandbox.facebook.heard}
    numbers = {number for text in texts for number in _NUMBER.findall(text)}
    pieces = {piece for text in texts for piece in _pieces(text)}
    return sorted({one for one in {*secrets, *numbers} if one and one in there} | (pieces & set(_pieces(there))))


def _pieces(text: str) -> Iterator[str]:
    """What stands from the beginning of each word on, where it is long enough to be nobody else's."""
    for word in _WORD.finditer(text):
        piece = text[word.start() : word.start() + PIECE]
        if len(piece) == PIECE and " " in piece.strip():
            yield piece


async def _words(app: App) -> list[str]:
    """What the store knows of words; nothing where the story has broken the store."""
    try:
        async with app.office.database.read() as session:
            written = [remark.text for remark in (await session.exec(select(Remark))).all()]
            return [*written, *(answer.text for answer in (await session.exec(select(Answer))).all())]
    except (SQLAlchemyError, OSError):
        return []


async def _figures_and_errors(app: App) -> list[str]:
    """What is told of the store, as far as the story has not broken it."""
    figures = ""
    try:
        figures = bytes((await app._metrics()).body).decode()
        async with app.office.database.read() as session:
            errors = [row.error for row in (await session.exec(select(Inbox))).all()]
            return [figures, *errors, *(row.error for row in (await session.exec(select(Delivery))).all())]
    except (SQLAlchemyError, OSError):
        return [figures]
