"""Ways of saying a thing, kind by kind: each is seen, and the same words about something else call nobody."""

import pytest

from bot.reading.danger.seeing import danger_in


@pytest.mark.parametrize(
    ("way", "text"),
    [
        ("tired of life", "Jeg er så trøtt av å leve"),
        ("no point", "Eg har mista alt. Kva skal eg leve for?"),
        ("unnoticed", "Jeg tror ingen ville merket at jeg var borte"),
        ("a choice made", "Jeg har bestemt meg nå. Det føles rolig"),
        (
            "affairs settled",
            "Ta vare på katten. Dere trenger dem ikke mer, tingene mine, jeg kommer ikke til å være her",
        ),
        ("last words", "Dette blir siste innlegget mitt"),
        ("fear of oneself", "Jeg stoler ikke på meg selv i natt"),
        ("means at hand", "Har lagt barberblad klart"),
        ("help to die", "Jeg ønsker dødshjelp nå"),
        ("an accident wished for", "Jeg håper jeg blir påkjørt"),
        ("out, and not back", "Jeg går ut på isen og kommer ikke tilbake i natt, jeg går ikke hjem igjen til skogen"),
        ("somebody else", "Han skriver at han har fått nok. Kan noen sjekke at det går bra med ham?"),
    ],
)
def test_each_way_of_not_wanting_to_live_is_seen(way: str, text: str) -> None:
    found = danger_in(text)
    assert found, way
    assert found.kind.name == "despair"


@pytest.mark.parametrize(
    "text",
    [
        "Dere tar livet av kulturlivet her",
        "Lei av livet i brakkene, når er den nye skolen ferdig?",
        "Eg ser ingen annan utveg enn å klage på brøytinga",
        "Jeg skriver oppgave om selvmord blant bønder",
        "Ferdig med alt for i år, nå er det ferie",
        "Can you jump from the pier there?",
        "Jeg mistet broren min i selvmord i fjor. Er det en sorggruppe her?",
    ],
)
def test_the_same_words_about_something_else_call_nobody(text: str) -> None:
    assert danger_in(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Læreren til dattera vår roper til elevene så de gråter. Hvem tar vi det opp med?",
        "Min mor har demens og går ut om natta, vi venter på plass på sykehjem",
        "Naboen skrur opp musikken hver natt og truer oss når vi sier fra",
        "Jeg sitter i rullestol og kommer meg ikke ut på grunn av snøen",
        "Brøytebilen kjørte ned gjerdet vårt, hvor sender jeg krav?",
    ],
)
def test_a_matter_of_long_standing_belongs_to_the_office(text: str) -> None:
    assert danger_in(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Mor har demens og er borte nå. Vi venter på plass på sykehjem",
        "Naboen truer oss hver natt, nå står han med kniv i døra",
        "Rektor hjelp! En elev blør kraftig",
    ],
)
def test_what_presses_is_seen_in_a_matter_of_long_standing_too(text: str) -> None:
    assert danger_in(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "Vi driver kafeen ved fjorden",
        "Rykter sprer seg blant foreldrene",
        "Har noen funnet en lue og to votter på skolen? Strikket av bestemor",
        "Ungene mangler reflekser",
        "Datteren min klatrer i hallen hver tirsdag",
        "Datteren min vil henge seg på turen",
        "Mor klarer ikke å handle alene lenger",
        "Vi kommer inn i huset på mandag",
        "Blod, svette og tårer ligger bak dugnaden",
        "Hva betyr det at tomta ligger i gul flomsone?",
    ],
)
def test_a_word_with_an_everyday_meaning_calls_nobody_by_itself(text: str) -> None:
    assert danger_in(text) is None
