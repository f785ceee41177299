"""A key that is refused is known with the call that was refused, not half an hour later with the next look."""

from dataclasses import replace
from datetime import timedelta

import pytest
from slack_sdk.errors import SlackApiError

from bot.ports.failures import TryLater
from handlers.clocks import WallClock
from handlers.doors import facebook_settings
from handlers.facebook.look.access.trust import Trust
from handlers.facebook.speak.client import GraphClient
from handlers.measured.metrics import Measured, exposition
from handlers.slack.hear.connect import web_client
from sandbox.people import PAGES
from sandbox.server import Sandbox
from storage.figures import Standing
from tests.bot.solvik import ENVIRON, solvik


def graph(sandbox: Sandbox) -> GraphClient:
    from bot.municipality.settings import load

    settings = load(None, {**ENVIRON, **sandbox.bot_env(), "CLOCK_URL": ""}).settings
    return GraphClient(replace(facebook_settings(settings, solvik()), names={}), WallClock())


async def test_a_page_whose_token_is_refused_is_known_until_it_works_again(sandbox: Sandbox) -> None:
    client = graph(sandbox)
    sandbox.facebook.tokens.break_page_token(PAGES[0].id, 460)

    with pytest.raises(TryLater):
        await client.get("main", PAGES[0].id, fields="name")
    refused = set(client.refused)
    await client.get("kino", PAGES[4].id, fields="name")
    still = set(client.refused)
    sandbox.facebook.tokens.mend_page_token(PAGES[0].id)
    await client.get("main", PAGES[0].id, fields="name")

    assert (refused, still, client.refused) == ({"main"}, {"main"}, set())
    await client.close()


async def test_slacks_refusal_of_the_bots_token_is_known_and_one_of_the_apps_token_is_not_taken_for_it(
    sandbox: Sandbox,
) -> None:
    client = web_client("xoxb-revoked", sandbox.slack_api_url)

    with pytest.raises(SlackApiError):
        await client.apps_connections_open(app_token="xapp-revoked")
    by_app_token = client.refused
    with pytest.raises(SlackApiError):
        await client.auth_test()

    assert (by_app_token, client.refused) == ("", "invalid_auth")


async def test_the_end_of_a_token_and_the_share_of_the_quota_are_shown_by_page(sandbox: Sandbox) -> None:
    client = graph(sandbox)
    trust = Trust(client)
    sandbox.facebook.usage.quotas["pages"].calls = 50  # of which one is told: below one in a hundred nothing is
    sandbox.facebook.tokens.expire_page_token_at(PAGES[0].id, sandbox.clock.now() + timedelta(days=40))
    await trust.health("main")
    await trust.health("kino")

    assert set(trust.ends) == {"main"}
    assert client.usage.used("main", client.clock.now()) is not None
    nothing = timedelta(0)
    standing = Standing({}, 0, nothing, nothing, nothing)
    shown = exposition(Measured(standing, {"main": 0.5}, {"main": timedelta(days=40)})).body
    assert b'svarvakt_quota_used_ratio{page="main"} 0.5' in bytes(shown)
    assert b'svarvakt_token_left_seconds{page="main"} 3.456e+06' in bytes(shown)
    await client.close()
