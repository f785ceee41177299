"""Messenger conversations as the Graph shows them: only the twenty newest messages of each can be read."""

import asyncio
from collections import defaultdict, deque
from contextlib import aclosing
from datetime import datetime
from functools import partial
from typing import Any

from handlers.facebook.client import GraphClient, address
from handlers.facebook.ids import EPOCH, from_iso, id_text, mapping
from handlers.facebook.nodes import CONVERSATION_FIELDS, MESSAGE_FIELDS, Node, lists

READABLE = 20
"""Messages of a conversation whose words Facebook still tells."""

CALLS_AT_ONCE = 2
SPAN_SECONDS = 1.0
"""Facebook allows two calls a second for each page. Real seconds: this is about its servers, not about anybody's promise."""


class Conversations:
    """Reads conversations at the pace Facebook allows."""

    def __init__(self, client: GraphClient) -> None:
        self._client = client
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._called: defaultdict[str, deque[float]] = defaultdict(lambda: deque(maxlen=CALLS_AT_ONCE))

    async def changed_since(self, page: str, since: datetime) -> list[Node]:
        """The conversations in which something happened since then, newest first."""
        changed: list[Node] = []
        path = address(self._client.page_id(page), "conversations")
        query = {"platform": "messenger", "fields": CONVERSATION_FIELDS, "limit": "50"}
        pages = lists(self._client, page, path, query, turn=partial(self._turn, page))
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
        path = address(self._client.page_id(page), "conversations")
        answer = await self._client.get(page, path, platform="messenger", user_id=person_id, fields="id")
        found = answer.get("data")
        return id_text(mapping(found[0]).get("id")) if isinstance(found, list) and found else ""

    async def newest(self, page: str, conversation_id: str) -> list[Node]:
        """The newest messages that can be read, oldest first."""
        await self._turn(page)
        path = address(conversation_id, "messages")
        answer = await self._client.get(page, path, fields=MESSAGE_FIELDS, limit=str(READABLE))
        data = answer.get("data")
        nodes = [node for node in data if isinstance(node, dict)] if isinstance(data, list) else []
        return sorted((node for node in nodes if id_text(node.get("id"))), key=_written_at)

    async def _turn(self, page: str) -> None:
        async with self._turns[page]:
            called, loop = self._called[page], asyncio.get_running_loop()
            if len(called) == CALLS_AT_ONCE:
                await asyncio.sleep(called[0] + SPAN_SECONDS - loop.time())
            called.append(loop.time())


def person_in(conversation: Node, page_id: str) -> str:
    """The citizen in a conversation."""
    people = mapping(conversation.get("participants")).get("data")
    ids = [id_text(mapping(person).get("id")) for person in people] if isinstance(people, list) else []
    return next((thing_id for thing_id in ids if thing_id and thing_id != page_id), "")


def _written_at(node: dict[str, Any]) -> datetime:
    return from_iso(node.get("created_time")) or EPOCH
