"""The tour in the terminal: the whole story is played on the simulated Facebook, and Slack or Teams, and every step must be seen there.

It knows nothing of the bot's inside: people comment, press and write through the simulators, which tell the bot over
sockets as the real ones would, and what comes of it is looked for where citizens and colleagues would look.
"""

from datetime import datetime, time, timedelta

from rich.console import Console

from sandbox.server import Sandbox
from sandbox.stage.clock_jumps import OSLO, deadline, next_closing
from sandbox.touring.eyes import Unseen
from sandbox.touring.figures import Cost, Figures
from sandbox.touring.guide import Guide
from sandbox.touring.paper import Paper, Say
from sandbox.touring.scenes import play_all
from sandbox.touring.words import several, words

RATE = 30.0
PATIENCE_SECONDS = 10.0
MORNING = time(9, 0)


async def play(
    sandbox: Sandbox, say: Say | None = None, *, patience_seconds: float = PATIENCE_SECONDS, figures: bool = False
) -> bool:
    """Play the story and tell it; True only if every step was seen within `patience_seconds` (real time) each.

    The sandbox's clock is moved to a Monday morning in a week without holidays and runs faster until the end. The tour
    stops at the first step that is not seen. With `figures` it tells at last what each question cost the colleagues.
    """
    paper, rate = Paper(say or Console().print), sandbox.clock.rate
    guide = Guide(sandbox, paper, patience_seconds)
    paper.opening(words("frame.title"), words("frame.intro", chat=guide.chat.name, rate=f"{RATE:g}"))
    guide.move_clock(ordinary_monday(sandbox.clock.now()))
    sandbox.clock.set_rate(RATE)
    try:
        await play_all(guide)
    except Unseen as why:
        what = words("frame.unseen", seconds=f"{patience_seconds:g}", what=why.what)
        paper.unseen(what, words("frame.instead"), why.instead, words("frame.rest"))
        return False
    finally:
        sandbox.clock.set_rate(rate)
    if figures:
        _tell(paper, guide.figures)
    paper.ending(words("frame.end", chat=guide.chat.name, steps=guide.steps))
    return True


def _tell(paper: Paper, counted: Figures) -> None:
    costs = enumerate(counted.costs, 1)
    rows = [[f"{number}. {one.who}", str(len(one.messages)), _most(one), str(one.lines)] for number, one in costs]
    clicks = words("figures.clicks", clicks=", ".join(map(str, counted.clicks)))
    paper.figures(words("figures.title"), several("figures.heads"), rows, clicks)


def _most(cost: Cost) -> str:
    name, count = cost.most_called
    return words("figures.most", name=name, count=count) if count else words("figures.nobody")


def ordinary_monday(now: datetime) -> datetime:
    """Nine o'clock on the first Monday after `now` (aware) with five open days after it."""
    day = now.astimezone(OSLO).date() + timedelta(days=1)
    while not _is_ordinary(monday := datetime.combine(day, MORNING, OSLO)):
        day += timedelta(days=1)
    return monday


def _is_ordinary(monday: datetime) -> bool:
    days = [monday + timedelta(days=count) for count in range(5)]
    is_open = all(next_closing(day).date() == day.date() for day in days)
    return monday.weekday() == 0 and is_open and deadline(monday).date() == days[2].date()
