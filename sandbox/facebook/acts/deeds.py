"""What can be done on Facebook, by people and by applications alike: change the world, then say so to whom it concerns."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from sandbox.clock import SandboxClock
from sandbox.facebook.state.mailbox import Mailbox
from sandbox.facebook.state.records import Author, SimComment, SimConversation, SimMessage, SimPost
from sandbox.facebook.state.switches import Switches
from sandbox.facebook.state.world import World, Writing
from sandbox.facebook.webhooks.events import feed_change, item_of, message_edit_item, message_item, reaction

Tell = Callable[[str, str, str, dict[str, Any]], None]


class Deeds:
    """Every deed happens at the sandbox's now. `tell(page id, webhook field, what, value)` passes it on."""

    def __init__(self, clock: SandboxClock, switches: Switches, world: World, mailbox: Mailbox, tell: Tell) -> None:
        self.clock = clock
        self.switches = switches
        self.world = world
        self.mailbox = mailbox
        self._tell = tell

    def post(self, page_id: str, author: Author, words: str, *, photo: bool = False) -> SimPost:
        """Put up a post."""
        post = self.world.add_post(page_id, author, words, self.clock.now(), photo=photo)
        self._tell_feed(post, "add", author)
        return post

    def comment(self, target: Writing, author: Author, words: str, *, photo: bool = False) -> SimComment:
        """Write under a post or comment; a reply to a reply may be put under the top-level comment instead."""
        if isinstance(target, SimComment) and self.switches.reparent_replies:
            target = self.world.top_comment(target)
        comment = self.world.add_comment(target, author, words, self.clock.now(), photo=photo)
        self._tell_feed(comment, "add", author)
        return comment

    def edit(self, writing: Writing, words: str) -> None:
        """Change the words of a post or comment, by its author."""
        changed = self.world.rewrite(writing, words, self.clock.now())
        self._tell_feed(changed, "edited", changed.author)

    def remove(self, writing: Writing, by: Author) -> None:
        """Delete a post or comment with everything under it. Only the thing itself is told of."""
        self.world.remove(writing)
        self._tell_feed(writing, "remove", by)

    def hide(self, writing: Writing, by: Author, *, hidden: bool) -> None:
        """Hide something or show it again."""
        changed: Writing = replace(writing, hidden=hidden)
        self.world.keep(changed)
        self._tell_feed(changed, "hide" if hidden else "unhide", by)

    def like(self, writing: Writing, by: Author) -> None:
        """Like something."""
        by_page = writing.liked_by_page or by.id == writing.page_id
        changed: Writing = replace(writing, likes=writing.likes + 1, liked_by_page=by_page)
        self.world.keep(changed)
        value = reaction(self.switches, changed, by, self.clock.now())
        self._tell(writing.page_id, "feed", f"feed reaction add {writing.id}", value)

    def unlike(self, writing: Writing) -> None:
        """Take the page's like back."""
        if writing.liked_by_page:
            changed: Writing = replace(writing, likes=writing.likes - 1, liked_by_page=False)
            self.world.keep(changed)

    def message(
        self, conversation: SimConversation, author: Author, words: str, *, metadata: str = "", photo: bool = False
    ) -> SimMessage:
        """Write a message in a conversation."""
        message = self.mailbox.add(conversation, author, words, self.clock.now(), metadata=metadata, photo=photo)
        field = "message_echoes" if message.by_page else "messages"
        self._tell(message.page_id, field, f"{field} {message.id}", message_item(message))
        return message

    def edit_message(self, message: SimMessage, words: str) -> None:
        """Change the words of a message."""
        changed = self.mailbox.rewrite(message, words)
        value = message_edit_item(changed, self.clock.now())
        self._tell(message.page_id, "message_edits", f"message_edits {message.id}", value)

    def _tell_feed(self, writing: Writing, verb: str, by: Author) -> None:
        value = feed_change(self.world, self.switches, writing, verb, by, self.clock.now())
        self._tell(writing.page_id, "feed", f"feed {item_of(writing)} {verb} {writing.id}", value)
