"""Tokens, proofs, quotas, subscriptions and batches."""

import json
from datetime import timedelta
from typing import Any

import httpx
import pytest

from sandbox.facebook.sim import FacebookSim
from sandbox.facebook.wire import secret_proof
from sandbox.server import Sandbox
from tests.sandbox.facebook.outsiders import KARI, MAIN, VERIFY_TOKEN, Caller, Listener

APP = "424242424242"
APP_TOKEN = f"{APP}|sandbox-app-secret"
USER_TOKEN = "USER-TOKEN-admin"


async def _batch(graph: Caller, items: list[dict[str, str]]) -> Any:
    return await graph.post("", batch=json.dumps(items))


# --- tokens


async def test_a_call_without_a_token_is_refused(sandbox: Sandbox) -> None:
    async with httpx.AsyncClient(trust_env=False) as client:
        answer = await client.get(f"{sandbox.graph_url}/v26.0/{MAIN}")

    assert answer.json()["error"]["code"] == 104


async def test_the_token_may_come_as_a_parameter(sandbox: Sandbox) -> None:
    async with httpx.AsyncClient(trust_env=False) as client:
        answer = await client.get(f"{sandbox.graph_url}/v26.0/me", params={"access_token": "PAGE-TOKEN-main"})

    assert answer.json() == {"id": MAIN, "name": "Solvik kommune"}


async def test_an_unknown_token_is_refused(graph: Caller) -> None:
    assert (await graph.get("me", token="nonsense"))["error"]["code"] == 190


@pytest.mark.parametrize("subcode", [460, 463, 492])
async def test_a_broken_token_says_why(facebook: FacebookSim, graph: Caller, subcode: int) -> None:
    facebook.tokens.break_page_token(MAIN, subcode)

    error = (await graph.get("me"))["error"]

    assert (error["code"], error["error_subcode"]) == (190, subcode)


async def test_a_mended_token_works_again(facebook: FacebookSim, graph: Caller) -> None:
    facebook.tokens.break_page_token(MAIN, 460)
    facebook.tokens.mend_page_token(MAIN)

    assert (await graph.get("me"))["id"] == MAIN


async def test_a_user_token_runs_out_on_the_sandbox_clock(sandbox: Sandbox, graph: Caller) -> None:
    sandbox.clock.move(timedelta(days=61))

    assert (await graph.get("me", token=USER_TOKEN))["error"]["error_subcode"] == 463


async def test_debug_token_tells_what_a_token_is_worth(facebook: FacebookSim, graph: Caller) -> None:
    facebook.tokens.set_page_rights(MAIN, scopes=["pages_messaging"])

    worth = (await graph.get("debug_token", token=APP_TOKEN, input_token="PAGE-TOKEN-main"))["data"]

    assert (worth["type"], worth["is_valid"], worth["expires_at"], worth["profile_id"]) == ("PAGE", True, 0, MAIN)
    assert worth["scopes"] == ["pages_messaging"]


async def test_debug_token_tells_that_a_token_is_dead(facebook: FacebookSim, graph: Caller) -> None:
    facebook.tokens.break_page_token(MAIN, 460)

    worth = (await graph.get("debug_token", token=APP_TOKEN, input_token="PAGE-TOKEN-main"))["data"]

    assert (worth["is_valid"], worth["error"]["subcode"]) == (False, 460)


async def test_a_short_lived_token_is_exchanged(sandbox: Sandbox) -> None:
    query = {
        "grant_type": "fb_exchange_token",
        "client_id": APP,
        "client_secret": "sandbox-app-secret",
        "fb_exchange_token": "SHORT-TOKEN-admin",
    }
    async with httpx.AsyncClient(trust_env=False) as client:
        answer = await client.get(f"{sandbox.graph_url}/v26.0/oauth/access_token", params=query)

    assert answer.json()["access_token"] == USER_TOKEN


async def test_a_person_sees_the_pages_with_their_tokens(graph: Caller) -> None:
    pages = (await graph.get("me/accounts", token=USER_TOKEN, fields="id,access_token,tasks"))["data"]

    assert len(pages) == 5
    assert (pages[0]["access_token"], "MODERATE" in pages[0]["tasks"]) == ("PAGE-TOKEN-main", True)


async def test_the_pages_token_is_fetched_with_a_system_users(graph: Caller) -> None:
    page = await graph.get(MAIN, token="SYSTEM-TOKEN-solvik", fields="access_token,tasks")

    assert page["access_token"] == "PAGE-TOKEN-main"


# --- proofs


async def test_the_proof_is_the_one_that_others_compute() -> None:
    assert secret_proof("s", "T") == "a4aa509829cd0f1e08df20e26030260a755e2d56a2e9da2e640eb4876f31f0b4"


@pytest.mark.parametrize(
    ("required", "proof", "accepted"),
    [
        (False, "", True),
        (False, "wrong", False),
        (True, "", False),
        (True, secret_proof("sandbox-app-secret", "PAGE-TOKEN-main"), True),
    ],
)
async def test_proofs_are_checked(
    facebook: FacebookSim, graph: Caller, required: bool, proof: str, accepted: bool
) -> None:
    facebook.switches.require_proof = required

    answer = await graph.ask("GET", "me", params={"appsecret_proof": proof} if proof else {})

    assert (answer.status_code == 200) is accepted


# --- quotas


async def test_usage_rises_with_the_calls(facebook: FacebookSim, graph: Caller) -> None:
    facebook.usage.quotas["pages"].calls = 10
    for _ in range(3):
        answer = await graph.ask("GET", "me")

    (usage,) = json.loads(answer.headers["X-Business-Use-Case-Usage"])[MAIN]
    assert (usage["type"], usage["call_count"]) == ("pages", 30)


async def test_beyond_the_quota_the_page_is_throttled(facebook: FacebookSim, graph: Caller) -> None:
    facebook.usage.quotas["pages"].calls = 2
    for _ in range(3):
        answer = await graph.ask("GET", "me")

    (usage,) = json.loads(answer.headers["X-Business-Use-Case-Usage"])[MAIN]
    assert answer.json()["error"]["code"] == 80001
    assert usage["estimated_time_to_regain_access"] == 24 * 60


async def test_insisting_while_throttled_prolongs_it(sandbox: Sandbox, graph: Caller) -> None:
    sandbox.facebook.usage.quotas["pages"].calls = 1
    await graph.get("me")
    sandbox.clock.move(timedelta(hours=20))
    await graph.get("me")
    sandbox.clock.move(timedelta(hours=10))

    assert (await graph.get("me"))["error"]["code"] == 80001


async def test_a_day_later_the_quota_is_fresh(sandbox: Sandbox, graph: Caller) -> None:
    sandbox.facebook.usage.quotas["pages"].calls = 1
    await graph.get("me")
    sandbox.clock.move(timedelta(hours=24, seconds=1))

    assert "error" not in await graph.get("me")


async def test_one_pages_quota_is_not_anothers(facebook: FacebookSim, graph: Caller) -> None:
    facebook.usage.quotas["pages"].calls = 1
    await graph.get("me")

    assert "error" not in await graph.get("me", token="PAGE-TOKEN-kino")


async def test_messages_have_their_own_quota(facebook: FacebookSim, graph: Caller) -> None:
    facebook.usage.quotas["messenger"].calls = 1
    facebook.message("main", KARI, "Hei")
    await graph.send("Hei")

    assert (await graph.send("Hei igjen"))["error"]["code"] == 80006


# --- subscriptions


async def test_pages_start_subscribed(graph: Caller) -> None:
    (app,) = (await graph.get(f"{MAIN}/subscribed_apps"))["data"]

    assert (app["id"], "feed" in app["subscribed_fields"]) == (APP, True)


@pytest.mark.parametrize("spelling", ["feed,messages", '["feed","messages"]'])
async def test_a_pages_fields_are_replaced(graph: Caller, spelling: str) -> None:
    answer = await graph.post(f"{MAIN}/subscribed_apps", subscribed_fields=spelling)
    (app,) = (await graph.get(f"{MAIN}/subscribed_apps"))["data"]

    assert (answer, app["subscribed_fields"]) == ({"success": True}, ["feed", "messages"])


async def test_a_page_can_be_unsubscribed(graph: Caller) -> None:
    await graph.delete(f"{MAIN}/subscribed_apps")

    assert (await graph.get(f"{MAIN}/subscribed_apps"))["data"] == []


async def test_a_field_that_does_not_exist_is_refused(graph: Caller) -> None:
    assert (await graph.post(f"{MAIN}/subscribed_apps", subscribed_fields="comments"))["error"]["code"] == 100


@pytest.mark.parametrize(("verify_token", "accepted"), [(VERIFY_TOKEN, True), ("another", False)])
async def test_a_callback_must_prove_itself(
    graph: Caller, listener: Listener, verify_token: str, accepted: bool
) -> None:
    answer = await graph.post(
        f"{APP}/subscriptions",
        token=APP_TOKEN,
        object="page",
        callback_url=f"{listener.url}/facebook/webhook",
        verify_token=verify_token,
        fields="feed,messages",
    )

    assert (answer == {"success": True}) is accepted


async def test_the_applications_subscription_can_be_read(graph: Caller, listener: Listener) -> None:
    (subscription,) = (await graph.get(f"{APP}/subscriptions", token=APP_TOKEN))["data"]

    assert subscription["callback_url"] == f"{listener.url}/facebook/webhook"


async def test_the_applications_subscription_needs_its_own_token(graph: Caller) -> None:
    assert (await graph.get(f"{APP}/subscriptions"))["error"]["code"] == 100


# --- batches


async def test_a_batch_answers_each_call_on_its_own(facebook: FacebookSim, graph: Caller) -> None:
    written_id = facebook.comment("main", KARI, "Hei")
    items = [
        {"method": "GET", "relative_url": f"{written_id}?fields=message"},
        {"method": "GET", "relative_url": "1_2"},
    ]

    good, bad = await _batch(graph, items)

    assert (good["code"], json.loads(good["body"])["message"]) == (200, "Hei")
    assert (bad["code"], json.loads(bad["body"])["error"]["error_subcode"]) == (400, 33)


async def test_a_batch_can_write(facebook: FacebookSim, graph: Caller) -> None:
    written_id = facebook.comment("main", KARI, "Hei")
    await _batch(
        graph, [{"method": "POST", "relative_url": f"{written_id}/comments", "body": "message=Hei+p%C3%A5+deg"}]
    )

    assert facebook.public_texts("main") == ["Hei på deg"]


async def test_a_batch_that_only_reads_is_no_write(sandbox: Sandbox, graph: Caller) -> None:
    sandbox.faults.arm("facebook.no_id")

    (answer,) = await _batch(graph, [{"method": "GET", "relative_url": "me"}])

    assert answer["code"] == 200
    assert not sandbox.faults.struck


async def test_a_batch_holds_at_most_fifty(graph: Caller) -> None:
    answer = await _batch(graph, [{"method": "GET", "relative_url": "me"}] * 51)

    assert answer["error"]["code"] == 100


async def test_each_call_of_a_batch_counts(facebook: FacebookSim, graph: Caller) -> None:
    facebook.usage.quotas["pages"].calls = 2

    answers = await _batch(graph, [{"method": "GET", "relative_url": "me"}] * 3)

    assert [answer["code"] for answer in answers] == [200, 200, 400]


async def test_calls_are_kept_for_counting(facebook: FacebookSim, graph: Caller) -> None:
    await graph.get("me")

    assert list(facebook.calls) == [("GET", "/me", 200)]
