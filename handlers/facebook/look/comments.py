"""The comments under the posts that are watched: what is new, changed or missing among them, post by post."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from datetime import datetime

from bot.ports.calls import Event, Memory
from bot.ports.failures import Reason, Refused
from handlers.facebook.ids import EPOCH, from_iso, id_text, last_segment, mapping, same_thing
from handlers.facebook.look.compare import Look, differences, gone
from handlers.facebook.look.missing import Missing
from handlers.facebook.look.nodes import COMMENT_FIELDS, Answer, Node, first_page, lists
from handlers.facebook.look.posts import Watching, moved
from handlers.facebook.speak.client import LARGEST_BATCH, GraphClient, address

QUERY = {"fields": COMMENT_FIELDS, "filter": "stream", "order": "reverse_chronological"}


class Comments:
    """Reads comments and remembers which posts have not moved since."""

    def __init__(self, client: GraphClient, memory: Memory, missing: Missing) -> None:
        self._client = client
        self._memory = memory
        self._missing = missing
        self._moved: dict[str, str] = {}

    async def under(self, look: Look, posts: Sequence[Watching], *, full: bool) -> AsyncGenerator[Sequence[Event]]:
        """The events of one post after the other, its own first. The first pages come fifty posts at a time."""
        due = [post for post in posts if full or post.events or self._has_moved(post.node)]
        for start in range(0, len(due), LARGEST_BATCH):
            some = due[start : start + LARGEST_BATCH]
            paths = [first_page(address(_id(post.node), "comments"), QUERY) for post in some]
            for post, first in zip(some, await self._client.read_many(look.page, paths), strict=True):
                yield [*post.events, *await self._below(look, post.node, first, full=full)]
                self._moved[_id(post.node)] = moved(post.node)

    def _has_moved(self, post: Node) -> bool:
        return not moved(post) or self._moved.get(_id(post)) != moved(post)

    async def _below(self, look: Look, post: Node, first: Answer, *, full: bool) -> Sequence[Event]:
        try:
            return await self._read(look, _id(post), first, full=full)
        except Refused as refusal:
            if refusal.reason is not Reason.GONE:
                raise
            return ()  # deleted since it was listed: the next pass looks at the post itself

    async def _read(self, look: Look, post_id: str, first: Answer, *, full: bool) -> Sequence[Event]:
        listed: set[str] = set()
        events: list[Event] = []
        pages = lists(self._client, look.page, address(post_id, "comments"), QUERY, first=first)
        async with aclosing(pages):
            async for nodes in pages:
                fresh = await self._differences(look, nodes, post_id)
                events += fresh
                listed |= {last_segment(_id(node)) for node in nodes}
                if nodes and not fresh and not full:
                    return in_order(events)
        return [*in_order(events), *await self._unseen(look, post_id, listed)]

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
        seen = await self._memory.seen(look.page, [_id(node) for node in nodes])
        return differences(look, nodes, seen, post_id)


def in_order(events: Sequence[Event]) -> list[Event]:
    """Oldest first, so that the bot hears a comment before its reply. The lists come newest first."""
    oldest_first = list(reversed(events))
    oldest_first.sort(key=_written_at)  # moments are told in whole seconds, so the list's own order counts as well
    return oldest_first


def _written_at(event: Event) -> datetime:
    return from_iso(mapping(event.body.get("graph")).get("created_time")) or EPOCH


def _id(node: Node) -> str:
    return id_text(node.get("id"))
