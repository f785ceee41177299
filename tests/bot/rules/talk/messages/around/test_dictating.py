"""What a colleague dictates becomes a sentence of its own; what only sounds like it stays as it is."""

import pytest

from bot.rules.talk.drafting import draft_in, passes_on
from bot.rules.talk.messages.around.dictating import dictated, told_by_the_desk


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("Svar henne at det ikke er lov å parkere der.", "Det er ikke lov å parkere der."),
        ("Dere kan si at vi dessverre ikke har flere plasser", "Vi har dessverre ikke flere plasser"),
        ("Kan du svare at badet er åpent?", "Badet er åpent."),
        (
            "Svar gjerne at kommunen ikkje gir støtte, men at Enova gjer det.",
            "Kommunen gir ikkje støtte, men Enova gjer det.",
        ),
        ("Bare si at hallen er ikke åpen ennå.", "Hallen er ikke åpen ennå."),
        ("You can tell her that camping is allowed for two nights.", "Camping is allowed for two nights."),
        ("Du kan skrive «Gjerdet blir reparert i uke 20.»", "Gjerdet blir reparert i uke 20."),
        ("Skriv noe sånt som: Alle over 18 kan søke.", "Alle over 18 kan søke."),
        (
            "Kanskje noe sånt: «Vi tar ikke imot katter. Ring dem på 61 44 55 66.»",
            "Vi tar ikke imot katter. Ring dem på 61 44 55 66.",
        ),
        ("Du kan skrive sånn ca: Ja, klassen reiser i uke 20.", "Ja, klassen reiser i uke 20."),
        ("«Badet åpner klokka ti.»", "Badet åpner klokka ti."),
    ],
)
def test_a_dictated_answer_is_a_sentence(said: str, answer: str) -> None:
    assert dictated(said) == answer


@pytest.mark.parametrize(
    "said",
    [
        "Må dessverre si at alt er fullt.",
        "Vi kan si at saken er ferdig.",
        "Si gjerne at vi beklager",
        "Si fra til skolen hvis dere flytter.",
        "Den ligger i resepsjonen, si at hun må ha med legitimasjon",
        "Be henne ringe oss",
    ],
)
def test_what_is_no_dictation_is_left_alone(said: str) -> None:
    assert dictated(said) == ""


@pytest.mark.parametrize(
    ("said", "draft"),
    [
        ("Er dette ok? «Bruveien er stengt til fredag.»", "Bruveien er stengt til fredag."),
        ("Da svarer jeg: Veien åpner igjen fredag. Ok?", "Veien åpner igjen fredag."),
        ("Hva mener du med «stengt»?", ""),
        ("Tar du denne, Ola?", ""),
    ],
)
def test_a_draft_of_the_desk_is_known(said: str, draft: str) -> None:
    assert draft_in(said) == draft


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("Kan vi svare at det ikke er lov å brenne der?", "Det er ikke lov å brenne der."),
        ("Da sier jeg at det er fullt, ok?", "Det er fullt."),
        ("Vet du om det er lov?", ""),
    ],
)
def test_what_the_desk_would_answer_is_a_sentence(said: str, answer: str) -> None:
    assert told_by_the_desk(said) == answer


@pytest.mark.parametrize(
    ("said", "passes"),
    [
        ("Kan man det, Ola?", True),
        ("Er det det?", False),
        ("Kan du ta denne?", False),
        ("Kan vi love det?", False),
    ],
)
def test_the_desk_may_only_pass_the_question_on(said: str, *, passes: bool) -> None:
    assert passes_on(said, "Kan jeg låne el-sykkel?") is passes
