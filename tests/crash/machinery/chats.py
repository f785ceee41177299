"""What the staff's chat brings into a crash run: where a program can be killed, and what goes wrong by itself."""

from collections.abc import Mapping
from dataclasses import dataclass

from sandbox.server import Sandbox
from tests.chats import SLACK, TEAMS

_FACEBOOK = (
    *(f"facebook.reply.{step}" for step in ("received", "done", "answered")),
    *("facebook.webhook.sent", "facebook.webhook.acknowledged", "facebook.read.received"),
)
_FACEBOOK_GOES_WRONG = {
    "facebook.webhook.duplicate": 0.25,
    "facebook.webhook.reorder": 0.15,
    "facebook.webhook.together": 0.1,
    "facebook.webhook.delay": 0.05,
    "facebook.cut_after_write": 0.05,
    "facebook.unavailable_after_write": 0.03,
    "facebook.no_id": 0.03,
    "facebook.bad_gateway": 0.01,
}


@dataclass(frozen=True)
class Dangers:
    """One chat's share of a run.

    `posts` is the call that says something new; `favourites` are the steps at which a program is killed at random, `looks` how
    calls begin that change nothing, `mishaps` how often each fault strikes by itself.
    """

    posts: str
    favourites: tuple[str, ...]
    looks: tuple[str, ...]
    mishaps: Mapping[str, float]


_SLACK = Dangers(
    posts="slack.chat.postMessage",
    favourites=(
        *(f"slack.chat.postMessage.{step}" for step in ("received", "done", "answered")),
        *("slack.chat.update.received", "slack.chat.update.done", "slack.views.open.done"),
        *("slack.event.sent", "slack.event.acknowledged", "slack.gesture.sent", "slack.gesture.acknowledged"),
        *_FACEBOOK,
    ),
    looks=("facebook.read", "slack.users", "slack.conversations", "slack.auth", "slack.apps", "slack.usergroups"),
    mishaps=_FACEBOOK_GOES_WRONG
    | {
        "slack.post_then_cut": 0.04,
        "slack.post_then_503": 0.03,
        "slack.http_503": 0.01,
        "slack.rate_limited": 0.01,
        "slack.event_twice": 0.1,
        "slack.event_late": 0.1,
        "slack.ack_lost": 0.05,
        "slack.socket_cut": 0.02,
    },
)
_TEAMS = Dangers(
    posts="teams.post",
    favourites=(
        *(f"teams.post.{step}" for step in ("received", "done", "answered")),
        *("teams.put.received", "teams.put.done"),
        *("teams.event.sent", "teams.event.acknowledged", "teams.gesture.sent", "teams.gesture.acknowledged"),
        *_FACEBOOK,
    ),
    looks=("facebook.read", "teams.get", "teams.messages", "teams.replies", "teams.members"),
    mishaps=_FACEBOOK_GOES_WRONG
    | {
        "teams.post_then_cut": 0.04,
        "teams.post_then_502": 0.03,
        "teams.unavailable": 0.01,
        "teams.bad_gateway": 0.01,
        "teams.server_error": 0.01,
        "teams.precondition_failed": 0.03,
        "teams.throttled": 0.01,
        "teams.graph_down": 0.02,
        "teams.event_lost": 0.1,  # nobody tells it again: the thread has to be read
        "teams.event_twice": 0.1,
        "teams.gesture_thrice": 0.1,
    },
)
_OF = {SLACK: _SLACK, TEAMS: _TEAMS}


def dangers_of(sandbox: Sandbox) -> Dangers:
    """The dangers of the chat that a sandbox has."""
    return _OF[TEAMS if sandbox.teams else SLACK]


def lost_on_the_way(step: str) -> tuple[str, str] | None:
    """The fault, and where it strikes, by which a call that is killed as it comes in is lost; None when it has had its effect."""
    call, _, moment = step.rpartition(".")
    if moment != "received":
        return None
    if call.startswith("teams."):  # the next call is this one
        return "teams.cut", ""
    if call.startswith("facebook."):
        return "facebook.cut", {"facebook.reply": "/comments", "facebook.message": "/messages"}.get(call, "")
    return "slack.cut", call.removeprefix("slack.")
