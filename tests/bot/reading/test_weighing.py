"""What rules tell and what the whole text is like, weighed together."""

from dataclasses import replace

import pytest

from bot.reading.danger.rules import kinds
from bot.reading.danger.seeing import Danger, danger_in
from bot.reading.fitting import Reading, read
from bot.reading.likeness.heads import ASKED
from bot.reading.likeness.together import CHOICES, EMERGENCY, START, chances, learned
from bot.reading.suggest import suggest
from bot.reading.weighing import CALLED, RAISED, RAISED_ALONE, danger_of, likely
from tests.bot.solvik import solvik

LONG = "Mannen min puster ikke, vi står nede ved brygga og venter på noen"
STRANGE = "Han der borte ser helt feil ut og noen må komme fort"
ALIKE = dict.fromkeys(ASKED, 0.0)


def seen(text: str) -> Reading:
    return read(text, solvik(), shows=False, no_data=frozenset())


def told(text: str) -> Danger:
    found = danger_in(text)
    assert found is not None
    return found


def test_all_chances_together_are_one() -> None:
    assert sum(chances(ALIKE, ()).values()) == pytest.approx(1)


def test_every_input_weighs_on_every_choice() -> None:
    assert {len(row) for row in learned().values()} == {len(CHOICES)}
    assert {START, "like danger", *(f"like {name}" for name in ASKED), EMERGENCY} <= set(learned())


def test_a_sign_adds_what_the_table_says() -> None:
    table = {"x": [2.0, *[0.0] * (len(CHOICES) - 1)]}

    assert chances(ALIKE, {"x"}, by=table)[EMERGENCY] > chances(ALIKE, {"y"}, by=table)[EMERGENCY]


def test_a_rule_of_danger_makes_danger_likelier() -> None:
    reading = seen(LONG)

    assert likely(LONG, reading, told(LONG), "")[EMERGENCY] > likely(LONG, reading, None, "")[EMERGENCY]


@pytest.mark.parametrize(
    ("chance", "reason"),
    [(CALLED, "emergency_breath_heart"), (RAISED, "emergency_unclear"), (RAISED - 0.01, None)],
)
def test_what_a_rule_told_is_as_sure_as_it_is_likely(chance: float, reason: str | None) -> None:
    found = danger_of(LONG, seen(LONG), replace(told(LONG), is_own=False), chance)

    assert (found.kind.reason if found else None) == reason


def test_a_doubtful_rule_of_despair_is_a_guess_and_keeps_its_ready_text() -> None:
    text = "Jeg vil ikke leve lenger, og det har vart i mange uker nå"
    found = danger_of(text, seen(text), replace(told(text), is_own=False), RAISED)

    assert found is not None
    assert (found.kind.reason, found.kind.ready) == ("self_harm_alike", "self_harm")


def test_a_cry_is_as_the_rule_says() -> None:
    text = "Det brenner hos naboen!"

    assert danger_of(text, seen(text), told(text), 0.0) == told(text)


def test_what_somebody_says_of_herself_is_a_guess_at_least() -> None:
    found = danger_of(LONG, seen(LONG), Danger(kinds()["violence"], "", is_own=True), 0.0)

    assert found is not None
    assert found.kind.reason == "emergency_unclear"


@pytest.mark.parametrize(
    ("chance", "reasons"),
    [
        (CALLED, {"emergency_alike", "self_harm"}),
        (RAISED_ALONE, {"emergency_unclear", "self_harm_alike"}),
        (RAISED_ALONE - 0.01, {None}),
    ],
)
def test_what_no_rule_knew_is_sure_or_a_guess_or_nothing(chance: float, reasons: set[str | None]) -> None:
    found = danger_of(STRANGE, seen(STRANGE), None, chance)

    assert (found.kind.reason if found else None) in reasons


def test_of_a_few_words_that_no_rule_knows_nothing_is_guessed() -> None:
    assert danger_of("Har brote foten", seen("Har brote foten"), None, 1.0) is None


@pytest.mark.parametrize(
    "text",
    [
        "Foreldrene mine vil gifte meg bort til sommeren og jeg tør ikke si nei",
        "Stefaren min tar på meg om natta og jeg tør ikke si det til noen",
        "Mamma slår meg og lillebror hver dag, hva gjør jeg",
        "i am 14 and my family wants me to marry a man i dont know",
        "I think my neighbour locks his wife in when he goes to work",
        "Han Odd i nr. 14 har ikke tatt inn posten på fem dager og lyset står på. Hvem kan jeg si fra til?",
    ],
)
def test_who_is_hit_touched_or_married_off_and_who_shows_no_sign_of_life_is_in_danger(text: str) -> None:
    assert suggest(text, None, solvik()).expected == EMERGENCY


@pytest.mark.parametrize(
    "text",
    [
        "Det ligger mye snø i veien vår",
        "Er det foredrag om tvangsekteskap på biblioteket?",
        "Datteren vår skal gifte seg til sommeren, kan vi leie Kulturhuset?",
        "Vi har ikke åpnet for påmelding ennå",
    ],
)
def test_everyday_words_beside_them_are_not(text: str) -> None:
    assert danger_in(text) is None or suggest(text, None, solvik()).expected != EMERGENCY
