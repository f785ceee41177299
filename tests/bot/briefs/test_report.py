"""The picture of the week: a real PNG of the promised size, and nothing at all where matplotlib is missing."""

import struct
import subprocess
import sys
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.briefs.picture import HEIGHT, WIDTH, picture
from bot.drawing.figures.week_card import Bar, alt_text, bars, facts, week_card
from bot.rules.figures import Figures, Span, Week, count
from bot.rules.rights import Rights
from bot.rules.rounds import Ending, Round
from bot.texts.wording import Wording
from bot.work import House
from tests.bot.houses import OSLO, oslo
from tests.bot.rules.test_figures import answered
from tests.bot.solvik import solvik

BARS = [Bar("Samme dag", 7), Bar("For sent", 0)]
WITHOUT = "import sys; sys.modules['matplotlib'] = None; from bot.briefs.picture import picture; sys.exit(picture('', []) is not None)"


@pytest.fixture
def house() -> House:
    return House(solvik(), Wording(), Rights())


def figures(*, days: int = 7) -> Figures:
    until = oslo("2026-02-13 13:30")
    promises = (("2026-02-09 11:00", "2026-02-11 15:30"), ("2026-02-11 14:00", "2026-02-13 15:30"))
    rounds = [
        *answered("2026-02-09 10:00", "2026-02-09 12:00"),
        *answered("2026-02-09 10:00", "2026-02-10 12:00"),
        *answered("2026-02-09 10:00", "2026-02-12 12:00"),
        *answered("2026-02-09 10:00", "2026-02-13 12:00", promises=promises),
    ]
    return count(rounds, Span(oslo(f"2026-02-{13 - days:02} 13:30"), until, OSLO))


def test_the_picture_is_a_small_png_of_the_right_size() -> None:
    png = picture("Hvor raskt fikk innbyggerne svar?", BARS)

    assert png is not None
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", png[16:24]) == (WIDTH, HEIGHT)
    assert len(png) < 60_000


def test_different_figures_make_different_pictures() -> None:
    assert picture("Uka", BARS) != picture("Uka", [Bar("Samme dag", 3), Bar("For sent", 4)])


def test_a_picture_of_a_week_without_answers_can_be_drawn() -> None:
    assert picture("Uka", [Bar("Samme dag", 0)])


def test_without_matplotlib_there_is_no_picture_and_no_failure() -> None:
    assert subprocess.run([sys.executable, "-c", WITHOUT], check=False).returncode == 0  # noqa: S603 - our own words


def test_every_answer_is_in_one_bar(house: House) -> None:
    assert [bar.number for bar in bars(house, figures())] == [1, 1, 1, 1]


def test_the_picture_is_said_in_words_with_the_same_numbers(house: House) -> None:
    told = alt_text(house, figures())

    assert "Samme dag: 1. Senere, men i tide: 1. Etter utsettelse: 1. For sent: 1." in told


def quiet() -> Figures:
    return counted()


def counted(*rounds: list[Round]) -> Figures:
    return count([one for rounds_ in rounds for one in rounds_], Span(oslo("2026-02-06"), oslo("2026-02-13"), OSLO))


def waiting(due: str) -> list[Round]:
    return [Round(by_citizen=True, asked_at=oslo("2026-02-10 10:00"), first_due_at=oslo(due), due_at=oslo(due))]


IN_TIME = answered("2026-02-09 10:00", "2026-02-09 12:00")
LATE = answered("2026-02-06 10:00", "2026-02-12 12:00")
PRAISE = "Takk for innsatsen!"


def test_the_card_tells_few_figures_with_the_week_before_beside_each(house: House) -> None:
    card = week_card(house, Week(figures(), counted(IN_TIME)), "fredag 6. februar", "fredag 13. februar")

    told = {fact.label: fact.value for fact in card.facts}
    assert told == {
        "Kom inn": "4 · uken før: 1",
        "Besvart": "4 · uken før: 1",
        "Besvart for sent": "1 · uken før: 0",
        "Venter nå": "0 · uken før: 0",
        "Lengste ventetid på svar": "4 døgn og 2 timer · uken før: 2 timer",
    }


@pytest.mark.parametrize(
    ("rounds", "said"),
    [
        ([IN_TIME], "Ingen venter på svar, og ingen fikk svar for sent. Takk for innsatsen!"),
        ([LATE], "Ingen venter på svar nå."),
        ([IN_TIME, waiting("2026-02-16 15:30")], "1 venter på svar. Ingen av fristene er ute ennå."),
        (
            [IN_TIME, waiting("2026-02-12 15:30"), waiting("2026-02-16 15:30")],
            "Fristen er ute for 1 av 2 som venter på svar. Begynn der.",
        ),
        ([], "Ingen har spurt om noe, og ingen venter på svar."),
    ],
)
def test_the_week_says_who_still_waits_and_praises_only_when_nobody_does(
    house: House, rounds: list[list[Round]], said: str
) -> None:
    assert week_card(house, Week(counted(*rounds), quiet()), "", "").body == said


@pytest.mark.parametrize("rounds", [[], [IN_TIME]])
def test_events_that_could_not_be_read_keep_the_week_from_saying_that_nobody_waits(
    house: House, rounds: list[list[Round]]
) -> None:
    card = week_card(house, Week(counted(*rounds), quiet(), unread=2), "", "")

    assert card.notices[0].text.startswith("Hendelser jeg ikke har kunnet lese: 2.")
    assert (card.body, "Ingen" in card.summary) == ("", False)


moments = st.integers(0, 14 * 24 * 60).map(lambda minutes: oslo("2026-02-06") + timedelta(minutes=minutes))


@given(st.lists(st.tuples(moments, st.none() | moments, moments)))
def test_whatever_the_week_was_like_it_never_praises_while_somebody_waits(
    told: list[tuple[datetime, datetime | None, datetime]],
) -> None:
    house = House(solvik(), Wording(), Rights())
    rounds = [_round(*each) for each in told]
    until = oslo("2026-02-13 13:30")
    waits = any(one.asked_at < until and (one.ended_at is None or one.ended_at >= until) for one in rounds)
    week = count(rounds, Span(oslo("2026-02-06 13:30"), until, OSLO))

    said = week_card(house, Week(week, quiet()), "", "").body

    assert not (waits and (PRAISE in said or "ingen venter" in said.lower()))


def _round(asked_at: datetime, ended_at: datetime | None, due_at: datetime) -> Round:
    ending = Ending.ANSWERED if ended_at and ended_at >= asked_at else None
    return Round(
        by_citizen=True,
        asked_at=asked_at,
        first_due_at=due_at,
        due_at=due_at,
        ended_at=ended_at if ending else None,
        ending=ending,
    )


def test_a_quiet_fortnight_shows_no_figures(house: House) -> None:
    assert week_card(house, Week(quiet(), quiet()), "", "").facts == ()
    assert dict(facts(house, quiet()))["Lengste ventetid på svar"] == "ingen svar"
