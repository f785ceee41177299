"""The list of questions: what each citizen asked, how it is meant to end, and what people said yes to on the way."""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from sandbox.people import CITIZENS
from tests.bot.pictures.files import png
from tests.chats import TEAMS

PICTURE = png()  # what the expert draws

_WHICH = ("", "Øvre ", "Nedre ", "Ytre ", "Indre ", "Gamle ")
_FIRST = ("Bjørke", "Gran", "Furu", "Hassel", "Rogne", "Selje", "Older", "Lønne", "Eike", "Hegge")
_LAST = ("bakken", "lia", "vegen", "tunet", "haugen", "moen", "svingen", "kroken", "jordet", "stien")


class Kind(StrEnum):
    """The ways a question goes."""

    ASKED = "asked"  # the expert is asked, the citizen is told to wait, the expert's words are published
    WRITTEN = "written"  # the desk answers by itself
    RETHOUGHT = "rethought"  # the expert writes twice; what stands in the proposal at the end is published
    MESSAGE = "message"  # asked and answered by message
    CLOSED = "closed"  # nobody needs to answer
    PRIVATE = "private"  # asked in public and answered by the one private message
    PICTURED = "pictured"  # asked with a picture, and answered with one from the thread
    FORGOTTEN = "forgotten"  # the citizen is told to wait, and then nobody does anything


@dataclass
class Question:
    """One citizen's question. `approved` holds what somebody saw whenever she said yes, whether or not the yes got through."""

    kind: Kind
    place: str
    citizen: str
    why: str = ""  # which step it is played for
    id: str = ""
    approved: list[str] = field(default_factory=list)
    stuck: str = ""  # where its story came to a stand

    @property
    def words(self) -> str:
        """What the citizen writes; no other question has these words."""
        return f"Når brøyter dere {self.place}?"

    @property
    def first_reply(self) -> str:
        """What the expert says at first."""
        return f"Vi brøyter {self.place} i morgen."

    @property
    def reply(self) -> str:
        """What the expert says in the end."""
        return f"Vi brøyter {self.place} i kveld."

    @property
    def written(self) -> str:
        """What the desk writes by itself."""
        return f"Hei! {self.reply} Hilsen Anne, Kommunetorget"

    @property
    def drawn(self) -> str:
        """What the expert's picture shows, in words."""
        return f"Kart over {self.place}"

    @property
    def told_alone(self) -> str:
        """What the desk writes to the citizen alone, with the way on that it has to name."""
        return (
            f"Hei! Vi så det du skrev om {self.place}. Ring Nav Solvik på 61 01 60 00, så hjelper de deg. Hilsen Anne"
        )

    @property
    def is_a_message(self) -> bool:
        """Whether what we answer stands in the conversation with her."""
        return self.kind in (Kind.MESSAGE, Kind.PRIVATE)

    @property
    def is_held(self) -> bool:
        """Whether the citizen is told to wait."""
        return self.kind in (Kind.ASKED, Kind.FORGOTTEN)

    @property
    def is_answered(self) -> bool:
        """Whether it ends with an answer on the page."""
        return self.kind not in (Kind.CLOSED, Kind.FORGOTTEN)

    @property
    def has_proposal(self) -> bool:
        """Whether a proposal stands in the thread: an answer that the desk types is published without one."""
        return self.kind in (Kind.ASKED, Kind.RETHOUGHT, Kind.MESSAGE, Kind.PICTURED)

    def __str__(self) -> str:
        return f"{self.kind} {self.place}{f' ({self.why})' if self.why else ''}"


def possible(kinds: Iterable[Kind], chat: str) -> list[Kind]:
    """Those of them that can happen in a chat: Teams tells a bot of no pictures in a channel."""
    return [kind for kind in kinds if chat != TEAMS or kind is not Kind.PICTURED]


def questions() -> Iterator[tuple[str, str]]:
    """Places that occur once each, with the citizen who asks about them."""
    places = (f"{which}{first}{last}" for which in _WHICH for last in _LAST for first in _FIRST)
    return zip(places, itertools.cycle(citizen.id for citizen in CITIZENS), strict=False)
