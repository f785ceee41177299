"""What can be done on Facebook, by people and by applications alike: change the world, then say so to whom it concerns."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from sandbox.clock import SandboxClock
from sandbox.facebook.state.mailbox import Mailbox
from sandbox.facebook.state.records import Author, SimComment, SimConversation, SimMessage, SimPost
from sandbox.facebook.state.switches import Switches
from sandbox.facebook.state.things import SimThing
from sandbox.facebook.state.world import World, Writing
from sandbox.facebook.webhooks.events import feed_change, item_of, reaction
from sandbox.facebook.webhooks.events_of_messages import message_edit_item, message_item, postback_item, unsent_item

Tell = Callable[[str, str, str, dict[str, Any]], None]


class Deeds:
    """Every deed happens at the sandbox's now. `tell(page id, webhook field, what, value)` passes it on."""

    def __init__(self, clock: SandboxClock, switches: Switches, world: World, mailbox: Mailbox, tell: Tell) -> None:
        self.clock = clock
        self.switches = switches
        self.world = world
        self.mailbox = mailbox
        self._tell = tell

    def post(self, page_id: str, author: Author, words: str, *, photo: bool = False, listed: bool = True) -> SimPost:
        """Put up a post; nobody is told of one that lists do not show."""
        post = self.world.add_post(page_id, author, words, self.clock.now(), photo=photo, listed=listed)
        if listed:
            self._tell_feed(post, "add", author)
        return post

    def comment(
        self, target: Writing, author: Author, words: str, *, photo: bool = False, things: tuple[SimThing, ...] = ()
    ) -> SimComment:
        """Write under a post or comment; a reply to a reply may be put under the top-level comment instead."""
        if isinstance(target, SimComment) and self.switches.reparent_replies:
            target = self.world.top_comment(target)
        comment = self.world.add_comment(target, author, words, self.clock.now(), photo=photo, things=things)
        self._tell_feed(comment, "add", author)
        return comment

    def tell_again(self, writing: Writing) -> None:
        """Say once more that something was written, as Facebook does; what it withheld before may be told now."""
        value = feed_change(self.world, self.switches, writing, "add", writing.author, writing.at)
        self._tell(writing.page_id, "feed", f"feed {item_of(writing)} again {writing.id}", value)

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
        self,
        conversation: SimConversation,
        author: Author,
        words: str,
        *,
        metadata: str = "",
        photo: bool = False,
        things: tuple[SimThing, ...] = (),
        reply_to: str = "",
    ) -> SimMessage:
        """Write a message in a conversation; the owner of the conversation hears it, others stand by."""
        message = self.mailbox.add(
            conversation,
            author,
            words,
            self.clock.now(),
            metadata=metadata,
            photo=photo,
            things=things,
            reply_to=reply_to,
        )
        field = "message_echoes" if message.by_page else "messages"
        if (message.page_id, message.citizen_id) in self.mailbox.elsewhere:
            field = "standby"
        self._tell(message.page_id, field, f"{field} {message.id}", message_item(message))
        return message

    def unsend(self, message: SimMessage) -> None:
        """Take a message back: nothing of it can be read any more."""
        self.mailbox.remove(message)
        value = unsent_item(message, self.clock.now())
        self._tell(message.page_id, "messages", f"messages unsent {message.id}", value)

    def press(self, conversation: SimConversation, author: Author, title: str, payload: str) -> SimMessage:
        """Press a button in a conversation: it stands there as a message, and is told as a postback."""
        message = self.mailbox.add(conversation, author, title, self.clock.now())
        self._tell(message.page_id, "messaging_postbacks", f"postback {message.id}", postback_item(message, payload))
        return message

    def tell(self, page_id: str, field: str, what: str, value: dict[str, Any]) -> None:
        """Tell a page of something that does not stand on it."""
        self._tell(page_id, field, what, value)

    def edit_message(self, message: SimMessage, words: str) -> None:
        """Change the words of a message."""
        changed = self.mailbox.rewrite(message, words)
        value = message_edit_item(changed, self.clock.now())
        self._tell(message.page_id, "message_edits", f"message_edits {message.id}", value)

    def _tell_feed(self, writing: Writing, verb: str, by: Author) -> None:
        value = feed_change(self.world, self.switches, writing, verb, by, self.clock.now())
        self._tell(writing.page_id, "feed", f"feed {item_of(writing)} {verb} {writing.id}", value)
