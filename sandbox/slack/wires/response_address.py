"""The address a gesture carries for answers: `/slack/response/<id>`."""

from dataclasses import replace

from aiohttp import web

from sandbox.people import APP
from sandbox.slack.limits.block_limits import checked_blocks
from sandbox.slack.methods.arguments import Arguments, read_arguments
from sandbox.slack.methods.backstage import Backstage
from sandbox.slack.state.values import Json, SimMessage, SlackError
from sandbox.slack.wires.triggers import Place


def response_routes(stage: Backstage) -> list[web.AbstractRouteDef]:
    """Five answers in thirty sandbox minutes, seen by the person alone unless `response_type` is in_channel."""

    async def take(request: web.Request) -> web.Response:
        args = await read_arguments(request)
        try:
            place = stage.response_urls.redeem(request.match_info["id"])
            answer(stage, place, args)
        except SlackError as error:
            status = 404 if error.code in ("used_url", "expired_url") else 400
            return web.json_response({"ok": False, "error": error.code}, status=status)
        return web.json_response({"ok": True})

    return [web.post("/slack/response/{id}", take)]


def answer(stage: Backstage, place: Place, args: Arguments) -> None:
    """Post, replace or delete as the answer says; raises SlackError for blocks that Slack would refuse."""
    original = stage.workspace.message(place.channel, place.message_ts)
    if args.flag("delete_original"):
        if original:
            stage.changes.delete(original)
        return
    text, blocks = _words(stage, args)
    if args.flag("replace_original") and original:
        stage.changes.rewrite(original, replace(original, text=text, blocks=blocks))
        return
    if args.flag("replace_original") and stage.workspace.change_ephemeral(
        place.user_id, place.message_ts, text, blocks
    ):
        return
    ts, thread = stage.workspace.stamps.next(), args.stamp("thread_ts")
    message = SimMessage(
        place.channel, ts, APP.slack_bot_user_id, text, blocks, thread_ts=thread, bot_id=APP.slack_bot_id
    )
    if args.text("response_type") == "in_channel":
        stage.changes.write(message)
    else:
        stage.workspace.put_ephemeral(place.user_id, replace(message, ephemeral=True))


def _words(stage: Backstage, args: Arguments) -> tuple[str, tuple[Json, ...]]:
    blocks = checked_blocks(args.structure("blocks"), stage.workspace.stamps)
    if not args.text("text").strip() and not blocks:
        raise SlackError("no_text")
    return args.text("text"), blocks
