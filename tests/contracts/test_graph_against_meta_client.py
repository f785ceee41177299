"""Meta's own client talks to the simulated Graph API: what it understands, the bot may rely on."""

import asyncio
from typing import Any

import pytest
from facebook_business.adobjects.comment import Comment
from facebook_business.adobjects.page import Page
from facebook_business.adobjects.pagepost import PagePost
from facebook_business.api import FacebookAdsApi, FacebookResponse
from facebook_business.exceptions import FacebookRequestError
from facebook_business.session import FacebookSession

from sandbox.people import APP
from sandbox.server import Sandbox

MAIN = "100200300400500"
KARI = "6543210987650001"
FIRST_POST = f"{MAIN}_777000111"


@pytest.fixture
def api(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> FacebookAdsApi:
    monkeypatch.setattr(FacebookSession, "GRAPH", sandbox.graph_url)
    session = FacebookSession(APP.facebook_id, APP.facebook_secret, "PAGE-TOKEN-main")
    session.requests.trust_env = False
    return FacebookAdsApi(session, api_version="v26.0")


async def test_it_lists_comments(sandbox: Sandbox, api: FacebookAdsApi) -> None:
    ids = [sandbox.facebook.comment("main", KARI, f"Nummer {number}") for number in range(5)]

    def listed() -> list[Any]:
        found = PagePost(FIRST_POST, api=api).get_comments(fields=["id", "message"], params={"limit": 2})
        return [(comment["id"], comment["message"]) for comment in found]

    assert await asyncio.to_thread(listed) == [
        (written_id, f"Nummer {number}") for number, written_id in enumerate(ids)
    ]


async def test_it_replies_to_a_comment(sandbox: Sandbox, api: FacebookAdsApi) -> None:
    question = sandbox.facebook.comment("main", KARI, "Når brøytes Elvegata?")

    written = await asyncio.to_thread(
        lambda: Comment(question, api=api).create_comment(params={"message": "I dag kl. 14, også på øvre del."})
    )

    (reply,) = sandbox.facebook.replies_by_page(question)
    assert (written["id"], reply.text) == (reply.id, "I dag kl. 14, også på øvre del.")


async def test_it_hides_a_comment(sandbox: Sandbox, api: FacebookAdsApi) -> None:
    question = sandbox.facebook.comment("main", KARI, "Hei")

    await asyncio.to_thread(lambda: Comment(question, api=api).api_update(params={"is_hidden": True}))

    assert sandbox.facebook.comments(FIRST_POST)[0].hidden


async def test_it_deletes_a_comment(sandbox: Sandbox, api: FacebookAdsApi) -> None:
    question = sandbox.facebook.comment("main", KARI, "Hei")

    await asyncio.to_thread(lambda: Comment(question, api=api).api_delete())

    assert sandbox.facebook.comments(FIRST_POST) == ()


async def test_it_sends_a_message(sandbox: Sandbox, api: FacebookAdsApi) -> None:
    sandbox.facebook.message("main", KARI, "Er svømmehallen åpen?")
    params = {"recipient": {"id": KARI}, "messaging_type": "RESPONSE", "message": {"text": "Ja, til kl. 20."}}

    await asyncio.to_thread(lambda: Page(MAIN, api=api).create_message(params=params))

    assert sandbox.facebook.conversation("main", KARI)[-1].text == "Ja, til kl. 20."


async def test_it_subscribes_a_page(sandbox: Sandbox, api: FacebookAdsApi) -> None:
    params = {"subscribed_fields": ["feed", "messages"]}

    await asyncio.to_thread(lambda: Page(MAIN, api=api).create_subscribed_app(params=params))

    assert sandbox.facebook.subscriptions.page_fields(MAIN) == ("feed", "messages")


async def test_it_reads_conversations(sandbox: Sandbox, api: FacebookAdsApi) -> None:
    sandbox.facebook.message("main", KARI, "Hei")

    found = await asyncio.to_thread(
        lambda: list(Page(MAIN, api=api).get_conversations(fields=["id", "participants", "snippet"]))
    )

    assert [one["snippet"] for one in found] == ["Hei"]


async def test_it_understands_an_error(api: FacebookAdsApi) -> None:
    with pytest.raises(FacebookRequestError) as refused:
        await asyncio.to_thread(lambda: Comment("1_2", api=api).api_get())

    assert (refused.value.api_error_code(), refused.value.api_error_subcode()) == (100, 33)


async def test_one_failure_in_a_batch_does_not_fail_the_others(sandbox: Sandbox, api: FacebookAdsApi) -> None:
    question = sandbox.facebook.comment("main", KARI, "Hei")
    good: list[FacebookResponse] = []
    bad: list[FacebookResponse] = []

    def run() -> None:
        batch = api.new_batch()
        for written_id in (question, "1_2"):
            Comment(written_id, api=api).api_get(
                fields=["message"], batch=batch, success=good.append, failure=bad.append
            )
        batch.execute()

    await asyncio.to_thread(run)

    assert [answer.json()["message"] for answer in good] == ["Hei"]
    assert [answer.error().api_error_subcode() for answer in bad] == [33]
