"""One pass over one page: read what stands there and let the bot hear of every difference from what it knows.

1. Ask whether the token can be believed; an empty list would be a lie otherwise.
2. List the page's own and the visitors' posts, and add those we know to be open. The lists are ranked, not sorted by
   time, so an old post does not end them.
3. Read the comments of each post, newest first. A short look passes over posts that have not moved and ends with the
   first page that holds nothing new; a full look goes to the end, and only the end shows what is missing.
4. Look again at what is missing, thing by thing.
5. Read the conversations that changed since the last complete pass.
6. Note the pass as complete, with its start as the new watermark.
"""

from collections.abc import Sequence
from contextlib import aclosing
from datetime import datetime, timedelta

import structlog

from bot.calls import Calls, Event, Memory
from bot.ports import Reason, Refused
from handlers.facebook.client import GraphClient, address
from handlers.facebook.compare import Look, differences, gone, message_differences
from handlers.facebook.conversations import READABLE, Conversations, person_in
from handlers.facebook.ids import EPOCH, from_iso, id_text, last_segment, mapping, same_thing
from handlers.facebook.missing import Missing
from handlers.facebook.nodes import COMMENT_FIELDS, Node, lists
from handlers.facebook.posts import Posts, moved
from handlers.facebook.trust import Trust

log = structlog.get_logger(__name__)

OVERLAP = timedelta(minutes=10)
EVENTS_AT_ONCE = 50


class Sweep:
    """Reads pages again and remembers nothing that a restart may not forget."""

    def __init__(
        self, client: GraphClient, trust: Trust, conversations: Conversations, calls: Calls, memory: Memory
    ) -> None:
        self._client = client
        self._trust = trust
        self._conversations = conversations
        self._calls = calls
        self._memory = memory
        self._missing = Missing(client)
        self._posts = Posts(client, memory, self._missing)
        self._moved: dict[str, str] = {}

    async def over(self, page: str, *, full: bool, repairs: bool) -> int:
        """Make one pass and return how many happenings it found; they are recorded as repaired if the pass `repairs`.

        Raises `TryLater` or `Refused` when the pass could not be completed; what was found until then has been heard.
        """
        look = Look(page, self._client.page_id(page), self._client.clock.now())
        since = look.pass_at - timedelta(days=self._client.settings.watch_days)
        await self._trust.require(page)
        watched = await self._posts.watched(look, since, full=full)
        found = await self._hear(watched.events)
        for post in watched.posts:
            found += await self._comments(look, post, full=full)
        found += await self._messages(look, since)
        await self._memory.pass_complete(page, look.pass_at, found if repairs else 0)
        return found

    async def _comments(self, look: Look, post: Node, *, full: bool) -> int:
        post_id = id_text(post.get("id"))
        if not full and moved(post) and self._moved.get(post_id) == moved(post):
            return 0
        try:
            events = await self._under(look, post_id, full=full)
        except Refused as refusal:
            if refusal.reason is not Reason.GONE:
                raise
            return 0  # deleted since it was listed: the next pass looks at the post itself
        found = await self._hear(events)
        self._moved[post_id] = moved(post)
        return found

    async def _under(self, look: Look, post_id: str, *, full: bool) -> list[Event]:
        listed: set[str] = set()
        events: list[Event] = []
        query = {"fields": COMMENT_FIELDS, "filter": "stream", "order": "reverse_chronological"}
        pages = lists(self._client, look.page, address(post_id, "comments"), query)
        async with aclosing(pages):
            async for nodes in pages:
                fresh = await self._differences(look, nodes, post_id)
                events += fresh
                listed |= {last_segment(id_text(node.get("id"))) for node in nodes}
                if nodes and not fresh and not full:
                    return _in_order(events)
        return [*_in_order(events), *await self._unseen(look, post_id, listed)]

    async def _unseen(self, look: Look, post_id: str, listed: set[str]) -> list[Event]:
        """What we know under this post and the complete list does not show."""
        known = [
            thing_id
            for thing_id in await self._memory.standing(look.page, post_id)
            if not same_thing(thing_id, post_id)
        ]
        missing = [thing_id for thing_id in known if last_segment(thing_id) not in listed]
        checked = await self._missing.recheck(look, missing, COMMENT_FIELDS)
        return [
            *[gone(look, thing_id) for thing_id in checked.gone],
            *await self._differences(look, checked.there, post_id),
        ]

    async def _differences(self, look: Look, nodes: Sequence[Node], post_id: str) -> list[Event]:
        seen = await self._memory.seen(look.page, [id_text(node.get("id")) for node in nodes])
        return differences(look, nodes, seen, post_id)

    async def _messages(self, look: Look, watch_since: datetime) -> int:
        since = (await self._memory.watermark(look.page) or watch_since) - OVERLAP
        found = 0
        for conversation in await self._conversations.changed_since(look.page, since):
            found += await self._conversation(look, conversation, since)
        return found

    async def _conversation(self, look: Look, conversation: Node, since: datetime) -> int:
        conversation_id = id_text(conversation.get("id"))
        nodes = await self._conversations.newest(look.page, conversation_id)
        seen = await self._memory.seen(look.page, [id_text(node.get("id")) for node in nodes])
        news = [node for node in nodes if id_text(node.get("id")) in seen or _written_at(node) >= since]
        unknown = [node for node in news if id_text(node.get("id")) not in seen]
        count = conversation.get("message_count")
        if len(unknown) >= READABLE and isinstance(count, int) and count > READABLE:
            log.warning("facebook.messages_out_of_reach", page=look.page, conversation=conversation_id)
        return await self._hear(message_differences(look, news, seen, person_in(conversation, look.page_id)))

    async def _hear(self, events: Sequence[Event]) -> int:
        for start in range(0, len(events), EVENTS_AT_ONCE):
            await self._calls.hear(events[start : start + EVENTS_AT_ONCE])
        return len(events)


def _written_at(node: Node) -> datetime:
    return from_iso(node.get("created_time")) or EPOCH


def _in_order(events: Sequence[Event]) -> list[Event]:
    """Oldest first, so that the bot hears a comment before its reply. The lists come newest first."""
    oldest_first = list(reversed(events))
    oldest_first.sort(key=lambda event: _written_at(dict(mapping(event.body.get("graph")))))
    return oldest_first
