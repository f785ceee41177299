"""The staff's chat, spoken to through Teams' Bot Connector. Implements `bot.ports.chat.Chat`.

Nothing here repeats a call by itself: the queue of deliveries decides that. What may not be repeated carries its key in the
card, and is looked for by it through Graph.
"""

import base64
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from bot.ports.card import Action, Card, Link
from bot.ports.chat import MessageRef
from bot.ports.failures import Reason, Refused, TryLater, Unknown
from bot.ports.happenings import Said
from bot.ports.health import Health
from bot.ports.picture import Picture
from bot.ports.showing import clean, cut, one_line
from handlers.teams.hear.channels import Channels
from handlers.teams.hear.people import People
from handlers.teams.hear.reader import THREAD
from handlers.teams.look import groups, history
from handlers.teams.look.health import health
from handlers.teams.speak import elements as e
from handlers.teams.speak.cards import MOST_BYTES, activity, attached, carrier, framed
from handlers.teams.speak.client import TeamsClient, path
from handlers.teams.speak.elements import Words
from handlers.teams.speak.mentions import Colleague

ROOM_FOR_WORDS = 10_000  # of a card with a picture, in its bytes
_NOT_THERE = "not_in_team"


class TeamsChat:
    """One bot in one tenant."""

    def __init__(
        self,
        client: TeamsClient,
        channels: Channels,
        people: People,
        words: Words,
        now: Callable[[], datetime],
        *,
        settle: timedelta = timedelta(seconds=2),
        keys_failure: Callable[[], str] = lambda: "",
    ) -> None:
        self._client = client
        self._channels = channels
        self._people = people
        self._words = words
        self._now = now
        self._settle = settle
        self._keys_failure = keys_failure

    async def post_card(self, channel: str, card: Card, key: str) -> MessageRef:
        """Begin a thread with a card; may raise `Unknown`."""
        drawn = activity(card, self._words, key, await self._called(card))
        return MessageRef(channel, await self._begin(channel, drawn))

    async def update_card(self, ref: MessageRef, card: Card) -> None:
        """Redraw a message; `Refused(GONE)` when somebody deleted it. Whom it called is named, and not called again."""
        await self._client.put(self._message(ref), activity(card, self._words, called=await self._called(card)))

    async def say(self, thread: MessageRef, card: Card, key: str, *, aloud: bool = False) -> MessageRef:
        """Post in a thread; may raise `Unknown`. Teams cannot show a reply in the channel, too: `aloud` it asks for attention."""
        root = thread.thread or thread.id
        drawn = activity(card, self._words, key, await self._called(card))
        drawn |= {"channelData": {"notification": {"alert": True}}} if aloud else {}
        where = f"{path('conversations', self._conversation(thread.channel, root))}/activities"
        return MessageRef(thread.channel, _id(await self._client.post(where, drawn)), root)

    async def unsay(self, ref: MessageRef) -> None:
        """Delete one of our messages; one that is gone already is as good."""
        try:
            await self._client.delete(self._message(ref))
        except Refused as refused:
            if refused.reason is not Reason.GONE:
                raise

    @property
    def largest_picture(self) -> int:
        """What is left for a picture within a card: base64 makes four signs of three bytes, and each counts twice."""
        return (MOST_BYTES - ROOM_FOR_WORDS) * 3 // 8

    async def post_picture(self, channel: str, thread: str, picture: Picture, key: str) -> MessageRef:
        """Post a picture within a card; may raise `Unknown`. One that is too large for a card is described in words."""
        alt, name = picture.alt, {**e.line(e.run(one_line(picture.name))), "id": carrier(key)}
        inline = f"data:{picture.media_type};base64,{base64.b64encode(picture.content).decode()}"
        content = framed([name, {"type": "Image", "url": inline, "altText": alt}], alt)
        if e.size(content) > MOST_BYTES:
            content = framed([{**e.line(e.run(cut(clean(alt), 3000))), "id": carrier(key)}], alt)
        drawn = {"type": "message", "summary": cut(one_line(alt), 300), "attachments": [attached(content)]}
        if not thread:
            return MessageRef(channel, await self._begin(channel, drawn))
        where = f"{path('conversations', self._conversation(channel, thread))}/activities"
        return MessageRef(channel, _id(await self._client.post(where, drawn)), thread)

    async def picture(self, id: str, most_bytes: int) -> bytes:  # noqa: ARG002 - the port's shape
        """Teams does not tell a bot of the pictures in a channel, so none is ever asked for."""
        raise Refused(Reason.NOT_ALLOWED, "no pictures from Teams")

    async def tell(
        self, channel: str, thread: str, person_id: str, text: str, *, actions: Sequence[Action] = ()
    ) -> None:
        """Tell one person in the chat that she has with the bot, with the way to what it is about."""
        await self._people.learn(person_id)
        known = self._people.known(person_id)
        member = {"id": known.account if known and known.account else person_id}
        wanted = {"isGroup": False, "members": [member], "tenantId": self._client.settings.tenant_id}
        opened = await self._client.post("conversations", wanted, repeatable=True)
        where = f"{path('conversations', str(opened.get('id') or ''))}/activities"
        await self._client.post(where, self._told(channel, thread, text, actions), repeatable=True)

    async def call_in(self, channel: str, person_ids: Sequence[str]) -> Mapping[str, str]:
        """A bot can add nobody to a team: who is not a member is passed over."""
        left_out: dict[str, str] = {}
        for person in dict.fromkeys(person_ids):
            try:
                self._people.met(await self._people.member(self._channels.named(channel).id, person))
            except Refused as refused:
                if refused.reason is not Reason.GONE:
                    raise
                left_out[person] = _NOT_THERE
        return left_out

    async def show_home(self, person_id: str, cards: Sequence[Card]) -> None:
        """There is no such page in Teams; `@Svarvakt` answers with the same lists."""

    async def find_own(self, channel: str, thread: str, key: str, since: datetime) -> MessageRef | None:
        """Look for our message by its key. What was posted this moment may not be in a list yet."""
        early = self._settle - (self._now() - since)
        if early > timedelta(0):
            raise TryLater("too early to look", after=early)
        found = await history.find_carrier(self._client, self._channels.named(channel), thread, key, since)
        return MessageRef(channel, found, thread) if found else None

    async def read_thread(self, ref: MessageRef, since: datetime) -> Sequence[Said]:
        """What people wrote under a card since then. Raises `Refused` where the team has not allowed it."""
        channel = self._channels.named(ref.channel)
        return await history.said_in_thread(self._client, channel, ref.thread or ref.id, since)

    async def members(self, group_id: str) -> Sequence[str]:
        """The people of a tag or group."""
        return await groups.members(self._client, self._channels, group_id)

    async def learn(self, person_ids: Sequence[str]) -> None:
        """Ask for names that are not known yet; a failure changes nothing."""
        for person in person_ids:
            await self._people.learn(person)

    async def strangers(self, person_ids: Sequence[str]) -> Mapping[str, str]:
        """Who is in none of the teams that our channels belong to."""
        return {person: _NOT_THERE for person in dict.fromkeys(person_ids) if await self._people.is_nowhere(person)}

    async def gone(self, person_ids: Sequence[str]) -> Collection[str]:
        """Who is in none of our teams any more."""
        return list(await self.strangers(person_ids))

    def name(self, person_id: str) -> str:
        """What a person is called in Teams, as far as it is known."""
        known = self._people.known(person_id)
        return known.name if known else ""

    def link(self, ref: MessageRef) -> str:
        """The message's address for people."""
        try:
            channel = self._channels.named(ref.channel)
        except Refused:
            return ""
        root = ref.thread or ref.id
        asked = f"tenantId={path(self._client.settings.tenant_id)}&parentMessageId={path(root)}"
        group = f"&groupId={channel.group}" if channel.group else ""
        return f"https://teams.microsoft.com/l/message/{path(channel.id, ref.id)}?{asked}{group}"

    async def health(self) -> Health:
        """What an operator has to mend."""
        return await health(self._client, self._channels, self._keys_failure())

    def _told(self, channel: str, thread: str, text: str, actions: Sequence[Action]) -> dict[str, Any]:
        """Words alone go out as words, which every client and notification shows; with buttons they need a card."""
        address = self.link(MessageRef(channel, thread)) if thread else ""
        if not actions:
            about = f"\n{address}" if address else ""
            return {"type": "message", "textFormat": "plain", "text": f"{cut(clean(text), 4000) or '–'}{about}"}
        links = (Link(self._words("list.open"), address),) if address else ()
        return activity(Card(text, body=text, actions=tuple(actions), links=links), self._words)

    async def _begin(self, channel: str, drawn: Mapping[str, Any]) -> str:
        """Begin a thread in a channel; the id of its first message."""
        wanted = {
            "isGroup": True,
            "tenantId": self._client.settings.tenant_id,
            "channelData": {"channel": {"id": self._channels.named(channel).id}},
            "activity": drawn,
        }
        return _id(await self._client.post("conversations", wanted), "activityId")

    async def _called(self, card: Card) -> list[Colleague]:
        """Whom a card calls, with their names: a mention needs them. Groups are called one by one."""
        ids: list[str] = []
        for mention in card.mentions:
            ids += await self._people_of(mention.id)
        await self.learn(ids)
        known = [self._people.known(person) for person in dict.fromkeys(ids)]
        return [one for one in known if one]

    async def _people_of(self, mention: str) -> Sequence[str]:
        if self._people.known(mention):
            return [mention]
        try:
            return await self.members(mention) if mention.startswith(groups.TAG) else [mention]
        except (Refused, TryLater):
            return []

    def _conversation(self, channel: str, root: str) -> str:
        return f"{self._channels.named(channel).id}{THREAD}{root}"

    def _message(self, ref: MessageRef) -> str:
        return path("conversations", self._conversation(ref.channel, ref.thread or ref.id), "activities", ref.id)


def _id(answer: Mapping[str, Any], field: str = "id") -> str:
    if not answer.get(field):
        raise Unknown("no id in the answer")
    return str(answer[field])
