"""What the channel hears of troubles inside: Slack away, cards and answers that do not come about, events, the disk."""

from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

from bot.watch.watching import Look, Watch
from handlers.machine import Machine
from sandbox.people import APP, PAGES
from sandbox.server import Sandbox
from storage.queues import listing
from tests.chats import only_in_slack
from tests.stories.hindrances import NAME, is_away, is_back
from tests.stories.troubles.looking import (
    all_is_delivered,
    at_one_moment,
    is_said_not_ready,
    looked,
    looked_until,
    readiness,
    retried,
)
from tests.town import AHMED, ANNE, KARI, LIBRARY_CHANNEL, Town, bot_in, is_reached, sandbox_at, solvik_with, town
from tests.waiting import eventually

HOUR = timedelta(hours=1)
GB = 1_000_000_000


async def test_a_chat_that_was_away_says_so_when_it_is_back(chat: str, long_day: Town) -> None:
    is_away(long_day)
    await looked(long_day)
    long_day.clock.move(timedelta(minutes=12))
    await looked(long_day)

    is_back(long_day)
    await looked(long_day)
    await looked(long_day)

    await long_day.card_with(f"Jeg var uten forbindelse med {NAME[chat]} fra ")
    await all_is_delivered(long_day)
    assert len(long_day.cards_with(f"Jeg var uten forbindelse med {NAME[chat]} fra ")) == 1


async def test_a_short_loss_of_the_chat_is_not_worth_a_word(solvik: Town) -> None:
    with at_one_moment(solvik):
        is_away(solvik)
        await looked(solvik)

        solvik.sandbox.faults.disarm()
        await looked(solvik)
    await solvik.everything_is_heard()

    assert not solvik.cards_with("Jeg var uten forbindelse med ")


async def test_a_chat_that_came_back_while_the_bot_was_down_is_said_to_be_back(chat: str, tmp_path: Path) -> None:
    async with sandbox_at() as sandbox:
        async with bot_in(sandbox, tmp_path) as app:
            await eventually(lambda: is_reached(sandbox), within=20)
            solvik = Town(sandbox, app)
            is_away(solvik)
            await eventually(lambda: is_said_not_ready(solvik, f"{NAME[chat].lower()}.away"), within=20, every=0.2)
        sandbox.faults.disarm()
        sandbox.clock.move(timedelta(minutes=20))
        async with bot_in(sandbox, tmp_path) as app:
            solvik = Town(sandbox, app)
            await looked_until(solvik, f"Jeg var uten forbindelse med {NAME[chat]} fra ")


@only_in_slack("Slack's tokens; tests/handlers/teams/look/test_health.py")
async def test_a_dead_key_to_slack_is_told_to_those_who_ask_whether_the_bot_is_ready(solvik: Town) -> None:
    solvik.sandbox.faults.arm("slack.auth_invalid", times=None)
    await looked(solvik)
    assert "trouble: slack.token" in await eventually(lambda: readiness(solvik, 503))

    solvik.sandbox.faults.disarm()
    await looked(solvik)
    await eventually(lambda: readiness(solvik, 200))


@only_in_slack("Slack's tokens; tests/handlers/teams/look/test_health.py")
async def test_a_refused_app_token_is_said_in_the_channel_which_the_other_token_reaches() -> None:
    def refused(sandbox: Sandbox) -> None:
        sandbox.slack.method_failures["apps.connections.open"] = "not_allowed_token_type"

    async with town(prepare=refused) as solvik:
        await looked_until(solvik, "Slack godtar ikke SLACK_APP_TOKEN (not_allowed_token_type).")
        assert "trouble: slack.app_token" in await eventually(lambda: readiness(solvik, 503))


@only_in_slack("in Teams a bot is in a whole team; tests/handlers/teams/look/test_health.py")
async def test_a_channel_that_shows_no_cards_is_said_in_another_until_it_does(tmp_path: Path) -> None:
    async with town() as solvik:
        await solvik.slack.remove(APP.slack_bot_user_id, LIBRARY_CHANNEL)
        for words in ("Har dere sykkelkart?", "Har dere turkart?"):
            solvik.asks(KARI, words, page="bibliotek")
        await solvik.card_with(f"Jeg får ikke vist spørsmål i kanalen {LIBRARY_CHANNEL} (det første er spørsmål ")
        await looked(solvik)
        await solvik.card_with(f"Jeg er ikke medlem av kanalen {LIBRARY_CHANNEL}.")

        await solvik.slack.bring_in(APP.slack_bot_user_id, LIBRARY_CHANNEL)
        await retried(solvik)
        await solvik.card_with("Har dere sykkelkart?", LIBRARY_CHANNEL)
        await solvik.card_with("Har dere turkart?", LIBRARY_CHANNEL)
        await looked_until(solvik, f"Spørsmålene i kanalen {LIBRARY_CHANNEL} vises igjen.")
        await solvik.card_with(f"Jeg er medlem av kanalen {LIBRARY_CHANNEL} igjen.")

        assert len(solvik.cards_with("Jeg får ikke vist spørsmål")) == 1


async def test_a_page_that_takes_no_answers_is_told_of_until_it_does(long_day: Town) -> None:
    asked, card = await long_day.asked(KARI, "Måker dere brygga?")
    long_day.sandbox.faults.arm("facebook.permission_lost", match=f"POST /{asked}/comments")
    await long_day.press_and_fill(ANNE, card, "answer", {"text": "Ja, det gjør vi."})
    await long_day.card_shows(card, "Facebook gir oss ikke tilgang; si fra til IT.")
    await looked(long_day)
    await long_day.card_with("Facebook lar meg ikke publisere på Solvik kommune (spørsmål ")

    await long_day.press(ANNE, await long_day.proposal(card, "Ja, det gjør vi."), "publish")
    await long_day.page_answers(asked, "Ja, det gjør vi.")

    await looked_until(long_day, "Jeg får publisere på Solvik kommune igjen.")


async def test_an_answer_nobody_can_look_for_is_told_of_until_it_is_found(long_day: Town) -> None:
    asked, card = await long_day.asked(AHMED, "Måker dere moloen?")
    long_day.sandbox.faults.arm("facebook.cut_after_write", match=f"POST /{asked}/comments")
    await long_day.press_and_fill(ANNE, card, "answer", {"text": "Ja, hver morgen."})
    await eventually(lambda: not long_day.sandbox.faults.armed())
    long_day.sandbox.faults.arm("facebook.unavailable", times=None, match=f"GET /{asked}")
    long_day.clock.move(timedelta(minutes=35))
    await looked_until(long_day, "Jeg vet ikke om svaret på spørsmål ")

    long_day.sandbox.faults.disarm()
    await long_day.card_shows_in_time(card, "Publisert av Anne Berg")

    await looked_until(long_day, "Nå vet jeg hvordan det gikk med svarene på Solvik kommune.")
    assert long_day.public(asked) == ["Ja, hver morgen."]


async def test_events_that_could_not_be_handled_are_said_to_be_handled_when_they_are(tmp_path: Path) -> None:
    kino = next(page.id for page in PAGES if page.key == "kino")
    wrong = solvik_with(tmp_path, f'facebook_id = "{kino}"', 'facebook_id = "100200300400999"')
    async with sandbox_at() as sandbox:
        async with bot_in(sandbox, tmp_path, {"MUNICIPALITY_FILE": wrong}) as app:
            solvik = Town(sandbox, app)
            solvik.asks(KARI, "Når begynner filmen?", page="kino")
            await solvik.card_with(f"Det kommer hendelser fra en Facebook-side jeg ikke kjenner (id {kino}).")
        async with bot_in(sandbox, tmp_path) as app:
            solvik = Town(sandbox, app)
            async with app.database.write() as session:
                await listing.retry_events(session, solvik.clock.now())

            await solvik.card_with("Når begynner filmen?")
            await looked_until(solvik, f"Hendelsene fra Facebook-siden {kino} er behandlet nå.")


async def test_a_disk_that_is_nearly_full_is_said_and_that_there_is_room_again(solvik: Town) -> None:
    room = SimpleNamespace(total=100 * GB, free=1 * GB)
    machine = Machine(Path("svarvakt.db"), lambda _folder: room)
    look = Look("machine", HOUR, machine.health)
    watch = Watch(solvik.app.office, [look])
    await watch.look(look)
    room.free = 2 * GB  # a little tidying is not enough
    await watch.look(look)
    await solvik.card_with("Disken med databasen er nesten full: 1000 MB igjen")

    room.free = 30 * GB
    await watch.look(look)
    await watch.look(look)

    await solvik.card_with("Det er god plass på disken med databasen igjen.")
    await solvik.everything_is_heard()
    assert len(solvik.cards_with("Disken med databasen er nesten full")) == 1
    assert len(solvik.cards_with("Det er god plass")) == 1
