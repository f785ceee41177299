"""The comments under the posts that are watched: what is new, changed or missing among them, post by post."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from datetime import datetime

from bot.ports.calls import Event, Memory
from bot.ports.failures import Reason, Refused
from handlers.facebook.ids import EPOCH, from_iso, id_text, last_segment, mapping, same_thing
from handlers.facebook.look.compare import Look, differences, gone
from handlers.facebook.look.missing import Missing
from handlers.facebook.look.nodes import COMMENT_FIELDS, Answer, Node, first_page, lists
from handlers.facebook.look.posts import Watching, moved
from handlers.facebook.look.unreadable import Unreadable
from handlers.facebook.speak.client import LARGEST_BATCH, GraphClient, address

# Under a live video Facebook leaves out what it takes for comments of low quality, unless it is told not to.
QUERY = {"fields": COMMENT_FIELDS, "filter": "stream", "order": "reverse_chronological", "live_filter": "no_filter"}


@dataclass(frozen=True)
class _Below:
    """What was found under one post, and why the rest could not be read, if it was refused."""

    events: Sequence[Event]
    refusal: Refused | None = None


class Comments:
    """Reads comments and remembers which posts have not moved since."""

    def __init__(self, client: GraphClient, memory: Memory, missing: Missing, unreadable: Unreadable) -> None:
        self._client = client
        self._memory = memory
        self._missing = missing
        self._unreadable = unreadable
        self._moved: dict[str, str] = {}

    async def under(self, look: Look, posts: Sequence[Watching], *, full: bool) -> AsyncGenerator[Sequence[Event]]:
        """The events of one post after the other, its own first. The first pages come fifty posts at a time.

        A post that is refused is passed over and read again the next time. Raises `Refused` when all posts that are
        watched are, and not only all of the few that have moved.
        """
        due = [post for post in posts if full or post.events or self._has_moved(post.node)]
        self._unreadable.keep(look.page, [_id(post.node) for post in posts])
        refused: list[Refused] = []
        for start in range(0, len(due), LARGEST_BATCH):
            some = due[start : start + LARGEST_BATCH]
            paths = [first_page(address(_id(post.node), "comments"), QUERY) for post in some]
            for post, first in zip(some, await self._client.read_many(look.page, paths), strict=True):
                found = await self._below(look, post.node, first, full=full)
                yield [*post.events, *found.events]
                if found.refusal:
                    refused.append(found.refusal)
                else:
                    self._moved[_id(post.node)] = moved(post.node)
        if len(refused) == len(posts) > 1:
            raise refused[-1]  # that is no matter of single posts

    def _has_moved(self, post: Node) -> bool:
        return not moved(post) or self._moved.get(_id(post)) != moved(post)

    async def _below(self, look: Look, post: Node, first: Answer, *, full: bool) -> "_Below":
        post_id, events = _id(post), list[Event]()
        try:
            await self._read(look, post_id, first, events, full=full)
        except Refused as refusal:
            if refusal.reason is not Reason.GONE:
                self._unreadable.note(look.page, post_id, refusal)
                return _Below(in_order(events), refusal)
            return _Below(())  # deleted since it was listed: the next pass looks at the post itself
        self._unreadable.was_read(look.page, post_id)
        return _Below(events)

    async def _read(self, look: Look, post_id: str, first: Answer, events: list[Event], *, full: bool) -> None:
        """Add what is found to `events`, also if the reading ends halfway."""
        listed: set[str] = set()
        pages = lists(self._client, look.page, address(post_id, "comments"), QUERY, first=first)
        async with aclosing(pages):
            async for nodes in pages:
                fresh = await self._differences(look, nodes, post_id)
                events += fresh
                listed |= {last_segment(_id(node)) for node in nodes}
                if nodes and not fresh and not full:
                    events[:] = in_order(events)
                    return
        events[:] = [*in_order(events), *await self._unseen(look, post_id, listed)]

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
