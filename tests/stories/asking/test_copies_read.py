"""A citizen takes back her words where nobody tells us: reading the page finds it, and within a minute no copy of ours shows them."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest
from sqlmodel import col, select

from sandbox.slack.state.values import SimMessage
from storage.tables import History
from tests.town import CHANNEL, KARI, LIV, Town, shown, town
from tests.waiting import eventually

A_MINUTE = timedelta(minutes=1)
READ_AGAIN = timedelta(minutes=6)  # the next pass that looks at everything


@pytest.fixture
async def silent() -> AsyncIterator[Town]:
    """A town on a real clock, in which Facebook tells nothing and the bot reads the pages."""
    async with town(environment={"FACEBOOK_INTAKE": "poll"}, rate=1.0) as solvik:
        yield solvik


def showing(solvik: Town, words: str) -> list[SimMessage]:
    """Every message of ours, in the channel or a thread, that shows these words now."""
    top = solvik.slack.messages(CHANNEL)
    everything = [m for message in top for m in (message, *solvik.slack.thread(CHANNEL, message.ts))]
    return [message for message in {m.ts: m for m in everything}.values() if words in shown(message)]


async def found_at(solvik: Town, what: str) -> datetime:
    """When reading the page had found it."""

    async def moment() -> datetime | None:
        async with solvik.app.office.database.read() as session:
            query = select(History.at).where(History.what == what).order_by(col(History.id).desc())
            return (await session.exec(query)).first()

    found = await eventually(moment, within=30)
    assert found is not None
    return found


async def asked(solvik: Town) -> tuple[str, str]:
    """A call for help and a second comment, so that card, alarm and a note in the thread show a name; the comments."""
    first = solvik.asks(LIV, "Hjelp, det brenner hos Per Hansen i Skogveien!")
    await eventually(lambda: len(showing(solvik, "Per Hansen")) >= 2, within=30)  # the card and the alarm
    second = solvik.facebook.comment("main", LIV, "Per Hansen er ikke hjemme, kan noen ringe ham?", parent_id=first)
    await later(solvik)
    await eventually(lambda: any(note.thread_ts for note in showing(solvik, "kan noen ringe ham?")), within=30)
    return first, second


async def later(solvik: Town) -> None:
    solvik.clock.move(READ_AGAIN)


async def test_what_she_deletes_is_gone_from_every_copy(silent: Town) -> None:
    first, second = await asked(silent)
    assert len(showing(silent, "Per Hansen")) >= 3, "the card, the alarm and the note"

    silent.facebook.delete(second)
    silent.facebook.delete(first)
    await later(silent)
    found = await found_at(silent, "withdraw")

    await eventually(lambda: not showing(silent, "Per Hansen"), within=60)
    assert silent.clock.now() - found <= A_MINUTE


async def test_what_she_edits_is_other_words_in_every_copy(silent: Town) -> None:
    first, second = await asked(silent)

    silent.facebook.edit(second, "Kan noen ringe ham?")
    silent.facebook.edit(first, "Hjelp, det brenner hos naboen i Skogveien!")
    await later(silent)
    found = await found_at(silent, "rewrite")

    await eventually(lambda: not showing(silent, "Per Hansen") and showing(silent, "hos naboen"), within=60)
    assert silent.clock.now() - found <= A_MINUTE


async def test_a_collected_question_follows_too(silent: Town) -> None:
    comments = [silent.asks(KARI if n % 2 else LIV, f"Når åpner hall nummer {n} hos Dass?") for n in range(12)]
    await eventually(lambda: showing(silent, "hall nummer"), within=30)

    for comment in comments:
        silent.facebook.delete(comment)
    await later(silent)
    await found_at(silent, "withdraw")

    await eventually(lambda: not showing(silent, "hos Dass"), within=60)
