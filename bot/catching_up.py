"""What a pass over a page repaired after the program was away is counted, and said in the page's channel: once a pass.

What a pass finds is marked in the history of the questions it changes, so nothing counts that was known already. The
pass's end stands in the inbox behind all it has found; when its turn comes, everything has been counted.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from bot import telling
from bot.orders import kinds
from bot.ports.calls import Event
from bot.work import Work
from storage import history

OWN_DOOR = "bot"
BEFORE_WE_CAME = timedelta(days=3)  # on a page's first day its newest questions are ours, its history is not
KINDS = {
    "arrive": "new",
    "write_again": "more",
    "rewrite": "edited",
    "withdraw": "gone",
    "remark_gone": "gone",
    "hide": "hidden",
    "unhide": "shown",
    "answered_by_hand": "by_hand",
    "answered_by_hand_too": "by_hand",
    "page_spoke": "by_hand",
}
"""What stands in the history → how it is called when it is said."""


def mark(pass_at: str | None) -> str:
    """How the history marks what the pass that began then has found; such marks sort by time."""
    return f"pass {pass_at}" if pass_at else ""


def pass_over(page: str, before: datetime, started_at: datetime) -> Event:
    """The event that a complete pass has been made; `before` is when the complete one before began."""
    after, until = (m.astimezone(UTC).isoformat(timespec="microseconds") for m in (before, started_at))
    return Event(OWN_DOOR, f"pass:{page}:{until}", {"pass_over": page, "after": after, "until": until})


async def tell(work: Work, body: Mapping[str, Any]) -> None:
    """Order the words about what was repaired since the complete pass before, if anything was."""
    page, until = body["pass_over"], body["until"]
    settings = work.house.municipality.pages.get(page)
    found: Counter[str] = Counter()
    for what, count in (await history.counts(work.session, page, mark(body["after"]), mark(until))).items():
        if what in KINDS:
            found[KINDS[what]] += count
    if settings and found:
        await telling.channel_card(
            work, kinds.FOUND, f"{page}:{until}", settings.channel, page=page, since=body["after"], found=found
        )
