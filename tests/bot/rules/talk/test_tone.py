"""What no rule knows is weighed: talk among colleagues by many small signs, and what looks like an answer stays one."""

import pytest

from bot.rules.talk.contributions import Contribution
from bot.rules.talk.conversation import converse
from bot.rules.talk.messages.reasons import Reason
from bot.rules.talk.tone.signs import signs
from bot.rules.talk.tone.tone import KINDS, doubt, kinds, pack, unpack

NAMES = frozenset({"ola", "ingrid"})
TALK = (  # none of them stands in the texts that were learned from
    "Jeg må høre med økonomi om dette først",
    "Har mailet rektor, får svar etter lunsj",
    "Den må du nesten spørre Ingrid om",
    "Formuler det litt vennligere enn jeg gjorde",
    "Haha, den var god",
    "Eg må sjekke med teknisk fyrst",
    "Let me ask the school, back in an hour",
)
ANSWERS = (
    "Vi sender noen ut for å se på lekkasjen i morgen.",
    "Du kan levere søknaden på servicetorget innen fredag.",
    "Biblioteket holder stengt hele romjula.",
    "Ta kontakt med skolen, så hjelper de deg.",
    "Vegen er stengd på grunn av ras.",
    "You can pay at the front desk until three o'clock.",
)


@pytest.mark.parametrize("said", TALK)
def test_talk_in_new_words_weighs_as_talk(said: str) -> None:
    assert doubt(said, "", NAMES) > 0


@pytest.mark.parametrize("said", ANSWERS)
def test_an_answer_in_new_words_weighs_as_an_answer(said: str) -> None:
    assert doubt(said, "", NAMES) < 0


def test_a_sentence_is_seen_by_its_people_its_beginning_and_its_facts() -> None:
    seen = signs("Ingrid må sjekke prisen, 400 kroner", "Hva er prisen på hallen?", NAMES)

    assert {"^name", "check", "money", "number", "asked"} <= seen


def test_weights_are_read_as_they_were_written() -> None:
    assert unpack(pack(kinds())) == kinds()
    assert list(kinds()) == list(KINDS)


def test_a_file_that_holds_no_weights_is_refused() -> None:
    with pytest.raises(ValueError, match=r"weights\.bin"):
        unpack(b"none")


def test_a_note_before_the_text_it_became_is_left_out() -> None:
    said = (
        "ja men det er fylket sin veg",
        "Vi har bedt fylkeskommunen om lys på strekningen, og fram til det er bygd, får alle barn gratis skyss.",
    )

    assert talk(*said) == [Reason.CORRECTED, Reason.TAKEN]


def test_yes_before_a_whole_text_stays() -> None:
    said = (
        "ja det går fint",
        "Søk på nettsidene våre senest tre uker før, og legg ved et kart over området dere vil bruke.",
    )

    assert talk(*said, question="Kan vi ha konsert i parken?") == [Reason.TAKEN, Reason.TAKEN]


def talk(*said: str, question: str = "") -> list[Reason]:
    """What becomes of messages of one expert."""
    found = converse([Contribution(i, "Ola", "expert", words) for i, words in enumerate(said)], question)
    return [each.reason for each in found.heard]
