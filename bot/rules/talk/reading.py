"""The conversation as far as it has been read, while its messages are placed one after the other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from bot.rules.talk.contributions import BOT, Contribution
from bot.rules.talk.messages.asking import asks
from bot.rules.talk.messages.reasons import Reason
from bot.rules.talk.messages.sentences import Meaning


@dataclass
class Reading:
    """The conversation as far as it has been read: each message's meaning, and whose answer is the newest."""

    said: Sequence[Contribution]
    question: str
    staff: Sequence[str]
    found: list[Meaning]
    runs: list[list[int]] = field(default_factory=list)  # places of answers; each run is one proposal in the making

    @property
    def run(self) -> list[int]:
        """The newest answer; empty when there is none."""
        return self.runs[-1] if self.runs else []

    def leave_out(self, place: int, reason: Reason) -> None:
        """What stood in this place is no part of any answer."""
        self.void([place], reason)
        kept = ([other for other in run if other != place] for run in self.runs)
        self.runs = [run for run in kept if run]

    def void(self, places: Iterable[int], reason: Reason) -> None:
        """What stood in these places is no part of the answer."""
        for place in places:
            self.found[place] = replace(self.found[place], reason=reason)


def asked(said: Sequence[Contribution], place: int) -> Contribution | None:
    """The message before this one, if it was somebody else's question."""
    before = said[place - 1] if place else None
    is_question = before is not None and before.by != said[place].by and before.part != BOT and asks(before.text)
    return before if is_question else None
