"""What colleagues say to each other alone stays out of an answer, and what is said to a citizen in like words stays in."""

import pytest

from bot.rules.talk.messages.reasons import Reason
from bot.rules.talk.messages.sentences import meaning

FOR_US = (
    "Internt: grunneieren er vanskelig, så ikke si for mye.",
    "Bare internt, men hun har klaget før.",
    "Ikke nevn at det er bemanningsproblemer",
    "Ikkje sei at det er mangel på folk",
    "Ikke til publisering, men naboen hadde klaget også",
    "Nei, ikke lov noe klokkeslett",
    "Si gjerne at vi beklager",
    "Men ikke bruk tallene før jeg har dobbeltsjekket",
    "Dette må byggesak svare på.",
    "Stopp litt, dette må byggesak svare på.",
    "Denne kan vi ikke svare på her, det er en enkeltsak",
    "Da må vi nesten spørre henne om det",
    "Har spurt Lise, hun svarer i morgen.",
    "Er på ferie til mandag, hør med Ingrid",
    "Jobber med saken.",
    "Please don't mention the lawsuit",
    "Dette må jeg se på i morgen",
    "Har sendt en mail til vaktmesteren",
    "Ringte dem nå, ingen svarer",
    "Denne må til teknisk",
    "FYI: han har klaget",
    "Kun for dere på torget: naboen har søkt",
    "Ikke skriv om bakteriene før vi vet mer",
    "Skjul den heller",
    "Morsomt spørsmål!",
    "unnskyld, måtte svare en på skranken",
    "Det er kake på kantina, folkens",
    "40, tror jeg. Må dobbeltsjekke",
    "Kan noen andre ta denne?",
)
FOR_HER = (
    "Si gjerne fra til oss hvis lampa slukner igjen.",
    "Skriv gjerne til oss på post@solvik.example.",
    "Legg gjerne ved bilder av skaden i søknaden.",
    "Nevn gjerne adressen når du ringer.",
    "Ikke svar på slike e-poster, det er svindel.",
    "Ikke legg ut fødselsnummer i kommentarfeltet.",
    "Ikke bruk fyrverkeri nær husdyr.",
    "Ikke lov å parkere der.",
    "Husk å si fra til skolen først.",
    "Dette må du søke om på nettsiden.",
    "Dette kan vi dessverre ikke svare på før vedtaket er fattet i mars.",
    "Vi sender saken videre til fylket.",
    "Har du ikke fått svar, så ring 61 01 20 00.",
    "Den er på vei nå, og den skal være hos dere før klokka ni.",
    "Må dessverre si at alt er fullt på piano og gitar.",
    "Fint at du tar kontakt! Vi fikser lampa i morgen.",
    "Alle som har rett til plass, får svar i april.",
    "Jeg anbefaler lysløypa.",
    "Jeg sender deg skjemaet i posten.",
    "Vi har sendt deg et brev.",
    "Vi må se på saken i morgen.",
    "Denne veien er stengt.",
    "Har du spørsmål, så ring oss.",
    "Det er elevene på gartnerlinja som har laget den 🌷",
    "Logg inn på Min side.",
    "Må bestilles på nettsiden.",
    "Må søke på nettsiden først.",
    "Må ta kontakt med legen din.",
    "Kan hentes i resepsjonen.",
)


@pytest.mark.parametrize("words", FOR_US)
def test_what_is_for_colleagues_alone_is_no_answer(words: str) -> None:
    assert meaning(words, ("Ingrid",)).reason is not Reason.TAKEN


@pytest.mark.parametrize("words", FOR_HER)
def test_what_is_for_the_citizen_is_an_answer_as_it_stands(words: str) -> None:
    found = meaning(words)

    assert (found.reason, found.words) == (Reason.TAKEN, words)


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("Da har jeg snakket med dem. Det er kabelbrudd.", "Det er kabelbrudd."),
        ("Turid har rett. 20 prosent i kassa.", "20 prosent i kassa."),
        ("Ok. Man søker på nettsiden.", "Man søker på nettsiden."),
        ("Du har rett, beklager. Åsveien er kommunal.", "Åsveien er kommunal."),
        ("Oi, den har jeg glemt. Lyset er på igjen i kveld.", "Lyset er på igjen i kveld."),
        ("Veien er stengt til fredag.\nSi gjerne at vi beklager", "Veien er stengt til fredag."),
        ("Veien er stengt.\nOmkjøring via Lia.", "Veien er stengt.\nOmkjøring via Lia."),
    ],
)
def test_what_stands_before_or_after_an_answer_for_colleagues_is_left_out(said: str, left: str) -> None:
    assert meaning(said).words == left
