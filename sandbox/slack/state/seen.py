"""What can be seen of a workspace from outside: by its people, and by who tells how the bot did."""

from collections.abc import Mapping

from sandbox.slack.state.values import SimMessage, UploadedFile, View
from sandbox.slack.state.workspace import Workspace, top_level


class Seen:
    """A view of one workspace and of the files in it. Nothing here changes anything."""

    def __init__(self, workspace: Workspace, files: Mapping[str, UploadedFile]) -> None:
        self._workspace, self._files = workspace, files

    def messages(self, channel: str) -> list[SimMessage]:
        """What stands in a channel itself, oldest first, without notices of joining."""
        return [one for one in top_level(self._workspace.messages(channel)) if one.subtype != "channel_join"]

    def taken_away(self, channel: str) -> list[SimMessage]:
        """What once stood in a channel or its threads and was deleted, as it stood last."""
        return [message for message in self._workspace.taken_away if message.channel == channel]

    def message(self, channel: str, ts: str) -> SimMessage | None:
        """One message as it stands now."""
        return self._workspace.message(channel, ts)

    def thread(self, channel: str, ts: str) -> list[SimMessage]:
        """The replies under a message, oldest first, without the message itself."""
        return self._workspace.replies(channel, ts)

    def ephemerals(self, user_id: str) -> list[SimMessage]:
        """What one person alone was told, oldest first."""
        return list(self._workspace.ephemerals.get(user_id, []))

    def members(self, channel: str) -> set[str]:
        """Who is in a channel, the bot included."""
        return set(self._workspace.channels[channel].members)

    def view_of(self, user_id: str) -> View | None:
        """The modal this person has on top, if any."""
        return next(iter(self._workspace.modals.get(user_id, [])[-1:]), None)

    def home_of(self, user_id: str) -> View | None:
        """This person's home tab, if the bot ever showed one."""
        return self._workspace.homes.get(user_id)

    def file(self, id: str) -> bytes | None:
        """The bytes of an uploaded file."""
        stored = self._files.get(id)
        return stored.content if stored else None
