"""The privacy officer and the archivist read in the chat what was erased when, and who did what, without a word of a citizen's."""

from datetime import timedelta

import pytest

from bot.desk.office import Office
from bot.drawing.beside import records
from bot.drawing.lists import home_list
from bot.flow.forgetting.erase import Stage, erase
from bot.flow.keeping import archive
from bot.work import Person
from tests.bot.desk.test_roles import ANNE, ARKIV, JONAS, NOBODY, OLA, OMBUD, asked, opened, press, question_of, send
from tests.bot.desk.test_roles import desk as desk  # the fixture

WORDS, NAME = "Når åpner dere?", "Kari Holm"


def told(cards: object) -> str:
    return "\n".join(f"{card.title} {card.body}" for card in cards)  # type: ignore[attr-defined]


async def settled(office: Office) -> int:
    number = await asked(office)
    await press(office, ANNE, number, "take")
    await send(office, ANNE, await opened(office, ANNE, number, "close"), reason="thanks")
    return number


@pytest.mark.parametrize("who", [ANNE, OLA, ARKIV, OMBUD])
async def test_who_did_what_is_told_by_number_without_words_or_the_citizens_name(desk: Office, who: str) -> None:
    number = await settled(desk)

    cards = await desk.command(who, f"historikk {number}")

    assert cards[0].title == f"Historikk for spørsmål {number}"
    lines = [line.partition(" · ")[2] for line in cards[1].body.splitlines()]
    assert lines == [
        "Innbyggeren: Spørsmålet kom inn",
        f"{ANNE}: Tok spørsmålet (Ny → Tatt)",
        f"{ANNE}: Avsluttet uten svar: Bare takk eller emoji (Tatt → Avsluttet uten svar)",
    ]
    assert not [secret for secret in (WORDS, NAME) if secret in told(cards)]


async def test_an_open_question_has_its_history_too(desk: Office) -> None:
    number = await asked(desk)
    await press(desk, JONAS, number, "take")

    assert f"{JONAS}: Tok spørsmålet" in told(await desk.command(OMBUD, f"historikk {number}"))


@pytest.mark.parametrize("who", [NOBODY, "U0STRANGER"])
async def test_who_has_no_part_is_told_who_has(desk: Office, who: str) -> None:
    number = await settled(desk)

    for wish in (f"historikk {number}", "slettet"):
        (card,) = await desk.command(who, wish)
        assert card.body.startswith("Du har ikke rett til å se dette.")


@pytest.mark.parametrize(
    ("asks", "answer"),
    [
        ("historikk", "Skriv nummeret på spørsmålet"),
        ("historikk 0", "Skriv nummeret på spørsmålet"),
        ("historikk tolv", "Skriv nummeret på spørsmålet"),
        ("historikk 999999999999999999999", "Skriv nummeret på spørsmålet"),
        ("historikk ٣", "Skriv nummeret på spørsmålet"),
        ("history 4711", "Jeg har ikke noe spørsmål med nummer 4711."),
        ("slettet", "Ingenting er slettet"),
        ("slettet -3", "Ingenting er slettet"),
        ("sletta 99999999", "Ingenting er slettet"),
    ],
)
async def test_whatever_is_asked_has_an_answer(desk: Office, asks: str, answer: str) -> None:
    assert answer in told(await desk.command(OMBUD, asks))


async def test_what_was_erased_and_exported_is_told_by_day_with_counts_and_numbers(desk: Office) -> None:
    first, second, third = [await settled(desk) for _ in range(3)]
    async with desk.work() as work:
        for number in (first, second):
            await erase(work, await work.question(number), Stage.NUMBERS)
        await erase(work, await work.question(first), Stage.WORDS)
        question = await work.question(third)
        await archive.mark(work, question, "yes", "complaint", Person(ANNE, "Anne"))
        await archive.exported(work, third, question.version)

    for who in (OMBUD, ARKIV):
        cards = await desk.command(who, "slettet")
        today = desk.house.day(desk.clock.now())
        assert cards[0].title == "Slettet og eksportert de siste 30 dagene"
        assert cards[1].body.splitlines() == [
            f"{today}: tall på personer og kontoer i 2 spørsmål (nr. {first}, {second})",
            f"{today}: alle ord i 1 spørsmål (nr. {first})",
            f"{today}: eksportert til arkivet: 1 spørsmål (nr. {third})",
        ]


async def test_what_is_older_is_told_to_whoever_asks_for_more_days(desk: Office) -> None:
    number = await settled(desk)
    async with desk.work() as work:
        await erase(work, await work.question(number), Stage.WORDS)

    async with desk.database.read() as session:
        later = desk.clock.now() + timedelta(days=40)
        assert await records.erased_lines(session, desk.house, later, 30) == []
        assert len(await records.erased_lines(session, desk.house, later, 60)) == 1


async def test_of_many_some_are_named_and_all_are_counted(desk: Office) -> None:
    numbers = [await asked(desk) for _ in range(records.NAMED + 2)]
    async with desk.work() as work:
        for number in numbers:
            await erase(work, await work.question(number), Stage.NUMBERS)

    line = (await desk.command(OMBUD, "slettet"))[1].body

    assert f"i {len(numbers)} spørsmål" in line
    assert line.endswith(f", {numbers[records.NAMED - 1]} …)")


async def test_the_privacy_officers_own_page_has_the_figures_and_what_was_erased(desk: Office) -> None:
    number = await settled(desk)
    async with desk.work() as work:
        await erase(work, await work.question(number), Stage.WORDS)

    async with desk.database.read() as session:
        page = await home_list(session, desk.house, desk.clock.now(), OMBUD, "")

    assert f"alle ord i 1 spørsmål (nr. {number})" in told(page)
    assert (await question_of(desk, number)).erased == Stage.WORDS
