"""What is worth keeping is marked by the desk, and nothing that is marked is erased before the archive has it."""

import json
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from storage.tables import Question
from tests.handlers.commands.command_line import SOLVIK, process
from tests.town import ANNA, ANNE, KARI, OLA, Town, bot_in, sandbox_at
from tests.waiting import eventually

SECRET = "benken ved elva vipper"


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[Town]:
    """A town of its own, whose nights concern nobody else."""
    async with sandbox_at() as world, bot_in(world, tmp_path) as app:
        yield Town(world, app)


async def test_the_desk_marks_a_settled_question_and_the_card_says_why(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Hvem eier plenen bak biblioteket?")
    await solvik.press_and_fill(ANNE, card, "close", {"reason": "opinion"})
    await solvik.card_shows(card, "Avsluttet uten svar av Anne Berg")

    await solvik.press_and_fill(ANNE, card, "whole", {"way": "archive"})
    assert (await solvik.fill(ANNE, {"flag": "yes", "reason": ""})).errors, "a reason is asked for"
    await solvik.fill(ANNE, {"flag": "yes", "reason": "case"})

    await solvik.card_shows(card, "Arkivverdig: del av en sak.")


async def test_a_fault_that_is_reported_can_be_marked_from_the_open_card(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Gatelyset ved skolebakken har vært mørkt lenge.")
    await solvik.card_shows(card, "Vurder arkivering: melding om en feil.")

    await solvik.press(OLA, card, "archive")
    await solvik.was_told(OLA, "Du har ikke rett til å gjøre dette.")
    await solvik.press_and_fill(ANNE, card, "archive", {"flag": "no"})

    await solvik.card_no_longer_shows(card, "Vurder arkivering")


async def test_what_is_marked_outlives_every_night(house: Town) -> None:
    await _settled(house, KARI, f"Hei, {SECRET}. Hvem retter den?", "Vi retter den denne uken.")
    await _settled(house, ANNA, "Hei, hvem har nøkkelen til bua?", "Den har vaktmesteren.")

    for _ in range(40):
        house.clock.move(timedelta(days=10))

    await eventually(lambda: _stages(house, {0, 3}), within=30)
    async with house.app.office.database.read() as session:
        kept = (await session.exec(select(Question).where(Question.erased == 0))).one()
    assert (kept.archive_flag, kept.archive_reason, kept.author_name) == ("consider", "promise", "Kari Nordmann")


async def _settled(house: Town, citizen: str, words: str, answer: str) -> None:
    house.facebook.comment("main", citizen, words)
    card = await house.card_with(words)
    await house.press_and_fill(ANNE, card, "answer", {"text": answer})
    await house.card_shows(card, "Publisert av Anne Berg")


async def _stages(house: Town, expected: set[int]) -> bool:
    """Whether the questions have come as far in being erased as expected."""
    async with house.app.office.database.read() as session:
        return {question.erased for question in (await session.exec(select(Question))).all()} == expected


async def test_what_is_marked_is_exported_once(house: Town, tmp_path: Path) -> None:
    await _settled(house, KARI, f"Hei, {SECRET}. Hvem retter den?", "Vi retter den denne uken.")
    card = await house.card_with(SECRET)
    await house.press_and_fill(ANNE, card, "whole", {"way": "archive"})
    await house.fill(ANNE, {"flag": "yes", "reason": "promise"})
    await house.card_shows(card, "Arkivverdig: vi har lovet et tiltak.")
    own = {"DATABASE_URL": f"sqlite:///{tmp_path / 'svarvakt.db'}", "MUNICIPALITY_FILE": str(SOLVIK)}
    environment = {**house.sandbox.bot_env(), **own}

    first = await process("export", "--thread", environment=environment, folder=tmp_path, anew=True)
    again = await process("export", "--json", environment=environment, folder=tmp_path)

    assert (first.code, again.out.strip()) == (0, "[]"), first.err
    (folder,) = (tmp_path / "arkiv").iterdir()
    message = json.loads((folder / "arkivmelding.json").read_text(encoding="utf-8"))
    assert [post["journalposttype"]["kode"] for post in message["registrering"]] == ["I", "U", "X"]
    assert SECRET in (folder / "samtale.json").read_text(encoding="utf-8")
    assert (folder / "samtale.pdf").read_bytes().startswith(b"%PDF-1.4")
