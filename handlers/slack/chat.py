"""The staff's chat, spoken to through Slack's Web API. Implements `bot.ports.chat.Chat`.

Nothing here repeats a call by itself: the queue of deliveries decides that. What may not be repeated carries its key
in the message's metadata, and in `client_msg_id`, by which Slack itself may recognise a repetition.
"""

import uuid
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.ports.card import Action, Card
from bot.ports.chat import MessageRef
from bot.ports.failures import Reason, Refused, TryLater, Unknown
from bot.ports.happenings import Said
from bot.ports.health import Health
from bot.ports.picture import Picture
from handlers.slack.hear.identity import Identity
from handlers.slack.hear.line import Line
from handlers.slack.hear.people import People
from handlers.slack.look.health import health
from handlers.slack.look.looking import carried, find_carrier, said_in_thread
from handlers.slack.speak import limits
from handlers.slack.speak.blocks import Message, message, several
from handlers.slack.speak.calling import calling
from handlers.slack.speak.elements import Words
from handlers.slack.speak.fetching import fetched
from handlers.slack.speak.pictures import LARGEST, is_file, share, without_picture

_KEYS = uuid.UUID("7a0c5d1e-6b57-5a43-9f0e-2f1b8a54c0de")
_INVITED_AT_ONCE = 100
# These are about the channel or about us, so nobody can be added; every other code is about the one person alone.
_CLOSED_TO_ALL = {
    *("channel_not_found", "not_in_channel", "is_archived", "method_not_supported_for_channel_type", "no_permission"),
    *("missing_scope", "not_allowed_token_type", "not_authorized", "access_denied", "permission_denied"),
    *("restricted_action", "team_access_not_granted", "enterprise_is_restricted", "two_factor_setup_required"),
    *("app_access_restricted", "team_not_found", "unknown_method", "method_deprecated"),
}
_THERE_ALREADY = {"already_in_channel", "cant_invite_self"}


class SlackChat:
    """One workspace, one bot token."""

    def __init__(
        self,
        client: AsyncWebClient,
        identity: Identity,
        people: People,
        words: Words,
        now: Callable[[], datetime],
        *,
        channels: Sequence[str] = (),
        settle: timedelta = timedelta(seconds=2),
        line: Callable[[], Line | None] = lambda: None,
    ) -> None:
        self._client = client
        self._identity = identity
        self._people = people
        self._words = words
        self._now = now
        self._channels = tuple(channels)
        self._settle = settle
        self._line = line

    async def post_card(self, channel: str, card: Card, key: str) -> MessageRef:
        """Post a card; may raise `Unknown`. Slack refuses one whose picture is not ready, or gone: it goes without."""
        try:
            ts = await self._post(channel, message(card, self._words, calling=True), key)
        except Refused as refused:
            return await self.post_card(channel, without_picture(card, refused), key)
        return MessageRef(channel, ts)

    async def update_card(self, ref: MessageRef, card: Card) -> None:
        """Redraw a message; `Refused(GONE)` when somebody deleted it. Without its picture where Slack refuses that."""
        drawn = message(card, self._words)
        try:
            with calling(repeatable=True):
                await self._client.chat_update(channel=ref.channel, ts=ref.id, text=drawn.text, blocks=drawn.blocks)
        except Refused as refused:
            await self.update_card(ref, without_picture(card, refused))

    async def unsay(self, ref: MessageRef) -> None:
        """Delete one of our messages, of a picture its file; one that is gone already is as good."""
        try:
            with calling(repeatable=True):
                if is_file(ref.id):
                    await self._client.files_delete(file=ref.id)
                else:
                    await self._client.chat_delete(channel=ref.channel, ts=ref.id)
        except Refused as refused:
            if refused.reason is not Reason.GONE:
                raise

    async def say(self, thread: MessageRef, card: Card, key: str, *, aloud: bool = False) -> MessageRef:
        """Post in a thread; may raise `Unknown`."""
        root = thread.thread or thread.id
        drawn = message(card, self._words, calling=True)
        ts = await self._post(thread.channel, drawn, key, thread_ts=root, reply_broadcast=aloud)
        return MessageRef(thread.channel, ts, root)

    @property
    def largest_picture(self) -> int:
        """Slack takes far larger files than anybody's picture is."""
        return LARGEST

    async def post_picture(self, channel: str, thread: str, picture: Picture, key: str) -> MessageRef:
        """Upload a picture and show it; may raise `Unknown`. Slack tells the file's id and not the message's."""
        return MessageRef(channel, await share(self._client, channel, thread, picture, key), thread)

    async def picture(self, id: str, most_bytes: int) -> bytes:
        """Fetch what somebody sent in a thread."""
        return await fetched(self._client, id, most_bytes)

    async def tell(
        self, channel: str, thread: str, person_id: str, text: str, *, actions: Sequence[Action] = ()
    ) -> None:
        """Show a message to one person. Slack keeps no trace of it, so it is never looked for."""
        drawn = message(Card(text, body=text, actions=tuple(actions)), self._words)
        with calling(repeatable=True):
            await self._client.chat_postEphemeral(
                channel=channel,
                user=person_id,
                thread_ts=thread or None,
                text=drawn.text,
                blocks=drawn.blocks,
            )

    async def call_in(self, channel: str, person_ids: Sequence[str]) -> Mapping[str, str]:
        """Add people to the channel; Slack's code for each who cannot be added. Their names are learnt on the way."""
        people = [person for person in dict.fromkeys(person_ids) if person[:1] in ("U", "W")]
        left_out: dict[str, str] = {}
        for start in range(0, len(people), _INVITED_AT_ONCE):
            left_out |= await self._invite_all(channel, people[start : start + _INVITED_AT_ONCE])
        await self.learn(people)
        return {person: code for person, code in left_out.items() if code not in _THERE_ALREADY}

    async def show_home(self, person_id: str, cards: Sequence[Card]) -> None:
        """Publish a person's App Home."""
        room = {"most_blocks": limits.VIEW_BLOCKS, "most_bytes": limits.VIEW_BYTES}
        view = {"type": "home", "blocks": several(cards, self._words, **room)}
        with calling(repeatable=True):
            await self._client.views_publish(user_id=person_id, view=view)

    async def find_own(self, channel: str, thread: str, key: str, since: datetime) -> MessageRef | None:
        """Look for our message by its key. Slack's lists lag a little, so a look too soon after `since` is refused."""
        early = self._settle - (self._now() - since)
        if early > timedelta(0):
            raise TryLater("too early to look", after=early)
        await self._identity.ensure()
        ours = frozenset({self._identity.bot_id, self._identity.user_id})
        ts = await find_carrier(self._client, channel=channel, thread=thread, key=key, since=since, ours=ours)
        return MessageRef(channel, ts, thread) if ts else None

    async def read_thread(self, ref: MessageRef, since: datetime) -> Sequence[Said]:
        """What people wrote under a card since then."""
        return await said_in_thread(self._client, channel=ref.channel, thread=ref.thread or ref.id, since=since)

    async def members(self, group_id: str) -> Sequence[str]:
        """The people in a user group. On free plans there are no groups: `Refused(NOT_ALLOWED)`."""
        with calling(repeatable=True):
            answer = await self._client.usergroups_users_list(usergroup=group_id)
        return tuple(str(person) for person in answer.get("users") or ())

    async def learn(self, person_ids: Sequence[str]) -> None:
        """Ask for names that are not known yet; a failure changes nothing."""
        for person in person_ids:
            await self._people.learn(person)

    async def strangers(self, person_ids: Sequence[str]) -> Mapping[str, str]:
        """Who is unknown to Slack, deactivated, or a program."""
        found = {person: await self._people.why_not(person) for person in dict.fromkeys(person_ids)}
        return {person: why for person, why in found.items() if why}

    async def gone(self, person_ids: Sequence[str]) -> Collection[str]:
        """Whose account is deactivated or unknown."""
        return [person for person in dict.fromkeys(person_ids) if await self._people.has_left(person)]

    def name(self, person_id: str) -> str:
        """What a person is called in Slack, as far as it is known."""
        return self._people.known(person_id)

    def link(self, ref: MessageRef) -> str:
        """The message's address, made from the workspace's own."""
        if not self._identity.team_url:
            return ""
        address = f"{self._identity.team_url.rstrip('/')}/archives/{ref.channel}/p{ref.id.replace('.', '')}"
        return f"{address}?thread_ts={ref.thread}&cid={ref.channel}" if ref.thread else address

    async def health(self) -> Health:
        """What an operator has to mend."""
        return await health(self._client, self._identity, self._channels, self._line())

    async def _post(self, channel: str, drawn: Message, key: str, **extra: Any) -> str:
        with calling(repeatable=False):
            answer = await self._client.chat_postMessage(
                channel=channel,
                text=drawn.text,
                blocks=drawn.blocks,
                metadata=carried(key),
                client_msg_id=str(uuid.uuid5(_KEYS, key)),
                unfurl_links=False,
                unfurl_media=False,
                **extra,
            )
        if not answer.get("ts"):
            raise Unknown("no ts in the answer")
        return str(answer["ts"])

    async def _invite_all(self, channel: str, people: Sequence[str]) -> dict[str, str]:
        """Invite together; when Slack refuses, one by one, so that one stranger does not keep out the others."""
        try:
            return await self._invite(channel, people)
        except Refused as refused:
            if refused.detail.partition(" ")[0] in _CLOSED_TO_ALL:
                raise
            if len(people) == 1:
                return {people[0]: refused.detail}
        left_out: dict[str, str] = {}
        for person in people:
            left_out |= await self._invite_all(channel, [person])
        return left_out

    async def _invite(self, channel: str, people: Sequence[str]) -> dict[str, str]:
        """Who was left out of an invitation, with the code; refused where Slack does not tell it of each of them."""
        with calling(repeatable=True):
            try:
                answer = await self._client.conversations_invite(channel=channel, users=list(people), force=True)
            except SlackApiError as refused:
                left_out = _left_out(getattr(refused.response, "data", None))
                if left_out.keys() != set(people) or _CLOSED_TO_ALL & set(left_out.values()):
                    raise
                return left_out
        return _left_out(answer.data)


def _left_out(answer: object) -> dict[str, str]:
    errors = answer.get("errors") if isinstance(answer, Mapping) else None
    return {str(one.get("user", "")): str(one.get("error", "")) for one in errors or ()}
