"""What stands on the simulated Facebook: posts, comments, messages and conversations, as frozen values."""

from dataclasses import dataclass
from datetime import datetime

from sandbox.facebook.state.things import SimThing


def last_segment(id: str) -> str:
    """The part of a Facebook id that names the thing itself; the parts before it are spelled differently here and there."""
    return id.rsplit("_", 1)[-1]


@dataclass(frozen=True)
class Author:
    """Who writes: a citizen, or a page (then `id` is the page's id). `app_id` is set when an application wrote."""

    id: str
    name: str
    app_id: str = ""


@dataclass(frozen=True)
class SimPost:
    """A post on a page, the page's own or a visitor's. `number` grows with each thing written anywhere.

    One that is not `listed` (an advertisement) stands in no list and is told to nobody; comments under it are.
    """

    id: str
    page_id: str
    author: Author
    text: str
    at: datetime
    updated_at: datetime
    number: int
    photo: bool = False
    listed: bool = True
    hidden: bool = False
    likes: int = 0
    liked_by_page: bool = False

    @property
    def by_page(self) -> bool:
        """Whether the page itself wrote it."""
        return self.author.id == self.page_id


@dataclass(frozen=True)
class SimComment:
    """A comment or reply. `parent_id` is the post's id at top level, else the comment's; `replies` is filled in trees."""

    id: str
    page_id: str
    post_id: str
    parent_id: str
    author: Author
    text: str
    at: datetime
    number: int
    photo: bool = False
    things: tuple[SimThing, ...] = ()
    hidden: bool = False
    likes: int = 0
    liked_by_page: bool = False
    replies: tuple["SimComment", ...] = ()

    @property
    def by_page(self) -> bool:
        """Whether the page itself wrote it."""
        return self.author.id == self.page_id

    @property
    def app_id(self) -> str:
        """The application that wrote it; empty when a person did."""
        return self.author.app_id

    @property
    def is_reply(self) -> bool:
        """Whether it stands under another comment."""
        return last_segment(self.parent_id) != last_segment(self.post_id)


@dataclass(frozen=True)
class SimConversation:
    """The messages between one page and one citizen."""

    id: str
    page_id: str
    citizen_id: str


@dataclass(frozen=True)
class SimMessage:
    """One Messenger message; `id` is the mid, `reply_to` that of the message it answers. `edits` counts the author's changes."""

    id: str
    page_id: str
    citizen_id: str
    author: Author
    text: str
    at: datetime
    number: int
    metadata: str = ""
    photo: bool = False
    things: tuple[SimThing, ...] = ()
    reply_to: str = ""
    edits: int = 0

    @property
    def by_page(self) -> bool:
        """Whether the page wrote it."""
        return self.author.id == self.page_id
