"""Slack's own clients against the simulated Slack: what they cannot work with, Slack is not."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from sandbox.people import APP
from sandbox.server import Sandbox
from tests.waiting import PROGRESS, eventually

CHANNEL = "C0SPORSMAL"
ANNE, OLA, INGRID = "U0ANNE0001", "U0OLA00001", "U0INGRID01"
BUTTON = {"type": "button", "action_id": "answer", "text": {"type": "plain_text", "text": "Svar"}, "value": "q1"}
CARD = [{"type": "actions", "elements": [BUTTON]}]
INPUT = {
    "type": "input",
    "block_id": "answer",
    "label": {"type": "plain_text", "text": "Svar"},
    "element": {"type": "plain_text_input", "action_id": "value"},
}
FORM = {
    "type": "modal",
    "callback_id": "answer",
    "title": {"type": "plain_text", "text": "Svar"},
    "submit": {"type": "plain_text", "text": "Send"},
    "blocks": [INPUT],
}


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    world = PROGRESS.hear(Sandbox(slack_transport="socket"))
    await world.start()
    yield world
    await world.stop()


@pytest.fixture
def client(sandbox: Sandbox) -> AsyncWebClient:
    return AsyncWebClient(token=APP.slack_bot_token, base_url=sandbox.slack_api_url, retry_handlers=[])


async def test_a_messages_life(sandbox: Sandbox, client: AsyncWebClient) -> None:
    metadata = {"event_type": "question_card", "event_payload": {"key": "q1"}}
    posted = await client.chat_postMessage(
        channel=CHANNEL, text="Kort", blocks=CARD, metadata=metadata, unfurl_links=False
    )
    ts = str(posted["ts"])
    reply = await client.chat_postMessage(channel=CHANNEL, text="Svar", thread_ts=ts)
    await client.chat_update(channel=CHANNEL, ts=ts, text="Nytt kort", blocks=CARD)
    await client.reactions_add(channel=CHANNEL, timestamp=ts, name="eyes")
    history = await client.conversations_history(channel=CHANNEL, oldest="0", inclusive=True, include_all_metadata=True)
    replies = await client.conversations_replies(channel=CHANNEL, ts=ts)
    await client.chat_delete(channel=CHANNEL, ts=str(reply["ts"]))

    assert [(message["text"], message["metadata"]) for message in history["messages"]] == [("Nytt kort", metadata)]
    assert [message["ts"] for message in replies["messages"]] == [ts, reply["ts"]]
    assert sandbox.slack.thread(CHANNEL, ts) == []


async def test_an_error_is_raised_with_its_code(client: AsyncWebClient) -> None:
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel=CHANNEL, text="x", blocks=[{"type": "section"}])

    assert caught.value.response["error"] == "invalid_blocks"


async def test_too_many_messages_are_answered_with_the_time_to_wait(sandbox: Sandbox, client: AsyncWebClient) -> None:
    sandbox.clock.set_rate(0)
    for _ in range(5):
        await client.chat_postMessage(channel=CHANNEL, text="x")

    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel=CHANNEL, text="x")

    assert (caught.value.response.status_code, caught.value.response.headers["Retry-After"]) == (429, "1")


async def test_people_groups_and_channels(client: AsyncWebClient) -> None:
    who = await client.auth_test()
    user = await client.users_info(user=ANNE, include_locale=True)
    groups = await client.usergroups_list(include_users=True)
    names = [channel["name"] async for page in await client.conversations_list(limit=1) for channel in page["channels"]]
    await client.conversations_invite(channel=CHANNEL, users=[INGRID], force=True)
    members = await client.conversations_members(channel=CHANNEL)

    assert (who["user_id"], user["user"]["real_name"]) == (APP.slack_bot_user_id, "Anne Berg")
    assert groups["usergroups"][1]["users"] == [OLA, INGRID]
    assert names == ["innbyggerspørsmål", "bibliotek-spørsmål"]
    assert INGRID in members["members"]


async def test_a_file_is_uploaded_in_the_clients_own_three_steps(sandbox: Sandbox, client: AsyncWebClient) -> None:
    answer = await client.files_upload_v2(
        channel=CHANNEL, content=b"PNG", filename="rapport.png", initial_comment="Rapport"
    )

    assert sandbox.slack.messages(CHANNEL)[0].files[0]["id"] == answer["files"][0]["id"]
    assert sandbox.slack.file(answer["files"][0]["id"]) == b"PNG"


@pytest.fixture
async def socket(sandbox: Sandbox, client: AsyncWebClient) -> AsyncIterator[SocketModeClient]:
    socket = SocketModeClient(app_token=APP.slack_app_token, web_client=client, ping_interval=0.2)
    yield socket
    await socket.close()  # type: ignore[no-untyped-call]


def keeping(socket: SocketModeClient) -> list[SocketModeRequest]:
    received: list[SocketModeRequest] = []

    async def keep(connection: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        received.append(request)
        await connection.send_socket_mode_response(SocketModeResponse(envelope_id=request.envelope_id))

    socket.socket_mode_request_listeners.append(keep)
    return received


async def test_the_socket_client_connects_and_hears(sandbox: Sandbox, socket: SocketModeClient) -> None:
    received = keeping(socket)
    await socket.connect()  # type: ignore[no-untyped-call]

    ts = await sandbox.slack.say(OLA, CHANNEL, "Hei")

    assert [(request.type, request.payload["event"]["ts"]) for request in received] == [("events_api", ts)]
    assert await eventually(lambda: sandbox.slack.unheard == 0)


async def test_the_socket_client_keeps_the_line_alive_with_pings(sandbox: Sandbox, socket: SocketModeClient) -> None:
    await socket.connect()  # type: ignore[no-untyped-call]

    assert await eventually(lambda: socket.last_ping_pong_time)
    assert await socket.is_connected()


@pytest.mark.parametrize("warn", [True, False])
async def test_the_socket_client_comes_back_after_a_disconnect(
    sandbox: Sandbox, socket: SocketModeClient, *, warn: bool
) -> None:
    keeping(socket)
    await socket.connect()  # type: ignore[no-untyped-call]
    await eventually(lambda: sandbox.slack.connections == 1)

    await sandbox.slack.disconnect("refresh_requested", warn=warn)

    assert await eventually(lambda: sandbox.slack.connections == 1)


class TinyBot:
    """A bot of a few lines on Slack's own framework."""

    def __init__(self, client: AsyncWebClient) -> None:
        self.app = AsyncApp(client=client)
        self.heard: list[str] = []
        self.filled: dict[str, Any] = {}
        self.app.event("message")(self.hear)
        self.app.action("answer")(self.open_form)
        self.app.view("answer")(self.take_form)
        self.app.command("/svarvakt")(self.tell)
        self.app.shortcut("use_as_answer")(self.open_form)

    async def hear(self, event: dict[str, Any]) -> None:
        self.heard.append(event["text"])

    async def open_form(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        await client.views_open(trigger_id=body["trigger_id"], view=FORM)
        await ack()

    async def take_form(self, ack: AsyncAck, view: dict[str, Any]) -> None:
        self.filled = view["state"]["values"]
        text = self.filled["answer"]["value"]["value"]
        await (ack(response_action="errors", errors={"answer": "Nei"}) if text == "feil" else ack())

    async def tell(self, ack: AsyncAck, command: dict[str, Any]) -> None:
        await ack(f"Du skrev {command['text']}")


@pytest.fixture
async def bolt(sandbox: Sandbox, client: AsyncWebClient) -> AsyncIterator[TinyBot]:
    bot = TinyBot(client)
    handler = AsyncSocketModeHandler(bot.app, app_token=APP.slack_app_token)
    await handler.connect_async()  # type: ignore[no-untyped-call]
    await eventually(lambda: sandbox.slack.connections == 1)
    yield bot
    await handler.close_async()  # type: ignore[no-untyped-call]


async def test_a_bolt_app_hears_what_people_say(sandbox: Sandbox, bolt: TinyBot) -> None:
    await sandbox.slack.say(OLA, CHANNEL, "Hei")

    assert await eventually(lambda: bolt.heard) == ["Hei"]


async def test_a_bolt_app_opens_a_form_and_takes_it(sandbox: Sandbox, client: AsyncWebClient, bolt: TinyBot) -> None:
    ts = str((await client.chat_postMessage(channel=CHANNEL, text="Kort", blocks=CARD))["ts"])

    outcome = await sandbox.slack.press(ANNE, CHANNEL, ts, "answer")
    assert outcome.view
    refused = await sandbox.slack.submit(ANNE, outcome.view.id, {"answer": "feil"})
    taken = await sandbox.slack.submit(ANNE, outcome.view.id, {"answer": "Kl. 10"})

    assert refused.errors == {"answer": "Nei"}
    assert (taken.ok, taken.closed) == (True, True)
    assert bolt.filled["answer"]["value"]["value"] == "Kl. 10"


async def test_a_bolt_app_answers_a_command_and_a_shortcut(sandbox: Sandbox, bolt: TinyBot) -> None:
    ts = await sandbox.slack.say(OLA, CHANNEL, "Åpner kl. 10")

    told = await sandbox.slack.command(ANNE, CHANNEL, "mine")
    outcome = await sandbox.slack.shortcut(ANNE, CHANNEL, ts, "use_as_answer")

    assert told is not None
    assert told["text"] == "Du skrev mine"
    assert outcome.view is not None


async def test_a_webhook_client_answers_at_the_gestures_address(
    sandbox: Sandbox, client: AsyncWebClient, bolt: TinyBot
) -> None:
    addresses: list[str] = []

    async def keep(ack: AsyncAck, body: dict[str, Any]) -> None:
        addresses.append(body["response_url"])
        await ack()

    bolt.app.action("other")(keep)
    button = BUTTON | {"action_id": "other"}
    ts = str(
        (
            await client.chat_postMessage(
                channel=CHANNEL, text="Kort", blocks=[{"type": "actions", "elements": [button]}]
            )
        )["ts"]
    )
    await sandbox.slack.press(ANNE, CHANNEL, ts, "other")

    answer = await AsyncWebhookClient(addresses[0]).send(text="Bare du")

    assert answer.status_code == 200
    assert [message.text for message in sandbox.slack.ephemerals(ANNE)] == ["Bare du"]
