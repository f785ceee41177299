"""The account of a page: what citizens have written there, beside what became of it. Nobody may be left without either.

Pure values. What stands on the page is told by the page itself; what we know of it by the list of questions.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.flow.asking.identity import last_segment
from bot.ports.happenings import Kind, Wrote
from bot.rules.states import State, is_open

LAGS = timedelta(hours=1)  # a page's lists may show for a while what was deleted, and not yet what was published


class Fate(StrEnum):
    """What became of something a citizen wrote."""

    ANSWERED = "answered"
    REDIRECTED = "redirected"
    PROMISED = "promised"  # not answered yet, and a time has been promised in public
    WAITING = "waiting"  # on the desk, or heard this moment
    CLOSED = "closed"  # closed or hidden by a person with a reason
    WITHDRAWN = "withdrawn"  # said to be deleted a short while ago
    UNKNOWN = "unknown"  # it stands there, and no question says what became of it


ENDS = {
    State.PUBLISHED: Fate.ANSWERED,
    State.REDIRECTED: Fate.REDIRECTED,
    State.WAITING: Fate.ANSWERED,
    State.CLOSED: Fate.CLOSED,
    State.HIDDEN: Fate.CLOSED,
}


@dataclass(frozen=True)
class Known:
    """What we know of something on a page: since when it is gone, if it is; its question's state, if it belongs to one."""

    gone_at: datetime | None = None
    state: str = ""
    is_promised: bool = False


@dataclass(frozen=True)
class OurAnswer:
    """A text that stands on the page as far as we know: its id there, to which question, and where that was asked."""

    id: str
    question_id: int
    asked_id: str
    thread_id: str
    is_message: bool
    published_at: datetime


@dataclass(frozen=True)
class Account:
    """What became of all that citizens wrote on a page, what nobody has seen, and which answers are not there."""

    page: str
    fates: Mapping[Fate, int]
    unknown: Sequence[Wrote] = ()
    missing: Sequence[OurAnswer] = ()

    @property
    def difference(self) -> int:
        """What page and questions do not agree on; 0 when all is well."""
        return len(self.unknown) + len(self.missing)


def settle(
    page: str,
    there: Sequence[Wrote],
    known: Mapping[str, Known],
    on_their_way: Collection[str],
    answers: Sequence[OurAnswer],
    now: datetime,
) -> Account:
    """Compare what stands on the page with what we know of it.

    `known` and `on_their_way` (heard, not yet worked on) go by last segments. `answers` are those we believe to stand there.
    """
    fates = {
        last_segment(each.id): (_fate(last_segment(each.id), known, on_their_way, now), each)
        for each in there
        if not each.by_page
    }
    unknown = [each for fate, each in fates.values() if fate == Fate.UNKNOWN]
    missing = [answer for answer in answers if _is_missing(answer, there, now)]
    return Account(page, Counter(fate for fate, _ in fates.values()), unknown, missing)


def _fate(id: str, known: Mapping[str, Known], on_their_way: Collection[str], now: datetime) -> Fate:
    ours = known.get(id)
    if ours is None or not (ours.state or ours.gone_at):
        return Fate.WAITING if id in on_their_way else Fate.UNKNOWN
    if ours.gone_at or ours.state == State.WITHDRAWN:
        return Fate.WITHDRAWN if ours.gone_at and now - ours.gone_at < LAGS else Fate.UNKNOWN
    if not is_open(ours.state):
        return ENDS[State(ours.state)]
    return Fate.PROMISED if ours.is_promised else Fate.WAITING


def _is_missing(answer: OurAnswer, there: Sequence[Wrote], now: datetime) -> bool:
    """Whether an answer ought to be seen and is not: what it answers still stands, and it was not made this moment."""
    if now - answer.published_at < LAGS or any(last_segment(each.id) == answer.id for each in there):
        return False
    if not answer.is_message:
        return any(last_segment(each.id) == answer.asked_id for each in there)
    talk = [
        each for each in there if each.kind == Kind.MESSAGE and answer.thread_id in (each.author_id, each.recipient_id)
    ]
    return any(each.at < answer.published_at for each in talk)  # else it may only be too old to be shown
