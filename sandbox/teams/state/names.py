"""What Solvik's people, channels and groups are called in Teams. The invented municipality has one set of names; Teams makes its own."""

from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from sandbox.people import CHANNELS, COLLEAGUES, USER_GROUPS

TENANT = "5a0c5d1e-6b57-4a43-9f0e-2f1b8a54c0de"
APP_ID = "0f6cbd00-1111-4d2a-9a57-3c1b8a54c0de"
APP_SECRET = "sandbox-teams-secret"  # noqa: S105 - invented, opens nothing
BOT = f"28:{APP_ID}"
GROUP = "9c5d1e5a-2222-4b57-8a43-2f1b8a54c0de"
TEAM = "19:solvik-general@thread.tacv2"
THREAD = ";messageid="


def person_guid(handle: str) -> str:
    """The object id of a colleague."""
    return str(uuid5(NAMESPACE_URL, f"https://solvik.example/people/{handle}"))


def account(handle: str) -> str:
    """The id by which this bot alone knows a colleague."""
    return f"29:1{uuid5(NAMESPACE_URL, f'https://solvik.example/accounts/{handle}').hex}"


def channel_id(handle: str) -> str:
    """A channel's id."""
    return f"19:{handle.lower()}@thread.tacv2"


def channel_link(handle: str) -> str:
    """What "Get link to channel" gives."""
    coded = channel_id(handle).replace(":", "%3A").replace("@", "%40")
    name = quote(next(one.name for one in CHANNELS if one.id == handle), safe="")
    return f"https://teams.microsoft.com/l/channel/{coded}/{name}?groupId={GROUP}&tenantId={TENANT}"


def tag(handle: str) -> str:
    """A team's tag."""
    return f"tag:{uuid5(NAMESPACE_URL, f'https://solvik.example/tags/{handle}').hex}"


HANDLE_OF_PERSON = {person_guid(one.id): one.id for one in COLLEAGUES} | {account(one.id): one.id for one in COLLEAGUES}
HANDLE_OF_CHANNEL = {channel_id(one.id): one.id for one in CHANNELS}
MEMBERS_OF_TAG = {tag(group.id).removeprefix("tag:"): group.members for group in USER_GROUPS}


def in_teams(text: str) -> str:
    """A municipality's file with everybody and every channel as Teams names them."""
    for person in COLLEAGUES:
        text = text.replace(f'"{person.id}"', f'"{person_guid(person.id)}"')
    for channel in CHANNELS:
        text = text.replace(f'"{channel.id}"', f'"{channel_link(channel.id)}"')
    for group in USER_GROUPS:
        text = text.replace(f'"{group.id}"', f'"{tag(group.id)}"')
    return text
