"""What need not be kept goes: from the store, from the file below it, and from what we show in the chat."""

from collections.abc import AsyncIterator, Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import select

from bot.ports.calls import Event
from sandbox.slack.state.values import SimMessage
from storage.queues.tables import Inbox
from storage.tables import Answer, History, Question, Remark
from tests.handlers.commands.command_line import SOLVIK, Ended, process
from tests.postgres import Postgres
from tests.town import AHMED, ANNE, KARI, OLA, Town, bot_in, buttons, sandbox_at, shown
from tests.waiting import eventually

NUMBER, SECRET = "138190 10050", "hunden vår Fido bjeffer"
ASKED = f"Jeg heter Kari og {SECRET}, nummeret mitt er {NUMBER}. Hvem ringer jeg?"
EXPERT, ANSWER = (
    "Ring Nils på vakta, det er han som har Fido-sakene.",
    "Hei, Kari! Ring 61 01 00 00.\nHilsen Kommunetorget",
)

GONE = (NUMBER, SECRET, "Fido-sakene", "Kari Nordmann")


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[Town]:
    """A town of its own in a folder, with one answered question."""
    async with sandbox_at() as world, bot_in(world, tmp_path) as app:
        yield Town(world, app)


async def answered(house: Town) -> tuple[str, SimMessage]:
    """The comment and the card of a question that an expert and the desk have answered."""
    asked = house.facebook.comment("main", KARI, ASKED)
    card = await house.card_with(SECRET)
    await house.proposed(OLA, card, EXPERT)  # heard before a form is opened: it would stop what is sent
    await eventually(lambda: "edit" in buttons(house.now(card)))
    assert (await house.press_and_fill(ANNE, card, "edit", {"text": ANSWER})).closed
    await house.card_shows(card, "Publisert av Anne Berg")
    await house.everything_is_heard()
    return asked, card


async def days_pass(house: Town, days: int) -> None:
    """So many days go by, the nights with them."""
    for _ in range(days // 10):
        house.clock.move(timedelta(days=10))
    house.clock.move(timedelta(days=days % 10 + 1))


async def test_first_the_number_goes_then_who_asked_then_every_word(house: Town, tmp_path: Path) -> None:
    _, card = await answered(house)

    await days_pass(house, 2)
    await eventually(lambda: _holds(house, NUMBER, expected=False), within=30)
    assert await _holds(house, SECRET, expected=True), "the words stay"

    await days_pass(house, 91)
    await house.card_shows(card, "Ukjent innbygger")

    await days_pass(house, 280)
    await house.card_shows(card, "Teksten er slettet etter lagringstiden.")
    await eventually(lambda: _nothing_tells(house, card), within=30)
    await eventually(lambda: not _found(_raw(tmp_path)), within=30)


@pytest.mark.postgres
async def test_postgresqls_files_tell_nothing_either(postgres: Postgres, tmp_path: Path) -> None:
    address = postgres.fresh_database()
    async with sandbox_at() as world, bot_in(world, tmp_path, {"DATABASE_URL": address}) as app:
        house = Town(world, app)
        _, card = await answered(house)
        others = await house.card_with(await _others_ask(house))
        async with app.office.database.write() as session:
            await session.exec(text("ANALYZE"))  # type: ignore[call-overload] # keeps samples of the words in a table of its own
        assert _found(_told(postgres, address)) == list(GONE)

        await app.office.hear([Event("facebook", "forget:one-request", {"forget": KARI})])

        await house.card_shows(card, "Teksten er slettet etter lagringstiden.")
        await eventually(lambda: not _found(_told(postgres, address)), within=30)
        assert "spørsmål nummer 3" in shown(house.now(others)), "nobody else is forgotten"


async def _others_ask(house: Town) -> str:
    """Questions whose words lie around hers in the files; the words of one of them."""
    for number in range(6):
        house.facebook.comment("main", AHMED, f"Her er mitt spørsmål nummer {number}: når åpner dere på dag {number}?")
    return "spørsmål nummer 3"


async def test_what_is_asked_again_lives_again(house: Town) -> None:
    asked, card = await answered(house)
    await days_pass(house, 80)

    house.facebook.comment("main", KARI, "Nå bjeffer Fido igjen, hva nå?", parent_id=asked)

    await house.card_shows(card, "Nå bjeffer Fido igjen")
    await days_pass(house, 30)
    assert "Kari Nordmann" in shown(house.now(card))


async def test_a_citizen_who_asks_for_it_is_forgotten_by_command(tmp_path: Path) -> None:
    async with sandbox_at() as world:
        async with bot_in(world, tmp_path) as app:
            house = Town(world, app)
            _, card = await answered(house)
        ended = await _svarvakt(house, tmp_path, "forget", KARI, "--json")
        assert '"questions": [1]' in ended.out
        assert not [word for word in (KARI, *GONE) if word in _raw(tmp_path)], "nor what colleagues said of it"
        async with bot_in(world, tmp_path) as app:
            await Town(world, app).card_shows(card, "Teksten er slettet etter lagringstiden.")


async def test_a_request_of_facebooks_is_carried_out_and_keeps_no_trace_of_whom(house: Town) -> None:
    _, card = await answered(house)

    await house.app.office.hear([Event("facebook", "forget:one-request", {"forget": KARI})])

    await house.card_shows(card, "Teksten er slettet etter lagringstiden.")
    async with house.app.office.database.read() as session:
        heard = (await session.exec(select(Inbox))).all()
    assert not [row.key for row in heard if KARI in str(row.body)]


async def test_nobody_is_forgotten_by_mistake(house: Town, tmp_path: Path) -> None:
    await answered(house)

    ended = await _svarvakt(house, tmp_path, "forget", "123456789012345", "--yes", anew=True)

    assert (ended.code, "Fant ingenting" in ended.err) == (1, True)
    assert await _holds(house, SECRET, expected=True)


async def test_a_dry_run_counts_and_touches_nothing(house: Town, tmp_path: Path) -> None:
    await answered(house)

    ended = await _svarvakt(house, tmp_path, "retention", "--dry-run")

    assert "Tall på personer og kontoer fjernes i 1 spørsmål." in ended.out
    assert "Ingenting er slettet ennå." in ended.out
    assert await _holds(house, NUMBER, expected=True)


async def test_the_command_erases_at_once(house: Town, tmp_path: Path) -> None:
    await answered(house)

    await _svarvakt(house, tmp_path, "retention", anew=True)

    assert await _holds(house, NUMBER, expected=False)


async def _svarvakt(house: Town, folder: Path, *words: str, anew: bool = False) -> Ended:
    own = {"DATABASE_URL": f"sqlite:///{folder / 'svarvakt.db'}", "MUNICIPALITY_FILE": str(SOLVIK)}
    return await process(*words, environment={**house.sandbox.bot_env(), **own}, folder=folder, anew=anew)


async def _holds(house: Town, words: str, *, expected: bool) -> bool:
    """Whether the store holds these words, or not, as expected."""
    return any(words in text for text in await _texts(house)) is expected


async def _texts(house: Town) -> Sequence[str]:
    async with house.app.office.database.read() as session:
        remarks = (await session.exec(select(Remark))).all()
        answers = (await session.exec(select(Answer))).all()
        questions = (await session.exec(select(Question))).all()
        lines = (await session.exec(select(History))).all()
    return [str(row.model_dump()) for row in (*remarks, *answers, *questions, *lines)]


async def _nothing_tells(house: Town, card: SimMessage) -> bool:
    ours = [message for message in house.slack.thread(card.channel, card.ts) if message.user != OLA]
    return not any(word in shown(m) for m in (house.now(card), *ours) for word in (SECRET, "Kari", "Nils"))


def _found(told: str) -> list[str]:
    return [word for word in GONE if word in told]


def _told(postgres: Postgres, address: str) -> str:
    return postgres.written(address).decode("utf-8", "replace")


def _raw(folder: Path) -> str:
    return "".join(file.read_bytes().decode("utf-8", "replace") for file in folder.glob("svarvakt.db*"))
