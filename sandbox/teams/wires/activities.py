"""What Teams sends, in the shapes that Microsoft documents: messages, edits, deletions and gestures."""

from typing import Any

from sandbox.teams.state.names import APP_ID, BOT, GROUP, TEAM, TENANT, THREAD, account, channel_id, person_guid
from sandbox.teams.state.tenant import Tenant
from sandbox.teams.state.values import Json, SimMessage, View


def conversation(channel: str, root: str) -> Json:
    """The conversation of a message in a channel, or of a chat with one person."""
    if channel.startswith("a:"):
        return {"id": channel, "conversationType": "personal", "tenantId": TENANT}
    return {
        "id": f"{channel_id(channel)}{THREAD}{root}",
        "isGroup": True,
        "conversationType": "channel",
        "tenantId": TENANT,
    }


def frame(tenant: Tenant, service_url: str, kind: str, user: str, channel: str, root: str) -> Json:
    """What all activities have in common."""
    own: Json = {"tenant": {"id": TENANT}}
    if not channel.startswith("a:"):
        own |= {"team": {"id": TEAM, "aadGroupId": GROUP}, "channel": {"id": channel_id(channel)}}
    return {
        "type": kind,
        "channelId": "msteams",
        "serviceUrl": service_url,
        "timestamp": tenant.clock.now().isoformat().replace("+00:00", "Z"),
        "from": {"id": account(user), "aadObjectId": person_guid(user), "name": tenant.name(user)},
        "recipient": {"id": BOT, "name": "Svarvakt"},
        "conversation": conversation(channel, root),
        "locale": "nb-NO",
        "channelData": own,
    }


def message(tenant: Tenant, service_url: str, said: SimMessage) -> Json:
    """Somebody wrote."""
    root = said.thread_ts or said.ts
    body = frame(tenant, service_url, "message", said.user, said.channel, root)
    entities = [
        {"type": "mention", "text": f"<at>{one['name']}</at>", "mentioned": {"id": one["id"], "name": one["name"]}}
        for one in said.mentions
    ]
    return body | {
        "id": said.ts,
        "timestamp": said.at.isoformat().replace("+00:00", "Z"),
        "text": said.text,
        "textFormat": "plain",
        "attachments": [{"contentType": "text/html", "content": said.html}, *said.attachments],
        "entities": [*entities, {"type": "clientInfo", "locale": "nb-NO", "platform": "Web"}],
    }


def edited(tenant: Tenant, service_url: str, said: SimMessage) -> Json:
    """Somebody changed what stands there."""
    body = message(tenant, service_url, said) | {"type": "messageUpdate"}
    moment = (said.edited_at or said.at).isoformat().replace("+00:00", "Z")
    return body | {"timestamp": moment, "channelData": body["channelData"] | {"eventType": "editMessage"}}


def deleted(tenant: Tenant, service_url: str, said: SimMessage) -> Json:
    """Somebody deleted a message: only its id is told."""
    body = frame(tenant, service_url, "messageDelete", said.user, said.channel, said.thread_ts or said.ts)
    return body | {"id": said.ts, "channelData": body["channelData"] | {"eventType": "softDeleteMessage"}}


def left(tenant: Tenant, service_url: str, user: str, channel: str) -> Json:
    """Somebody is no longer in the team; an owner took her out."""
    body = frame(tenant, service_url, "conversationUpdate", user, channel, "")
    gone = [{"id": account(user), "aadObjectId": person_guid(user)}]
    own = body["channelData"] | {"eventType": "teamMemberRemoved"}
    own.pop("channel", None)
    whole = {**body["conversation"], "id": channel_id(channel)}
    return body | {"id": f"f:{tenant.next_id()[0]}", "conversation": whole, "membersRemoved": gone, "channelData": own}


def gesture(tenant: Tenant, service_url: str, name: str, user: str, on: SimMessage, value: Json) -> Json:
    """Somebody pressed something on a message."""
    body = frame(tenant, service_url, "invoke", user, on.channel, on.thread_ts or on.ts)
    return body | {"id": f"f:{tenant.next_id()[0]}", "name": name, "replyToId": on.ts, "value": value}


def dialog_sent(tenant: Tenant, service_url: str, view: View, name: str, data: Json) -> Json:
    """Somebody sent a dialog. Whether Teams tells then which message it was opened from is not known, so it does not here."""
    place = view.place
    channel, root = (place.channel, place.thread_ts or place.ts) if place else (f"a:{view.user_id}", "")
    body = frame(tenant, service_url, "invoke", view.user_id, channel, root)
    value: dict[str, Any] = {"data": data, "context": {"theme": "default"}}
    return body | {"id": f"f:{tenant.next_id()[0]}", "name": name, "value": value}


def picked(tenant: Tenant, service_url: str, user: str, on: SimMessage) -> Json:
    """Somebody chose the app's command on a message."""
    author: Json = (
        {"user": None, "application": {"id": APP_ID}}
        if on.by_bot
        else {"user": {"userIdentityType": "aadUser", "id": person_guid(on.user), "displayName": tenant.name(on.user)}}
    )
    payload: Json = {
        "id": on.ts,
        "replyToId": on.thread_ts or None,
        "createdDateTime": on.at.isoformat(),
        "from": author,
        "body": {"contentType": "html", "content": on.html or on.text},
        "attachments": [],
        "mentions": [],
        "reactions": [],
    }
    value = {"commandId": "useAsAnswer", "commandContext": "message", "messagePayload": payload}
    body = frame(tenant, service_url, "invoke", user, on.channel, on.thread_ts or on.ts)
    return body | {"id": f"f:{tenant.next_id()[0]}", "name": "composeExtension/fetchTask", "value": value}
