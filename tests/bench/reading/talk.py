"""How often the talk in a thread is read rightly, on the dialogues that no rule was made on."""

from collections.abc import Sequence

from tests.bench.figure import Figure
from tests.bot.rules.talk.dialogues import ASIDE, SECOND_ASIDE, Dialogue, dialogues, earlier_aside, right_of

NAME = "right proposals from the talk in a thread"


def right_proposals() -> list[Figure]:
    """The share of dialogues set aside whose proposal, state and questions back are all right, of each batch."""
    return [
        _share(NAME, earlier_aside(), "that were put aside before a rule was written"),
        _share(f"{NAME}, fresh", dialogues(ASIDE), "that were written later without sight of the rules, and set aside"),
        _share(f"{NAME}, second", dialogues(SECOND_ASIDE), "of the second batch without sight of the rules, set aside"),
    ]


def _share(name: str, aside: Sequence[Dialogue], which: str) -> Figure:
    right, total = right_of(aside)
    return Figure(name, right / total, 0.95, f"{right} of {total} dialogues {which}", more_is_better=True)
