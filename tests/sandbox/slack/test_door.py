"""The Web API's front door: tokens, spellings of arguments, rate limits, files."""

from datetime import timedelta

import httpx
import pytest

from sandbox.people import APP
from sandbox.server import Sandbox
from tests.sandbox.slack.api import CHANNEL, Api


@pytest.mark.parametrize(
    ("token", "method", "error"),
    [
        ("", "auth.test", "not_authed"),
        ("xoxb-other", "auth.test", "invalid_auth"),
        (APP.slack_bot_token, "apps.connections.open", "not_allowed_token_type"),
        (APP.slack_app_token, "chat.postMessage", "not_allowed_token_type"),
        (APP.slack_bot_token, "chat.explode", "unknown_method"),
    ],
)
async def test_the_wrong_token_or_method_is_refused(sandbox: Sandbox, token: str, method: str, error: str) -> None:
    async with httpx.AsyncClient(trust_env=False) as http:
        answer = await http.post(
            sandbox.slack_api_url + method, headers={"Authorization": f"Bearer {token}"} if token else {}
        )

    assert answer.json()["error"] == error


async def test_the_bot_learns_who_it_is(api: Api) -> None:
    answer = await api("auth.test")

    assert (answer["url"], answer["team_id"]) == ("https://solvik.slack.com/", APP.slack_team_id)
    assert (answer["user_id"], answer["bot_id"]) == (APP.slack_bot_user_id, APP.slack_bot_id)


@pytest.mark.parametrize("spelling", ["json", "data", "params"])
async def test_arguments_may_come_as_json_form_or_query(sandbox: Sandbox, api: Api, spelling: str) -> None:
    await api.http.post("chat.postMessage", **{spelling: {"channel": CHANNEL, "text": spelling}})  # type: ignore[arg-type]

    assert [message.text for message in sandbox.slack.messages(CHANNEL)] == [spelling]


async def test_blocks_in_a_form_are_text_that_holds_json(sandbox: Sandbox, api: Api) -> None:
    await api.http.post("chat.postMessage", data={"channel": CHANNEL, "blocks": '[{"type":"divider"}]'})

    assert sandbox.slack.messages(CHANNEL)[0].blocks[0]["type"] == "divider"


async def test_the_token_may_come_among_the_arguments(sandbox: Sandbox) -> None:
    async with httpx.AsyncClient(trust_env=False) as http:
        answer = await http.post(sandbox.slack_api_url + "auth.test", data={"token": APP.slack_bot_token})

    assert answer.json()["ok"] is True


async def test_a_sixth_message_at_once_has_to_wait(sandbox: Sandbox, api: Api) -> None:
    sandbox.clock.set_rate(0)
    for _ in range(5):
        await api.post()

    answer = await api.http.post("chat.postMessage", json={"channel": CHANNEL, "text": "x"})

    assert (answer.status_code, answer.headers["Retry-After"], answer.json()["error"]) == (429, "1", "ratelimited")
    assert (sandbox.slack.rate_limited, len(sandbox.slack.messages(CHANNEL))) == (1, 5)


async def test_a_second_later_on_the_sandboxs_clock_the_next_message_may_go(sandbox: Sandbox, api: Api) -> None:
    sandbox.clock.set_rate(0)
    for _ in range(5):
        await api.post()

    sandbox.clock.move(timedelta(seconds=1))

    assert (await api("chat.postMessage", channel=CHANNEL, text="x"))["ok"]


async def test_one_channels_crowd_does_not_hold_up_another(sandbox: Sandbox, api: Api) -> None:
    sandbox.clock.set_rate(0)
    for _ in range(5):
        await api.post()

    assert (await api("chat.postMessage", channel="C0BIBLIOT1", text="x"))["ok"]


async def test_calls_are_counted_with_their_outcome(sandbox: Sandbox, api: Api) -> None:
    await api("auth.test")
    await api("chat.postMessage", channel=CHANNEL)

    assert [(call.method, call.status, call.error) for call in sandbox.slack.calls] == [
        ("auth.test", 200, ""),
        ("chat.postMessage", 200, "no_text"),
    ]


async def upload(api: Api, content: bytes, **share: str) -> dict[str, str]:
    asked = await api("files.getUploadURLExternal", filename="rapport.png", length=str(len(content)))
    await api.http.post(asked["upload_url"], content=content)
    done = await api("files.completeUploadExternal", files=[{"id": asked["file_id"]}], **share)
    return dict(done["files"][0])


async def test_an_uploaded_file_is_shared_as_a_message(sandbox: Sandbox, api: Api) -> None:
    file = await upload(api, b"PNG", channel_id=CHANNEL, initial_comment="Rapport")

    message = sandbox.slack.messages(CHANNEL)[0]
    assert (message.subtype, message.text, message.files[0]["id"]) == ("file_share", "Rapport", file["id"])


async def test_a_file_is_fetched_with_the_token_and_is_a_login_page_without(api: Api) -> None:
    file = await upload(api, b"PNG")

    fetched = await api.http.get(file["url_private_download"])
    async with httpx.AsyncClient(trust_env=False) as stranger:
        refused = await stranger.get(file["url_private_download"])

    assert fetched.content == b"PNG"
    assert (refused.status_code, refused.headers["content-type"].split(";")[0]) == (200, "text/html")
