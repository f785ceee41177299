"""The simulated Facebook as people and tests use it: what is done in the Facebook app, and what can be seen there."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from aiohttp import web

from sandbox.clock import SandboxClock
from sandbox.facebook.acts.deeds import Deeds
from sandbox.facebook.acts.meddling import Meddlers
from sandbox.facebook.acts.rarely import Rarely
from sandbox.facebook.graph.graph import Graph
from sandbox.facebook.graph.usage import Usage
from sandbox.facebook.graph.web import GraphWeb
from sandbox.facebook.state.mailbox import Mailbox
from sandbox.facebook.state.records import Author, SimComment, SimMessage, SimPost, last_segment
from sandbox.facebook.state.subscriptions import Callback, Subscriptions
from sandbox.facebook.state.switches import Switches
from sandbox.facebook.state.tokens import Tokens
from sandbox.facebook.state.world import World, Writing
from sandbox.facebook.webhooks.sender import WebhookSender
from sandbox.faults import Faults
from sandbox.steps import Steps

CALLBACK_PATH = "/facebook/webhook"
PAGE_INBOX_APP = "263902037430900"  # what echoes carry when staff answered in Facebook's own inbox


class FacebookSim:
    """Facebook in memory. Deeds are plain calls and take effect at once; webhooks follow from a background task.

    `url` is the server's address. `switches` hold lasting behaviour, `tokens` rights and lives of tokens, `usage` the
    quotas, `subscriptions` who hears what, `sender` the webhooks with their log, `rarely` the deeds nobody thinks of first.
    Unknown ids raise KeyError.
    """

    def __init__(self, clock: SandboxClock, faults: Faults, steps: Steps) -> None:
        self.url = ""
        self.switches = Switches()
        self.tokens = Tokens(clock.now())
        self.usage = Usage(clock)
        self.subscriptions = Subscriptions()
        self.sender = WebhookSender(clock, faults, self.switches, self.subscriptions, steps)
        self._listeners: list[Callable[[], None]] = []
        self._world = World(clock.now())
        self._mailbox = Mailbox()
        self._deeds = Deeds(clock, self.switches, self._world, self._mailbox, self._told)
        self.rarely = Rarely(self._deeds)
        self._meddlers = Meddlers(self._deeds, faults)
        self._graph = Graph(
            self._deeds, self.tokens, self.subscriptions, self.usage, faults, self.sender, self._meddlers
        )
        self._web = GraphWeb(self._graph, clock, faults, self.switches)

    # --- the server's side

    def routes(self) -> list[web.AbstractRouteDef]:
        """Where the Graph API answers."""
        return self._web.routes()

    async def start(self) -> None:
        """Begin to send webhooks."""
        await self.sender.start()

    async def stop(self) -> None:
        """Stop sending webhooks."""
        await self.sender.stop()

    def connect_bot(self, bot_url: str) -> None:
        """Deliver to this bot from now on, without asking it to prove itself; what waits is sent at once."""
        callback = self.subscriptions.callback or Callback()
        self.subscriptions.callback = replace(callback, url=bot_url.rstrip("/") + CALLBACK_PATH)
        self.sender.hurry()

    def on_change(self, callback: Callable[[], None]) -> None:
        """Call back after everything that people on Facebook could notice."""
        self._listeners.append(callback)

    # --- what citizens do

    def comment(
        self,
        page_key: str,
        citizen_id: str,
        text: str,
        *,
        post_id: str | None = None,
        parent_id: str | None = None,
        photo: bool = False,
    ) -> str:
        """A citizen comments on a post (default: the page's first) or replies to the comment `parent_id`; its id."""
        target = self._world.standing(parent_id or post_id or self.posts(page_key)[0].id)
        comment = self._deeds.comment(target, self._world.citizen(citizen_id), text, photo=photo)
        self._meddlers.beside(comment, f"comment {page_key}")
        return comment.id

    def newcomer(self, name: str) -> str:
        """Somebody joins Facebook; the citizen's id."""
        return self._world.add_citizen(name).id

    def visitor_post(self, page_key: str, citizen_id: str, text: str = "", *, photo: bool = False) -> str:
        """A citizen posts on the page; the post's id."""
        page_id = self._world.page(page_key).id
        return self._deeds.post(page_id, self._world.citizen(citizen_id), text, photo=photo).id

    def message(self, page_key: str, citizen_id: str, text: str, *, photo: bool = False) -> str:
        """A citizen writes a message to the page; its mid."""
        conversation = self._mailbox.conversation(self._world.page(page_key).id, citizen_id)
        return self._deeds.message(conversation, self._world.citizen(citizen_id), text, photo=photo).id

    def edit(self, id: str, text: str) -> None:
        """The author changes a post or comment."""
        self._deeds.edit(self._world.standing(id), text)

    def edit_message(self, mid: str, text: str) -> None:
        """The author changes a message."""
        message = self._mailbox.message(mid)
        if message is None:
            raise KeyError(mid)
        self._deeds.edit_message(message, text)

    def delete(self, id: str, *, by_page: bool = False) -> None:
        """The author, or staff of the page, deletes a post or comment."""
        writing = self._world.standing(id)
        self._deeds.remove(writing, self._page_author(writing.page_id) if by_page else writing.author)

    def like(self, id: str, citizen_id: str | None = None) -> None:
        """A citizen (default: the first) likes a post or comment."""
        self._deeds.like(self._world.standing(id), self._world.citizen(citizen_id or next(iter(self._world.citizens))))

    def block(self, citizen_id: str) -> None:
        """A citizen makes it impossible to be reached by message."""
        self._mailbox.blocked.add(citizen_id)

    # --- what staff do in the Facebook app, without our application

    def hide(self, id: str) -> None:
        """Staff hide something."""
        self._set_hidden(id, hidden=True)

    def unhide(self, id: str) -> None:
        """Staff show something again."""
        self._set_hidden(id, hidden=False)

    def staff_reply(self, page_key: str, target_id: str, text: str) -> str:
        """Staff write under a post or comment as the page; the comment's id."""
        author = self._page_author(self._world.page(page_key).id)
        return self._deeds.comment(self._world.standing(target_id), author, text).id

    def staff_message(self, page_key: str, citizen_id: str, text: str) -> str:
        """Staff write to a citizen from the page's inbox; the mid."""
        page_id = self._world.page(page_key).id
        author = replace(self._page_author(page_id), app_id=PAGE_INBOX_APP)
        return self._deeds.message(self._mailbox.conversation(page_id, citizen_id), author, text).id

    def staff_private_reply(self, page_key: str, comment_id: str, text: str) -> str:
        """Staff use up the one private reply to a comment; the mid."""
        citizen_id = self._world.standing(comment_id).author.id
        conversation = self._mailbox.conversation(self._world.page(page_key).id, citizen_id)
        self._mailbox.private_replies[last_segment(comment_id)] = conversation
        return self.staff_message(page_key, citizen_id, text)

    def new_post(self, page_key: str, text: str, *, photo: bool = False) -> str:
        """The page puts up a post; its id."""
        page_id = self._world.page(page_key).id
        return self._deeds.post(page_id, self._page_author(page_id), text, photo=photo).id

    # --- what can be seen

    @property
    def calls(self) -> Sequence[tuple[str, str, int]]:
        """(method, address, status) of every Graph call received, batch items included; status 0: connection cut."""
        return self._graph.calls

    @property
    def pictures_fetched(self) -> int:
        """How often the address of a picture was called."""
        return self._web.pictures_fetched

    def posts(self, page_key: str) -> list[SimPost]:
        """The posts on a page, its own and visitors', oldest first."""
        return self._world.posts(self._world.page(page_key).id)

    def comments(self, post_id: str) -> tuple[SimComment, ...]:
        """The comments under a post as a tree, oldest first."""
        return self._tree(self._world.standing(post_id))

    def find(self, id: str) -> Writing | None:
        """The post or comment as it stands now; None when it is gone."""
        return self._world.find(id)

    def replies_by_page(self, target_id: str) -> list[SimComment]:
        """What the page wrote directly under a post or comment; for a reply also what came under its thread later."""
        target = self._world.standing(target_id)
        found = self._world.children(target)
        if isinstance(target, SimComment) and target.is_reply:
            thread = self._world.children(self._world.top_comment(target))
            found = [comment for comment in thread if comment.number > target.number] + found
        return [comment for comment in found if comment.by_page]

    def picture_of(self, id: str) -> bytes:
        """The picture that the page sent along with a comment; empty when there is none."""
        return self._world.pictures.get(last_segment(id), b"")

    def conversation(self, page_key: str, citizen_id: str) -> list[SimMessage]:
        """The messages between a page and a citizen, oldest first."""
        return self._mailbox.messages(self._mailbox.conversation(self._world.page(page_key).id, citizen_id))

    def public_texts(self, page_key: str) -> list[str]:
        """Every text the page wrote in public since the sandbox opened, in order, also edited and deleted ones."""
        page_id = self._world.page(page_key).id
        return [text for spoken_by, text in self._world.spoken if spoken_by == page_id]

    @property
    def heard(self) -> list[str]:
        """Every text that anybody but the pages wrote since the sandbox opened, also what was edited or deleted later."""
        return [*self._world.heard, *self._mailbox.heard]

    # --- inside

    def _told(self, page_id: str, field: str, what: str, value: dict[str, Any]) -> None:
        self.sender.tell(page_id, field, what, value)
        for listener in self._listeners:
            listener()

    def _page_author(self, page_id: str) -> Author:
        return Author(page_id, self._world.pages[page_id].name)

    def _set_hidden(self, id: str, *, hidden: bool) -> None:
        writing = self._world.standing(id)
        self._deeds.hide(writing, self._page_author(writing.page_id), hidden=hidden)

    def _tree(self, parent: Writing) -> tuple[SimComment, ...]:
        return tuple(replace(child, replies=self._tree(child)) for child in self._world.children(parent))
