"""People at the keyboard: writing, editing, deleting and reacting in channels and threads. Each waits until the bot has heard."""

import mimetypes
from dataclasses import replace

from sandbox.slack.hands.typed import typed
from sandbox.slack.limits.block_limits import with_ids
from sandbox.slack.methods.backstage import Backstage, as_object
from sandbox.slack.state.values import Json, SimMessage, UploadedFile
from sandbox.slack.state.workspace import SimChannel

ADMIN = "U0TURID001"  # who tidies the workspace; any person will do


class Keyboard:
    """What anybody in the workspace can write. Unknown messages and people raise ValueError: nobody could do that."""

    def __init__(self, stage: Backstage) -> None:
        self._stage = stage

    async def say(
        self, user_id: str, channel: str, text: str, thread_ts: str, *, aloud: bool, through: str = ""
    ) -> str:
        """Write in a channel or a thread, by hand or `through` another app; who is not a member joins by writing."""
        await self._come_in(user_id, self._channel(channel))
        if thread_ts:
            self._message(channel, thread_ts)
        words, blocks = self._typed(text)
        subtype = "thread_broadcast" if thread_ts and aloud else ""
        stamps = self._stage.workspace.stamps
        message = SimMessage(channel, stamps.next(), user_id, words, blocks, thread_ts, bot_id=through, subtype=subtype)
        message = message if through else replace(message, client_msg_id=stamps.uuid())
        await self._stage.changes.write(message)
        return message.ts

    async def share(
        self,
        user_id: str,
        channel: str,
        thread_ts: str,
        text: str,
        *,
        file: str,
        content: bytes,
        forwarded: Json | None,
    ) -> str:
        """Send a file, or forward a message into a thread, with words or without."""
        await self._come_in(user_id, self._channel(channel))
        words, blocks = self._typed(text) if text else ("", ())
        stamps = self._stage.workspace.stamps
        message = SimMessage(channel, stamps.next(), user_id, words, blocks, thread_ts, client_msg_id=stamps.uuid())
        if file:
            message = replace(message, subtype="file_share", files=(self._file(file, content, user_id),))
        if forwarded is not None:
            message = replace(message, attachments=({"is_share": True, "is_msg_unfurl": True, **forwarded},))
        await self._stage.changes.write(message)
        return message.ts

    async def edit(self, user_id: str, channel: str, ts: str, text: str) -> None:
        """Change one's own message."""
        before = self._own(user_id, channel, ts)
        words, blocks = self._typed(text)
        after = replace(before, text=words, blocks=blocks, edited=self._stage.workspace.stamps.next())
        await self._stage.changes.rewrite(before, after)

    async def delete(self, user_id: str, channel: str, ts: str) -> None:
        """Delete one's own message."""
        await self._stage.changes.delete(self._own(user_id, channel, ts))

    async def delete_card(self, channel: str, ts: str) -> None:
        """An admin deletes whatever message, the bot's too."""
        await self._stage.changes.delete(self._message(channel, ts))

    async def react(self, user_id: str, channel: str, ts: str, name: str) -> None:
        """Set a reaction."""
        await self._stage.changes.react(self._message(channel, ts), user_id, name, added=True)

    async def open_home(self, user_id: str) -> None:
        """Look at the bot's home tab."""
        self._known(user_id)
        await self._stage.changes.open_home(user_id)

    async def archive(self, channel: str) -> None:
        """An admin closes a channel for good."""
        await self._stage.changes.archive(self._channel(channel), ADMIN)

    async def remove(self, user_id: str, channel: str) -> None:
        """An admin removes somebody, or the bot, from a channel."""
        await self._stage.changes.leave(self._channel(channel), user_id)

    async def bring_in(self, user_id: str, channel: str) -> None:
        """Somebody invites a person, or the bot, into a channel."""
        await self._stage.changes.join(self._channel(channel), user_id)

    def _file(self, name: str, content: bytes, user_id: str) -> Json:
        """A person's file as it comes with her message. What it is Slack takes from its name."""
        stored = UploadedFile(self._stage.workspace.stamps.id("F"), name, len(content), title=name, content=content)
        self._stage.files[stored.id] = stored
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        return {**as_object(self._stage, stored), "mimetype": kind, "user": user_id}

    async def _come_in(self, user_id: str, channel: SimChannel) -> None:
        self._known(user_id)
        if user_id not in channel.members:
            await self._stage.changes.join(channel, user_id)

    def _typed(self, text: str) -> tuple[str, tuple[Json, ...]]:
        words, blocks = typed(text)
        return words, tuple(with_ids(list(blocks), self._stage.workspace.stamps))

    def _channel(self, id: str) -> SimChannel:
        if id not in self._stage.workspace.channels:
            raise ValueError(f"there is no channel {id}")
        return self._stage.workspace.channels[id]

    def _message(self, channel: str, ts: str) -> SimMessage:
        message = self._stage.workspace.message(channel, ts)
        if message is None:
            raise ValueError(f"there is no message {ts} in {channel}")
        return message

    def _own(self, user_id: str, channel: str, ts: str) -> SimMessage:
        message = self._message(channel, ts)
        if message.user != user_id:
            raise ValueError(f"message {ts} was not written by {user_id}")
        return message

    def _known(self, user_id: str) -> None:
        if user_id not in self._stage.workspace.people:
            raise ValueError(f"there is nobody with id {user_id}")
