"""Whatever of ours shows a citizen's words follows her when she edits or deletes them, wherever it stands."""

from datetime import timedelta

from sandbox.slack.state.values import SimMessage
from tests.chats import only_in_slack
from tests.town import JONAS, KARI, LIV, PATIENCE, SOLVIK, Town, shown, town
from tests.waiting import eventually

BRIEFS_ON = {"MUNICIPALITY_FILE": str(SOLVIK)}


async def no_longer(solvik: Town, message: SimMessage, words: str) -> str:
    """What a message shows once these words are gone from it."""
    return shown(await solvik.card_no_longer_shows(message, words))


async def test_an_alarm_loses_words_and_name_when_the_question_is_deleted(solvik: Town) -> None:
    asked = solvik.asks(LIV, "Hjelp, det brenner hos Per Hansen i Skogveien!")
    alarm = await _alarm(solvik, "det brenner hos Per Hansen")

    solvik.facebook.delete(asked)

    left = await no_longer(solvik, alarm, "Per Hansen")
    assert "Liv Solberg" not in left
    assert "Slettet av innbyggeren." in left
    assert "Innbyggeren har slettet eller endret det som varslet om fare" in left


async def test_an_alarm_shows_the_newest_words(solvik: Town) -> None:
    asked = solvik.asks(LIV, "Hjelp, det brenner i uthuset til Ola Nordby!")
    alarm = await _alarm(solvik, "uthuset til Ola Nordby")

    solvik.facebook.edit(asked, "Hjelp, det brenner i et uthus!")

    assert "det brenner i et uthus!" in await no_longer(solvik, alarm, "Ola Nordby")


@only_in_slack("there is no page of one's own in Teams")
async def test_a_persons_own_page_shows_no_more_what_was_deleted() -> None:
    async with town() as solvik:  # of its own: in a full one a new question has no room on the page
        asked, _ = await solvik.asked(KARI, "Hvorfor bråker Petter Dass om natta?")
        await solvik.slack.open_home(JONAS)
        await solvik.home_shows(JONAS, "Petter Dass")

        solvik.facebook.delete(asked)

        await eventually(
            lambda: (home := solvik.slack.home_of(JONAS)) and "Petter Dass" not in shown(home), within=PATIENCE
        )


async def test_the_brief_of_the_day_shows_no_more_what_was_deleted() -> None:
    async with town(environment=BRIEFS_ON) as solvik:
        asked, _ = await solvik.asked(KARI, "Hvem meldte meg til Mattilsynet?")
        solvik.asks(LIV, "Når åpner svømmehallen?")
        await solvik.card_with("Når åpner svømmehallen?")
        brief = await _next_mornings_brief(solvik)

        solvik.facebook.delete(asked)

        assert "Når åpner svømmehallen?" in await no_longer(solvik, brief, "Mattilsynet")


async def test_a_brief_of_another_day_is_taken_away_with_the_words() -> None:
    async with town(environment=BRIEFS_ON) as solvik:
        asked, _ = await solvik.asked(KARI, "Hvem meldte meg til Skatteetaten?")
        brief = await _next_mornings_brief(solvik)
        solvik.clock.move(timedelta(days=1))

        solvik.facebook.delete(asked)

        await eventually(lambda: solvik.slack.message(brief.channel, brief.ts) is None, within=PATIENCE)


async def _alarm(solvik: Town, words: str) -> SimMessage:
    def found() -> list[SimMessage]:
        return [card for card in solvik.cards_with(words) if "Det kan haste: spørsmål" in shown(card)]

    return (await eventually(found, within=PATIENCE))[0]


async def _next_mornings_brief(solvik: Town) -> SimMessage:
    solvik.clock.move_to(solvik.clock.now().replace(hour=7, minute=0, second=10) + timedelta(days=1))
    return await solvik.card_with("I dag: tirsdag 10. februar")
