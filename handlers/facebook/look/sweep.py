"""One pass over one page: read what stands there and let the bot hear of every difference from what it knows.

1. Ask whether the token can be believed; an empty list would be a lie otherwise.
2. List the page's own and the visitors' posts, and add those we know to be open. The lists are ranked, not sorted by
   time, so an old post does not end them.
3. Read the comments of each post, newest first. A short look passes over posts that have not moved and ends with the
   first page that holds nothing new; a full look goes to the end, and only the end shows what is missing.
4. Read the conversations that changed since the last complete pass; after a start also those in which somebody waits.
   Where only they are refused, everything else counts as read, but the watermark does not move.
5. Look again at what is missing, thing by thing, some minutes later.
6. Note the pass as complete, with its start as the new watermark. Until then a restart begins it anew.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.log import Log
from bot.ports.calls import Calls, Event, Memory
from bot.ports.failures import Refused
from handlers.facebook.hear.arrivals import Arrivals
from handlers.facebook.ids import EPOCH, from_iso, id_text
from handlers.facebook.look.access.trust import Trust
from handlers.facebook.look.bundles import bundled
from handlers.facebook.look.comments import Comments
from handlers.facebook.look.compare import Look, message_differences
from handlers.facebook.look.conversations import READABLE, Conversations, messages_in, person_in
from handlers.facebook.look.missing import APART, Missing
from handlers.facebook.look.nodes import TASK_FIELDS, Answer, Node
from handlers.facebook.look.posts import Posts
from handlers.facebook.look.unreadable import Unreadable
from handlers.facebook.speak.client import GraphClient, address

log = Log(__name__)

OVERLAP = timedelta(minutes=10)
EVENTS_AT_ONCE = 50


@dataclass(frozen=True)
class Firsts:
    """The first pages of a page's lists, and which tasks its token has if that was asked, all from one request."""

    published: Answer
    visitors: Answer
    conversations: Answer
    tasks: Answer


@dataclass(frozen=True)
class Unfinished:
    """A pass that has read everything and must look once more at what is missing."""

    look: Look
    found: int


class Sweep:
    """Reads pages again and remembers nothing that a restart may not forget."""

    def __init__(
        self,
        client: GraphClient,
        trust: Trust,
        conversations: Conversations,
        calls: Calls,
        memory: Memory,
        *,
        arrivals: Arrivals | None = None,
    ) -> None:
        self._client = client
        self._trust = trust
        self._conversations = conversations
        self._calls = calls
        self._memory = memory
        self._arrivals = arrivals or Arrivals(client.clock)
        self._missing = Missing(client)
        self._posts = Posts(client, memory, self._missing)
        self.unreadable = Unreadable()
        self._comments = Comments(client, memory, self._missing, self.unreadable)
        self._unfinished: dict[str, Unfinished] = {}

    async def over(self, page: str, *, full: bool, repairs: bool, tells: bool = False, waits: bool = False) -> int:
        """Read the page once and return how many happenings were found; they are recorded as repaired if it `repairs`.

        With `tells` the channel hears of what was repaired. A pass that `waits` is complete only after `finish`, if
        something seems to be gone. Raises `TryLater` or `Refused` when the pass could not be completed; what was found
        until then has been heard.
        """
        tells = tells or (page in self._unfinished and self._unfinished[page].look.tells)
        now = self._client.clock.now()
        look = Look(page, self._client.page_id(page), now, full=full, repairs=repairs, tells=tells)
        since = look.pass_at - timedelta(days=self._client.settings.watch_days)
        firsts = await self._firsts(look)
        await self._trust.require(page, firsts.tasks)
        found, refusal = 0, None
        try:
            found = await self._public(look, since, firsts, full=full)
        except Refused as why:  # the messages are read all the same
            refusal = why
        found += await self._messages(look, since, firsts.conversations)
        if refusal:
            raise refusal
        if waits and full and self._missing.of(page):
            self._unfinished[page] = Unfinished(look, found)
        elif full or page not in self._unfinished:
            await self._complete(look, found)
        return found

    def to_finish_at(self, page: str) -> datetime | None:
        """When the last pass over the page may look again at what is missing; None when it is complete."""
        unfinished = self._unfinished.get(page)
        return unfinished.look.pass_at + APART if unfinished else None

    async def finish(self, page: str) -> int:
        """Look again at what is missing, and complete the pass; returns how much is gone for good. Raises as `over` does."""
        unfinished = self._unfinished[page]
        look = unfinished.look
        await self._trust.require(page)
        checked = await self._missing.recheck(look, self._missing.of(page), "id", now=self._client.clock.now())
        gone = await self._hear(
            [event for thing_id in checked.gone for event in await self._posts.gone(look, thing_id)]
        )
        await self._complete(look, unfinished.found + gone)
        return gone

    async def _complete(self, look: Look, found: int) -> None:
        self._unfinished.pop(look.page, None)
        if not self.unreadable.has_messages(look.page):
            return  # the watermark stays, so that later the messages are read back to where they were read last
        repaired = found if look.repairs else 0
        await self._memory.pass_complete(look.page, look.pass_at, repaired, full=look.full, tells=look.tells)

    async def _firsts(self, look: Look) -> Firsts:
        tasks = [] if self._trust.believes(look.page) else [f"{address(look.page_id)}?fields={TASK_FIELDS}"]
        conversations = await self._conversations.first_page(look.page)
        paths = [*self._posts.first_pages(look), conversations, *tasks]
        return Firsts(*[*await self._client.read_many(look.page, paths), None][:4])

    async def _public(self, look: Look, since: datetime, firsts: Firsts, *, full: bool) -> int:
        watched = await self._posts.watched(look, since, firsts.published, firsts.visitors, full=full)
        found = await self._hear(watched.events)
        async for events in self._comments.under(look, watched.posts, full=full):
            found += await self._hear(bundled(events, look.page_id))
        return found

    async def _messages(self, look: Look, watch_since: datetime, first: Answer) -> int:
        since = ((await self._memory.passes(look.page)).last_at or watch_since) - OVERLAP
        try:
            changed = await self._conversations.changed_since(look.page, await self._back_to(look, since), first)
        except Refused as refusal:
            self.unreadable.note_messages(look.page, refusal)
            return 0
        self.unreadable.note_messages(look.page, None)
        return sum([await self._conversation(look, conversation, since) for conversation in changed])

    async def _back_to(self, look: Look, since: datetime) -> datetime:
        """Where the reading of conversations ends. An edit alone does not make one new, so after a start all that wait are read."""
        waits_since = await self._memory.messages_wait_since(look.page) if look.tells else None
        return min(since, waits_since - OVERLAP) if waits_since else since

    async def _conversation(self, look: Look, conversation: Node, since: datetime) -> int:
        nodes = messages_in(conversation)
        seen = await self._memory.seen(look.page, [id_text(node.get("id")) for node in nodes])
        news = [node for node in nodes if id_text(node.get("id")) in seen or _written_at(node) >= since]
        unknown = [node for node in news if id_text(node.get("id")) not in seen]
        count = conversation.get("message_count")
        if len(unknown) >= READABLE and isinstance(count, int) and count > READABLE:
            conversation_id = id_text(conversation.get("id"))
            log.warning("facebook.messages_out_of_reach", page=look.page, conversation=conversation_id)
        events = message_differences(look, news, seen, person_in(conversation, look.page_id))
        return await self._hear(bundled(events, look.page_id))

    async def _hear(self, events: Sequence[Event]) -> int:
        for some in _portions(events):
            await self._calls.hear(some)
        self._arrivals.read(events)
        return len(events)


def _portions(events: Sequence[Event]) -> Iterator[Sequence[Event]]:
    for start in range(0, len(events), EVENTS_AT_ONCE):
        yield events[start : start + EVENTS_AT_ONCE]


def _written_at(node: Node) -> datetime:
    return from_iso(node.get("created_time")) or EPOCH
