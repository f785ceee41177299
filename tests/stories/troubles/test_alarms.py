"""What the channel hears of troubles: what happened, what the bot does meanwhile, what to do; once, and once when it is over."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from sandbox.facebook.state.subscriptions import USED_FIELDS
from sandbox.people import APP, PAGES
from tests.postgres import Postgres
from tests.stories.troubles.looking import all_is_delivered, looked, posted, readiness, told
from tests.town import (
    ANNE,
    CHANNEL,
    KARI,
    LIBRARY_CHANNEL,
    LIV,
    Town,
    bot_in,
    sandbox_at,
    shown,
    solvik_with,
    town,
)
from tests.waiting import eventually

MAIN, LIBRARY = PAGES[0].id, next(page.id for page in PAGES if page.key == "bibliotek")
HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Trouble:
    """One trouble: how it begins and ends outside, and what the channel hears of both."""

    begins: Callable[[Town], Awaitable[None]]
    ends: Callable[[Town], Awaitable[None]]
    said: str
    over: str
    reading: bool = False  # it shows when the pages are read


async def _dies(solvik: Town) -> None:
    solvik.facebook.tokens.break_page_token(MAIN, 460)


async def _runs_out_soon(solvik: Town) -> None:
    solvik.facebook.tokens.expire_page_token_at(MAIN, solvik.clock.now() + timedelta(days=13))


async def _loses_a_task(solvik: Town) -> None:
    solvik.facebook.tokens.set_page_rights(MAIN, tasks=["MESSAGING"])


async def _loses_permissions(solvik: Town) -> None:
    solvik.facebook.tokens.set_page_rights(MAIN, scopes=["pages_messaging"])


async def _is_mended(solvik: Town) -> None:
    solvik.facebook.tokens.mend_page_token(MAIN)


async def _may_not_be_read(solvik: Town) -> None:
    solvik.sandbox.faults.arm("facebook.permission_lost", times=None, match="/published_posts main")


async def _cannot_be_read(solvik: Town) -> None:
    solvik.sandbox.faults.arm("facebook.unavailable", times=None, match="/published_posts main")
    await _two_looks_an_hour_later(solvik)


async def _is_out_of_reach(solvik: Town) -> None:
    solvik.sandbox.faults.arm("facebook.unavailable", times=None, match="/subscribed_apps main")
    await _two_looks_an_hour_later(solvik)


async def _is_away(solvik: Town) -> None:
    solvik.sandbox.faults.arm("facebook.unavailable", times=None)
    await _two_looks_an_hour_later(solvik)


async def _two_looks_an_hour_later(solvik: Town) -> None:
    await looked(solvik)
    solvik.clock.move(HOUR + timedelta(minutes=5))
    await looked(solvik)


async def _is_back(solvik: Town) -> None:
    solvik.sandbox.faults.disarm()


async def _is_unsubscribed(solvik: Town) -> None:
    solvik.facebook.subscriptions.unsubscribe_page(MAIN)


async def _is_subscribed(solvik: Town) -> None:
    solvik.facebook.subscriptions.subscribe_page(MAIN, USED_FIELDS)


async def _sends_nothing(solvik: Town) -> None:
    """Three questions within two hours, and each is only found by reading."""
    await eventually(lambda: readiness(solvik, 200), within=20, every=0.1)
    solvik.sandbox.faults.arm("facebook.webhook.drop", times=None)
    for number in range(3):
        words = f"Kommer dette fram uten beskjed, nummer {number}?"
        solvik.asks(KARI, words)
        await looked(solvik, reading=True)
        await solvik.card_with(words)
        solvik.clock.move(timedelta(minutes=40))


async def _sends_again(solvik: Town) -> None:
    solvik.sandbox.faults.disarm()
    await solvik.everything_is_heard()


async def _signs_wrongly(solvik: Town) -> None:
    for _ in range(3):
        assert await posted(solvik, "another-app-secret") == 403
        solvik.clock.move(timedelta(minutes=2))


async def _signs_rightly(solvik: Town) -> None:
    assert await posted(solvik, APP.facebook_secret) == 200


TROUBLES = {
    "a key that has died": Trouble(
        _dies,
        _is_mended,
        "Nøkkelen til siden Solvik kommune virker ikke lenger (kode 460).",
        "Nøkkelen til siden Solvik kommune er i orden igjen.",
    ),
    "a key that runs out": Trouble(
        _runs_out_soon,
        _is_mended,
        "Nøkkelen til siden Solvik kommune går ut søndag ",
        "Nøkkelen til siden Solvik kommune er fornyet. Alt er i orden igjen.",
    ),
    "a task that is missing": Trouble(
        _loses_a_task,
        _is_mended,
        "Personen bak nøkkelen til siden Solvik kommune mangler oppgaven MODERATE.",
        "Nøkkelen til siden Solvik kommune har oppgaven MODERATE igjen.",
    ),
    "permissions that are missing": Trouble(
        _loses_permissions,
        _is_mended,
        "Nøkkelen til siden Solvik kommune mangler tillatelsene pages_show_list",
        "Nøkkelen til siden Solvik kommune har igjen tillatelsene den trenger.",
    ),
    "a page that may not be read": Trouble(
        _may_not_be_read,
        _is_back,
        "Facebook lar meg ikke lese siden Solvik kommune (http 403, code 10",
        "Jeg får lese siden Solvik kommune igjen.",
        reading=True,
    ),
    "a page that cannot be read": Trouble(
        _cannot_be_read,
        _is_back,
        "Jeg har ikke fått lest siden Solvik kommune på over en time",
        "Jeg får lest siden Solvik kommune igjen.",
        reading=True,
    ),
    "a page out of reach": Trouble(
        _is_out_of_reach,
        _is_back,
        "Facebook svarte ikke for siden Solvik kommune",
        "Facebook svarer igjen for siden Solvik kommune.",
    ),
    "Facebook away": Trouble(_is_away, _is_back, "Facebook svarer ikke (", "Facebook svarer igjen."),
    "a lost subscription": Trouble(
        _is_unsubscribed,
        _is_subscribed,
        "Siden Solvik kommune sender ikke alle hendelser hit (mangler feed",
        "Hendelsene fra siden Solvik kommune kommer hit igjen.",
    ),
    "webhooks that stay away": Trouble(
        _sends_nothing,
        _sends_again,
        "Facebook sender ikke lenger hendelser fra siden Solvik kommune hit. Jeg finner dem bare ved å lese siden.",
        "Facebook sender hendelser fra siden Solvik kommune hit igjen.",
    ),
    "wrong signatures": Trouble(
        _signs_wrongly,
        _signs_rightly,
        "3 kall utga seg for å være fra Facebook, men hadde feil signatur.",
        "Signaturene fra Facebook stemmer igjen.",
    ),
}


@pytest.fixture
async def long_day(long_day: Town) -> AsyncIterator[Town]:
    """What a story did to the page's token is mended behind it."""
    yield long_day
    long_day.facebook.tokens.mend_page_token(PAGES[0].id)
    await looked(long_day)


@pytest.mark.parametrize("trouble", TROUBLES.values(), ids=TROUBLES.keys())
async def test_a_trouble_is_said_once_also_after_a_restart_and_its_end_once(trouble: Trouble, tmp_path: Path) -> None:
    async with sandbox_at() as sandbox:
        async with bot_in(sandbox, tmp_path) as app:
            solvik = Town(sandbox, app)
            await trouble.begins(solvik)
            await looked(solvik, reading=trouble.reading)
            alarm = await solvik.card_with(trouble.said)
            solvik.clock.move(HOUR)
            await looked(solvik)
        async with bot_in(sandbox, tmp_path) as app:
            solvik = Town(sandbox, app)
            await looked(solvik)
            assert not solvik.cards_with(trouble.over)

            await trouble.ends(solvik)
            await looked(solvik, reading=trouble.reading)
            await solvik.card_with(trouble.over)
            await looked(solvik)
            await all_is_delivered(solvik)

            assert len(solvik.cards_with(trouble.said)) == len(solvik.cards_with(trouble.over)) == 1
            assert "Imens" in shown(alarm)


@pytest.mark.parametrize("name", ["a key that has died", "a lost subscription"])
async def test_a_trouble_that_ended_while_the_bot_was_down_is_said_to_be_over(name: str, tmp_path: Path) -> None:
    trouble = TROUBLES[name]
    async with sandbox_at() as sandbox:
        async with bot_in(sandbox, tmp_path) as app:
            solvik = Town(sandbox, app)
            await trouble.begins(solvik)
            await looked(solvik)
            await solvik.card_with(trouble.said)
        await trouble.ends(solvik)
        async with bot_in(sandbox, tmp_path) as app:
            solvik = Town(sandbox, app)
            await looked(solvik)
            await solvik.card_with(trouble.over)


async def test_the_bot_looks_by_itself(long_day: Town) -> None:
    long_day.facebook.tokens.break_page_token(MAIN, 492)

    long_day.clock.move(timedelta(minutes=31))
    await long_day.card_with("virker ikke lenger (kode 492)")
    long_day.facebook.tokens.mend_page_token(MAIN)
    long_day.clock.move(timedelta(minutes=31))

    await long_day.card_with("Nøkkelen til siden Solvik kommune er i orden igjen.")


async def test_a_page_with_a_channel_of_its_own_has_its_troubles_there(long_day: Town) -> None:
    long_day.facebook.tokens.break_page_token(LIBRARY, 463)
    await looked(long_day)

    await long_day.card_with("Nøkkelen til siden Solvik bibliotek virker ikke lenger", LIBRARY_CHANNEL)

    long_day.facebook.tokens.mend_page_token(LIBRARY)
    await looked(long_day)
    await long_day.card_with("Nøkkelen til siden Solvik bibliotek er i orden igjen.", LIBRARY_CHANNEL)
    assert not long_day.cards_with("Solvik bibliotek virker ikke lenger", CHANNEL)


async def test_operators_with_a_channel_of_their_own_hear_of_troubles_there(tmp_path: Path) -> None:
    own = f'operator_channel = "{LIBRARY_CHANNEL}"'
    file = solvik_with(tmp_path, 'duty_channel = "C0SPORSMAL"', f'duty_channel = "C0SPORSMAL"\n{own}')
    async with town(environment={"MUNICIPALITY_FILE": file}) as solvik:
        await _dies(solvik)
        await looked(solvik)

        await solvik.card_with("Nøkkelen til siden Solvik kommune virker ikke lenger", LIBRARY_CHANNEL)


async def test_a_quiet_page_is_no_trouble(long_day: Town) -> None:
    for _ in range(4):
        long_day.clock.move(6 * HOUR)
        await looked(long_day)
    await all_is_delivered(long_day)

    assert not long_day.cards_with("sender ikke lenger") + long_day.cards_with("Jeg har ikke fått lest")


async def test_a_few_lost_webhooks_between_others_are_no_trouble(long_day: Town) -> None:
    for number in range(4):
        long_day.sandbox.faults.arm("facebook.webhook.drop", match="comment add")
        long_day.asks(LIV, f"Forsvant beskjed nummer {number}?")
        await looked(long_day, reading=True)
        await long_day.card_with(f"Forsvant beskjed nummer {number}?")
        await long_day.everything_is_heard()
        long_day.clock.move(HOUR)
    await looked(long_day)
    await all_is_delivered(long_day)

    assert not long_day.cards_with("sender ikke lenger")


async def test_a_trouble_that_comes_and_goes_is_not_said_each_time(long_day: Town) -> None:
    for _ in range(4):
        await _loses_permissions(long_day)
        await looked(long_day)
        await _is_mended(long_day)
        await looked(long_day)
        long_day.clock.move(timedelta(minutes=20))
    await all_is_delivered(long_day)

    assert len(long_day.cards_with("mangler tillatelsene")) == 1


async def test_what_prometheus_is_told_grows_with_what_happens(long_day: Town) -> None:
    before = await told(long_day, "/metrics")
    asked, card = await long_day.asked(KARI, "Når åpner gjenbruksbua?")
    await long_day.press_and_fill(ANNE, card, "answer", {"text": "Hei, Kari! Lørdag kl. 10."})
    await long_day.page_answers(asked, "Lørdag kl. 10.")
    await all_is_delivered(long_day)

    after = await told(long_day, "/metrics")

    for name in ('svarvakt_events_total{door="facebook"}', 'svarvakt_attempts_total{outcome="done"}'):
        assert _figure(after, name) > _figure(before, name)
    assert _figure(after, 'svarvakt_week_promises{outcome="late"}') == 0


def _figure(exposition: str, name: str) -> float:
    line = next((line for line in exposition.splitlines() if line.startswith(name)), f"{name} 0")
    return float(line.rpartition(" ")[2])


async def test_while_something_keeps_the_bot_from_its_work_it_is_not_ready(long_day: Town) -> None:
    await looked(long_day, reading=True)
    await eventually(lambda: readiness(long_day, 200))

    await _dies(long_day)
    await looked(long_day)
    answer = await eventually(lambda: readiness(long_day, 503))
    assert "trouble: facebook_token_dead main" in answer
    assert 'state="open",table="trouble"' in await told(long_day, "/metrics")

    await _is_mended(long_day)
    await looked(long_day)
    await eventually(lambda: readiness(long_day, 200))


@pytest.mark.postgres
async def test_two_processes_that_look_at_once_say_a_trouble_once(tmp_path: Path) -> None:
    with Postgres() as server:
        store = {"DATABASE_URL": server.fresh_database()}
        async with (
            sandbox_at(transport="http") as sandbox,
            bot_in(sandbox, tmp_path, store) as one,
            bot_in(sandbox, tmp_path, store) as other,
        ):
            solvik, beside = Town(sandbox, one), Town(sandbox, other)
            await _dies(solvik)
            await asyncio.gather(looked(solvik), looked(beside), looked(solvik), looked(beside))
            await solvik.card_with("virker ikke lenger (kode 460)")
            await _is_mended(solvik)
            await asyncio.gather(looked(beside), looked(solvik), looked(beside))
            await solvik.card_with("Nøkkelen til siden Solvik kommune er i orden igjen.")
            await all_is_delivered(solvik)

            assert len(solvik.cards_with("virker ikke lenger")) == 1
            assert len(solvik.cards_with("er i orden igjen")) == 1
