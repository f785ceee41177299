"""What the code that answers one Graph call has at hand: the call, whose token it carries, and the world."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sandbox.facebook.acts.deeds import Deeds
from sandbox.facebook.graph.call import GraphCall
from sandbox.facebook.reads.fields import Field
from sandbox.facebook.state.mailbox import Mailbox
from sandbox.facebook.state.records import Author, SimComment, SimConversation, SimMessage, SimPost
from sandbox.facebook.state.subscriptions import Subscriptions
from sandbox.facebook.state.switches import Switches
from sandbox.facebook.state.tokens import Token, Tokens
from sandbox.facebook.state.world import World
from sandbox.faults import Faults
from sandbox.people import APP, App, Citizen, SimPage


@dataclass(frozen=True)
class Admin:
    """The person behind a user token."""

    id: str
    name: str


Node = SimPage | SimPost | SimComment | SimConversation | SimMessage | Citizen | App | Admin

KINDS: Mapping[type, str] = {
    SimPage: "page",
    SimPost: "post",
    SimComment: "comment",
    SimConversation: "conversation",
    SimMessage: "message",
    Citizen: "person",
    App: "app",
    Admin: "user",
}


def kind_of(node: Node) -> str:
    """What the node is, as the tables name it."""
    return KINDS[type(node)]


def id_of(node: Node) -> str:
    """The node's id."""
    return node.facebook_id if isinstance(node, App) else node.id


@dataclass(frozen=True)
class Visit:
    """One call being answered. `edges` are the lists that can also be asked for as fields, by "kind/edge"."""

    call: GraphCall
    token: Token
    deeds: Deeds
    tokens: Tokens
    subscriptions: Subscriptions
    faults: Faults
    edges: Mapping[str, "Edge"]

    @property
    def world(self) -> World:
        """Posts and comments."""
        return self.deeds.world

    @property
    def mailbox(self) -> Mailbox:
        """Conversations and messages."""
        return self.deeds.mailbox

    @property
    def switches(self) -> Switches:
        """How this Facebook behaves."""
        return self.deeds.switches

    @property
    def now(self) -> datetime:
        """The sandbox's present moment."""
        return self.deeds.clock.now()

    @property
    def keeper(self) -> str:
        """Where pictures lie."""
        return self.call.base_url.partition("/graph/")[0] + "/cdn"

    @property
    def moderates(self) -> bool:
        """Whether the token carries the task without which ids of comments are withheld."""
        return "MODERATE" in self.token.tasks

    def as_page(self, page_id: str) -> Author:
        """The page as the author of what our application writes."""
        return Author(page_id, self.world.pages[page_id].name, APP.facebook_id)


Edge = Callable[[Visit, Any, Mapping[str, Any], tuple[Field, ...]], dict[str, Any]]
