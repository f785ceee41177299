"""What can hinder the staff's chat, told alike of both: it is too busy, out of reach, slow, or says nothing of what it did."""

from datetime import timedelta

from sandbox.server import Sandbox
from sandbox.teams.state.names import person_guid, tag
from tests.chats import SLACK, TEAMS
from tests.town import CHANNEL, Town

NAME = {SLACK: "Slack", TEAMS: "Teams"}
_POSTING = {SLACK: ("chat.postMessage",), TEAMS: ("begin", "post")}
_NEW = {SLACK: f"chat.postMessage {CHANNEL}", TEAMS: CHANNEL}  # Teams asks for nothing else what becomes of it
_BUSY = {SLACK: "slack.rate_limited", TEAMS: "teams.throttled"}
_DOWN = {SLACK: "slack.http_503", TEAMS: "teams.unavailable"}
_ITS_OWN = {SLACK: "chat.", TEAMS: ""}
_READ = {SLACK: "slack.conversations.replies.answered", TEAMS: "teams.replies.answered"}


def nothing_can_be_said(solvik: Town, *, try_after: timedelta = timedelta(seconds=1)) -> None:
    """The chat is too busy for any new message, until all faults are taken back, and says when to try again."""
    busy = solvik.sandbox.teams.connector if solvik.sandbox.teams else solvik.slack.patience
    busy.busy_seconds = int(try_after.total_seconds())
    for place in _POSTING[_chat(solvik)]:
        solvik.sandbox.faults.arm(_BUSY[_chat(solvik)], times=None, match=place)


def too_busy_for_cards(solvik: Town, times: int) -> None:
    """The chat is too busy so many times for a new message in a channel."""
    solvik.sandbox.faults.arm(_BUSY[_chat(solvik)], times=times, match=_POSTING[_chat(solvik)][0])


def something_was_held_up(solvik: Town) -> int:
    """How many messages the chat was too busy for."""
    return solvik.sandbox.faults.struck[_BUSY[_chat(solvik)]]


def channel_is_out_of_reach(solvik: Town) -> None:
    """The chat does nothing in the channel, until it is back."""
    solvik.sandbox.faults.arm(_DOWN[_chat(solvik)], times=None, match=CHANNEL)


def no_card_can_be_posted(solvik: Town) -> None:
    """The chat takes nothing new in the channel; the others work."""
    for place in _POSTING[_chat(solvik)]:
        solvik.sandbox.faults.arm(_DOWN[_chat(solvik)], times=None, match=f"{place} {CHANNEL}")


def nothing_can_be_shown(solvik: Town) -> None:
    """The chat takes and redraws nothing anywhere."""
    solvik.sandbox.faults.arm(_DOWN[_chat(solvik)], times=None, match=_ITS_OWN[_chat(solvik)])


def is_away(solvik: Town) -> None:
    """The chat answers nothing at all."""
    solvik.sandbox.faults.arm(_DOWN[_chat(solvik)], times=None)


def is_back(solvik: Town) -> None:
    """The chat works again, and the waits of those who tried have passed."""
    solvik.sandbox.faults.disarm()
    solvik.clock.move(timedelta(minutes=20))


def one_message_stands_unheard(solvik: Town) -> None:
    """The next message in the channel stands there, and the bot hears nothing of it."""
    solvik.sandbox.faults.arm(f"{_chat(solvik)}.post_then_cut", match=_NEW[_chat(solvik)])


def one_message_is_confirmed_late(solvik: Town) -> None:
    """The next message in the channel stands there for a moment before the bot hears where."""
    if solvik.sandbox.teams:
        solvik.sandbox.teams.connector.slow_seconds = 1.0
    else:
        solvik.slack.patience.slow_seconds = 1.0
    solvik.sandbox.faults.arm(f"{_chat(solvik)}.post_then_slow", match=_NEW[_chat(solvik)])


def next_event_is(solvik: Town, fate: str) -> None:
    """What somebody writes next is `lost` on its way to the bot, or comes `twice`."""
    solvik.sandbox.faults.arm(f"{_chat(solvik)}.event_{fate}", match="message")


def a_thread_was_read(solvik: Town, steps: list[str]) -> bool:
    """Whether the bot has read a thread back, by what passed between the two."""
    return _READ[_chat(solvik)] in steps


def fail_group(sandbox: Sandbox, group: str, code: str) -> None:
    """The chat looks up a group no more and says this code; an empty one takes that back."""
    if sandbox.teams:
        sandbox.teams.fail_group(group, code)
    else:
        sandbox.slack.group_failures[group] = code


def known_as(sandbox: Sandbox, name: str) -> str:
    """What the chat calls a person or a group of the sandbox."""
    if sandbox.teams is None:
        return name
    return tag(name) if name.startswith("S0") else person_guid(name)


def told_of(sandbox: Sandbox, code: str) -> str:
    """How a failure with this code is told. Teams' codes are one word; another is told by its status."""
    return code if sandbox.teams is None or code.isalnum() else "HTTP 403"


def was_retold(sandbox: Sandbox, steps: list[str]) -> bool:
    """Whether the chat has tried again to tell what nobody heard, by what passed between the two. Teams never does."""
    return sandbox.teams is not None or steps.count("slack.event.sent") > 1


def was_given_up(sandbox: Sandbox, events: int) -> bool:
    """Whether the chat has given up telling so many events. Teams tells once."""
    return sandbox.teams is not None or len(sandbox.slack.given_up) >= events


def _chat(solvik: Town) -> str:
    return TEAMS if solvik.sandbox.teams else SLACK
