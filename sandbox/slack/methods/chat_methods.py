"""Web API: writing, changing and deleting messages, and reactions."""

import json
from dataclasses import replace
from typing import Any

from sandbox.people import APP
from sandbox.slack.limits.block_limits import block_problems, checked_blocks
from sandbox.slack.methods.arguments import Arguments
from sandbox.slack.methods.backstage import Backstage
from sandbox.slack.methods.file_methods import refuse_lost_files
from sandbox.slack.state.values import Json, SimMessage, SlackError, argument_error
from sandbox.slack.state.workspace import SimChannel
from sandbox.slack.wires.objects import DOMAIN, TOMBSTONE, message_object

LONGEST_POST = 40_000  # cut off there
LONGEST_UPDATE = 4_000  # refused beyond
METADATA_CHARACTERS = 8_000  # our guess; Slack names no number


def post_message(stage: Backstage, args: Arguments) -> Json:
    """chat.postMessage"""
    channel = _writable(stage, args)
    message = _draft(stage, args, channel)
    stage.changes.write(message)
    shown = message_object(stage.workspace, message, metadata=True)
    return {"channel": channel.id, "ts": message.ts, "message": shown}


def update(stage: Backstage, args: Arguments) -> Json:
    """chat.update: blocks left out while text is given are removed; metadata left out stays, `{}` removes it."""
    channel = _writable(stage, args)
    before = _own(stage, channel, args, "cant_update_message")
    if stage.faults.strikes("slack.update_failed", f"chat.update {channel.id}"):
        raise SlackError("update_failed")
    text, blocks = _words(stage, args)
    if len(text) > LONGEST_UPDATE:
        raise SlackError("msg_too_long")
    metadata = _metadata(args) if args.given("metadata") else before.metadata
    edited = before.edited if blocks else stage.workspace.stamps.next()
    first = before.first_blocks or before.blocks
    after = replace(before, text=text, blocks=blocks, metadata=metadata, edited=edited, first_blocks=first)
    stage.changes.rewrite(before, after)
    return {
        "channel": channel.id,
        "ts": after.ts,
        "text": after.text,
        "message": message_object(stage.workspace, after),
    }


def delete(stage: Backstage, args: Arguments) -> Json:
    """chat.delete"""
    channel = _writable(stage, args)
    message = _own(stage, channel, args, "cant_delete_message")
    for code in ("cant_delete_message", "compliance_exports_prevent_deletion"):
        if stage.faults.strikes(f"slack.{code}", f"chat.delete {channel.id}"):
            raise SlackError(code)
    stage.changes.delete(message)
    return {"channel": channel.id, "ts": message.ts}


def post_ephemeral(stage: Backstage, args: Arguments) -> Json:
    """chat.postEphemeral: the reader has to be in the channel."""
    channel = _writable(stage, args)
    reader = args.needed("user")
    if reader not in channel.members:
        raise SlackError("user_not_in_channel")
    message = replace(_draft(stage, args, channel), ephemeral=True, metadata=None)
    stage.workspace.put_ephemeral(reader, message)
    return {"message_ts": message.ts}


def get_permalink(stage: Backstage, args: Arguments) -> Json:
    """chat.getPermalink"""
    channel = stage.workspace.channel(args.needed("channel"))
    message = stage.workspace.message(channel.id, args.needed("message_ts"))
    if message is None:
        raise SlackError("message_not_found")
    thread = f"?thread_ts={message.thread_ts}&cid={channel.id}" if message.thread_ts else ""
    link = f"https://{DOMAIN}.slack.com/archives/{channel.id}/p{message.ts.replace('.', '')}{thread}"
    return {"channel": channel.id, "permalink": link}


def add_reaction(stage: Backstage, args: Arguments) -> Json:
    """reactions.add"""
    message = _reacted(stage, args)
    if (args.needed("name"), APP.slack_bot_user_id) in message.reactions:
        raise SlackError("already_reacted")
    stage.changes.react(message, APP.slack_bot_user_id, args.text("name"), added=True)
    return {}


def remove_reaction(stage: Backstage, args: Arguments) -> Json:
    """reactions.remove"""
    message = _reacted(stage, args)
    if (args.needed("name"), APP.slack_bot_user_id) not in message.reactions:
        raise SlackError("no_reaction")
    stage.changes.react(message, APP.slack_bot_user_id, args.text("name"), added=False)
    return {}


def validate_blocks(stage: Backstage, args: Arguments) -> Json:  # noqa: ARG001 - every method has this shape
    """blocks.validate: answers ok for blocks that a message may carry."""
    problems = block_problems(args.structure("blocks"), "message")
    if problems:
        raise argument_error("invalid_blocks", problems)
    return {}


def _writable(stage: Backstage, args: Arguments) -> SimChannel:
    channel = stage.workspace.channel(args.needed("channel"))
    if channel.is_archived:
        raise SlackError("is_archived")
    if APP.slack_bot_user_id not in channel.members:
        raise SlackError("not_in_channel")
    return channel


def _draft(stage: Backstage, args: Arguments, channel: SimChannel) -> SimMessage:
    text, blocks = _words(stage, args)
    parent = _parent(stage, args, channel)
    return SimMessage(
        channel.id,
        stage.workspace.stamps.next(),
        APP.slack_bot_user_id,
        text[:LONGEST_POST],
        blocks,
        thread_ts=parent,
        bot_id=APP.slack_bot_id,
        subtype="thread_broadcast" if parent and args.flag("reply_broadcast") else "",
        metadata=_metadata(args),
        client_msg_id=args.text("client_msg_id"),
    )


def _words(stage: Backstage, args: Arguments) -> tuple[str, tuple[Json, ...]]:
    blocks = checked_blocks(args.structure("blocks"), stage.workspace.stamps)
    if not args.text("text").strip() and not blocks:
        raise SlackError("no_text")
    refuse_lost_files(stage, blocks)
    return args.text("text"), blocks


def _parent(stage: Backstage, args: Arguments, channel: SimChannel) -> str:
    ts = args.stamp("thread_ts")
    if not ts:
        return ""
    parent = stage.workspace.message(channel.id, ts)
    if parent is None:
        raise SlackError("thread_not_found")
    if parent.thread_ts:
        raise SlackError("cannot_reply_to_message")
    return ts


def _metadata(args: Arguments) -> Json | None:
    metadata: Any = args.structure("metadata")
    if not metadata:
        return None
    if (
        not isinstance(metadata, dict)
        or not isinstance(metadata.get("event_payload"), dict)
        or not metadata.get("event_type")
    ):
        raise SlackError("invalid_metadata_format")
    if len(json.dumps(metadata)) > METADATA_CHARACTERS:
        raise SlackError("metadata_too_large")
    return metadata


def _own(stage: Backstage, channel: SimChannel, args: Arguments, refusal: str) -> SimMessage:
    message = stage.workspace.message(channel.id, args.stamp("ts"))
    if message is None or message.subtype == TOMBSTONE:
        raise SlackError("message_not_found")
    if message.bot_id != APP.slack_bot_id:
        raise SlackError(refusal)
    return message


def _reacted(stage: Backstage, args: Arguments) -> SimMessage:
    channel = _writable(stage, args)
    message = stage.workspace.message(channel.id, args.stamp("timestamp"))
    if message is None:
        raise SlackError("message_not_found")
    return message
