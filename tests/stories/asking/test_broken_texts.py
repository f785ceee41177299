"""Half a character, a NUL, a node that is its own parent or has no words: one broken thing is one broken thing, everywhere.

The whole way over both databases: what Facebook sends and shows, what is written in a thread and in a form, what reaches the page.
"""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from sandbox.slack.state.values import SimMessage
from tests.chats import by_bot
from tests.postgres import Postgres
from tests.stories.troubles.looking import readiness
from tests.town import AHMED, ANNE, ERIK, KARI, LIV, OLA, Town, buttons, shown, town
from tests.waiting import eventually

HALF, NUL, SIGN = "\ud83d", "\x00", "\ufffd"


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
async def solvik(request: pytest.FixtureRequest) -> AsyncIterator[Town]:
    """A town for these stories, once on each database."""
    environment = {}
    if request.param == "postgresql":
        server: Postgres = request.getfixturevalue("postgres")
        environment["DATABASE_URL"] = server.fresh_database()
    async with town(environment=environment) as opened:
        yield opened


@pytest.fixture(autouse=True)
async def tidy(solvik: Town) -> AsyncIterator[None]:
    yield
    await solvik.tidy_up()


async def test_from_the_question_to_the_page_broken_characters_stop_nothing(solvik: Town) -> None:
    asked = solvik.asks(KARI, f"Når måker {HALF}dere{NUL} trappa?")
    card = await solvik.card_with(f"Når måker {SIGN}dere{SIGN} trappa?")
    await solvik.replies(OLA, card, f"Vi måker {HALF}den{NUL} i morgen.")
    proposal = await solvik.proposal(card, "i morgen.")

    outcome = await solvik.press_and_fill(
        ANNE, proposal, "edit", {"text": f"Hei, Kari! Vi måker den i kveld{HALF}{NUL}. Hilsen Anne"}
    )

    assert outcome.closed
    answer = await solvik.page_answers(asked, "Vi måker den i kveld")

    assert not {HALF, NUL} & set(answer.text)
    await solvik.card_shows(card, "Publisert av Anne Berg")


async def test_what_is_found_by_reading_stops_at_no_broken_node(solvik: Town) -> None:
    solvik.sandbox.faults.arm("facebook.webhook.drop", times=None)
    loop = solvik.asks(AHMED, "Er jeg min egen forelder?")
    solvik.facebook.switches.own_parents.add(loop)
    solvik.asks(LIV, f"Er {HALF}biblioteket{NUL} åpent?")
    solvik.facebook.message("main", ERIK, f"Har{NUL} dere {HALF}ved?")
    solvik.asks(KARI, "Og hva med meg?")

    await solvik.app.facebook.catch_up()

    for words in ("min egen forelder", f"Er {SIGN}biblioteket{SIGN}", f"Har{SIGN} dere {SIGN}ved?", "Og hva med meg?"):
        await solvik.card_with(words)
        assert len(solvik.cards_with(words)) == 1, words
    assert await readiness(solvik, 200)


async def test_a_node_without_its_words_blanks_nothing_and_is_announced_as_no_edit(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Når kommer søppelbilen?")
    solvik.facebook.switches.wordless.add(asked)

    await solvik.app.facebook.catch_up()
    await solvik.everything_is_heard()

    assert "Når kommer søppelbilen?" in shown(solvik.now(card))
    assert not solvik.in_thread(card, "Innbyggeren har endret spørsmålet")


async def test_a_thread_that_is_read_again_gives_up_its_broken_words(solvik: Town, chat: str) -> None:
    _, card = await solvik.asked(KARI, "Når strør dere bakken?")
    solvik.sandbox.faults.arm(f"{chat}.event_lost", match="message", times=1)
    await solvik.replies(OLA, card, f"Vi strør {HALF}bakken{NUL} klokka ti.")

    proposal = await _in_time(solvik, card, f"Vi strør {SIGN}bakken{SIGN} klokka ti.")

    assert solvik.sandbox.faults.struck[f"{chat}.event_lost"]
    assert "publish" in buttons(proposal)


async def _in_time(solvik: Town, card: SimMessage, words: str) -> SimMessage:
    """The proposal with these words; hours pass until it is there."""

    def later() -> list[SimMessage]:
        solvik.clock.move(timedelta(minutes=10))
        return [message for message in solvik.in_thread(card, words) if by_bot(message)]

    return (await eventually(later, within=15, every=0.2))[0]
