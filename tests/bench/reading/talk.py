"""How often the talk in a thread is read rightly, on the dialogues that no rule was made on."""

from tests.bench.figure import Figure
from tests.bot.rules.talk.dialogues import dialogues, is_right


def right_proposals() -> Figure:
    """The share of dialogues set aside whose proposal, state and questions back are all right."""
    aside = [each for each in dialogues() if each.is_set_aside]
    right = sum(is_right(each) for each in aside)
    detail = f"{right} of {len(aside)} dialogues that were put aside before a rule was written"
    return Figure("right proposals from the talk in a thread", right / len(aside), 0.95, detail, more_is_better=True)
