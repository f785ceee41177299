"""What is said of the words becomes the words; what a citizen is told to write herself stays as it is."""

import pytest

from bot.rules.talk.messages.around.to_be_said import said_of_words, says_it


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("Må legge til at parkering er gratis. Si det likevel", "Parkering er gratis."),
        ("husk å nevne at hun må ha med legitimasjon", "Du må ha med legitimasjon."),
        ("og pass på å få med at de ikke tar drop in", "De tar ikke drop in."),
        ("Glemte å si at det koster 300 kr for uka", "Det koster 300 kr for uka."),
        ("Det skal stå at hallen er stengt i påsken", "Hallen er stengt i påsken."),
        ("hugs å skrive at bilar må flyttast frå snuplassen", "Bilar må flyttast frå snuplassen."),
        ("Nemn òg at nøkkelen vert henta på torget", "Nøkkelen vert henta på torget."),
        ("and add that towels are not included", "Towels are not included."),
        ("Remember to mention that it's free for children too", "It's free for children."),
    ],
)
def test_the_clause_becomes_a_sentence_for_the_citizen(said: str, words: str) -> None:
    told = said_of_words(said)

    assert told.words == words
    assert told.is_all


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("10-17 skal det stå, og husk å skrive at utleie er gratis", "10-17. Utleie er gratis."),
        (
            "Den ligger i resepsjonen, si at hun må ha med legitimasjon",
            "Den ligger i resepsjonen. Du må ha med legitimasjon.",
        ),
        ("Badet åpner kl. 10. Husk å nevne at det er gratis for barn.", "Badet åpner kl. 10. Det er gratis for barn."),
        ("Hytta er ledig i mai, men legg til at ho ikkje har straum", "Hytta er ledig i mai. Ho har ikkje straum."),
    ],
)
def test_what_stands_before_it_stays(said: str, words: str) -> None:
    told = said_of_words(said)

    assert told.words == words
    assert not told.is_all


@pytest.mark.parametrize(
    "said",
    [
        "Send e-post til barnehagen og skriv at barnet er sykt.",
        "Husk å skrive at du har allergi når du melder på.",
        "Legg til at du ønsker kvittering.",
        "Skal vi legge til at det er gratis?",
        "Ikke nevn at vi har en kjøper",
        "Vi må si at alt er fullt",
        "Si gjerne at vi beklager",
        "Husk å ta med legitimasjon.",
        "Remember to say that you want a receipt.",
    ],
)
def test_other_messages_stay_as_they_are(said: str) -> None:
    assert said_of_words(said).words == said
    assert not said_of_words(said).sentences


@pytest.mark.parametrize(
    "said",
    ["Si det likevel", "ta det med", "nevn prisen", "hugs å skrive noko om parkering", "add a link", "say it anyway"],
)
def test_what_has_no_words_for_the_citizen_is_known(said: str) -> None:
    assert says_it(said)


@pytest.mark.parametrize(
    "said",
    ["Ta med mat og drikke.", "Legg til navnet ditt i lista.", "Husk å ta med legitimasjon.", "Skal vi ta det med?"],
)
def test_what_a_citizen_is_told_to_do_is_none_of_it(said: str) -> None:
    assert not says_it(said)
