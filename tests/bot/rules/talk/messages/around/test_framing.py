"""How an answer is led in among colleagues, and what they say around it, stays out of it; what a citizen is told so stays."""

import pytest

from bot.rules.talk.messages.sentences import meaning

ANSWER = "Badet åpner klokka ti på lørdag."
STAFF = ("Anne", "Erik")
LEADS = (
    "Svar: ",
    "Utkast til svar: ",
    "Til innbyggeren: ",
    "ok, her er det: ",
    "prøv denne: ",
    "Dere kan bruke denne: ",
    "Du kan godt skrive noe i retning av: ",
    "Til publisering: ",
    "Suggested reply: ",
    "Sånn, fikk svar: ",
    "Badesjefen sier: ",
    "Rettelse: ",
    "@Anne ",
    "@Anne og @Erik ",
    "Til Anne: ",
    "nei vent. ",
    "Fikk tak i henne. ",
    "hm, ok. ",
    "leser inn dette: ",
    "tredje gang i dag 🙄 ",
)
QUOTING = ("Hva med: ", "Fra oss: ", "Sett inn: ", "publiser gjerne: ", "sånn: ", "kanskje noe sånt: ")
AFTER = (
    " Greit?",
    " Holder det?",
    " Bare publiser.",
    " Det var det.",
    " Rett gjerne på språket.",
    " Anne, kan du legge ved lenka?",
)
TOLD = (
    "vi svarer at ",
    "Vi kan vel svare at ",
    "jeg foreslår at vi svarer at ",
    "Hils og si at ",
    "Gi henne beskjed om at ",
    "La henne få vite at ",
    "Fint om du svarer at ",
    "svaret er at ",
    "Det vi kan si er at ",
    "Du får svare at ",
    "Just reply that ",
)
STAYS = (
    "Lørdag: Åpent fra klokka ti.",
    "Slik søker du: Logg inn på nettsiden og velg skjema.",
    "Dette er gratis for private:\n- hageavfall\n- klær og sko",
    "Ta med: Pass, søknad og to bilder.",
    "Skriv i søknaden: navn, adresse og fødselsdato.",
    "Godt spørsmål! Badet åpner klokka ti.",
    "Ja. Badet åpner klokka ti.",
    "Hei! Badet åpner klokka ti. Velkommen!",
    "Takk for at du sier fra. Vi sender noen ut i dag.",
    "Veien er stengt. Omkjøring via Lia.",
    "Vi målte farten i mai. Er det andre steder vi bør måle?",
    "Jeg sier til dem at de må rydde etter seg.",
)


@pytest.mark.parametrize("lead", LEADS)
def test_what_leads_an_answer_in_is_taken_off(lead: str) -> None:
    assert meaning(f"{lead}{ANSWER}", STAFF).words == ANSWER


def test_a_yes_to_the_colleague_who_called_is_left_out_where_the_citizen_asked_no_such_thing() -> None:
    said = f"Ja, fra lørdag av! {ANSWER}"

    assert meaning(said, STAFF, "Når åpner badet?").words == ANSWER
    assert meaning(said, STAFF, "Er badet åpent på lørdag?").words == said


def test_whom_the_writer_turns_to_in_the_midst_is_left_out() -> None:
    assert meaning("Ja @Anne, på nett. Det koster 80 kroner.", STAFF).words == "Ja, på nett. Det koster 80 kroner."
    assert meaning("Hagen er åpen, sier @Anne. Det koster 80 kroner.", STAFF).words.startswith(
        "Hagen er åpen, sier @Anne."
    )


@pytest.mark.parametrize("lead", [*QUOTING, *LEADS[:9]])
def test_a_quoted_answer_is_taken_out_of_its_quotes(lead: str) -> None:
    assert meaning(f"{lead}«{ANSWER}»", STAFF).words == ANSWER


@pytest.mark.parametrize("after", AFTER)
def test_what_is_asked_of_a_colleague_after_an_answer_is_taken_off(after: str) -> None:
    assert meaning(f"{ANSWER}{after}", STAFF).words == ANSWER


@pytest.mark.parametrize("told", TOLD)
def test_an_answer_told_to_the_desk_is_a_sentence_of_its_own(told: str) -> None:
    assert meaning(f"{told}{ANSWER[0].lower()}{ANSWER[1:]}", STAFF).words == ANSWER


@pytest.mark.parametrize("said", STAYS)
def test_what_is_said_to_a_citizen_stays_whole(said: str) -> None:
    assert meaning(said, STAFF).words == said
