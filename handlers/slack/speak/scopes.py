"""What the app must be allowed in Slack: the manifest asks for exactly this, and a check holds what was given against it."""

SCOPES = (
    "channels:history",
    "channels:read",
    "channels:write.invites",
    "chat:write",
    "commands",
    "files:read",
    "files:write",
    "groups:history",
    "groups:read",
    "groups:write.invites",
    "usergroups:read",
    "users:read",
)


def missing(granted: str) -> list[str]:
    """The scopes that a header `X-OAuth-Scopes` does not name. A header that says nothing proves nothing."""
    given = {scope.strip() for scope in granted.split(",") if scope.strip()}
    return [scope for scope in SCOPES if scope not in given] if given else []
