"""The picture of the week: a real PNG of the promised size, and nothing at all where matplotlib is missing."""

import struct
import subprocess
import sys

import pytest

from bot.briefs.picture import HEIGHT, WIDTH, picture
from bot.drawing.week_card import Bar, alt_text, bars, facts, week_card
from bot.rules.figures import Figures, Span, count
from bot.rules.rights import Rights
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


def test_the_card_tells_the_figures_as_facts(house: House) -> None:
    card = week_card(house, figures(), "fredag 6. februar", "fredag 13. februar")

    told = {fact.label: fact.value for fact in card.facts}
    assert (told["Kom inn"], told["Besvart"], told["Samme dag"], told["Innen fristen"]) == ("4", "4", "1", "2")
    assert told["Lengste ventetid på svar"] == "4 døgn og 2 timer"
    assert card.body == ""


def test_a_week_in_which_everything_was_answered_in_time_is_praised(house: House) -> None:
    in_time = count(
        answered("2026-02-09 10:00", "2026-02-09 12:00"), Span(oslo("2026-02-06"), oslo("2026-02-13"), OSLO)
    )

    assert "Takk for innsatsen!" in week_card(house, in_time, "", "").body


def test_a_week_without_anything_says_so(house: House) -> None:
    nothing = count([], Span(oslo("2026-02-06"), oslo("2026-02-13"), OSLO))

    assert week_card(house, nothing, "", "").body == "Ingen har spurt om noe, og ingen venter på svar."
    assert dict(facts(house, nothing))["Lengste ventetid på svar"] == "ingen svar"
