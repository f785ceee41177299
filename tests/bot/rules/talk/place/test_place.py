"""A sentence is weighed in its place: the same words are an answer in one thread and talk in another."""

import pytest

from bot.rules.talk.contributions import Contribution
from bot.rules.talk.conversation import Conversation, converse
from bot.rules.talk.messages.reasons import Reason
from bot.rules.talk.place.signs import Thread
from bot.rules.talk.place.standing import message, standing
from bot.rules.talk.tone.tone import Kind
from tests.bot.rules.talk.dialogues import PARTS
from tests.bot.rules.talk.model import COLLEAGUES


def test_a_remark_behind_a_shorter_version_is_talk() -> None:
    found = talk(
        "Hva er forskjellen på leie og lån?",
        "Anne: kan det bli kortere?",
        "Ola: Leie koster 200 kroner døgnet. Lån er gratis i tre dager.",
        "Ola: øvelse gjør mester",
    )

    assert found.text == "Leie koster 200 kroner døgnet. Lån er gratis i tre dager."
    assert found.heard[-1].reason is Reason.TO_COLLEAGUE


def test_a_colleague_who_answers_another_half_adds_to_the_first() -> None:
    found = talk(
        "Når åpner svømmehallen, hva koster det for barn, og kan man leie badetøy?",
        "Ola: Hallen åpner igjen mandag 4. januar klokka 16.",
        "Ola: Barn betaler 60 kr.",
        "Ingrid: Voksne betaler 120 kr",
    )

    assert found.text == "Hallen åpner igjen mandag 4. januar klokka 16.\nBarn betaler 60 kr.\nVoksne betaler 120 kr"


def test_two_answers_to_one_question_are_never_joined() -> None:
    found = talk("Hva er fristen?", "Ola: Fristen er 1. februar.", "Ingrid: Fristen er 1. mars.")

    assert found.text == "Fristen er 1. mars."
    assert found.heard[0].reason is Reason.OLDER_ANSWER


def test_what_nobody_else_answers_does_not_vanish_on_a_small_doubt() -> None:
    assert talk("Hvor skal plastflaska?", "Anne: plast igjen", "Kjell: i plastdunken").state == "proposal"


def test_the_place_is_seen_by_what_stands_before_and_after() -> None:
    said = [Contribution(i, *each) for i, each in enumerate(thread("Anne: når?", "Ola: i juni", "Ola: nei, juli"))]

    seen = set(Thread([message(each, "Når?", COLLEAGUES) for each in said], "Når?").signs(1, 0))

    assert {"first", "after desk who asks", "corrected next"} <= seen


def test_only_what_experts_say_is_weighed() -> None:
    said = [Contribution(i, *each) for i, each in enumerate(thread("Anne: når?", "Ola: Den åpner i juni."))]

    assert set(standing(said, "Når?", COLLEAGUES)) == {(1, "Den åpner i juni.")}


def test_a_file_that_holds_no_weights_is_refused() -> None:
    with pytest.raises(ValueError, match=r"weights\.bin"):
        Kind.of(b"none")


def test_pardon_that_a_citizen_is_begged_stays() -> None:
    words = "Beklager at du har måttet vente. Behandlingstida er nå tolv uker."

    assert talk("Hvorfor får jeg aldri svar?", f"Mona: {words}").text == words


def test_only_a_question_is_passed_on_beside_a_ready_answer() -> None:
    found = talk("Hvor søker jeg?", "Mona: Skjemaet ligger på nettsidene under Næring.", "Mona: be henne ringe meg")

    assert found.text
    assert found.to_pass_on is None


def talk(question: str, *lines: str) -> Conversation:
    """What becomes of a thread."""
    said = [Contribution(i, *each) for i, each in enumerate(thread(*lines))]
    return converse(said, question, PARTS)


def thread(*lines: str) -> list[tuple[str, str, str]]:
    """Who said what, and whose part it is."""
    parted = (line.partition(": ") for line in lines)
    return [(name, PARTS[name], words) for name, _, words in parted]
