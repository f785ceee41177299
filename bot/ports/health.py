"""How a door, the queues or the machine are, as values: what is wrong, what is surely well, and how each trouble is told."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Manner:
    """How a trouble is told in the channel: after it has lasted for `patience` and was seen `sightings` times.

    With `afterwards` only when it is over, because nobody can be told before. `meanwhile` is the key of what the bot does
    until then. `stops` means that the bot cannot do all of its work.
    """

    meanwhile: str = ""
    patience: timedelta = timedelta(0)
    sightings: int = 1
    afterwards: bool = False
    stops: bool = False


Mark = tuple[str, str]
"""The name of a trouble and its subject."""


@dataclass(frozen=True)
class Trouble:
    """Something an operator must mend: `name` is stable (for alarms), `text_key` and `values` name the words in the text files.

    `subject` is whose trouble it is: a page's key, a channel's id, or empty. `since` is when it began, where that is known.
    The words for its end stand under `text_key` with `_over` behind.
    """

    name: str
    text_key: str
    values: tuple[tuple[str, str], ...] = ()
    subject: str = ""
    manner: Manner = Manner()
    since: datetime | None = None

    @property
    def mark(self) -> Mark:
        """By which it is known again."""
        return self.name, self.subject


@dataclass(frozen=True)
class Health:
    """What a look found: troubles, and the marks of those that were looked for and are not there.

    What is in neither could not be looked for: nobody may say that it is over.
    """

    troubles: tuple[Trouble, ...] = ()
    fine: frozenset[Mark] = frozenset()


def health_of(troubles: Iterable[Trouble], settled: Iterable[Mark]) -> Health:
    """The health after a look that could tell about everything `settled` and found these troubles."""
    found = tuple(troubles)
    return Health(found, frozenset(settled) - {trouble.mark for trouble in found})


def together(parts: Sequence[Health]) -> Health:
    """Several looks as one."""
    return health_of(
        [trouble for part in parts for trouble in part.troubles], [mark for part in parts for mark in part.fine]
    )
