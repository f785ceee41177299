"""A colleague's picture is fetched from Slack alone, with the bot's token, and never beyond a limit."""

from collections.abc import AsyncIterator

import pytest

from bot.pictures.cleaning import cleaned
from bot.pictures.refusing import NotAPicture
from bot.ports.card import Card
from bot.ports.failures import Reason, Refused, TryLater
from handlers.slack.speak.fetching import _bytes, _is_slacks
from tests.bot.pictures import files
from tests.handlers.slack.stage import CHANNEL, Stage, staged

OLA = "U0OLA00001"
PNG = files.png()


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    async with staged("http") as scene:
        yield scene


async def sent(stage: Stage, content: bytes = PNG) -> str:
    """The id of a file that Ola sent under a card."""
    card = await stage.door.chat.post_card(CHANNEL, Card("Spørsmål"), "card:1")
    ts = await stage.sandbox.slack.share(OLA, CHANNEL, card.id, file="kart.png", content=content)
    return str(stage.sandbox.slack.message(CHANNEL, ts).files[0]["id"])


async def test_a_picture_comes_as_it_was_sent(stage: Stage) -> None:
    assert await stage.door.chat.picture(await sent(stage), 1_000_000) == PNG


async def test_one_that_is_too_large_is_not_fetched(stage: Stage) -> None:
    with pytest.raises(Refused) as refused:
        await stage.door.chat.picture(await sent(stage), 10)

    assert refused.value.reason is Reason.TOO_LONG


async def test_one_that_is_not_there_is_gone(stage: Stage) -> None:
    with pytest.raises(Refused) as refused:
        await stage.door.chat.picture("F0NOWHERE", 1_000_000)

    assert refused.value.reason is Reason.GONE


async def test_slacks_login_page_is_no_picture(stage: Stage) -> None:
    file, client = await sent(stage), stage.door._client
    client.token = "xoxb-that-may-not-read-it"

    page = await _bytes(client, f"{stage.sandbox.url}/slack/files/{file}/kart.png", 1_000_000)

    with pytest.raises(NotAPicture):
        cleaned(page)


async def test_a_passing_trouble_is_no_end(stage: Stage) -> None:
    file = await sent(stage)
    stage.sandbox.faults.arm("slack.http_503", match="files.info")

    with pytest.raises(TryLater):
        await stage.door.chat.picture(file, 1_000_000)


@pytest.mark.parametrize(
    ("address", "is_slacks"),
    [
        ("https://files.slack.com/files-pri/T1-F1/download/kart.png", True),
        ("http://files.slack.com/files-pri/T1-F1/kart.png", False),
        ("https://files.slack.com.example.org/kart.png", False),
        ("https://files.slack.com:8443/kart.png", False),
        ("https://drive.example.com/kart.png", False),
        ("https://[::1/kart.png", False),
        ("", False),
    ],
)
async def test_the_token_goes_to_slack_alone(stage: Stage, address: str, is_slacks: bool) -> None:
    assert _is_slacks(stage.door._client, address) is is_slacks
