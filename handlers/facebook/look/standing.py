"""What stands on a page, in the words of the bot: for comparing it with what the bot knows. Remembers nothing."""

from collections.abc import Sequence
from contextlib import aclosing
from datetime import datetime

from bot.log import Log
from bot.ports.failures import Reason, Refused, TryLater
from bot.ports.happenings import Happening, Wrote
from bot.ports.page import Item, Place
from handlers.facebook.hear.read_node import read_message_node, read_node
from handlers.facebook.ids import id_text, is_by_page, mapping
from handlers.facebook.look import comments, posts
from handlers.facebook.look.access.trust import Trust
from handlers.facebook.look.conversations import READABLE, Conversations, messages_in, person_in
from handlers.facebook.look.nodes import Answer, Node, first_page, item_of, lists
from handlers.facebook.speak.client import GraphClient, address

log = Log(__name__)


class Standing:
    """Reads whole pages, at one call for each post, fifty of them in one request; and what the page wrote to one citizen."""

    def __init__(self, client: GraphClient, trust: Trust, conversations: Conversations) -> None:
        self._client = client
        self._trust = trust
        self._conversations = conversations

    async def read(self, page: str, since: datetime) -> Sequence[Wrote]:
        """What was written since then, oldest first. Raises `TryLater` when it cannot be believed or read to the end."""
        await self._trust.require(page)
        nodes = [post for edge in posts.LISTS for post in await self._posts(page, edge, since)]
        where = {"page_id": self._client.page_id(page)}
        found = [
            happening
            for post in nodes
            if not is_by_page(post, where["page_id"])
            for happening in read_node(where, post)
        ]
        found += await self._comments(page, where, [id_text(post.get("id")) for post in nodes])
        found += await self._messages(page, where, since)
        wrote = [each for each in found if isinstance(each, Wrote) and each.at >= since]
        return sorted(wrote, key=lambda each: each.at)

    async def own_messages(self, place: Place, since: datetime, *, complete: bool = False) -> Sequence[Item]:
        """What the page wrote to the citizen since then, oldest first.

        `complete` raises `TryLater` when older messages since then may exist that Facebook does not show.
        """
        if complete:
            await self._trust.require(place.page)
        conversation_id = await self._conversations.with_person(place.page, place.person_id)
        return await self._own_in(place.page, conversation_id, since, complete=complete)

    async def own_private_messages(self, place: Place, since: datetime) -> Sequence[Item]:
        """What the page wrote since then where these words were answered in private, by whatever tool.

        Raises `TryLater` when the look proves nothing.
        """
        await self._trust.require(place.page)
        node = await self._client.get(place.page, address(place.id), fields="id,private_reply_conversation{id}")
        conversation_id = id_text(mapping(node.get("private_reply_conversation")).get("id"))
        return await self._own_in(place.page, conversation_id, since, complete=True)

    async def _own_in(self, page: str, conversation_id: str, since: datetime, *, complete: bool) -> Sequence[Item]:
        if not conversation_id:
            return ()
        nodes = await self._conversations.newest(page, conversation_id)
        items = [item_of(node, self._client.page_id(page)) for node in nodes]
        if complete and len(items) >= READABLE and items[0].written_at > since:
            raise TryLater("more messages since then than Facebook shows")
        return [item for item in items if item.by_page and item.written_at >= since]

    async def _posts(self, page: str, edge: str, since: datetime) -> list[Node]:
        path = address(self._client.page_id(page), edge)
        return [node for node in await self._list(page, path, posts.QUERY) if posts.moved_at(node) >= since]

    async def _comments(self, page: str, where: dict[str, str], post_ids: Sequence[str]) -> list[Happening]:
        paths = [first_page(address(post_id, "comments"), comments.QUERY) for post_id in post_ids]
        found: list[Happening] = []
        for post_id, first in zip(post_ids, await self._client.read_many(page, paths), strict=True):
            under = {**where, "post_id": post_id}
            for comment in await self._under(page, post_id, first):
                found += read_node(under, comment)
        return found

    async def _messages(self, page: str, where: dict[str, str], since: datetime) -> list[Happening]:
        found: list[Happening] = []
        for talk in await self._conversations.changed_since(page, since):
            within = {**where, "person_id": person_in(talk, where["page_id"])}
            for message in messages_in(talk):
                found += read_message_node(within, message)
        return found

    async def _under(self, page: str, post_id: str, first: Answer) -> list[Node]:
        try:
            return await self._list(page, address(post_id, "comments"), comments.QUERY, first)
        except Refused as refusal:
            if refusal.reason is not Reason.GONE:
                log.warning("facebook.post_unread", page=page, post=post_id, detail=refusal.detail)
            return []  # deleted since it was listed, or a post that nobody can read: the others are compared

    async def _list(self, page: str, path: str, query: dict[str, str], first: Answer = None) -> list[Node]:
        async with aclosing(lists(self._client, page, path, query, first=first)) as pages:
            return [node async for nodes in pages for node in nodes]
