"""The posts of a page: which are watched, and what became of the visitors' own."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.ports.calls import Event, Memory
from handlers.facebook.ids import EPOCH, from_iso, id_text, is_by_page, last_segment, same_thing, words
from handlers.facebook.look.compare import Look, differences, gone
from handlers.facebook.look.missing import Missing
from handlers.facebook.look.nodes import POST_FIELDS, Answer, Node, first_page, lists
from handlers.facebook.speak.client import GraphClient, address

LISTS = ("published_posts", "visitor_posts")
QUERY = {"fields": POST_FIELDS}


@dataclass(frozen=True)
class Watching:
    """A post whose comments are read, and what was found out about the post itself."""

    node: Node
    events: Sequence[Event]


@dataclass(frozen=True)
class Watched:
    """Posts whose comments are read, and what was found out about those that are gone."""

    posts: Sequence[Watching]
    events: Sequence[Event]


class Posts:
    """Finds the posts to watch: those of the last weeks, and older ones under which a question is open."""

    def __init__(self, client: GraphClient, memory: Memory, missing: Missing) -> None:
        self._client = client
        self._memory = memory
        self._missing = missing

    def first_pages(self, look: Look) -> list[str]:
        """What a batch asks for to get the first pages of both lists."""
        return [first_page(address(look.page_id, edge), QUERY) for edge in LISTS]

    async def watched(self, look: Look, since: datetime, *firsts: Answer, full: bool) -> Watched:
        """What to watch; `firsts` are the answers to `first_pages`, with which a short look contents itself."""
        own, visitors = [
            await self._list(look, edge, since, first, full=full) for edge, first in zip(LISTS, firsts, strict=True)
        ]
        older = await self._unlisted(look, [*own, *visitors], since)
        checked = await self._missing.recheck(look, older, POST_FIELDS)
        strangers = [post for post in [*visitors, *checked.there] if not is_by_page(post, look.page_id)]
        seen = await self._memory.seen(look.page, [id_text(post.get("id")) for post in strangers])
        events = defaultdict(list)
        for event in differences(look, strangers, seen, ""):
            events[last_segment(id_text(event.body["post_id"]))].append(event)
        posts = _once([*own, *visitors, *checked.there])
        watching = [Watching(post, events.get(segment, ())) for segment, post in posts.items()]
        return Watched(watching, [event for thing_id in checked.gone for event in await self.gone(look, thing_id)])

    async def _list(self, look: Look, edge: str, since: datetime, first: Answer, *, full: bool) -> list[Node]:
        found: list[Node] = []
        pages = lists(self._client, look.page, address(look.page_id, edge), QUERY, first=first)
        async with aclosing(pages):
            async for nodes in pages:
                found += [node for node in nodes if moved_at(node) >= since]
                if nodes and not full:
                    break
        return found

    async def _unlisted(self, look: Look, listed: Sequence[Node], since: datetime) -> list[str]:
        known = {last_segment(id_text(post.get("id"))) for post in listed}
        return [
            thing_id
            for thing_id in await self._memory.watched_posts(look.page, since)
            if last_segment(thing_id) not in known
        ]

    async def gone(self, look: Look, post_id: str) -> list[Event]:
        """With a post goes everything under it; for a comment, the event that it is gone."""
        seen = (await self._memory.seen(look.page, [post_id])).get(post_id)
        below = [
            thing_id
            for thing_id in await self._memory.standing(look.page, post_id)
            if not same_thing(thing_id, post_id)
        ]
        return [gone(look, thing_id) for thing_id in [*([post_id] if seen and not seen.gone else []), *below]]


def moved_at(post: Mapping[str, Any]) -> datetime:
    """When something happened to a post or under it last, as far as Facebook tells."""
    return from_iso(post.get("updated_time")) or from_iso(post.get("created_time")) or EPOCH


def _once(posts: Sequence[Node]) -> dict[str, Node]:
    return {last_segment(id_text(post.get("id"))): post for post in posts}


def moved(post: Mapping[str, Any]) -> str:
    """Facebook's mark of the last comment or edit under a post: a hint that something happened, not a proof that nothing did."""
    return words(post.get("updated_time"))
