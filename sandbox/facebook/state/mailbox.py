"""The simulated Messenger: conversations between pages and citizens. It knows no rights, no windows and no events."""

import itertools
from dataclasses import replace
from datetime import datetime

from sandbox.facebook.state.records import Author, SimConversation, SimMessage
from sandbox.facebook.state.things import SimThing


class Mailbox:
    """All messages by mid. `blocked` citizens cannot be reached; `private_replies` says what was answered in private.

    `heard` keeps every text that a citizen sent, also what was edited or taken back later.
    The conversations of `elsewhere` (page id, citizen id) belong to another application: ours is only told (`standby`).
    """

    def __init__(self) -> None:
        self.blocked: set[str] = set()
        self.elsewhere: set[tuple[str, str]] = set()
        self.private_replies: dict[str, SimConversation] = {}
        self.heard: list[str] = []
        self._messages: dict[str, SimMessage] = {}
        self._conversations: dict[tuple[str, str], SimConversation] = {}
        self._numbers = itertools.count(1)

    def conversation(self, page_id: str, citizen_id: str) -> SimConversation:
        """The conversation of a citizen with a page, begun if need be."""
        key = (page_id, citizen_id)
        if key not in self._conversations:
            conversation_id = f"t_{page_id[-4:]}{citizen_id[-10:]}"
            self._conversations[key] = SimConversation(conversation_id, page_id, citizen_id)
        return self._conversations[key]

    def conversation_by_id(self, id: str) -> SimConversation | None:
        """The conversation with that id that holds a message, if there is one."""
        return next((found for found in self._conversations.values() if found.id == id and self.messages(found)), None)

    def conversations(self, page_id: str) -> list[SimConversation]:
        """The conversations of a page that hold a message, the one with the newest first."""
        mine = [found for found in self._conversations.values() if found.page_id == page_id and self.messages(found)]
        return sorted(mine, key=lambda found: self.messages(found)[-1].number, reverse=True)

    def messages(self, conversation: SimConversation) -> list[SimMessage]:
        """The messages of a conversation, oldest first."""
        key = (conversation.page_id, conversation.citizen_id)
        return [message for message in self._messages.values() if (message.page_id, message.citizen_id) == key]

    def message(self, mid: str) -> SimMessage | None:
        """The message with that mid, if there is one."""
        return self._messages.get(mid)

    def add(
        self,
        to: SimConversation,
        author: Author,
        words: str,
        at: datetime,
        *,
        metadata: str = "",
        photo: bool = False,
        things: tuple[SimThing, ...] = (),
        reply_to: str = "",
    ) -> SimMessage:
        """Add a message to a conversation."""
        number = next(self._numbers)
        mid = f"m_sandbox{number:06d}"
        message = SimMessage(
            mid, to.page_id, to.citizen_id, author, words, at, number, metadata, photo, things, reply_to
        )
        self._messages[mid] = message
        self._note_heard(message)
        return message

    def remove(self, message: SimMessage) -> None:
        """Take away a message that its author took back."""
        self._messages.pop(message.id, None)

    def rewrite(self, message: SimMessage, words: str) -> SimMessage:
        """Replace the words of a message; counts the edit."""
        changed = replace(message, text=words, edits=message.edits + 1)
        self._messages[message.id] = changed
        self._note_heard(changed)
        return changed

    def last_heard_at(self, page_id: str, citizen_id: str) -> datetime | None:
        """When the citizen last wrote to the page by message; None if never. A comment does not count."""
        written = (message for message in self._messages.values() if message.page_id == page_id)
        return max((message.at for message in written if message.author.id == citizen_id), default=None)

    def _note_heard(self, message: SimMessage) -> None:
        if message.author.id == message.citizen_id:
            self.heard.append(message.text)
