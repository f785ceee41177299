"""Messenger conversations as the Graph shows them: only the twenty newest messages of each can be read.

A list of conversations brings those messages along, so that none of them costs a call of its own.
"""

import asyncio
from collections import defaultdict, deque
from collections.abc import Mapping
from contextlib import aclosing
from datetime import datetime
from functools import partial
from typing import Any

from handlers.facebook.ids import EPOCH, from_iso, id_text, mapping
from handlers.facebook.look.nodes import CONVERSATION_FIELDS, MESSAGE_FIELDS, Answer, Node, first_page, lists
from handlers.facebook.speak.client import GraphClient, address

READABLE = 20
"""Messages of a conversation whose words Facebook still tells."""

QUERY = {"platform": "messenger", "fields": CONVERSATION_FIELDS, "limit": "25"}
CALLS_AT_ONCE = 2
SPAN_SECONDS = 1.0
"""Facebook allows two calls a second for each page. Real seconds: this is about its servers, not about anybody's promise."""


class Conversations:
    """Reads conversations at the pace Facebook allows."""

    def __init__(self, client: GraphClient) -> None:
        self._client = client
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._called: defaultdict[str, deque[float]] = defaultdict(lambda: deque(maxlen=CALLS_AT_ONCE))

    async def first_page(self, page: str) -> str:
        """What a batch asks for to get the first page of the conversations."""
        await self._turn(page)
        return first_page(self._path(page), QUERY)

    async def changed_since(self, page: str, since: datetime, first: Answer = None) -> list[Node]:
        """The conversations in which something happened since then, newest first; `first` answers `first_page`."""
        changed: list[Node] = []
        pages = lists(self._client, page, self._path(page), QUERY, turn=partial(self._turn, page), first=first)
        async with aclosing(pages):
            async for nodes in pages:
                recent = [node for node in nodes if (from_iso(node.get("updated_time")) or EPOCH) >= since]
                changed += recent
                if len(recent) < len(nodes):
                    break
        return changed

    async def with_person(self, page: str, person_id: str) -> str:
        """The id of the conversation with this person; empty when there is none."""
        await self._turn(page)
        answer = await self._client.get(page, self._path(page), platform="messenger", user_id=person_id, fields="id")
        found = answer.get("data")
        return id_text(mapping(found[0]).get("id")) if isinstance(found, list) and found else ""

    async def newest(self, page: str, conversation_id: str) -> list[Node]:
        """The newest messages that can be read, oldest first."""
        await self._turn(page)
        path = address(conversation_id, "messages")
        return _messages(await self._client.get(page, path, fields=MESSAGE_FIELDS, limit=str(READABLE)))

    def _path(self, page: str) -> str:
        return address(self._client.page_id(page), "conversations")

    async def _turn(self, page: str) -> None:
        async with self._turns[page]:
            called, loop = self._called[page], asyncio.get_running_loop()
            if len(called) == CALLS_AT_ONCE:
                await asyncio.sleep(called[0] + SPAN_SECONDS - loop.time())
            called.append(loop.time())


def messages_in(conversation: Node) -> list[Node]:
    """The newest messages that came along with a conversation, oldest first."""
    return _messages(mapping(conversation.get("messages")))


def _messages(answer: Mapping[str, Any]) -> list[Node]:
    data = answer.get("data")
    nodes = [node for node in reversed(data) if isinstance(node, dict)] if isinstance(data, list) else []
    # The newest come first, and moments are told in whole seconds: of two in one second the later in the list is older.
    return sorted((node for node in nodes if id_text(node.get("id"))), key=_written_at)


def person_in(conversation: Node, page_id: str) -> str:
    """The citizen in a conversation."""
    people = mapping(conversation.get("participants")).get("data")
    ids = [id_text(mapping(person).get("id")) for person in people] if isinstance(people, list) else []
    return next((thing_id for thing_id in ids if thing_id and thing_id != page_id), "")


def _written_at(node: dict[str, Any]) -> datetime:
    return from_iso(node.get("created_time")) or EPOCH
