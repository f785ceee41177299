"""The look for words and secrets behind every story can fail: wherever one is told, and however little of it."""

import logging
from collections.abc import Awaitable, Callable

import pytest
from sqlmodel import select

from sandbox.server import Sandbox
from storage.queues.tables import Inbox
from tests.silence.hearing import listening, told_outside
from tests.town import KARI, Town, town

ASKED = "Naboen min i Lia er innlagt på sykehus, fødselsnummer 138190 10050. Hvem ringer jeg?"
PART = "innlagt på sykehus, fødselsn"


Tell = Callable[[Town], Awaitable[None]]


async def _in_the_log(solvik: Town | None = None) -> None:
    logging.getLogger("bot.anything").debug("heard", extra={"fields": {"text": PART}})


async def _in_an_error(solvik: Town) -> None:
    try:
        raise ValueError(PART)
    except ValueError:
        logging.getLogger("storage.anything").exception("broken")


async def _in_a_stored_error(solvik: Town) -> None:
    async with solvik.app.office.work() as work:
        row = (await work.session.exec(select(Inbox))).first()
        assert row is not None
        row.error = f"could not read: {PART}"
        work.session.add(row)


async def _after_they_were_deleted(solvik: Town) -> None:
    solvik.facebook.delete(solvik.facebook.comments(solvik.facebook.posts("main")[0].id)[-1].id)
    await _in_the_log(solvik)


async def _story(tell: Tell) -> None:
    """Kari asks, and the program tells what she wrote where it may not."""
    async with town() as solvik:
        solvik.asks(KARI, ASKED)
        await solvik.card_with("Naboen min i Lia")
        await tell(solvik)


@pytest.mark.parametrize("tell", [_in_the_log, _in_an_error, _in_a_stored_error, _after_they_were_deleted])
async def test_a_story_in_which_words_of_a_citizen_are_told_fails(tell: Tell) -> None:
    with pytest.raises(AssertionError, match="somebody's words"):
        await _story(tell)


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ("inbox handled id=3 key=feed:1", []),
        ("page=main words=138190 10050", ["138190 10050"]),
        ("min i Lia er innlagt", ["min i Lia er innlagt"]),
        ("min i Lia er innlag", []),
    ],
    ids=["ids alone", "a number", "a piece", "less than a piece"],
)
def test_what_counts_as_told(told: str, found: list[str]) -> None:
    assert told_outside(Sandbox(), [ASKED], [told]) == found


def test_a_secret_is_found_whatever_stands_around_it() -> None:
    sandbox = Sandbox()
    secret = sandbox.bot_env()["FACEBOOK_APP_SECRET"]

    assert told_outside(sandbox, [], [f"http://x/?proof={secret}&a=b"]) == [secret]


async def test_what_the_program_says_of_itself_is_heard_down_to_the_least_important() -> None:
    with listening() as lines:
        await _in_the_log()

    assert PART in lines[0]
