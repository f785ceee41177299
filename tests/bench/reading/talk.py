"""How often the talk in a thread is read rightly, on the dialogues that no rule was made on."""

from collections.abc import Sequence

from tests.bench.figure import Figure
from tests.bot.rules.talk.dialogues import ASIDE, Dialogue, dialogues, earlier_aside, right_of

NAME = "right proposals from the talk in a thread"


def right_proposals() -> list[Figure]:
    """The share of dialogues set aside whose proposal, state and questions back are all right, of each batch."""
    which = "of the {} batch, written without sight of the rules and set aside"
    return [
        _share(NAME, earlier_aside(), "that were put aside before a rule was written"),
        *(_share(f"{NAME}, {batch}", dialogues(file), which.format(batch)) for batch, file in ASIDE.items()),
    ]


def _share(name: str, aside: Sequence[Dialogue], which: str) -> Figure:
    right, total = right_of(aside)
    return Figure(name, right / total, 0.95, f"{right} of {total} dialogues {which}", more_is_better=True)
