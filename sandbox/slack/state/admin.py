"""What an administrator of the workspace has decided: what the app may, who is a guest, which groups are empty."""

from dataclasses import dataclass, field

from sandbox.slack.state.values import SlackError

BOT_SCOPES = (
    "chat:write,commands,channels:read,channels:history,channels:join,channels:write.invites,groups:read,groups:history,"
    "groups:write.invites,im:write,users:read,usergroups:read,reactions:read,reactions:write,files:read,files:write,team:read"
)
NEEDED = {
    "apps.connections.open": "connections:write",
    "chat.delete": "chat:write",
    "chat.postEphemeral": "chat:write",
    "chat.postMessage": "chat:write",
    "chat.update": "chat:write",
    "conversations.history": "channels:history",
    "conversations.info": "channels:read",
    "conversations.invite": "channels:write.invites",
    "conversations.join": "channels:join",
    "conversations.list": "channels:read",
    "conversations.members": "channels:read",
    "conversations.replies": "channels:history",
    "files.completeUploadExternal": "files:write",
    "files.delete": "files:write",
    "files.getUploadURLExternal": "files:write",
    "usergroups.list": "usergroups:read",
    "usergroups.users.list": "usergroups:read",
    "users.info": "users:read",
    "users.list": "users:read",
}


@dataclass
class Admin:
    """`scopes` and `app_scopes` are what the bot's and the app's token may; `other_app` makes the latter another app's.

    `guests` are ids of people with a guest's account, `empty_groups` ids of groups that everybody has left, `taken_out` who was
    taken out of which group, `shared` ids of
    channels that another organisation is in, `shown_as` the display names that people have chosen, by their ids.
    """

    scopes: set[str] = field(default_factory=lambda: set(BOT_SCOPES.split(",")))
    app_scopes: set[str] = field(default_factory=lambda: {"connections:write"})
    guests: set[str] = field(default_factory=set)
    empty_groups: set[str] = field(default_factory=set)
    taken_out: set[tuple[str, str]] = field(default_factory=set)
    shared: set[str] = field(default_factory=set)
    shown_as: dict[str, str] = field(default_factory=dict)
    other_app: bool = False

    def require(self, method: str) -> None:
        """Raises `missing_scope`, naming it, when the token may not call this method."""
        granted = self.app_scopes if method == "apps.connections.open" else self.scopes
        if (wanted := NEEDED.get(method)) and wanted not in granted:
            raise SlackError("missing_scope", needed=wanted, provided=self.told())

    def told(self) -> str:
        """The bot token's scopes as Slack writes them."""
        return ",".join(sorted(self.scopes))
