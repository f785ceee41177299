"""The guard on made texts that no rule was fitted to. The figures over all of them are printed by the bench."""

from itertools import islice

import pytest

from bot.guard.numbers import number_in
from tests.bot.guard import third_look
from tests.bot.guard.held_out import EVERYDAY, NUMBERS, answers, spelt

SOME = 60


@pytest.mark.parametrize("name", NUMBERS)
def test_hardly_any_spelling_of_a_number_is_missed(name: str) -> None:
    missed = [text for text in islice(spelt(name), SOME) if number_in(text) is None]

    assert len(missed) <= 1, missed


@pytest.mark.parametrize("name", third_look.NUMBERS)
def test_hardly_any_disguise_of_a_number_is_missed(name: str) -> None:
    missed = [text for text in (third_look.text(name, turn) for turn in range(SOME)) if number_in(text) is None]

    assert len(missed) <= SOME / 4, missed


@pytest.mark.parametrize("name", EVERYDAY)
def test_hardly_any_everyday_answer_is_refused(name: str) -> None:
    refused = [text for text in islice(answers(name), SOME) if number_in(text)]

    assert len(refused) <= 2, refused


@pytest.mark.parametrize(
    "text",
    [
        "Nummeret er O1O254 O7446",
        "Nummeret er Ol0254-07446",
        "null en null to fem fire null sju fire fire seks",
        "Født null en, null to, femtifire, null syv, førtifire, seks",
        "01025407 etterfulgt av 446",
        "0102<br>5407<br>446",
        "01.02.1954\u200b074\u200b46",
        "0️⃣1️⃣0️⃣2️⃣5️⃣4️⃣0️⃣7️⃣4️⃣4️⃣6️⃣",
        "⓿❶⓿❷❺❹⓿❼❹❹❻",
        "&#48;&#x31;&#48;&#50;&#53;&#52;&#48;&#55;&#52;&#52;&#54;",
        "Ο1О25407446",
        "1. 0102\n2. 5407\n3. 446",
        "nullennulltofemfirenullsjufirefireseks",
        "null en, null to, fire og femti, null sju, fire fire seks",
        "første februar 1954, og de siste fem er null sju, fire hundre og førtiseks",
        "1954, den 1. februar – 074 46",
    ],
)
def test_it_is_seen_however_it_is_disguised(text: str) -> None:
    assert number_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "Gnr. 249, bnr. 598, fnr. 20: 1029 m², takst kr 6 588 000, skatt 2494 kr/år.",
        "En, to, tre, fire, fem: alle mann til brøytebilene!",
        "2023: 13 200 (6,7 %)\n2024: 16 125 (1,3 %)\n2025: 26 711 (3,4 %)",
    ],
)
def test_it_is_told_apart(text: str) -> None:
    assert number_in(text) is None


def test_a_long_row_of_number_words_is_read_to_its_end() -> None:
    assert number_in("tjue en " * 1000 + "null en null to fem fire null sju fire fire seks, tjue en")
