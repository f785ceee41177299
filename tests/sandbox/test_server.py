"""The sandbox as a whole: where it listens and what it tells the bot about itself."""

from urllib.parse import urlsplit

import httpx
import pytest

from sandbox.people import PAGES, first_posts
from sandbox.server import Sandbox


async def test_it_listens_on_the_loopback_only() -> None:
    sandbox = Sandbox()
    await sandbox.start()
    host = urlsplit(sandbox.url).hostname
    await sandbox.stop()

    assert host == "127.0.0.1"


async def test_it_no_longer_answers_when_stopped() -> None:
    sandbox = Sandbox()
    await sandbox.start()
    await sandbox.stop()

    async with httpx.AsyncClient(trust_env=False) as client:
        with pytest.raises(httpx.ConnectError):
            await client.get(sandbox.clock_url)


async def test_the_bots_settings_lead_to_the_sandbox() -> None:
    sandbox = Sandbox()
    await sandbox.start()
    env = sandbox.bot_env()
    await sandbox.stop()

    addresses = (env["FACEBOOK_GRAPH_URL"], env["SLACK_API_URL"], env["CLOCK_URL"])
    assert all(address.startswith(sandbox.url) for address in addresses)


@pytest.mark.parametrize(("transport", "socket"), [("socket", True), ("http", False)])
def test_socket_mode_is_a_matter_of_the_app_token(transport: str, socket: bool) -> None:
    assert ("SLACK_APP_TOKEN" in Sandbox(slack_transport=transport).bot_env()) is socket


def test_every_page_has_a_post_to_comment_on() -> None:
    assert all(first_posts()[page.key] for page in PAGES)
