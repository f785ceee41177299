"""How this Facebook behaves where the real one is configured, contradictory or unproved. Change the values while it runs."""

from dataclasses import dataclass, field
from datetime import timedelta

from sandbox.facebook.state.painting import Painting, painted


@dataclass
class Switches:
    """Behaviour that lasts; for mishaps that strike now and then see `sandbox/faults.toml`.

    `live`: the app is in Live mode; otherwise no webhook is sent.
    `require_proof`: calls without `appsecret_proof` are refused.
    `omit_from`: citizens' names and ids are withheld in reads and feed events.
    `reparent_replies`: a reply to a reply is attached to the top-level comment instead.
    `parent_prefix_differs`: feed events spell the post's id in `parent_id` with another page prefix.
    `ranked_posts`: the oldest post comes first in lists, as if it were the most relevant.
    `human_agent`: the app was granted the Human Agent feature (messages up to 7 days).
    `may_moderate`: the app may hide, show and delete what citizens wrote.
    `profile_access`: the app may read names by `GET /{psid}`.
    `unreadable_posts`: posts whose comments, and pages whose conversations, are refused, with the code of the refusal.
    `wordless`: comments whose `message` is left out of answers; `own_parents`: comments shown as their own parent.
    `low_quality`: comments that lists leave out unless `live_filter=no_filter` is asked for.
    `unpublished`: ids of pages that only those who work on them can see; `date_ahead`: how far the header `Date` is ahead of
    this machine's clock, which is then the one that is wrong.
    `refuses_pictures`: no picture is taken with a comment, whatever it is; `picture`: what the address of every picture answers.
    `unsubscribe_when_failing`: a page whose deliveries fail for an hour is unsubscribed.
    `delivery_timeout_seconds`, `slow_answer_seconds`: real seconds.
    """

    live: bool = True
    require_proof: bool = False
    omit_from: bool = False
    reparent_replies: bool = True
    parent_prefix_differs: bool = False
    ranked_posts: bool = False
    human_agent: bool = False
    may_moderate: bool = True
    profile_access: bool = False
    unreadable_posts: dict[str, int] = field(default_factory=dict)
    wordless: set[str] = field(default_factory=set)
    own_parents: set[str] = field(default_factory=set)
    low_quality: set[str] = field(default_factory=set)
    unpublished: set[str] = field(default_factory=set)
    date_ahead: timedelta = timedelta(0)
    refuses_pictures: bool = False
    picture: Painting = field(default_factory=lambda: Painting(painted()))
    unsubscribe_when_failing: bool = True
    delivery_timeout_seconds: float = 5.0
    slow_answer_seconds: float = 12.0
