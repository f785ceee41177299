"""A matter is personal by whom it is about together with what, and not by a single word."""

import pytest

from bot.reading.handling.matters import matters_in


@pytest.mark.parametrize(
    "text",
    [
        "Datteren min har fått diabetes og får ikke hjelp på skolen",
        "Mora mi treng avlasting, kven ringer eg?",
        "Læreren til Ola kjefter på ham hver dag",
        "My husband is sick and we can't afford the rent",
        "Jeg har angst og venter på psykolog",
    ],
)
def test_health_money_or_a_quarrel_of_somebody_makes_it_personal(text: str) -> None:
    assert "personal" in matters_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "Hva koster en sykehjemsplass?",
        "Når er foredraget om demens?",
        "Er biblioteket åpent i romjula?",
        "Takk for hjelpen!",
        "",
    ],
)
def test_the_same_words_about_nobody_are_not_personal(text: str) -> None:
    assert "personal" not in matters_in(text)


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("Kor fornyar eg passet mitt? Treng nytt pass", "politi"),
        ("Skattekortet mitt viser feil prosent", "skatteetaten"),
        ("Strømmen har vært borte siden i går", "nettselskap"),
        ("Hvorfor var skolebussen full i dag?", "fylkeskommune"),
        ("Dagpengane mine er stoppa", "nav_stat"),
        ("Hvem har ansvar for gravsteinen?", "others"),
    ],
)
def test_another_bodys_field_is_told_by_its_things(text: str, whose: str) -> None:
    assert whose in matters_in(text)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Noen burde skyte ordføreren", "threat"),
        ("Jeg vet hvor du bor", "threat"),
        ("Somalierne er kriminelle alle sammen, kast dem ut", "hate"),
        ("Hold kjeft, din idiot", "insults"),
        ("Naboen Per Prøve selger hasj", "accusing"),
        ("Tjen 5000 kr dagen, send meg en melding", "offer"),
    ],
)
def test_abuse_and_offers_are_told_by_what_is_said_to_whom(text: str, what: str) -> None:
    assert what in matters_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "Dere er udugelige hele gjengen, gå av!",
        "Skal noen bli drept før dere fikser krysset?",
        "Er dette svindel? Jeg fikk en lenke fra dere",
        "Hvor mange flyktninger bor i kommunen?",
        "Jeg fikk venneforespørsel fra en side som heter det samme som dere, er det dere?",
    ],
)
def test_harsh_words_and_questions_are_neither(text: str) -> None:
    assert {"threat", "hate", "insults", "accusing", "offer"}.isdisjoint(matters_in(text))
