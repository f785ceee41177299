"""What becomes of an answer that is doubted among colleagues."""

import pytest

from bot.rules.talk.contributions import Contribution
from bot.rules.talk.conversation import converse

ANSWER = "Ja, hagen er åpen for alle hele sommeren."


@pytest.mark.parametrize(
    ("talk", "right"),
    [
        ((("Ola", ANSWER), ("Ingrid", "er ikke den stengt?"), ("Ola", "hm, det kan godt hende")), ""),
        ((("Ola", ANSWER), ("Ingrid", "er ikke den stengt?"), ("Ola", "nei, det er parken")), ANSWER),
        (
            (("Ola", ANSWER), ("Ingrid", "er ikke den stengt?"), ("Ola", "jo, den er stengt til mai")),
            "Den er stengt til mai",
        ),
        ((("Ola", ANSWER), ("Ingrid", "sto det ikke stengt på skiltet?"), ("Ola", "nei, det er parken")), ANSWER),
        (
            (("Ola", ANSWER), ("Ingrid", "er ikke parken med?"), ("Ola", "jo, parken til klokka 20")),
            f"{ANSWER}\njo, parken til klokka 20",
        ),
        (
            (("Ola", ANSWER), ("Ingrid", "hun spør om parken"), ("Ola", "beklager, leste for fort. Den er stengt.")),
            "Den er stengt.",
        ),
        ((("Ola", ANSWER), ("Ola", "nei, det var i fjor, beklager. I år er hagen stengt.")), "I år er hagen stengt."),
        ((("Ola", ANSWER), ("Ola", "stryk det, den åpner 19. mai")), "Den åpner 19. mai"),
        ((("Ola", ANSWER), ("Ola", "nei vent, det gjelder ikke lenger. Se bort fra det, jeg må finne ut av det")), ""),
        ((("Ola", f"Utkast: {ANSWER}"), ("Ola", "Kortere: Hagen er åpen.")), "Hagen er åpen."),
        ((("Ola", ANSWER), ("Ola", "hm, usikker på det"), ("Ola", "nei, det jeg skrev stemmer")), ANSWER),
        ((("Ola", ANSWER), ("Ola", "ikke skriv det, vi har stengt på mandager")), ""),
        ((("Ola", ANSWER), ("Ingrid", "ikke hvis det regner")), ANSWER),
        (
            (
                ("Ola", ANSWER),
                ("Ingrid", "nei, den er bare for skolen"),
                ("Ola", "hvor står det?"),
                ("Ingrid", "tror det. vi tar det på møtet"),
            ),
            "",
        ),
    ],
)
def test_the_proposal_after_a_doubt(talk: tuple[tuple[str, str], ...], right: str) -> None:
    said = [Contribution(i, name, "expert", words) for i, (name, words) in enumerate(talk)]

    assert converse(said, "Er hagen åpen?", ("Ola", "Ingrid")).text == right
