"""Web API and addresses for files: ask for an upload address, send the bytes there, share, fetch again with the token, delete."""

from dataclasses import replace
from typing import Any

from aiohttp import web

from sandbox.people import APP
from sandbox.slack.methods.arguments import Arguments
from sandbox.slack.methods.backstage import Backstage, as_object
from sandbox.slack.state.values import Json, SimMessage, SlackError, UploadedFile, argument_error
from sandbox.uploads import MULTIPART, parts

LOGIN_PAGE = "<!DOCTYPE html><html><head><title>Slack</title></head><body>Sign in</body></html>"


def upload_url(stage: Backstage, args: Arguments) -> Json:
    """files.getUploadURLExternal"""
    length = args.needed("length")
    if not length.isdigit():
        raise argument_error("invalid_arguments", ["length must be a number"])
    name = args.needed("filename")
    file = UploadedFile(stage.workspace.stamps.id("F"), name, int(length), title=name, alt=args.text("alt_txt"))
    stage.files[file.id] = file
    return {"upload_url": f"{stage.url}/slack/upload/{file.id}", "file_id": file.id}


def complete_upload(stage: Backstage, args: Arguments) -> Json:
    """files.completeUploadExternal: shares the files as one message, whose ts is not in the answer."""
    files = [_titled(stage, asked) for asked in args.structure("files") or []]
    if not files:
        raise argument_error("invalid_arguments", ["missing required field: files"])
    if args.text("channel_id"):
        _share(stage, args, files)
    return {"files": [as_object(stage, file) for file in files]}


def file_info(stage: Backstage, args: Arguments) -> Json:
    """files.info"""
    return {"file": as_object(stage, _sent(stage, args.needed("file")))}


def delete_file(stage: Backstage, args: Arguments) -> Json:
    """files.delete: the file is gone wherever it was shared; a message that was nothing else goes with it."""
    file = _sent(stage, args.needed("file"))
    del stage.files[file.id]
    for channel, shares in file.shared.get("public", {}).items():
        for share in shares:
            _without(stage, channel, str(share["ts"]), file.id)
    return {}


def _without(stage: Backstage, channel: str, ts: str, file_id: str) -> None:
    message = stage.workspace.message(channel, ts)
    if message is None:
        return
    left = tuple(file for file in message.files if file["id"] != file_id)
    if left or message.text:
        stage.changes.rewrite(message, replace(message, files=left))
    else:
        stage.changes.delete(message)


def refuse_lost_files(stage: Backstage, blocks: Any) -> None:
    """Slack refuses a whole message that shows a file which is not there, or has not arrived: `invalid_blocks`."""
    if isinstance(blocks, dict):
        file = blocks.get("slack_file")
        stored = stage.files.get(str(file.get("id"))) if isinstance(file, dict) else None
        if file is not None and (stored is None or stored.content is None):
            raise argument_error("invalid_blocks", ["invalid slack file [json-pointer:/blocks]"])
        blocks = list(blocks.values())
    for part in blocks if isinstance(blocks, list | tuple) else ():
        refuse_lost_files(stage, part)


def file_routes(stage: Backstage) -> list[web.AbstractRouteDef]:
    """The address that takes bytes, and the one that gives them back to whoever has the bot's token."""

    async def take(request: web.Request) -> web.Response:
        file = stage.files.get(request.match_info["id"])
        content = await _bytes(request)
        if stage.faults.strikes("slack.upload_refused"):
            return web.Response(status=503, text="try again")
        if file is None or len(content) != file.size:
            return web.Response(status=400, text="wrong length or address")
        file.content = content
        return web.Response(text=f"OK - {file.size}")

    async def give(request: web.Request) -> web.Response:
        file = stage.files.get(request.match_info["id"])
        if (
            request.headers.get("Authorization") != f"Bearer {APP.slack_bot_token}"
            or file is None
            or file.content is None
        ):
            return web.Response(text=LOGIN_PAGE, content_type="text/html")
        return web.Response(body=file.content, content_type="application/octet-stream")

    return [web.post("/slack/upload/{id}", take), web.get("/slack/files/{id}/{name}", give)]


async def _bytes(request: web.Request) -> bytes:
    if request.content_type != MULTIPART:
        return await request.read()
    sent = await parts(request)
    return next((part for part in sent.values() if isinstance(part, bytes)), b"")


def _titled(stage: Backstage, asked: Json) -> UploadedFile:
    file = _sent(stage, str(asked.get("id")))
    file.title = str(asked.get("title") or file.name)
    return file


def _sent(stage: Backstage, id: str) -> UploadedFile:
    file = stage.files.get(id)
    if file is None or file.content is None:
        raise SlackError("file_not_found")
    return file


def _share(stage: Backstage, args: Arguments, files: list[UploadedFile]) -> None:
    channel = stage.workspace.channel(args.text("channel_id"))
    if APP.slack_bot_user_id not in channel.members:
        raise SlackError("not_in_channel")
    ts, thread = stage.workspace.stamps.next(), args.stamp("thread_ts")
    for file in files:
        file.shared = {"public": {channel.id: [{"ts": ts} | ({"thread_ts": thread} if thread else {})]}}
    shown = tuple(as_object(stage, file) for file in files)
    who, text = APP.slack_bot_user_id, args.text("initial_comment")
    stage.changes.write(
        SimMessage(
            channel.id, ts, who, text, thread_ts=thread, bot_id=APP.slack_bot_id, subtype="file_share", files=shown
        )
    )
