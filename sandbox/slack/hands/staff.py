"""Who works here: an administrator closes somebody's account or changes a group, and Slack tells of it."""

from sandbox.slack.state.workspace import Workspace
from sandbox.slack.wires import events
from sandbox.slack.wires.post import PostRoom


class Staff:
    """Deeds of an administrator. What Slack knows of people and groups changes first, and then the bot is told."""

    def __init__(self, workspace: Workspace, post: PostRoom) -> None:
        self._workspace = workspace
        self._post = post

    async def close_account(self, user_id: str) -> None:
        """Somebody has left: she is deactivated, and no member of a group any more."""
        self._workspace.deactivated.add(user_id)
        await self._post.announce(events.deactivated(self._workspace, user_id))

    async def take_out(self, user_id: str, group: str) -> None:
        """Somebody is no longer a member of a user group."""
        self._workspace.admin.taken_out.add((user_id, group))
        await self._post.announce(events.group_changed(self._workspace, group, user_id))
