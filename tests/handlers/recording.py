"""A bot that only remembers what it was asked, for testing the door by itself."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.ports.calls import Done, Event, Press, PressReply, Submission, SubmitReply
from bot.ports.card import Card
from bot.ports.happenings import SaidBeside


class StoreDown(Exception):
    """The store cannot be reached."""


@dataclass
class Recording:
    """Implements `bot.ports.calls.Calls`. Set `press_reply` and the like beforehand; set `broken` and every call fails."""

    press_reply: PressReply = field(default_factory=Done)
    submit_reply: SubmitReply = field(default_factory=Done)
    choose_reply: SubmitReply = field(default_factory=Done)
    cards: Sequence[Card] = ()
    broken: bool = False
    heard: dict[str, Event] = field(default_factory=dict)
    hearings: int = 0
    presses: list[Press] = field(default_factory=list)
    submissions: list[Submission] = field(default_factory=list)
    choices: list[Submission] = field(default_factory=list)
    commands: list[tuple[str, str]] = field(default_factory=list)

    async def hear(self, events: Sequence[Event]) -> None:
        """Keep events by key, so that a repetition is no second one."""
        self.hearings += 1
        self._fail_if_broken()
        self.heard.update({event.key: event for event in events})

    def concerns(self, said: SaidBeside) -> bool:
        """What stands in the channel itself is talk here, unless it is about the hall."""
        return "hallen" in said.text

    async def press(self, press: Press) -> PressReply:
        """Remember a press."""
        self._fail_if_broken()
        self.presses.append(press)
        return self.press_reply

    async def submit(self, submission: Submission) -> SubmitReply:
        """Remember a sent form."""
        self._fail_if_broken()
        self.submissions.append(submission)
        return self.submit_reply

    async def choose(self, filling: Submission) -> SubmitReply:
        """Remember what a form was drawn anew for."""
        self._fail_if_broken()
        self.choices.append(filling)
        return self.choose_reply

    async def command(self, person_id: str, text: str) -> Sequence[Card]:
        """Remember a command."""
        self._fail_if_broken()
        self.commands.append((person_id, text))
        return self.cards

    def words(self, key: str, **values: str) -> str:
        """The key and its values, as a text that tests recognise."""
        return words(key, **values)

    def _fail_if_broken(self) -> None:
        if self.broken:
            raise StoreDown


def words(key: str, **values: str) -> str:
    """The key itself, and the values after it."""
    return " ".join([key.removeprefix("slack.").removeprefix("teams.").removeprefix("chat."), *values.values()])
