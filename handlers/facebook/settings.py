"""What the Facebook door must be told before it can hear and speak. Nothing here is read from the environment."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class FacebookSettings:
    """One application, its pages and how it listens.

    `pages` is page key → Facebook id, `tokens` page key → page token. `intake` is "webhook", "poll" or "both".
    `poll_seconds` is the pause between two looks at a page, `watch_days` how long a post is watched for comments.
    `names` is page key → what the municipality calls the page; a page without a name is not compared.
    `public_url` is where citizens reach us; it is only needed to answer a request for deletion of data.
    """

    app_id: str
    app_secret: str = field(repr=False)
    verify_token: str = field(repr=False)
    graph_url: str
    version: str
    intake: str
    pages: Mapping[str, str]
    tokens: Mapping[str, str] = field(repr=False)
    poll_seconds: float = 30
    watch_days: int = 30
    public_url: str = ""
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def app_token(self) -> str:
        """The application's own token; it opens `debug_token` and the application's subscriptions."""
        return f"{self.app_id}|{self.app_secret}"
