"""What people do on Facebook now and then, and what Facebook itself does beside them: the shapes nobody thinks of first."""

import itertools
from dataclasses import replace

from sandbox.facebook.acts.deeds import Deeds
from sandbox.facebook.state.records import Author, SimConversation, SimMessage
from sandbox.facebook.state.things import SimThing
from sandbox.facebook.webhooks.events import mention, page_event

SOMEBODY_ELSE = "100200300400777"  # a page that is none of ours
FIRST_FOREIGN, FIRST_EVENT = 999000111, 1944


class Rarely:
    """The rare deeds. Page keys, citizens' ids and mids as in `FacebookSim`; unknown ones raise KeyError."""

    def __init__(self, deeds: Deeds) -> None:
        self._deeds = deeds
        self._foreign = itertools.count(FIRST_FOREIGN)
        self._events = itertools.count(FIRST_EVENT)

    def comment(self, page_key: str, citizen_id: str, text: str, *things: SimThing, post_id: str = "") -> str:
        """A citizen comments with something attached; the comment's id."""
        world = self._deeds.world
        post = world.standing(post_id) if post_id else world.posts(world.page(page_key).id)[0]
        return self._deeds.comment(post, world.citizen(citizen_id), text, things=things).id

    def message(self, page_key: str, citizen_id: str, text: str, *things: SimThing, reply_to: str = "") -> str:
        """A citizen sends a message with something attached, or as the answer to another message; its mid."""
        citizen = self._deeds.world.citizen(citizen_id)
        return self._deeds.message(
            self._conversation(page_key, citizen_id), citizen, text, things=things, reply_to=reply_to
        ).id

    def press(self, page_key: str, citizen_id: str, title: str, payload: str = "START") -> str:
        """A citizen presses a button of the conversation; the mid."""
        citizen = self._deeds.world.citizen(citizen_id)
        return self._deeds.press(self._conversation(page_key, citizen_id), citizen, title, payload).id

    def unsend(self, mid: str) -> None:
        """A citizen takes a message back."""
        self._deeds.unsend(self._message(mid))

    def mention(self, page_key: str, text: str) -> str:
        """Somebody names the page under a post of somebody else; the comment's id, which the page cannot see."""
        post = next(self._foreign)
        comment_id = f"{post}_{next(self._foreign)}"
        page_id = self._deeds.world.page(page_key).id
        value = mention(f"{SOMEBODY_ELSE}_{post}", comment_id, text, self._deeds.clock.now())
        self._deeds.tell(page_id, "mention", f"mention comment add {comment_id}", value)
        return comment_id

    def mention_of(self, comment_id: str) -> None:
        """The page is named in a comment on its own page: told a second time, as a mention."""
        comment = self._deeds.world.standing(comment_id)
        post_id = getattr(comment, "post_id", comment.id)
        value = mention(post_id, comment.id, comment.text, comment.at)
        self._deeds.tell(comment.page_id, "mention", f"mention comment add {comment.id}", value)

    def tell_again(self, id: str) -> None:
        """Facebook tells again of a post or comment."""
        self._deeds.tell_again(self._deeds.world.standing(id))

    def put_up_event(self, page_key: str) -> None:
        """The page puts up an event; Facebook does not say who did."""
        page_id, number = self._deeds.world.page(page_key).id, next(self._events)
        value = page_event(page_id, number, self._deeds.clock.now())
        self._deeds.tell(page_id, "feed", f"feed event add {page_id}_{number}", value)

    def advertise(self, page_key: str, text: str) -> str:
        """The page puts up an advertisement, which stands in no list; its id."""
        page = self._deeds.world.page(page_key)
        return self._deeds.post(page.id, Author(page.id, page.name), text, listed=False).id

    def reply_by_itself(self, page_key: str, citizen_id: str, text: str, *, app_id: str = "") -> str:
        """The page's automatic reply to a citizen, with the id of the application that sends it or without; the mid."""
        page = self._deeds.world.page(page_key)
        author = replace(Author(page.id, page.name), app_id=app_id)
        return self._deeds.message(self._conversation(page_key, citizen_id), author, text).id

    def give_away(self, page_key: str, citizen_id: str) -> None:
        """Another application takes over a conversation: ours stands by from now on."""
        self._deeds.mailbox.elsewhere.add((self._deeds.world.page(page_key).id, citizen_id))

    def _conversation(self, page_key: str, citizen_id: str) -> SimConversation:
        return self._deeds.mailbox.conversation(self._deeds.world.page(page_key).id, citizen_id)

    def _message(self, mid: str) -> SimMessage:
        message = self._deeds.mailbox.message(mid)
        if message is None:
            raise KeyError(mid)
        return message
