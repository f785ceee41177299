"""What happens to messages and members, told to the bot as it happens. People's gestures and the bot's calls both end here."""

import asyncio
from dataclasses import replace

from sandbox.people import APP
from sandbox.slack.state.values import Json, SimMessage
from sandbox.slack.state.workspace import SimChannel, Workspace
from sandbox.slack.wires import events
from sandbox.slack.wires.objects import TOMBSTONE
from sandbox.slack.wires.post import PostRoom

Heard = asyncio.Future[bool]


class Changes:
    """Each method changes the workspace and returns a future: did the bot acknowledge the event at the first attempt?

    The bot hears of channels it is a member of, and of nothing in direct conversations: the manifest asks for no more.
    """

    def __init__(self, workspace: Workspace, post: PostRoom) -> None:
        self._workspace = workspace
        self._post = post

    def write(self, message: SimMessage) -> Heard:
        """A new message or reply."""
        self._workspace.put(message)
        return self._tell(message.channel, events.written(self._workspace, message))

    def rewrite(self, before: SimMessage, after: SimMessage) -> Heard:
        """A message looks different from now on."""
        self._workspace.put(after)
        return self._tell(after.channel, events.changed(self._workspace, before, after))

    def delete(self, message: SimMessage) -> Heard:
        """A message goes; with replies under it a tombstone stays in its place."""
        if not self._workspace.replies(message.channel, message.ts):
            gone = events.deleted(self._workspace, message)
            self._workspace.take_away(message)
            return self._tell(message.channel, gone)
        tombstone = SimMessage(message.channel, message.ts, "USLACKBOT", "This message was deleted.", subtype=TOMBSTONE)
        return self.rewrite(message, tombstone)

    def react(self, message: SimMessage, user_id: str, name: str, *, added: bool) -> Heard:
        """A reaction appears or goes."""
        kept = tuple(given for given in message.reactions if given != (name, user_id))
        after = replace(message, reactions=(*kept, (name, user_id)) if added else kept)
        self._workspace.put(after)
        return self._tell(message.channel, events.reacted(self._workspace, after, user_id, name, added=added))

    def join(self, channel: SimChannel, user_id: str, inviter: str = "") -> Heard:
        """Somebody becomes a member, with the notice that Slack writes about it."""
        channel.members.add(user_id)
        notice = f"<@{user_id}> has joined the channel"
        self.write(SimMessage(channel.id, self._workspace.stamps.next(), user_id, notice, subtype="channel_join"))
        return self._tell(channel.id, events.joined(self._workspace, channel, user_id, inviter))

    def leave(self, channel: SimChannel, user_id: str) -> Heard:
        """Somebody is no longer a member. The bot hears of its own leaving too."""
        channel.members.discard(user_id)
        self._workspace.touch()
        return self._post.announce(events.left(self._workspace, channel, user_id))

    def archive(self, channel: SimChannel, user_id: str) -> Heard:
        """A channel is closed for good."""
        channel.is_archived = True
        self._workspace.touch()
        return self._post.announce(events.archived(self._workspace, channel, user_id))

    def open_home(self, user_id: str) -> Heard:
        """A person looks at the bot's home tab."""
        return self._post.announce(events.home_opened(self._workspace, user_id))

    def _tell(self, channel_id: str, event: Json) -> Heard:
        channel = self._workspace.channels[channel_id]
        if channel.is_im or APP.slack_bot_user_id not in channel.members:
            unheard: Heard = asyncio.get_running_loop().create_future()
            unheard.set_result(False)
            return unheard
        return self._post.announce(event)
