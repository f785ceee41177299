"""How an expert found the answer out is left out of it; what carries something for the citizen stays."""

import pytest

from bot.rules.talk.messages.sentences import meaning

STAFF = ("Per", "Ingrid")
LEFT_OUT = [
    ("Sjekket nå: hallen åpner 10", "Hallen åpner 10"),
    ("Sjekka no: hallen opnar 10", "Hallen opnar 10"),
    ("Fikk svar fra Per: hallen åpner klokka 10", "Hallen åpner klokka 10"),
    ("Fikk svar fra vaktmesteren – hallen åpner klokka 10.", "Hallen åpner klokka 10."),
    ("Ny info: hallen åpner klokka 10", "Hallen åpner klokka 10"),
    ("Da har jeg snakket med vaktmesteren: hallen åpner 10.", "Hallen åpner 10."),
    ("Snakket med Per nå, hallen åpner kl. 10", "Hallen åpner kl. 10"),
    ("Ringte Per, han sier at hallen ikke er åpen før kl. 10", "Hallen er ikke åpen før kl. 10"),
    ("Fikk beskjed nå om at hallen åpner klokka 10", "Hallen åpner klokka 10"),
    ("Per sier at hallen åpner klokka 10", "Hallen åpner klokka 10"),
    ("Beskjed fra driftsleder: Hallen åpner kl. 10", "Hallen åpner kl. 10"),
    ("Fått svar nå! Hallen åpner 10", "Hallen åpner 10"),
    ("Nå har eg snakka med vaktmeistaren: hallen er open frå 10.", "Hallen er open frå 10."),
    ("I've checked with the caretaker: the hall opens at 10.", "The hall opens at 10."),
    ("Just spoke to Per, the hall opens at 10", "The hall opens at 10"),
]
STAYS = (
    "Vi har fått bekreftet at hallen åpner klokka 10.",
    "Vaktmesteren sier at hallen åpner klokka 10.",
    "Ifølge NVE: isen er åtte centimeter tykk.",
    "Melding fra Statens vegvesen: veien er stengt.",
    "Ny åpningstid: lørdag 10-14",
    "Oppdatering: hallen åpner 10 på lørdag",
    "Viktig: hallen er stengt for barn under 12 år",
    "Tips: ring 61 01 20 01 før du kommer",
    "Fikk svar fra leverandøren: de kommer på mandag",
)


@pytest.mark.parametrize(("said", "words"), LEFT_OUT)
def test_what_the_writer_did_to_find_out_is_left_out(said: str, words: str) -> None:
    assert meaning(said, STAFF).words == words


@pytest.mark.parametrize("said", STAYS)
def test_what_carries_something_for_the_citizen_stays(said: str) -> None:
    assert meaning(said, STAFF).words == said


def test_who_found_nothing_out_has_not_answered() -> None:
    assert meaning("Ringte dem nå, ingen svarer", STAFF).reason.value != "taken"
