"""The pages as the bot may use them (`bot.ports.page.Page`): read, answer, look for an answer, correct, hide.

Facebook keeps two levels of comments, so a reply to a reply is written under the top-level comment. Always through
`/{id}/comments`: a message posted to `/{id}` itself would overwrite the text that stands there.
"""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import aclosing
from datetime import datetime, timedelta

from bot.log import Log
from bot.ports.calls import words_hash
from bot.ports.failures import Reason, Refused, TryLater, Unknown
from bot.ports.happenings import Kind, Wrote
from bot.ports.health import Health, health_of, together
from bot.ports.page import Item, Place, Published
from bot.ports.picture import Picture
from handlers.facebook.ids import id_text, same_thing
from handlers.facebook.look import comments
from handlers.facebook.look.access.trust import Trust
from handlers.facebook.look.application import Application
from handlers.facebook.look.conversations import Conversations
from handlers.facebook.look.nodes import COMMENT_FIELDS, MESSAGE_FIELDS, POST_FIELDS, item_of, lists
from handlers.facebook.look.pictures import Pictures
from handlers.facebook.look.standing import Standing
from handlers.facebook.speak.client import GraphClient, address
from handlers.facebook.speak.messages import Messages
from handlers.facebook.troubles import marks, once, one_outage, trouble, without_consequences

log = Log(__name__)

LONGEST_COMMENT = 8000
"""Characters, as widely quoted; Facebook documents no limit."""

CLOCKS_DIFFER = timedelta(minutes=2)
"""How much Facebook's clock may lag behind ours."""


class FacebookPage:
    """All pages of the municipality. `others` adds to the health what only those who hear and read can know."""

    def __init__(
        self,
        client: GraphClient,
        trust: Trust,
        conversations: Conversations,
        others: Callable[[], Awaitable[Health]] | None = None,
    ) -> None:
        self._client = client
        self._trust = trust
        self._application = Application(client)
        self._messages = Messages(client)
        self._standing = Standing(client, trust, conversations)
        self._pictures = Pictures(client)
        self._others = others
        self._overwrote: set[str] = set()

    async def read(self, place: Place) -> Item | None:
        """What the citizen's words look like now; None when they are gone or cannot be seen any more."""
        fields = {Kind.MESSAGE: MESSAGE_FIELDS, Kind.VISITOR_POST: POST_FIELDS}.get(place.kind, COMMENT_FIELDS)
        return await self._item(place.page, place.id, fields)

    async def read_post(self, page: str, post_id: str) -> Item | None:
        """The post something stands under; None when it is gone or cannot be seen any more."""
        return await self._item(page, post_id, POST_FIELDS)

    async def picture(self, page: str, kind: Kind, id: str, number: int, most_bytes: int) -> bytes:
        """One picture beside a citizen's words, as it lies there now. Its bytes are nobody's but theirs: check them."""
        return await self._pictures.read(page, kind, id, number, most_bytes)

    async def stands(self, page: str, since: datetime) -> Sequence[Wrote]:
        """Everything that stands on a page now and was written since then, oldest first."""
        return await self._standing.read(page, since)

    async def own_replies(self, place: Place, since: datetime) -> Sequence[Item]:
        """What the page wrote to this place since then, by whatever tool, oldest first."""
        if place.kind is Kind.MESSAGE:
            return await self._standing.own_messages(place, since)
        return await self._own_under(place, await self._target(place), since)

    async def reply(self, place: Place, text: str, key: str, picture: Picture | None = None) -> Published:
        """Answer in public under the citizen's words, there with a picture if there is one, or by message."""
        if picture and (place.private or place.kind is Kind.MESSAGE):
            raise Refused(Reason.INVALID, "a message with a picture")
        if place.private:
            return await self._messages.send_once(place, text, key)
        if place.kind is Kind.MESSAGE:
            return await self._messages.send(place, text, key)
        if len(text) > LONGEST_COMMENT:
            raise Refused(Reason.TOO_LONG, f"{len(text)} characters")
        if place.page in self._overwrote:
            raise Refused(Reason.INVALID, "an earlier reply overwrote a comment; the page is halted")
        target = await self._target(place)
        answer = await self._client.create(place.page, address(target, "comments"), {"message": text}, picture)
        thing_id = id_text(answer.get("id"))
        if not thing_id:
            raise Unknown("the answer held no id")
        return await self._read_back(place, target, thing_id, text)

    async def find_own_reply(self, place: Place, text: str, key: str, since: datetime) -> Published | None:
        """A reply with this text that may already stand there; None only after a complete look that can be believed."""
        del key  # Facebook carries it back in echoes only, never in what can be read
        try:
            found = await self._look(place, text, since)
        except Refused as refusal:
            if refusal.reason is Reason.GONE:
                return None
            raise TryLater(f"could not look: {refusal.detail}") from refusal
        return Published(found.id, found.link) if found else None

    async def edit_own(self, page: str, id: str, text: str) -> None:
        """Replace the text of one of the page's own comments."""
        await self._client.change(page, address(id), {"message": text})

    async def delete(self, page: str, id: str) -> None:
        """Delete one of the page's own comments, or a citizen's comment or post; already gone counts as done."""
        try:
            await self._client.delete(page, address(id))
        except Refused as refusal:
            if refusal.reason is not Reason.GONE:
                raise

    async def hide(self, page: str, id: str, *, hidden: bool) -> None:
        """Hide what a citizen wrote, or show it again. The author and friends of the author still see it."""
        await self._client.change(page, address(id), {"is_hidden": "true" if hidden else "false"})

    async def health(self) -> Health:
        """What is wrong with tokens, rights, subscriptions, the reading of the pages and the version."""
        pages, parts = self._client.settings.pages, []
        for page in pages:
            parts.append(await self._trust.health(page))
            if not parts[-1].troubles:
                parts.append(await self._application.withheld(page))
        parts += [await self._application.health(), self._application.clock()]
        parts += [self._overwriting(), self._version(), *([await self._others()] if self._others else [])]
        return one_outage(without_consequences(once(together(parts))), pages)

    def _overwriting(self) -> Health:
        settled = [mark for page in self._client.settings.pages for mark in marks(["overwrote"], page)]
        return health_of([trouble("facebook_overwrote", page) for page in sorted(self._overwrote)], settled)

    def _version(self) -> Health:
        """A dead version is served by another one without a word."""
        served, wanted = self._client.served_version, self._client.settings.version
        if not served:
            return Health()
        wrong = [trouble("facebook_version", "", wanted=wanted, served=served[:20])] if served != wanted else []
        return health_of(wrong, marks(["version"], ""))

    async def _item(self, page: str, thing_id: str, fields: str) -> Item | None:
        try:
            node = await self._client.get(page, address(thing_id), fields=fields)
        except Refused as refusal:
            if refusal.reason is Reason.GONE:
                return None
            raise
        return item_of(node, self._client.page_id(page))

    async def _target(self, place: Place) -> str:
        """Where a reply belongs: under the visitor's post or the top-level comment, which is looked up if need be.

        A citizen who replies to a reply names that reply as the parent, so the known root may itself be one.
        """
        if place.kind is not Kind.REPLY:
            return place.id
        root_id = place.root_id or place.id
        root = await self._item(place.page, root_id, COMMENT_FIELDS)
        above = root.parent_id if root else ""
        return above if above and not same_thing(above, place.post_id) else root_id

    async def _read_back(self, place: Place, target: str, id: str, text: str) -> Published:
        """See what really stands there now. The reply is made whatever this shows, so doubts are noted, not raised."""
        if same_thing(id, target):
            self._overwrote.add(place.page)
            log.error("facebook.reply_overwrote", page=place.page, id=id)
            raise Refused(Reason.INVALID, f"the reply came back as its own target {id}")
        try:
            node = await self._client.get(place.page, address(id), fields=COMMENT_FIELDS)
        except (Refused, TryLater) as failure:
            log.warning("facebook.read_back_failed", page=place.page, id=id, detail=failure.detail)
            return Published(id)
        item = item_of(node, self._client.page_id(place.page))
        _note_surprises(place, target, id, item, text)
        return Published(id, item.link)

    async def _look(self, place: Place, text: str, since: datetime) -> Item | None:
        since -= CLOCKS_DIFFER
        if place.private:
            return _first(await self._standing.own_private_messages(place, since), text)
        if place.kind is Kind.MESSAGE:
            return _first(await self._standing.own_messages(place, since, complete=True), text)
        await self._trust.require(place.page)
        found = _first(await self._own_under(place, await self._target(place), since), text)
        if found or place.kind is not Kind.COMMENT or not place.post_id:
            return found
        # It may have landed beside the comment instead of under it.
        return _first(await self._own_under(place, place.post_id, since), text)

    async def _own_under(self, place: Place, target: str, since: datetime) -> list[Item]:
        own: list[Item] = []
        page_id = self._client.page_id(place.page)
        level = "toplevel" if place.kind is Kind.VISITOR_POST or same_thing(target, place.post_id) else "stream"
        query = {**comments.QUERY, "filter": level}
        pages = lists(self._client, place.page, address(target, "comments"), query)
        async with aclosing(pages):
            async for nodes in pages:
                items = [item_of(node, page_id) for node in nodes]
                own += [item for item in items if item.by_page and item.written_at >= since]
                if any(item.written_at < since for item in items):
                    break
        return sorted(own, key=lambda item: item.written_at)


def _first(items: Sequence[Item], text: str) -> Item | None:
    """The oldest of the items with these words."""
    return next((item for item in items if words_hash(item.text) == words_hash(text)), None)


def _note_surprises(place: Place, target: str, id: str, item: Item, text: str) -> None:
    seen = {
        "id": same_thing(item.id, id),
        "author": item.by_page,
        "parent": not item.parent_id or same_thing(item.parent_id, target),
        "text": words_hash(item.text) == words_hash(text),
    }
    differing = [name for name, as_expected in seen.items() if not as_expected]
    if differing:
        log.warning("facebook.reply_differs", page=place.page, id=id, differing=differing)
