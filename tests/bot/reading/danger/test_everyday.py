"""Words that are said in despair and every day raise no alarm alone."""

import pytest

from bot.reading.danger.seeing import danger_in

EVERYDAY = [
    "Siden henger seg når jeg skal logge inn",
    "Skal jeg prøve igjen i morgen?",
    "When is the grass cutting in the park?",
    "I tried before to send the papers, should I try again?",
    "Ungene hopper ned fra muren ved skolen, kan dere sette opp gjerde?",
    "They took all my money for parking",
    "You can drive off the ferry on both sides?",
    "Gassen i bilen må etterfylles, er det et sted i kommunen?",
    "Skal vi gå foran toget eller bak korpset på 17. mai?",
    "Hvor kan jeg levere barberblader?",
    "Barna liker å legge seg i snøen og lage engler",
    "Når er strikkekvelden? Vil strikke seg ferdig til jul",
    "Lys i tunnelen ved Hagan mangler",
    "Batteriet i ladestasjonen er helt tomt, og kortautomaten er helt tom for papir",
    "Er veiarbeidet snart over?",
    "Dette kan ikke fortsette, det må være en annen utvei enn omkjøringen",
    "Det går buss dit, men ingen vei ut igjen etter klokka ti",
    "I går sa vi farvel til rektor, takk for alt",
    "Vil slippe å betale for dunken når jeg er ute og reiser",
    "Hele gata er uten strøm, alt er mørkt",
    "Hva er vitsen med fartsdumper?",
    "Can I get off the bus at the town hall? Please wait for me",
    "Bilen som står bare i veien burde ikke være her",
    "Er det bedre uten gjerde? Lettere for alle, spør dere meg",
    "Vi har gitt bort hunden, hvordan melder jeg den ut?",
    "Det er et stort hull i asfalten ved butikken. Kan dere fylle det?",
    "Det var en bombe at bibliotekaren slutter, hun blir savnet!",
    "My kids were bored to death until you opened the skate park",
    "Det skal ta slutt klokka 23, sier politivedtektene",
]


@pytest.mark.parametrize("text", EVERYDAY)
def test_everyday_words_are_no_alarm_of_a_rule(text: str) -> None:
    assert danger_in(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Jeg orker ikke mer, jeg har prøvd før",
        "Eg vil ikkje leve, og det er ingen annan utveg",
        "Jeg har tatt for mange tabletter",
    ],
)
def test_with_what_only_despair_says_they_are(text: str) -> None:
    found = danger_in(text)

    assert found is not None
    assert found.kind.name == "despair"
