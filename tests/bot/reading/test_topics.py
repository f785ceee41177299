"""Who knows is told by words, whatever their endings, form and small slips."""

import pytest

from bot.reading.suggest import suggest, word_for
from bot.reading.topics.spoken import spoken_for
from tests.bot.solvik import solvik
from tests.finding import measure
from tests.finding.labels import OPEN, asked


@pytest.mark.parametrize(
    ("text", "department"),
    [
        ("Kor gjer eg av glasskonteineren?", "renovasjon"),
        ("når kommer feiarn, pipa vår er full", "brann"),
        ("Treng eg løyve til å køyre skuter i utmarka?", "landbruk"),
        ("søke barnehagplass til høsten", "barnehage"),
        ("Korleis får eg HC-kort?", "helse_omsorg"),
        ("Kan jeg betale fakturan i avdrag?", "okonomi"),
        ("Den grønne kassa vår står igjen full enda en uke", "renovasjon"),
        ("Må jeg spørre noen før jeg setter opp levegg mot naboen?", "plan_bygg"),
        ("Hvordan har dere det?", "kommunetorget"),
    ],
)
def test_words_tell_the_department(text: str, department: str) -> None:
    assert suggest(text, None, solvik()).department == department


def test_a_department_is_told_by_its_first_word() -> None:
    assert spoken_for("Når feies pipa?")["brann"].word == "pipa"
    assert word_for("Når feies pipa?", "brann") == "pipa"
    assert word_for("Når feies pipa?", "kultur") == ""


def test_the_open_half_gets_its_departments() -> None:
    """A net under the lists; what they are worth is told by the half set aside, in `make bench`."""
    assert measure.departments(asked(OPEN)).rate >= 0.9
