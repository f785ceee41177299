"""What the Graph API answers to which method on which kind of thing, and what the token must carry for it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sandbox.facebook.acts import sending, writes
from sandbox.facebook.graph import access
from sandbox.facebook.graph.call import text
from sandbox.facebook.graph.errors import GraphError, gone, not_permitted
from sandbox.facebook.graph.visit import Node, Visit, id_of, kind_of
from sandbox.facebook.reads.edges import EDGES, is_readable
from sandbox.facebook.reads.fields import parse_fields
from sandbox.facebook.reads.nodes import show
from sandbox.facebook.state.records import SimMessage
from sandbox.facebook.state.tokens import Token
from sandbox.people import Citizen

READ_OWN = "pages_read_engagement"
READ_CITIZENS = "pages_read_user_content"
ENGAGE = "pages_manage_engagement"
METADATA = "pages_manage_metadata"
MESSAGING = "pages_messaging"


@dataclass(frozen=True)
class Route:
    """How a call is answered. `scope` and `task` must be on the token; `wrong_kind` is the refusal unless a page's own
    token is used (None: any token that sees the node will do). `task_code` is the code when the task is missing.
    """

    answer: Callable[[Visit, Any], dict[str, Any]]
    scope: str = ""
    task: str = ""
    wrong_kind: Callable[[], GraphError] | None = None
    task_code: int = 200
    app_only: bool = False

    def check(self, token: Token) -> None:
        """Refuse a token that does not carry what the call needs."""
        if self.app_only != (token.kind == "APP"):
            raise GraphError(15, "The kind of access token does not fit this call")
        if self.wrong_kind and token.kind != "PAGE":
            raise self.wrong_kind()
        if self.scope and token.kind != "APP" and self.scope not in token.scopes:
            raise not_permitted(self.scope)
        if self.task and self.task not in token.tasks:
            raise not_permitted(f"the task {self.task}", self.task_code)


def _as_person() -> GraphError:
    return GraphError(1705, "Acting as a person, not as the page", status=403)


def _not_a_page_token() -> GraphError:
    return GraphError(190, "A page access token is required", subcode=2069032)


def _page_token_only() -> GraphError:
    return GraphError(210, "A page access token is required")


def _read(visit: Visit, node: Node) -> dict[str, Any]:
    """The node itself."""
    hidden_person = isinstance(node, Citizen) and not visit.switches.profile_access
    lost_message = isinstance(node, SimMessage) and not is_readable(visit, node)
    if hidden_person or lost_message:
        raise gone("get", id_of(node))
    return show(visit, node, parse_fields(text(visit.call.params, "fields")))


def _edge(name: str) -> Callable[[Visit, Node], dict[str, Any]]:
    def listed(visit: Visit, node: Node) -> dict[str, Any]:
        fields = parse_fields(text(visit.call.params, "fields"))
        return EDGES[f"{kind_of(node)}/{name}"](visit, node, visit.call.params, fields)

    return listed


def _engaging(answer: Callable[[Visit, Any], dict[str, Any]]) -> Route:
    return Route(answer, ENGAGE, "MODERATE", _as_person)


ROUTES: Mapping[tuple[str, str, str], Route] = {
    ("page", "GET", ""): Route(_read),
    ("user", "GET", ""): Route(_read),
    ("app", "GET", ""): Route(_read, app_only=True),
    ("person", "GET", ""): Route(_read, MESSAGING),
    ("post", "GET", ""): Route(_read, READ_OWN),
    ("comment", "GET", ""): Route(_read, READ_CITIZENS),
    ("conversation", "GET", ""): Route(_read, MESSAGING, "MESSAGING", _not_a_page_token),
    ("message", "GET", ""): Route(_read, MESSAGING, "MESSAGING", _not_a_page_token),
    ("user", "GET", "accounts"): Route(_edge("accounts"), "pages_show_list"),
    ("page", "GET", "published_posts"): Route(_edge("published_posts"), READ_OWN),
    ("page", "GET", "posts"): Route(_edge("posts"), READ_OWN),
    ("page", "GET", "visitor_posts"): Route(_edge("visitor_posts"), READ_CITIZENS),
    ("page", "GET", "feed"): Route(_edge("feed"), READ_OWN),
    ("post", "GET", "comments"): Route(_edge("comments"), READ_CITIZENS),
    ("comment", "GET", "comments"): Route(_edge("comments"), READ_CITIZENS),
    ("page", "GET", "conversations"): Route(_edge("conversations"), MESSAGING, "MESSAGING", _not_a_page_token),
    ("conversation", "GET", "messages"): Route(_edge("messages"), MESSAGING, "MESSAGING", _not_a_page_token),
    ("page", "GET", "subscribed_apps"): Route(_edge("subscribed_apps"), METADATA, "", _page_token_only),
    ("page", "POST", "subscribed_apps"): Route(access.subscribe_page, METADATA, "", _page_token_only),
    ("page", "DELETE", "subscribed_apps"): Route(access.unsubscribe_page, METADATA, "", _page_token_only),
    ("app", "GET", "subscriptions"): Route(access.app_subscriptions, app_only=True),
    ("app", "POST", "subscriptions"): Route(access.subscribe_app, app_only=True),
    ("app", "DELETE", "subscriptions"): Route(access.unsubscribe_app, app_only=True),
    ("page", "POST", "feed"): Route(writes.post, "pages_manage_posts", "CREATE_CONTENT", _as_person),
    ("page", "POST", "messages"): Route(sending.send, MESSAGING, "MESSAGING", _not_a_page_token, 10),
    ("post", "POST", "comments"): _engaging(writes.comment),
    ("comment", "POST", "comments"): _engaging(writes.comment),
    ("post", "POST", ""): _engaging(writes.update),
    ("comment", "POST", ""): _engaging(writes.update),
    ("post", "DELETE", ""): _engaging(writes.delete),
    ("comment", "DELETE", ""): _engaging(writes.delete),
    ("post", "POST", "likes"): _engaging(writes.like),
    ("comment", "POST", "likes"): _engaging(writes.like),
    ("post", "DELETE", "likes"): _engaging(writes.unlike),
    ("comment", "DELETE", "likes"): _engaging(writes.unlike),
}
